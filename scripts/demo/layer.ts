/** An invented base map: roads, a railway, a settlement, contour lines and a dry river. */
import type { Layer, LayerFeature } from '../../src/core/geo/layer.ts'
import { box, contourNorth, fixedId, line, type Metres } from './place.ts'

const lonLat = (points: readonly Metres[]): [number, number][] =>
  line(points).map(({ lat, lon }) => [lon, lat])
const drawn = (kind: LayerFeature['kind'], label: string, points: readonly Metres[]): LayerFeature => ({
  kind,
  label,
  geometry: { type: 'LineString', coordinates: lonLat(points) },
})
const filled = (kind: LayerFeature['kind'], label: string, ring: readonly Metres[]): LayerFeature => {
  const corners = lonLat(ring)
  return { kind, label, geometry: { type: 'Polygon', coordinates: [[...corners, ...corners.slice(0, 1)]] } }
}

const roads: LayerFeature[] = [
  drawn('road', '驿路 Post Road', [
    [-2300, -230],
    [-1400, -160],
    [-600, -175],
    [0, -150],
    [370, -152],
    [800, -165],
    [1500, -130],
    [2300, -120],
  ]),
  drawn('road', '北货场路 North Freight Road', [
    [370, -152],
    [368, 300],
    [372, 740],
  ]),
  drawn('road', '北货场路 North Freight Road', [
    [-640, 740],
    [-100, 745],
    [372, 740],
    [900, 755],
    [1180, 770],
    [1760, 795],
  ]),
  drawn('road', '旧渡路 Old Ferry Road', [
    [30, -151],
    [40, -400],
    [-400, -455],
    [-950, -440],
    [-1250, -470],
  ]),
  drawn('road', '旧渡路 Old Ferry Road', [
    [40, -400],
    [320, -455],
  ]),
  drawn('road', '', [
    [-763, 220],
    [-680, 215],
    [-640, -174],
  ]),
  drawn('road', '', [
    [1120, -10],
    [1118, -148],
  ]),
  drawn('road', '', [
    [-950, -495],
    [-950, -440],
  ]),
  drawn('road', '', [
    [320, -505],
    [320, -455],
  ]),
  drawn('road', '', [
    [0, 797],
    [0, 745],
  ]),
  drawn('road', '', [
    [700, 836],
    [700, 749],
  ]),
  drawn('road', '', [
    [1236, 980],
    [1180, 975],
    [1180, 770],
  ]),
]

const railways: LayerFeature[] = [
  drawn('railway', '演示铁路 Demo Railway', [
    [-2300, 690],
    [-1400, 640],
    [-700, 615],
    [300, 610],
    [1000, 630],
    [1700, 690],
    [2300, 790],
  ]),
  drawn('railway', '', [
    [-900, 622],
    [-640, 650],
    [-480, 720],
    [-350, 815],
    [-150, 815],
  ]),
  drawn('railway', '', [
    [760, 623],
    [1000, 690],
    [1180, 800],
    [1300, 845],
    [1500, 847],
  ]),
]

const settlement: LayerFeature[] = [
  ...[0, 1, 2, 3, 4, 5].map((i) => filled('building', '', box(640 + 45 * i, -250, 668 + 45 * i, -232))),
  ...[0, 1, 2, 3, 4].map((i) => filled('building', '', box(650 + 50 * i, -300, 682 + 50 * i, -284))),
  filled('building', '驿路新村 Post Road Village', box(700, -350, 760, -325)),
  filled('building', '旧渡站 Old Ferry Station', box(-560, 570, -490, 590)),
  filled('building', '', box(-140, -210, -100, -185)),
  filled('building', '', box(-60, -215, -20, -190)),
]

const river = drawn('water', '干河 Dry River', [
  [-2300, -930],
  [-1800, -1010],
  [-1400, -960],
  [-900, -900],
  [-500, -930],
  [-100, -1020],
  [300, -960],
  [700, -870],
  [1200, -860],
  [1700, -960],
  [2300, -1040],
])

const EASTS = Array.from({ length: 47 }, (_, i) => -2300 + 100 * i)
const contours: LayerFeature[] = Array.from({ length: 12 }, (_, i) => 1580 + 5 * i).map((heightM) =>
  drawn(
    'contour',
    heightM % 10 === 0 ? `${heightM}` : '',
    EASTS.map((east) => [east, contourNorth(heightM, east)] as const),
  ),
)

export const layers: Layer[] = [
  {
    id: fixedId('layer', 1),
    name: { zh: '演示底图（虚构）', en: 'Demo base map (invented)' },
    order: 0,
    visible: true,
    opacity: 1,
    source: { kind: 'vector', features: [...contours, river, ...roads, ...railways, ...settlement] },
  },
]
