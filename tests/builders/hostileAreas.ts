import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import { newMission } from '../../src/core/mission/newMission.ts'
import type { Survey } from '../../src/core/mission/pattern.ts'
import { ORIGIN } from './site.ts'

const ringAt = (corners: readonly (readonly [number, number])[], origin: LatLon = ORIGIN): LatLon[] =>
  corners.map(([x, y]) => frameAt(origin).toLatLon({ x, y }))
export const square = (side: number, origin: LatLon = ORIGIN, at = 0): LatLon[] =>
  ringAt(
    [
      [at, at],
      [at + side, at],
      [at + side, at + side],
      [at, at + side],
    ],
    origin,
  )
/** An outline whose every other corner juts out by a fifth: spikes of eighty metres, half a metre apart. */
export const saw = (corners: number): LatLon[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    const r = 400 * (1 + 0.1 * Math.sin(37 * i))
    return frameAt(ORIGIN).toLatLon({ x: r * Math.cos(angle), y: r * Math.sin(angle) })
  })

export const wavy = (corners: number): LatLon[] =>
  ringAt(
    Array.from({ length: corners }, (_, i) => {
      const angle = (2 * Math.PI * i) / corners
      const r = 600 * (1 + 0.05 * Math.sin(37 * angle))
      return [r * Math.cos(angle), r * Math.sin(angle)] as const
    }),
  )
export const survey = (area: LatLon[], spacingM: number, over: Partial<Survey> = {}): Survey => ({
  kind: 'survey',
  id: 's',
  area,
  holes: [],
  heightM: 60,
  speedMS: 8,
  spacing: { by: 'distance', spacingM },
  angleDeg: 'auto',
  photo: { by: 'none' },
  crossGrid: false,
  leadInM: 0,
  ...over,
})

/** Areas that somebody will draw some day, and the note that planning must make of each. */
export const HOSTILE_AREAS: [name: string, pattern: Survey, note: string | null][] = [
  [
    'crosses itself',
    survey(
      ringAt([
        [0, 0],
        [300, 300],
        [300, 0],
        [0, 300],
      ]),
      30,
    ),
    'area_self_crossing',
  ],
  [
    'is a line',
    survey(
      ringAt([
        [0, 0],
        [100, 0],
        [200, 0],
      ]),
      30,
    ),
    'area_not_free',
  ],
  [
    'is one metre',
    survey(
      ringAt([
        [0, 0],
        [1, 0],
        [1, 1],
      ]),
      30,
    ),
    null,
  ],
  ['is 100 km', survey(square(100_000), 30), 'route_too_long'],
  ['is 10 km at half a metre', survey(square(10_000), 0.5), 'route_too_long'],
  ['has 10,000 corners', survey(wavy(10_000), 30), null],
  ['is a saw of 10,000 corners', survey(saw(10_000), 30), 'area_too_jagged'],
  [
    'has holes that touch one another and its edge',
    survey(square(400), 30, {
      holes: [square(100, ORIGIN, 100), square(100, ORIGIN, 200), square(50, ORIGIN, 0)],
    }),
    null,
  ],
  ['lies on the date line', survey(square(400, { lat: 10, lon: 179.999 }), 30), null],
  ['lies at 60° north', survey(square(400, { lat: 60, lon: 10 }), 30), null],
  ['is narrower than its spacing', survey(square(50), 900), null],
]

export const missionOver = (pattern: Survey): Mission =>
  newMission({
    id: '0190aaaa-0000-7000-8000-000000000020',
    name: { zh: '难', en: 'hard' },
    sites: [],
    areas: [pattern.area],
    patterns: [pattern],
  })
