import { useEffect } from 'react'
import { useMap } from 'react-leaflet'

/** The panes of the map that a tool which draws needs: the one that holds all others, and its own. */
const OWN: ReadonlySet<string> = new Set(['mapPane', 'tools'])

/**
 * While a tool has the map nothing else that stands on it is there for hands: no press, no hover, no key reaches a mark,
 * an outline or a name, whichever layer drew it. They are still seen, and corners still snap to them.
 */
export function usePassive(isSo: boolean): void {
  const map = useMap()
  useEffect(() => {
    if (!isSo) return
    // What the pointer had opened stays open else: nothing closes it any more.
    map.eachLayer((layer) => void layer.closeTooltip())
    const panes = Object.entries(map.getPanes()).flatMap(([name, pane]) =>
      pane && !OWN.has(name) ? pane : [],
    )
    for (const pane of panes) pane.inert = true
    return () => {
      for (const pane of panes) pane.inert = false
    }
  }, [map, isSo])
}
