import { Home, LifeBuoy, Maximize, Minus, OctagonX, Plus, Ruler, Shield } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMap } from 'react-leaflet'
import { useStore } from 'zustand'
import { useCall } from '../api/hooks.ts'
import { runCommand } from '../desk/commands.ts'
import { boxPlace } from '../desk/places.ts'
import { editableOf } from '../desk/editing/open.ts'
import { session } from '../desk/editing/session.ts'
import { type Key, useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { boundsOf } from './leaflet/latlng.ts'
import { MAP_COMMANDS } from './commands.ts'
import { OnMap } from './leaflet/OnMap.tsx'
import styles from './toolbar.module.css'

const ICONS: Record<string, ReactNode> = {
  'map.addInclusion': <Shield size={20} aria-hidden />,
  'map.addExclusion': <OctagonX size={20} aria-hidden />,
  'map.addRally': <LifeBuoy size={20} aria-hidden />,
  'map.moveHome': <Home size={20} aria-hidden />,
}

/** The tools on the map's left edge. */
export function Toolbar() {
  const t = useT()
  const map = useMap()
  const { data: extent } = useCall('site.extent', {})
  const document = useStore(session, (state) => state.document)
  const tool = (labelKey: Key, icon: ReactNode, onPress: () => void) => (
    <Button key={labelKey} icon={icon} label={t(labelKey)} title={t(labelKey)} onPress={onPress} />
  )
  return (
    <OnMap className={styles.toolbar ?? ''}>
      {tool('map.zoomIn', <Plus size={20} aria-hidden />, () => map.zoomIn())}
      {tool('map.zoomOut', <Minus size={20} aria-hidden />, () => map.zoomOut())}
      {tool('map.fitAll', <Maximize size={20} aria-hidden />, () => {
        const bounds = extent?.box && boundsOf(boxPlace(extent.box))
        if (bounds) map.fitBounds(bounds, { padding: [40, 40], animate: false })
      })}
      {tool('tools.ruler', <Ruler size={20} aria-hidden />, () => runCommand('map.ruler'))}
      {(document ? editableOf(document.kind).tools : []).map((id) => {
        const command = MAP_COMMANDS.find((other) => other.id === id)
        // What has no sign here stands in the panel and in the palette.
        return command && ICONS[id] ? tool(command.labelKey, ICONS[id], () => runCommand(id)) : null
      })}
    </OnMap>
  )
}
