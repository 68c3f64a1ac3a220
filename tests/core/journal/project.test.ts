import { expect, test } from 'vitest'
import { JOINS } from '../../../src/core/journal/join.ts'
import { AGGREGATES } from '../../../src/core/journal/kinds.ts'
import { projected, tokenOf, WAITS } from '../../../src/core/journal/project.ts'
import type { Version } from '../../../src/core/journal/version.ts'
import { sha256 } from '../../builders/sha256.ts'

const v = (hash: string, bases: string[], doc: unknown): Version => ({ hash, bases, doc })
const shown = (versions: Version[]) => projected('mission', versions, () => true, sha256)

test('one head is shown; two that are not alike wait, and what both know stays shown', () => {
  const one = [v('a', [], { n: 1 }), v('b', ['a'], { n: 2 })]
  expect(shown(one)).toMatchObject({ heads: ['b'], token: 'b', shown: { n: 2 }, revision: 2, waits: null })
  const two = shown([...one, v('c', ['a'], { n: 3 })])
  expect(two).toMatchObject({
    heads: ['b', 'c'],
    token: tokenOf(['c', 'b'], sha256),
    shown: { n: 1 },
    ancestor: 'a',
  })
  expect(WAITS).toContain(two.waits)
  expect(Object.keys(JOINS)).toEqual([...AGGREGATES])
})
