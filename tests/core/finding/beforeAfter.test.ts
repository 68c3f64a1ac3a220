import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beforeAfter, stepped } from '../../../src/core/finding/beforeAfter.ts'
import type { Sighting } from '../../../src/core/finding/finding.ts'
import { newestFirst } from '../../../src/core/finding/sightings.ts'
import { anId } from '../../builders/enterprise.ts'

/** Sightings one after the other, with a picture where it is said. */
const seen = (pictured: readonly boolean[]): Sighting[] =>
  pictured.map((has, i) => ({
    id: anId(100 + i),
    findingId: anId(1),
    flightId: null,
    footageId: has ? anId(500 + i) : null,
    momentS: null,
    region: null,
    at: { lat: 41, lon: 109 },
    seenAtMs: 1000 * (i + 1),
    seenFrom: 'site',
    outcome: i === 0 ? 'first' : 'still',
    level: 'general',
    author: '顾砚之',
    words: '',
  }))

test('one sighting has nothing beside it', () => {
  expect(beforeAfter([])).toBeNull()
  expect(beforeAfter(seen([true]))).toBeNull()
})

test('the first picture stands beside the latest, in whatever order the sightings came', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), fc.nat(), (pictured, turn) => {
      const all = seen(pictured)
      const at = turn % all.length
      const found = beforeAfter([...all.slice(at), ...all.slice(0, at)])
      if (!found) throw new Error('two are enough')
      expect(found.inOrder).toEqual(newestFirst(all).reverse())
      expect(found.before).toBeLessThan(found.after)
      const own = pictured.flatMap((has, i) => (has ? [i] : []))
      if (own.length > 1) expect([found.before, found.after]).toEqual([own[0], own.at(-1)])
      // A single picture is one of the two.
      if (own.length === 1) expect([found.before, found.after]).toContain(own[0])
    }),
  )
})

test('steps stay within the sightings', () => {
  expect([stepped(0, -1, 3), stepped(0, 1, 3), stepped(2, 1, 3)]).toEqual([0, 1, 2])
})
