import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inCausalOrder, type Ordered } from '../../../src/core/journal/order.ts'

/** Things of which each names some of those before it, shuffled, some twice. */
const things = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.array(fc.nat(), { maxLength: 3 })), { maxLength: 30 })
  .chain((made) => {
    const all = made.map(
      ([salt, named], i): Ordered => ({
        hash: `${salt}-${i}`,
        after: i === 0 ? [] : named.map((n) => `${made[n % i]?.[0]}-${n % i}`),
      }),
    )
    return fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray([...all, ...all.slice(0, 5)], {
        minLength: all.length + Math.min(5, all.length),
      }),
    })
  })

describe('a causal order', () => {
  test('has each behind all that it names, and follows from the set alone', () => {
    fc.assert(
      fc.property(things, ({ all, shuffled }) => {
        const { ordered, waiting } = inCausalOrder(shuffled)
        expect(waiting).toEqual([])
        expect(ordered).toEqual(inCausalOrder(all).ordered)
        const places = new Map(ordered.map(({ hash }, i) => [hash, i]))
        expect(places.size).toBe(all.length)
        for (const [i, { after }] of ordered.entries())
          for (const one of after) expect(places.get(one)).toBeLessThan(i)
      }),
    )
  })

  test('takes of those that could stand next the one with the least hash', () => {
    const of = (hash: string, ...after: string[]) => ({ hash, after })
    const { ordered } = inCausalOrder([of('d'), of('b', 'c'), of('c'), of('a', 'd'), of('e')])
    expect(ordered.map(({ hash }) => hash).join('')).toBe('cbdae')
  })

  test('leaves out what names something that is not there, and all behind it, however it comes', () => {
    fc.assert(
      fc.property(things, fc.nat(), ({ all, shuffled }, at) => {
        const gone = all[at % Math.max(1, all.length)]?.hash
        const kept = shuffled.filter(({ hash }) => hash !== gone)
        const behind = new Set<string>(gone === undefined ? [] : [gone])
        for (const { hash, after } of all) if (after.some((one) => behind.has(one))) behind.add(hash)
        const { ordered, waiting } = inCausalOrder(kept)
        expect(waiting.map(({ hash }) => hash)).toEqual([...behind].filter((hash) => hash !== gone).sort())
        expect(ordered.length + waiting.length).toBe(new Set(kept.map(({ hash }) => hash)).size)
      }),
    )
  })

  test('a ring, which no hashes can make, waits', () => {
    const ring = [
      { hash: 'a', after: ['b'] },
      { hash: 'b', after: ['a'] },
    ]
    expect(inCausalOrder(ring)).toEqual({ ordered: [], waiting: ring })
  })
})
