import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding, Sighting, State } from '../../../src/core/finding/finding.ts'
import { Sighting as SightingSchema } from '../../../src/core/finding/finding.ts'
import { goneSince, knownOf, newestFirst } from '../../../src/core/finding/sightings.ts'
import { anId } from '../../builders/enterprise.ts'
import { everyKind } from '../../builders/everyKind.ts'
import { NOW_MS } from '../../builders/mission.ts'

const HOUR = 3_600_000
const YEAR = 365 * 24 * HOUR
const { knew: _, ...bare } = everyKind().sighting

/** What was seen; `knew` absent: it was made before that was kept. */
const seen = (n: number, outcome: Sighting['outcome'], over: Partial<Sighting> = {}): Sighting => ({
  ...bare,
  id: anId(n),
  outcome,
  seenAtMs: NOW_MS,
  ...over,
})
const inSteps = (...steps: (readonly [State, number])[]): Finding => ({
  ...everyKind().finding,
  openedAtMs: NOW_MS,
  transitions: steps.map(([to, atMs]) => ({
    from: 'toVerify',
    to,
    atMs,
    by: '顾砚之',
    role: 'officer',
    reason: '',
    sightingId: null,
    duplicateOfId: null,
  })),
})
const opened = inSteps()
const confirmed = inSteps(['confirmed', NOW_MS])
const ordered = inSteps(['confirmed', NOW_MS], ['ordered', NOW_MS + HOUR])

/** A sighting where the finding was known so, and these sightings of it, by a clock that is off. */
const after = (
  n: number,
  outcome: Sighting['outcome'],
  known: Finding,
  here: Sighting[],
  offMs = 0,
): Sighting => seen(n, outcome, { knew: knownOf(known, here), seenAtMs: NOW_MS + 2 * HOUR + offMs })

describe('the newest sighting since the order', () => {
  const first = after(1, 'first', opened, [])

  test.each([0, 3 * HOUR, -3 * HOUR, -YEAR, YEAR])(
    'is told by what was known, with a clock %d ms off',
    (offMs) => {
      const gone = after(2, 'gone', ordered, [first], offMs)
      expect(goneSince(ordered, [first, gone])).toBe(gone)
      const still = after(3, 'still', ordered, [first, gone], -offMs)
      expect(goneSince(ordered, [first, gone, still])).toBeNull()
      const again = after(4, 'gone', ordered, [still, gone, first], offMs)
      expect(goneSince(ordered, [still, again, gone, first])).toBe(again)
      // Whoever did not know of the order did not look whether it was followed.
      const early = after(2, 'gone', confirmed, [first], offMs)
      expect(goneSince(ordered, [first, early])).toBeNull()
      expect(newestFirst([first, again, still, gone]).map(({ id }) => id)).toEqual([
        anId(4),
        anId(3),
        anId(2),
        anId(1),
      ])
    },
  )

  test('has to be gone for all who knew nothing of one another, and is named by the greater id', () => {
    const [here, there] = [after(2, 'gone', ordered, [first]), after(3, 'gone', ordered, [first], YEAR)]
    expect(goneSince(ordered, [here, there])).toBe(there)
    expect(goneSince(ordered, [there, here])).toBe(there)
    const still = after(3, 'still', ordered, [first], -YEAR)
    for (const both of [
      [here, still],
      [still, here],
    ])
      expect(goneSince(ordered, both)).toBeNull()
    // Somebody who knew of both looked again.
    const last = after(4, 'gone', ordered, [here, still], -YEAR)
    expect(goneSince(ordered, [still, last, here])).toBe(last)
  })

  test('does not count where it knew another step of the same number', () => {
    const elsewhere = inSteps(['confirmed', NOW_MS], ['transferred', NOW_MS + HOUR])
    expect(goneSince(ordered, [after(2, 'gone', elsewhere, [first])])).toBeNull()
    const longer = inSteps(['confirmed', NOW_MS], ['ordered', NOW_MS + HOUR], ['toRecheck', NOW_MS])
    expect(goneSince(ordered, [after(2, 'gone', longer, [first])])).toBeNull()
    expect(goneSince(longer, [after(2, 'gone', ordered, [first])])).not.toBeNull()
    // What follows one that counts does, whatever became of its steps.
    const gone = after(2, 'gone', ordered, [first])
    expect(goneSince(ordered, [gone, after(3, 'still', elsewhere, [first, gone])])).toBeNull()
  })

  test('is after the last order, and after the opening where there was none', () => {
    const twice = inSteps(['ordered', NOW_MS], ['rectifying', NOW_MS], ['ordered', NOW_MS])
    const between = after(2, 'gone', inSteps(['ordered', NOW_MS], ['rectifying', NOW_MS]), [first])
    expect(goneSince(twice, [between])).toBeNull()
    expect(goneSince(inSteps(['unverifiable', NOW_MS]), [after(2, 'gone', opened, [])])).not.toBeNull()
  })

  test('of such as do not say what they knew is the one seen last, since the order by the clock', () => {
    const old = (n: number, outcome: Sighting['outcome'], hours: number) =>
      seen(n, outcome, { seenAtMs: NOW_MS + hours * HOUR })
    expect(SightingSchema.safeParse(old(1, 'gone', 1)).success).toBe(true)
    expect(goneSince(ordered, [old(1, 'gone', 0)])).toBeNull()
    expect(goneSince(ordered, [old(1, 'gone', 1)])?.id).toBe(anId(1))
    expect(goneSince(ordered, [old(1, 'gone', 3), old(2, 'still', 2)])?.id).toBe(anId(1))
    expect(goneSince(ordered, [old(1, 'gone', 2), old(2, 'still', 3)])).toBeNull()
    expect(goneSince(ordered, [old(1, 'still', 2), old(2, 'gone', 2)])?.id).toBe(anId(2))
    // One that does say so and knew of them is newer.
    const newer = after(3, 'gone', ordered, [old(1, 'gone', 2), old(2, 'still', 3)], -YEAR)
    expect(goneSince(ordered, [newer, old(1, 'gone', 2), old(2, 'still', 3)])).toBe(newer)
    expect(newer.knew?.sightings).toEqual([anId(2)])
    expect(goneSince(ordered, [])).toBeNull()
  })
})

describe('sightings of a finding', () => {
  /** Each was made where some of those before were known; clocks are anyhow. */
  const someSightings = fc
    .array(
      fc.tuple(fc.array(fc.nat(), { maxLength: 3 }), fc.integer({ min: -YEAR, max: YEAR }), fc.boolean()),
      {
        maxLength: 12,
      },
    )
    .map((made) =>
      made.reduce((all: Sighting[], [known, offMs, isGone], i) => {
        const here = known.flatMap((n) => all[n % Math.max(1, i)] ?? [])
        return [...all, after((i * 7919) % 997, isGone ? 'gone' : 'still', ordered, here, offMs)]
      }, []),
    )
  const shuffled = someSightings.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  )

  test('stand before all that they follow, in an order that the clocks and the way they came do not change', () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: -YEAR, max: YEAR }), ([all, other], offMs) => {
        const order = newestFirst(all)
        expect(newestFirst(other)).toEqual(order)
        const placeOf = new Map(order.map(({ id }, i) => [id, i]))
        for (const { id, knew } of all)
          for (const one of knew?.sightings ?? [])
            expect(placeOf.get(id)).toBeLessThan(placeOf.get(one) ?? -1)
        const moved = all.map((one, i) => ({
          ...one,
          seenAtMs: Math.max(0, one.seenAtMs + (i % 2 ? offMs : -offMs)),
        }))
        expect(newestFirst(moved).map(({ id }) => id)).toEqual(order.map(({ id }) => id))
        expect(goneSince(ordered, moved)?.id).toBe(goneSince(ordered, all)?.id)
        expect(goneSince(ordered, other)).toEqual(goneSince(ordered, all))
      }),
    )
  })

  test('that follow one another in a ring, or what is not here, are an answer', () => {
    const knew = (...sightings: string[]) => ({ knew: { ...knownOf(ordered, []), sightings } })
    const ring = [seen(1, 'gone', knew(anId(2))), seen(2, 'gone', knew(anId(1)))]
    expect(goneSince(ordered, ring)).toBeNull()
    expect(newestFirst(ring)).toHaveLength(2)
    const gone = seen(1, 'gone', knew(anId(77)))
    expect(goneSince(ordered, [gone])).toBe(gone)
  })
})
