import { useState } from 'react'
import { Layers as LayersIcon } from 'lucide-react'
import { useLayers } from '../api/hooks.ts'
import { changeLayer } from '../desk/layers.ts'
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
              onChange={(visible) => changeLayer(record, { visible })}
            />
          ))}
        </div>
      ) : null}
    </OnMap>
  )
}
