import { MapPlus, X } from 'lucide-react'
import { useState } from 'react'
import { useLayers, useWorkspace } from '../api/hooks.ts'
import { selection } from '../desk/selection.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { OnMap } from './leaflet/OnMap.tsx'
import styles from './noBaseMap.module.css'

/** How a base map gets in, where there is none yet. */
export function NoBaseMap() {
  const t = useT()
  const { data: layers } = useLayers()
  const { data: status } = useWorkspace()
  const [isAway, setAway] = useState(false)
  // An empty workspace has its own first words.
  if (isAway || !layers || layers.length > 0 || !status || status.empty) return null
  return (
    <OnMap className={styles.hint ?? ''}>
      <p data-testid="no-base-map">{t('map.noLayers')}</p>
      <Button
        icon={<MapPlus size={16} aria-hidden />}
        testId="add-base-map"
        onPress={() => {
          selection.getState().enter('settings')
          selection.getState().compose({ kind: 'layer' })
        }}
      >
        {t('place.addBaseMap')}
      </Button>
      <Button
        look="quiet"
        icon={<X size={16} aria-hidden />}
        label={t('app.close')}
        testId="no-base-map-away"
        onPress={() => setAway(true)}
      />
    </OnMap>
  )
}
