import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Aggregate, AGGREGATES, SCHEMAS } from '../../../src/core/journal/kinds.ts'
import { newReferences, references, UNIQUE } from '../../../src/core/journal/references.ts'
import { Id } from '../../../src/core/units/id.ts'
import { anId } from '../../builders/enterprise.ts'
import { everyKind } from '../../builders/everyKind.ts'
import { aFootage } from '../../builders/footage.ts'

type Schema = z.core.$ZodType
/** What zod keeps of a schema, as far as one goes from member to member. */
type Def = {
  shape?: Record<string, Schema>
  element?: Schema
  innerType?: Schema
  options?: readonly Schema[]
  items?: readonly Schema[]
  valueType?: Schema
  in?: Schema
}

/** The ways to the members of a schema that hold an id, `*` for an element: found in the schema, not in the table. */
function waysToIds(schema: Schema, way: readonly string[] = []): string[][] {
  if (schema === (Id as Schema)) return [[...way]]
  const { shape, element, innerType, options, items, valueType, in: piped } = schema._zod.def as Def
  return [
    ...Object.entries(shape ?? {}).flatMap(([name, member]) => waysToIds(member, [...way, name])),
    ...[element, valueType].flatMap((one) => (one ? waysToIds(one, [...way, '*']) : [])),
    ...[innerType, piped, ...(options ?? [])].flatMap((one) => (one ? waysToIds(one, way) : [])),
    ...(items ?? []).flatMap((one, i) => waysToIds(one, [...way, String(i)])),
  ]
}

/** What a document has at the end of a way. */
function at(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return value == null ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    step === '*' || step === name ? at(member, rest) : [],
  )
}

/** Copies within a document stand for themselves. */
const COPIES = ['frozen.mission.', 'frozen.sites.']

const refers = (kind: Aggregate) =>
  waysToIds(SCHEMAS[kind]).filter(
    (way) => way.join('.') !== 'id' && !COPIES.some((copy) => `${kind}.${way.join('.')}`.startsWith(copy)),
  )

describe('references', () => {
  test.each(AGGREGATES)('of %s are exactly the ids that its schema has members for', (kind) => {
    const doc = everyKind()[kind]
    expect(SCHEMAS[kind].safeParse(doc).error).toBeUndefined()
    const ways = refers(kind)
    for (const way of ways) expect([way, at(doc, way).length > 0]).toEqual([way, true])
    expect(
      references(kind, doc as never)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ways.flatMap((way) => at(doc, way) as string[]).sort())
  })

  test('are found in the schemas at all', () => {
    expect(refers('finding').map((way) => way.join('.'))).toEqual([
      'enterpriseId',
      'siteId',
      'transitions.*.personId',
      'transitions.*.sightingId',
      'transitions.*.duplicateOfId',
      'transitions.*.orderId',
      'recursOfId',
      'selfReport.selfCheckId',
      'rechecks.*.sightingId',
    ])
    expect(refers('layer')).toEqual([['source', 'footageId']])
    expect(refers('enterprise')).toEqual([])
  })

  test('name the kind of what they refer to', () => {
    const { flight, finding } = everyKind()
    expect(references('flight', flight)).toEqual([
      { aggregate: 'mission', id: flight.missionId },
      ...flight.siteIds.map((id) => ({ aggregate: 'site', id })),
      ...flight.logIds.map((id) => ({ aggregate: 'footage', id })),
    ])
    expect(references('finding', finding).filter(({ aggregate }) => aggregate === 'sighting')).toEqual(
      [...finding.transitions, ...(finding.rechecks ?? [])].map(({ sightingId }) => ({
        aggregate: 'sighting',
        id: sightingId,
      })),
    )
  })

  test('that the version before had are not new', () => {
    const doc = aFootage({ flightId: anId(1), previewOf: anId(2) })
    const named = [
      { aggregate: 'flight', id: anId(1) },
      { aggregate: 'footage', id: anId(2) },
    ]
    expect(newReferences('footage', null, doc)).toEqual(named)
    expect(newReferences('footage', aFootage({ flightId: anId(1) }), doc)).toEqual(named.slice(1))
    expect(newReferences('footage', doc, aFootage())).toEqual([])
  })
})

test('what is unique is a member of its kind', () => {
  for (const kind of AGGREGATES)
    for (const member of UNIQUE[kind] ?? []) expect(Object.keys(SCHEMAS[kind].shape)).toContain(member)
})
