/** What is reckoned of pictures holds only for a camera that is told where to look: in the item list and on DJI's side. */
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { writeLitchi } from '../../../src/core/formats/litchi.ts'
import { writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import { Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { EXPORTED_AT_MS, aMission, aPolygonZone } from '../../builders/mission.ts'
import { patternFrom } from '../../builders/patterns.ts'
import { box, place } from '../../builders/site.ts'

const corners = [
  { x: 60, y: 60 },
  { x: 240, y: 60 },
  { x: 240, y: 240 },
  { x: 60, y: 240 },
]
const pattern = (kind: 'survey' | 'corridor' | 'perimeter', over: object = {}): Pattern => ({
  ...patternFrom(kind, corners, ({ x, y }) => place(x, y)),
  ...over,
})
const planned = (...patterns: Pattern[]) => {
  const vehicle = VEHICLES.find(({ id }) => id === 'dji-m3e') as Mission['vehicle']
  const mission = Mission.parse(
    aMission({ vehicle, patterns, fence: [aPolygonZone(box(-300, -300, 600, 600))] }),
  )
  return {
    mission,
    sites: [],
    route: plan({ mission, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'f',
  }
}
const pitches = (...patterns: Pattern[]) =>
  planned(...patterns)
    .route.items.filter(({ command }) => command === 205)
    .map(({ params }) => params[0])
const photo = { by: 'distance' as const, everyM: 20 }

describe.each(['survey', 'corridor'] as const)('a %s', (kind) => {
  test('has its camera looking straight down before its first photo, and is left alone without photos', () => {
    expect(pitches(pattern(kind, { photo }))).toEqual([-90])
    expect(pitches(pattern(kind))).toEqual([])
    const { items } = planned(pattern(kind, { photo })).route
    const at = (command: number) => items.findIndex((item) => item.command === command)
    expect(at(205)).toBeLessThan(at(206))
  })

  test('says so to DJI and Litchi too', () => {
    const input = planned(pattern(kind, { photo }))
    const flown = new TextDecoder().decode(
      unzipSync(writeDjiWpml(input).content as Uint8Array)['wpmz/waylines.wpml'],
    )
    expect(flown.match(/<wpml:gimbalPitchRotateAngle>(-?[\d.]+)</)?.[1]).toBe('-90')
    const rows = String(writeLitchi(input).content).trimEnd().split('\r\n').slice(2)
    // Columns 7 and 8: the mode of the gimbal, 2 interpolates to its pitch.
    expect(new Set(rows.map((row) => row.split(',').slice(6, 8).join(' ')))).toEqual(new Set(['2 -90']))
  })
})

describe('a perimeter', () => {
  test('looks at the foot of the boundary that it faces, after a survey too', () => {
    const facing = pattern('perimeter', { standoffM: 40, heightsM: [30] })
    const [down, up] = pitches(pattern('survey', { photo }), facing)
    expect(down).toBe(-90)
    expect(30 / Math.tan((-(up ?? 0) * Math.PI) / 180)).toBeCloseTo(40, 0)
    const inside = pattern('perimeter', { standoffM: 40, heightsM: [30], side: 'inside', camera: 'outward' })
    expect(pitches(inside)).toEqual([up])
  })

  test('looks over the ground where the boundary is behind it, and as it is along the leg', () => {
    expect(pitches(pattern('perimeter', { camera: 'outward' }))).toEqual([-45])
    expect(pitches(pattern('perimeter', { camera: 'along' }))).toEqual([])
  })
})
