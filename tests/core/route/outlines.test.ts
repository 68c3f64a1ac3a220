import { describe, expect, test } from 'vitest'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { Mission as MissionSchema } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { missionOver, survey } from '../../builders/hostileAreas.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { lakes, OUTLINES, type OutlineShape, ringOf } from '../../builders/outlines.ts'

const KM = 1000
/** What says that nothing was planned, and what to do. */
const REFUSED = ['area_too_jagged', 'route_too_long', 'too_many_waypoints', 'ways_too_intricate']

const kinds = {
  survey: (area: LatLon[], spacingM: number, holes: LatLon[][]): Pattern => survey(area, spacingM, { holes }),
  perimeter: (boundary: LatLon[]): Pattern => ({
    kind: 'perimeter',
    id: 'p',
    boundary,
    standoffM: 15,
    side: 'inside',
    heightsM: [60],
    laps: 1,
    direction: 'clockwise',
    camera: 'inward',
    speedMS: 8,
    photo: { by: 'none' },
    cornerRadiusM: 0,
    startNear: null,
  }),
  corridor: (ring: LatLon[], spacingM: number): Pattern => ({
    kind: 'corridor',
    id: 'c',
    path: ring,
    widthM: 40,
    spacing: { by: 'distance', spacingM },
    heightM: 60,
    speedMS: 8,
    photo: { by: 'none' },
  }),
}

type Case = {
  shape: OutlineShape
  corners: number
  km: number
  spacingM?: number
  lakes?: number
  kind?: keyof typeof kinds
  refused?: string
}

const missionOf = ({
  shape,
  corners,
  km,
  spacingM = 30,
  kind = 'survey',
  lakes: count = 0,
}: Case): Mission => {
  const area = ringOf(shape(corners, km * KM, 7))
  const holes = lakes(count, 100, km * KM, 3).map((lake) => ringOf(lake))
  const pattern = kinds[kind](area, spacingM, holes)
  return newMission({
    id: '0190aaaa-0000-7000-8000-000000000020',
    name: { zh: '难', en: 'hard' },
    sites: [],
    areas: [area],
    patterns: [pattern],
  })
}

const { coast, comb, spiral, saw, star, noisy, repeated } = OUTLINES as Record<string, OutlineShape> & {
  [name in 'coast' | 'comb' | 'spiral' | 'saw' | 'star' | 'noisy' | 'repeated']: OutlineShape
}

const CASES: [string, Case][] = [
  ['a coast of 500 corners', { shape: coast, corners: 500, km: 2 }],
  ['a county line of 2,400 corners', { shape: coast, corners: 2400, km: 20, spacingM: 500 }],
  ['a coast of 10,000 corners, 2 km', { shape: coast, corners: 10_000, km: 2 }],
  ['a coast of 10,000 corners, 40 km', { shape: coast, corners: 10_000, km: 40, spacingM: 1000 }],
  ['a coast with lakes', { shape: coast, corners: 2400, km: 2, lakes: 15 }],
  ['a county of 200 km', { shape: coast, corners: 10_000, km: 200, refused: 'route_too_long' }],
  ['a spiral', { shape: spiral, corners: 2400, km: 2, spacingM: 60 }],
  ['a hand-drawn square of 10,000 corners', { shape: noisy, corners: 10_000, km: 20, spacingM: 500 }],
  ['every corner thrice', { shape: repeated, corners: 9999, km: 20, spacingM: 500 }],
  ['a comb', { shape: comb, corners: 4000, km: 20, spacingM: 500, refused: 'area_too_jagged' }],
  ['a star', { shape: star, corners: 2400, km: 20, spacingM: 500, refused: 'area_too_jagged' }],
  ['round a coast of 200 km', { kind: 'perimeter', shape: coast, corners: 10_000, km: 200 }],
  ['round a star', { kind: 'perimeter', shape: star, corners: 2400, km: 20 }],
  ['round a hand-drawn square', { kind: 'perimeter', shape: noisy, corners: 10_000, km: 20 }],
  ['along a county line', { kind: 'corridor', shape: coast, corners: 2400, km: 20 }],
  ['along a hand-drawn square', { kind: 'corridor', shape: noisy, corners: 10_000, km: 20 }],
  ['along a spiral', { kind: 'corridor', shape: spiral, corners: 10_000, km: 20 }],
  ['along a saw', { kind: 'corridor', shape: saw, corners: 10_000, km: 2, refused: 'area_too_jagged' }],
]

describe('an outline as the world has them', () => {
  test.each(CASES)('%s is planned inside its fence, or it is said what to do', (_name, wanted) => {
    const mission = missionOf(wanted)
    expect(MissionSchema.safeParse(mission).success).toBe(true)
    const route = plan({ mission, sites: [] })
    const codes = route.notes.map(({ code }) => code)
    for (const { code, params } of route.notes)
      for (const language of ['zh', 'en'] as const)
        expect(wordsOf(language, 'note', code, params)).toMatch(/^[^{}]+$/)
    const verdict = judge({ mission, sites: [], route, nowMs: NOW_MS })
    if (wanted.refused) {
      expect(codes).toContain(wanted.refused)
      expect(route.items).toEqual([])
      expect(verdict.ok).toBe(false)
      return
    }
    expect(codes.filter((code) => REFUSED.includes(code))).toEqual([])
    expect(route.items.length).toBeGreaterThan(2)
    expect(route.figures.outsideM).toBe(0)
    // The verdict knows the fence as it is drawn, and nothing of what planning made simpler.
    expect(verdict.items.map(({ code }) => code)).not.toContain('outside')
    if (wanted.kind === undefined) expect(route.figures.coverageShare).toBeGreaterThan(0.95)
  })

  test('a length beyond any mission is refused with its figure, over all patterns together', () => {
    const ring = ringOf(coast(20, 20 * KM, 1))
    const one = kinds.survey(ring, 300, [])
    const mission = missionOver(one as never)
    const single = plan({ mission, sites: [] })
    expect(single.notes).toEqual([])
    const both = { ...mission, patterns: [one, { ...one, id: 's2' }, { ...one, id: 's3' }] }
    const { notes } = plan({ mission: both, sites: [] })
    expect(notes).toMatchObject([{ code: 'route_too_long', at: 's3', params: { mostKm: 2000 } }])
    expect(notes[0]?.params['km']).toBeCloseTo(single.figures.laneLengthM / 1000, -2)
  })

  test('a fence of 10,000 corners is followed inward alone, and the note says how far', () => {
    const area = ringOf(coast(40, 2 * KM, 1))
    const mission = missionOver(survey(area, 40))
    const ring = ringOf(coast(10_000, 2.6 * KM, 1))
    const fenced: Mission = {
      ...mission,
      fence: [{ id: 'f', shape: 'polygon', inclusion: true, ring, floorM: null, ceilingM: null }],
    }
    const route = plan({ mission: fenced, sites: [] })
    const told = route.notes.find(({ code }) => code === 'fence_simplified')
    expect(told?.params['toleranceM']).toBeGreaterThan(0)
    expect(route.figures.outsideM).toBe(0)
    const verdict = judge({ mission: fenced, sites: [], route, nowMs: NOW_MS })
    expect(verdict.items.map(({ code }) => code)).not.toContain('outside')
  })
})
