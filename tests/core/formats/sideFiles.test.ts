import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import { readQgcPlan, writeQgcPlan } from '../../../src/core/formats/qgcPlan.ts'
import { writeFormat } from '../../../src/core/formats/writeFormat.ts'
import { readWpl, writeWplFence, writeWplRally } from '../../../src/core/formats/wpl.ts'
import type { FenceZone, Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { fenceItems, fenceOfItems, rallyItems, rallyOfItems } from '../../../src/core/route/fenceItems.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import type { Note } from '../../../src/core/units/note.ts'
import { EXPORTED_AT_MS, aCircleZone, aMission, aPolygonZone, NOW_MS } from '../../builders/mission.ts'
import { aSurvey } from '../../builders/patterns.ts'
import { aSite, box, place, ring } from '../../builders/site.ts'

const encode = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

const inputOf = (mission: Mission): FormatInput => ({
  mission,
  sites: [],
  route: plan({ mission, sites: [] }),
  releases: [],
  exportedAtMs: EXPORTED_AT_MS,
  revision: 'r',
})

const quantised = fc
  .record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) })
  .map(({ x, y }) => {
    const { lat, lon } = place(x, y)
    return { lat: Math.round(lat * 1e7) / 1e7, lon: Math.round(lon * 1e7) / 1e7 }
  })
const zone: fc.Arbitrary<FenceZone> = fc.oneof(
  fc
    .tuple(fc.array(quantised, { minLength: 3, maxLength: 9 }), fc.boolean())
    .map(([corners, inclusion]) => aPolygonZone(corners, { inclusion })),
  fc
    .tuple(quantised, fc.integer({ min: 1, max: 5000 }), fc.boolean())
    .map(([center, radiusM, inclusion]) => aCircleZone(center, radiusM, { inclusion })),
)
const point = quantised.chain((at) => fc.integer({ min: 1, max: 120 }).map((heightM) => ({ ...at, heightM })))
const mission = fc.record({
  fence: fc.array(zone, { minLength: 1, maxLength: 6 }),
  rallyPoints: fc.array(point, { maxLength: 5 }),
  breachReturn: point,
})

const bare = (zones: readonly FenceZone[]) => zones.map((one) => ({ ...one, id: '' }))

describe('the fence and the rally points', () => {
  it('come back from their items as they were', () => {
    fc.assert(
      fc.property(mission, ({ fence, rallyPoints, breachReturn }) => {
        const numbered = rallyPoints.map((one, i) => ({ ...one, id: `rally-${i + 1}` }))
        const doc = aMission({ fence, rallyPoints: numbered, breachReturn })
        const notes: Note[] = []
        const back = fenceOfItems(fenceItems(doc), notes)
        expect(notes).toEqual([])
        expect(bare(back.fence)).toEqual(bare(fence))
        expect(back.breachReturn).toEqual(breachReturn)
        expect(rallyOfItems(rallyItems(doc))).toEqual(numbered)
      }),
    )
  })

  it('come back from the side files and from a plan', () => {
    fc.assert(
      fc.property(mission, ({ fence, rallyPoints, breachReturn }) => {
        const numbered = rallyPoints.map((one, i) => ({ ...one, id: `rally-${i + 1}` }))
        const doc = aMission({ fence, rallyPoints: numbered, breachReturn })
        const input = inputOf(doc)
        const fenced = readWpl(encode(writeWplFence(input).content)).value
        expect(bare(fenced?.fence ?? [])).toEqual(bare(fence))
        expect(fenced).toMatchObject({ items: [], breachReturn })
        if (numbered.length > 0)
          expect(readWpl(encode(writeWplRally(input).content)).value).toMatchObject({
            items: [],
            rallyPoints: numbered,
          })
        const planned = readQgcPlan(encode(writeQgcPlan(input).content)).value
        // A plan lists polygons before circles.
        expect(
          bare(planned?.fence ?? [])
            .map((one) => JSON.stringify(one))
            .sort(),
        ).toEqual(
          bare(fence)
            .map((one) => JSON.stringify(one))
            .sort(),
        )
        expect(planned?.breachReturn).toEqual(breachReturn)
      }),
      { numRuns: 40 },
    )
  })

  it('say so where there is nothing to write', () => {
    const input = inputOf(aMission({ fence: [] }))
    expect(writeFormat('wpl-fence', input).problem).toMatchObject({ code: 'no_fence_to_write' })
    expect(writeFormat('wpl-rally', input).problem).toMatchObject({ code: 'no_rally_to_write' })
  })

  it('hold the return point of a breach inside', () => {
    const codes = (breachReturn: Mission['breachReturn'] & object, over: Partial<Mission> = {}) => {
      const doc = aMission({ breachReturn, ...over })
      return judge({
        mission: doc,
        sites: [aSite()],
        route: plan({ mission: doc, sites: [] }),
        nowMs: NOW_MS,
      }).items.map(({ code }) => code)
    }
    expect(codes({ ...place(100, 100), heightM: 60 })).not.toContain('breach_return_outside')
    expect(codes({ ...place(300, 100), heightM: 60 })).toContain('breach_return_outside')
    const { contingency } = aMission()
    expect(
      codes({ ...place(300, 100), heightM: 60 }, { contingency: { ...contingency, onFenceBreach: 'land' } }),
    ).not.toContain('breach_return_outside')
  })
})

describe("QGroundControl's own surveys", () => {
  const over = (pattern: Pattern, more: Partial<Mission> = {}) =>
    inputOf(aMission({ patterns: [pattern], fence: [aPolygonZone(box(-200, -200, 500, 500))], ...more }))
  const items = (input: FormatInput): { type: string; complexItemType?: string }[] =>
    JSON.parse(String(writeQgcPlan(input).content)).mission.items

  it('carry the items that they come to, so that the list is the same for every reader', () => {
    const input = over(aSurvey({ area: box(50, 50, 250, 250), photo: { by: 'distance', everyM: 10 } }))
    expect(items(input).filter(({ type }) => type === 'ComplexItem')).toMatchObject([
      { complexItemType: 'survey' },
    ])
    const read = readQgcPlan(encode(writeQgcPlan(input).content)).value
    expect(read?.items.map((item) => ({ ...item, role: '' }))).toEqual(
      input.route.items.map((item) => ({ ...item, role: '' })),
    )
  })

  it('are not written where QGroundControl would plan otherwise', () => {
    const simple = (input: FormatInput) => items(input).every(({ type }) => type === 'SimpleItem')
    const notched = ring([
      [50, 50],
      [250, 50],
      [250, 250],
      [150, 120],
      [50, 250],
    ])
    expect(simple(over(aSurvey({ area: notched })))).toBe(true)
    expect(simple(over(aSurvey({ area: box(50, 50, 250, 250), holes: [box(100, 100, 120, 120)] })))).toBe(
      true,
    )
    const whole = aSurvey({ area: box(50, 50, 250, 250) })
    expect(simple(over(whole))).toBe(false)
    expect(simple(over(whole, { part: { fromM: 0, toM: 400 } }))).toBe(true)
    expect(
      simple(
        over(whole, {
          overrides: [
            { id: 'o', patternId: whole.id, near: place(60, 60), reachM: 50, change: { kind: 'skip' } },
          ],
        }),
      ),
    ).toBe(true)
  })
})

/** How the programs that take a side file read one, by their published source; each answers command, place and param1. */
const READERS = {
  /** pymavlink (mavwp) and MAVProxy, which sends what it gives: every line is an item, numbered anew from 0. */
  pymavlink: (lines: string[][]) =>
    lines.map((fields, i) => [i, ...fields.slice(3, 5), ...fields.slice(8, 10)]),
  /** Mission Planner: a first line that is not 0 gets an empty home before it; the first of all is home, and left out. */
  missionPlanner: (lines: string[][]) => {
    const listed = lines[0]?.[0] === '0' ? lines : [null, ...lines]
    return listed
      .slice(1)
      .map((fields, i) => [i, ...(fields ?? []).slice(3, 5), ...(fields ?? []).slice(8, 10)])
  },
} as const

describe('side files', () => {
  const at = (x: number, y: number) => {
    const { lat, lon } = place(x, y)
    return { lat: Math.round(lat * 1e7) / 1e7, lon: Math.round(lon * 1e7) / 1e7 }
  }
  const doc = aMission({
    fence: [
      aPolygonZone([at(-60, -60), at(260, -60), at(260, 260), at(-60, 260)]),
      aCircleZone(at(100, 100), 20, { inclusion: false }),
    ],
    rallyPoints: [
      { id: 'a', ...at(20, 20), heightM: 40 },
      { id: 'b', ...at(60, 20), heightM: 45 },
    ],
  })
  const linesOf = (content: unknown) =>
    String(content)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))

  it.each(Object.entries(READERS))(
    'give %s the items that a vehicle takes, and nothing else',
    (_name, read) => {
      for (const [content, items] of [
        [writeWplFence(inputOf(doc)).content, fenceItems(doc)],
        [writeWplRally(inputOf(doc)).content, rallyItems(doc)],
      ] as const)
        expect(read(linesOf(content)).map((row) => row.map(Number))).toEqual(
          items.map(({ command, params, lat, lon }, i) => [i, command, params[0], lat, lon]),
        )
    },
  )

  it('come back here without a word about their numbers, as do those with a home', () => {
    const content = String(writeWplFence(inputOf(doc)).content)
    const { value, notes } = readWpl(encode(content))
    expect(bare(value?.fence ?? [])).toEqual(bare(doc.fence))
    expect(notes.map(({ code }) => code)).not.toContain('wpl_index')
    const [header, ...rows] = content.split('\n')
    const withHome = [header, '0\t1\t0\t16\t0\t0\t0\t0\t41.7\t109.9\t1600\t1', ...rows].join('\n')
    expect(bare(readWpl(encode(withHome)).value?.fence ?? [])).toEqual(bare(doc.fence))
  })

  it('only they may begin with 1: a mission that does has lost a line', () => {
    const mission = 'QGC WPL 110\n1\t0\t3\t16\t0\t0\t0\t0\t41.7\t109.9\t50\t1\n'
    expect(readWpl(encode(mission)).notes.map(({ code }) => code)).toContain('wpl_index')
  })
})
