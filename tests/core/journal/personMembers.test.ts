import { expect, test } from 'vitest'
import type { z } from 'zod'
import { type Aggregate, AGGREGATES, SCHEMAS } from '../../../src/core/journal/kinds.ts'
import { PERSON_MEMBERS } from '../../../src/core/journal/personMembers.ts'

type Schema = z.core.$ZodType
type Def = {
  type: string
  shape?: Record<string, Schema>
  element?: Schema
  innerType?: Schema
  options?: readonly Schema[]
  items?: readonly Schema[]
  valueType?: Schema
  in?: Schema
  checks?: readonly unknown[]
}
/** A member of a kind of document: the way to it, and what one calls it. */
type Member = { readonly way: string; readonly name: string }

/** What a schema holds: texts that somebody types, and objects that name a person as `PersonRef` and draws do. */
function members(schema: Schema, way: string, name: string): Member[] {
  const def = schema._zod.def as Def
  const { shape } = def
  if (shape && 'name' in shape && ('personId' in shape || way.endsWith('nspectors[]'))) return [{ way, name }]
  if (shape && way.endsWith('inspectorsExcluded[]')) return [{ way, name }]
  const inner = [
    ...Object.entries(shape ?? {}).flatMap(([key, one]) =>
      members(one, way === '' ? key : `${way}.${key}`, key),
    ),
    ...[def.element].flatMap((one) => (one ? members(one, `${way}[]`, name) : [])),
    ...[def.valueType, ...(def.items ?? [])].flatMap((one) => (one ? members(one, `${way}[]`, name) : [])),
    ...[def.innerType, def.in, ...(def.options ?? [])].flatMap((one) => (one ? members(one, way, name) : [])),
  ]
  return [...inner, ...(def.type === 'string' ? [{ way, name }] : [])]
}

/**
 * What texts are called that never name a person: what one writes about a thing, numbers, hashes, kinds and ids of other
 * documents. What is called otherwise is somebody, until a person has looked at it and put it here or into the table.
 */
const NOBODY = new Set(
  `id zh en no number source words reason remarks basis text title category label duty phone address authority unit
   creditCode chemical validUntil kind fileName mimeType codec format device recipe program decoder encoding security
   sha256 masksSha256 parentSha256 revision missionRevision rules publicKey station hash phc recovery tag code seed
   seedFrom seedMark commitment marks targets targetsExcluded rule again drawn target stratum key raw assumedZone
   aheadWhy aircraft aircraftSerial attribution missionName receipt document demand legalBasis termSource due from to
   day dueOn doneOn until off work covers capReason entryCode record emergencyBasis urgentReason version what putRightOn
   checkedOn licenceUntil role reminders checklist itemId assetId siteId siteIds enterpriseId enterpriseIds missionId
   missionIds flightId flightIds footageId footageIds visitId findingId recheckIds sightingId sightingIds sightings
   orderId replacesId recursOfId duplicateOfId selfCheckId parentId previewOf patternId logIds agencyIds campaignId
   roundId copiedFromId drawId mergedIntoId frame pattern word zone urgent approvalId craftId batteryIds vehicleId scanIds
   class serial registration uomNumber linkFrequency linkBandwidth equipment transponder retiredOn special exemption scanId
   manifestSha256 tagManifestSha256 request data dataSha256 before after fields head releases`.split(/\s+/),
)
/** Names of things, where a member is called a name. */
const NAMES_OF_THINGS = [
  'acceptance.name',
  'campaign.rounds[].name',
  'asBefore.name',
  'craft.name',
  'battery.name',
  'fence[].name',
  'targets[].name',
  'targetsExcluded[].name',
]
/** Copies of other kinds, whose own row says it. */
const isCopy = (kind: Aggregate, way: string): boolean => kind === 'frozen' && way.startsWith('sites[].')
/** Hashes of what a draw says. */
const isMark = (way: string): boolean => way.includes('.marks.')

const namingIn = (kind: Aggregate): string[] => [
  ...new Set(
    members(SCHEMAS[kind], '', '')
      .filter(({ way, name }) => !NOBODY.has(name) && !isCopy(kind, way) && !isMark(way))
      .map(({ way }) => way)
      .filter((way) => !NAMES_OF_THINGS.some((one) => `${kind}.${way}`.endsWith(one))),
  ),
]

test.each(AGGREGATES)(
  'every member of %s that names a person stands in the table of them, and nothing else',
  (kind) => {
    expect(namingIn(kind).sort()).toEqual(Object.keys(PERSON_MEMBERS[kind]).sort())
  },
)

test('members that name a person are found in the schemas at all', () => {
  expect(namingIn('visit')).toEqual(
    expect.arrayContaining(['approval.by', 'officers[]', 'assistants[]', 'signature.witness']),
  )
  expect(namingIn('enterprise')).toEqual(['safetyOfficer.name', 'contacts[].name'])
})
