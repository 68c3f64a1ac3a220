import * as leaflet from 'leaflet'
import type { GridLayer, LatLngBoundsExpression } from 'leaflet'
import { leafletLayer } from 'protomaps-leaflet'
import { labelRules, PALETTES, paintRules } from './vectorStyle.ts'

/** Vector tiles drawn on canvases. A file of its own with all that it takes, which is fetched when it is needed. */
export function vectorTiles(
  url: string,
  look: { theme: 'day' | 'night'; language: 'zh' | 'en'; maxDataZoom: number },
  options: { maxZoom: number; pane: string; bounds: LatLngBoundsExpression },
): GridLayer {
  // The package draws on whatever Leaflet the page has, and looks for it there.
  Object.assign(globalThis, { L: leaflet })
  const colours = PALETTES[look.theme]
  return leafletLayer({
    ...options,
    attribution: '',
    url,
    maxDataZoom: look.maxDataZoom,
    lang: look.language,
    backgroundColor: colours.ground,
    paintRules: paintRules(colours),
    labelRules: labelRules(colours, look.language),
  }) as unknown as GridLayer
}
