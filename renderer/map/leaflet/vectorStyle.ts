import {
  CenteredTextSymbolizer,
  LineLabelSymbolizer,
  LineSymbolizer,
  PolygonSymbolizer,
  type LabelRule,
  type PaintRule,
} from 'protomaps-leaflet'

type Feature = NonNullable<Parameters<NonNullable<PaintRule['filter']>>[1]>

/** The colours of a drawn map: calm, so that what Sortie draws stands out. */
export type Palette = Readonly<
  Record<
    | 'ground'
    | 'green'
    | 'built'
    | 'water'
    | 'building'
    | 'road'
    | 'mainRoad'
    | 'roadEdge'
    | 'rail'
    | 'name'
    | 'halo',
    string
  >
>

export const PALETTES: Readonly<Record<'day' | 'night', Palette>> = {
  day: {
    ground: '#f1f0ec',
    green: '#dbe6d2',
    built: '#e6e2db',
    water: '#a9cbe2',
    building: '#cfc7bd',
    road: '#ffffff',
    mainRoad: '#f3dca6',
    roadEdge: '#bdb5a8',
    rail: '#8f8a83',
    name: '#3c444a',
    halo: '#f8f8f5',
  },
  night: {
    ground: '#20262b',
    green: '#243029',
    built: '#272d33',
    water: '#1c3446',
    building: '#39424a',
    road: '#55616a',
    mainRoad: '#7b7152',
    roadEdge: '#161b1f',
    rail: '#76828b',
    name: '#d3dce2',
    halo: '#161b1f',
  },
}

/** The system's own fonts, a Chinese one among them. */
const FONTS = "system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"

/** What a feature is, under the names that the schemas of Protomaps, OpenMapTiles and Shortbread give it. */
const kindOf = ({ props }: Feature): string => {
  const kind = props['kind'] ?? props['class']
  return typeof kind === 'string' ? kind : ''
}

const MAIN_ROADS = ['highway', 'major_road', 'motorway', 'trunk', 'primary', 'secondary']
const PATHS = ['path', 'footway', 'track', 'pedestrian', 'ferry']
const RAILS = ['rail', 'railway', 'transit', 'light_rail', 'subway']
const GREEN = [
  'park',
  'forest',
  'wood',
  'grass',
  'grassland',
  'farmland',
  'nature_reserve',
  'cemetery',
  'meadow',
  'scrub',
]
const BUILT = ['industrial', 'residential', 'commercial', 'retail', 'railway', 'quarry', 'urban_area']

const one = (of: readonly string[]) => (_zoom: number, feature: Feature) => of.includes(kindOf(feature))
const isRoad = (_zoom: number, feature: Feature): boolean => !RAILS.includes(kindOf(feature))
const isMain = one(MAIN_ROADS)

/** A line that grows with the zoom: so wide at zoom 15, half of it a zoom and a half farther. */
const widthAt15 =
  (main: number, other: number) =>
  (zoom: number, feature?: Feature): number => {
    const kind = feature ? kindOf(feature) : ''
    const width = MAIN_ROADS.includes(kind) ? main : PATHS.includes(kind) ? 1 : other
    return Math.max(0.5, Math.min(18, width * 1.6 ** (zoom - 15)))
  }

const LAYERS = {
  ground: ['earth', 'land'],
  cover: ['landcover', 'landuse', 'land', 'park', 'sites'],
  water: ['water', 'ocean', 'water_polygons'],
  waterway: ['waterway', 'water_lines', 'physical_line'],
  buildings: ['building', 'buildings'],
  roads: ['roads', 'transportation', 'streets'],
  places: ['places', 'place', 'place_labels'],
  roadNames: ['roads', 'transportation_name', 'street_labels'],
  waterNames: ['water', 'water_name', 'water_polygons_labels'],
} as const

const each = <T>(of: readonly string[], rule: (dataLayer: string) => T): T[] => of.map(rule)

/**
 * How the shapes of vector tiles are painted. Boundaries of countries and provinces are not: which of them may be shown is
 * laid down by law, and what a file has of them is not known.
 */
export function paintRules(colours: Palette): PaintRule[] {
  const fill = (colour: string) => new PolygonSymbolizer({ fill: colour })
  return [
    { dataLayer: 'earth', symbolizer: fill(colours.ground) },
    ...each(LAYERS.cover, (dataLayer) => ({
      dataLayer,
      symbolizer: fill(colours.green),
      filter: one(GREEN),
    })),
    ...each(LAYERS.cover, (dataLayer) => ({
      dataLayer,
      symbolizer: fill(colours.built),
      filter: one(BUILT),
    })),
    ...each(LAYERS.water, (dataLayer) => ({
      dataLayer,
      symbolizer: fill(colours.water),
      filter: (_zoom: number, { geomType }: Feature) => Number(geomType) === POLYGON,
    })),
    ...each(LAYERS.waterway, (dataLayer) => ({
      dataLayer,
      symbolizer: new LineSymbolizer({ color: colours.water, width: 1.5 }),
    })),
    ...each(LAYERS.buildings, (dataLayer) => ({
      dataLayer,
      minzoom: 13,
      symbolizer: fill(colours.building),
    })),
    ...each(LAYERS.roads, (dataLayer) => ({
      dataLayer,
      minzoom: 12,
      symbolizer: new LineSymbolizer({ color: colours.roadEdge, width: widthAt15(9, 6) }),
      filter: isRoad,
    })),
    ...each(LAYERS.roads, (dataLayer) => ({
      dataLayer,
      symbolizer: new LineSymbolizer({ color: colours.road, width: widthAt15(7, 4.5) }),
      filter: (zoom: number, feature: Feature) => isRoad(zoom, feature) && !isMain(zoom, feature),
    })),
    ...each(LAYERS.roads, (dataLayer) => ({
      dataLayer,
      symbolizer: new LineSymbolizer({ color: colours.mainRoad, width: widthAt15(7, 4.5) }),
      filter: isMain,
    })),
    ...each(LAYERS.roads, (dataLayer) => ({
      dataLayer,
      symbolizer: new LineSymbolizer({ color: colours.rail, width: 1.5 }),
      filter: one(RAILS),
    })),
  ]
}

/** A polygon, in the numbers of vector tiles (2.1, section 4.3.4). */
const POLYGON = 3

/** How names are written: in the language of the window where a file has it. */
export function labelRules(colours: Palette, language: 'zh' | 'en'): LabelRule[] {
  const labelProps =
    language === 'zh'
      ? ['name:zh', 'name:zh-Hans', 'name', 'name_zh']
      : ['name:en', 'name_en', 'name:latin', 'name']
  const words = { labelProps, fill: colours.name, stroke: colours.halo, width: 2 }
  const font = (sizePx: number, weight: number) => ({
    fontFamily: FONTS,
    fontSize: sizePx,
    fontWeight: weight,
  })
  return [
    ...each(LAYERS.places, (dataLayer) => ({
      dataLayer,
      symbolizer: new CenteredTextSymbolizer({ ...words, ...font(16, 600) }),
      // No names of countries and provinces, as no boundaries.
      filter: (_zoom: number, feature: Feature) =>
        !['country', 'region', 'state', 'province'].includes(kindOf(feature)),
    })),
    ...each(LAYERS.roadNames, (dataLayer) => ({
      dataLayer,
      minzoom: 13,
      symbolizer: new LineLabelSymbolizer({ ...words, ...font(14, 400) }),
    })),
    ...each(LAYERS.waterNames, (dataLayer) => ({
      dataLayer,
      minzoom: 12,
      symbolizer: new CenteredTextSymbolizer({ ...words, ...font(14, 400) }),
      filter: (_zoom: number, { geomType }: Feature) => Number(geomType) === 1,
    })),
  ]
}
