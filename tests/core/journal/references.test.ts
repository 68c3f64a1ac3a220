import { expect, test } from 'vitest'
import { AGGREGATES, SCHEMAS } from '../../../src/core/journal/kinds.ts'
import { newReferences, references, UNIQUE } from '../../../src/core/journal/references.ts'
import { aFootage } from '../../builders/footage.ts'
import { anId } from '../../builders/enterprise.ts'

test('a picture refers to its flight and its clip; one that it named before is not new', () => {
  const doc = aFootage({ flightId: anId(1), previewOf: anId(2) })
  const named = [
    { aggregate: 'flight', id: anId(1) },
    { aggregate: 'footage', id: anId(2) },
  ]
  expect(references('footage', doc)).toEqual(named)
  expect(newReferences('footage', null, doc)).toEqual(named)
  expect(newReferences('footage', aFootage({ flightId: anId(1) }), doc)).toEqual(named.slice(1))
})

test('what is unique is a member of its kind', () => {
  for (const kind of AGGREGATES)
    for (const member of UNIQUE[kind] ?? []) expect(Object.keys(SCHEMAS[kind].shape)).toContain(member)
})
