import { useState } from 'react'
import { Layers as LayersIcon } from 'lucide-react'
import type { Layer } from '../../src/core/geo/layer.ts'
import type { Version } from '../../src/core/units/id.ts'
import { useLayers } from '../api/hooks.ts'
import { write } from '../api/write.ts'
import { attempt } from '../desk/notices.ts'
import { nameOf } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { OnMap } from './leaflet/OnMap.tsx'
import styles from './layerControl.module.css'

/** Which background layers are shown. */
export function LayerControl() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { data: layers } = useLayers()
  const show = ({ doc, version }: { doc: Layer; version: Version }, visible: boolean) =>
    void attempt(() => write('layer.put', { base: version, doc: { ...doc, visible } }, 'edit.layer'))
  return (
    <OnMap className={styles.layerControl ?? ''}>
      <Button icon={<LayersIcon size={18} aria-hidden />} onPress={() => setOpen(!open)}>
        {t('map.layers')}
      </Button>
      {open ? (
        <div className={styles.layerList}>
          {layers?.length === 0 ? <p>{t('map.noLayers')}</p> : null}
          {layers?.map((record) => (
            <Checkbox
              key={record.doc.id}
              label={nameOf(record.doc.name)}
              value={record.doc.visible}
              onChange={(visible) => show(record, visible)}
            />
          ))}
        </div>
      ) : null}
    </OnMap>
  )
}
