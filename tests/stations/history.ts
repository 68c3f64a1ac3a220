import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { references } from '../../src/core/journal/references.ts'
import type { AggregateTable } from '../../src/store/tables.ts'
import { anApproval, aVisit } from '../builders/campaign.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { aFinding } from '../builders/finding.ts'
import { aFootage } from '../builders/footage.ts'
import { everyKind } from '../builders/everyKind.ts'
import { aMission } from '../builders/mission.ts'
import { aSite } from '../builders/site.ts'
import type { Tx } from '../../src/store/tx.ts'
import { copyStations, openStation, type Packet, type Station } from './lab.ts'
import { type Doc, type Kinds, Oracle } from './oracle.ts'

/** What happens at a station: numbers that are taken as far as there is something to take. */
export type Step =
  | {
      readonly do: 'edit'
      readonly station: number
      readonly of: number
      readonly member: number
      readonly value: number
    }
  | { readonly do: 'remove'; readonly station: number; readonly of: number }
  | { readonly do: 'decide'; readonly station: number; readonly of: number; readonly head: number }
  | { readonly do: 'send'; readonly station: number }
  | { readonly do: 'receive'; readonly station: number; readonly packet: number }

const [ENTERPRISE, SITE, MISSION, FINDING, OTHER, PERSON, VISIT, FILE, PAPER] = [
  anId(1),
  anId(2),
  anId(3),
  anId(4),
  anId(5),
  anId(6),
  anId(7),
  anId(8),
  anId(9),
]

const FIRST: readonly { readonly kind: AggregateTable; readonly doc: Doc }[] = [
  { kind: 'enterprise', doc: anEnterprise({ id: ENTERPRISE }) },
  { kind: 'site', doc: aSite({ id: SITE, enterpriseId: ENTERPRISE }) },
  { kind: 'mission', doc: aMission({ id: MISSION, siteIds: [SITE] }) },
  { kind: 'finding', doc: aFinding({ id: FINDING, enterpriseId: ENTERPRISE, siteId: SITE }) },
  { kind: 'enterprise', doc: anEnterprise({ id: OTHER }) },
  { kind: 'person', doc: { ...everyKind().person, id: PERSON } },
  { kind: 'visit', doc: aVisit({ id: VISIT, enterpriseId: ENTERPRISE, siteIds: [SITE] }) },
  { kind: 'footage', doc: aFootage({ id: FILE, kind: 'document' }) },
  { kind: 'paper', doc: aPaper() },
]

/** A draft of a visit's paper. */
function aPaper(): Doc {
  const { paper } = everyKind()
  const versions = paper.versions
    .slice(0, 1)
    .map((version) => ({ ...version, footageId: FILE, template: { ...version.template, id: null } }))
  const of = { aggregate: 'visit' as const, id: VISIT }
  return { ...paper, id: PAPER, of, enterpriseId: ENTERPRISE, versions, signed: null, served: null }
}

export const seed = (tx: Tx): void => {
  for (const { kind, doc } of FIRST) tx.put(kind, null, doc)
}

const DONE = { by: '顾砚之', role: 'officer', atMs: 1 }
const PROVED = { ...DONE, version: 1, scanId: null }

const word = (value: number): string => `v${value}`
const name = (doc: Doc): { zh: string; en: string } => doc['name'] as { zh: string; en: string }

/** Edits of a kind, by the member that they change. */
const EDITS: Readonly<Record<string, readonly ((doc: Doc, value: number) => Doc)[]>> = {
  enterprise: [
    (doc, value) => ({ ...doc, remarks: word(value) }),
    (doc, value) => ({ ...doc, address: word(value) }),
    (doc, value) => ({ ...doc, name: { ...name(doc), en: word(value) } }),
  ],
  site: [
    (doc, value) => ({ ...doc, remarks: word(value) }),
    (doc, value) => ({ ...doc, name: { ...name(doc), zh: word(value) } }),
    (doc, value) => ({ ...doc, enterpriseId: value % 2 === 0 ? ENTERPRISE : OTHER }),
  ],
  mission: [
    (doc, value) => ({ ...doc, name: { ...name(doc), en: word(value) } }),
    (doc, value) => ({ ...doc, name: { ...name(doc), zh: word(value) } }),
  ],
  finding: [
    (doc, value) => ({ ...doc, title: word(value) }),
    (doc, value) => ({ ...doc, owner: word(value) }),
    (doc, value) => ({ ...doc, state: ['toVerify', 'confirmed', 'ordered', 'closed'][value % 4] }),
  ],
  person: [
    (doc, value) => ({ ...doc, phone: word(value) }),
    (doc, value) => ({ ...doc, secret: { ...(doc['secret'] as object), setAtMs: value } }),
    (doc, value) => ({ ...doc, leftAtMs: value % 2 === 0 ? null : value }),
  ],
  visit: [
    (doc, value) => ({ ...doc, record: word(value) }),
    (doc, value) => ({ ...doc, enterpriseId: value % 2 === 0 ? ENTERPRISE : OTHER }),
    (doc, value) => ({ ...doc, approval: anApproval({ no: word(value) }) }),
  ],
  footage: [
    (doc, value) => ({ ...doc, device: word(value) }),
    (doc, value) => ({ ...doc, importedAtMs: value }),
    (doc, value) => ({ ...doc, visitId: value % 2 === 0 ? null : VISIT }),
  ],
  paper: [
    (doc, value) => ({ ...doc, no: word(value) }),
    (doc, value) => ({ ...doc, signed: { ...PROVED, reason: word(value) } }),
    (doc, value) => ({ ...doc, voided: value % 2 === 0 ? null : { ...DONE, reason: word(value) } }),
  ],
}

const KINDS: Kinds = {
  byMember: new Set(['enterprise', 'site', 'finding', 'person', 'visit', 'footage', 'paper']),
  together: {
    finding: ['state', 'transitions', 'deadlines', 'rechecks', 'transfers'],
    person: ['joinedAtMs', 'leftAtMs'],
    paper: [
      'versions',
      'served',
      ...['signed', 'voided'].flatMap((step) => [
        step,
        ...['by', 'role', 'atMs', 'version', 'scanId', 'reason'].map((member) => `${step}.${member}`),
      ]),
    ],
    visit: [
      'approval',
      'approval.no',
      'approval.atMs',
      'approval.urgentReason',
      'approval.by.personId',
      'approval.by.name',
      'approval.by.number',
      'enterpriseId',
      'siteIds',
      'kind',
      'mode',
      'agencies',
    ],
  },
  refersTo: (kind, doc) =>
    references(kind as AggregateTable, doc as never).map(({ aggregate, id }) => `${aggregate} ${id}`),
}

export const aStep = (stations: number): fc.Arbitrary<Step> => {
  const station = fc.nat({ max: stations - 1 })
  const of = fc.nat({ max: FIRST.length - 1 })
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        do: fc.constant('edit' as const),
        station,
        of,
        member: fc.nat({ max: 2 }),
        value: fc.nat({ max: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), station, of }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('decide' as const), station, of, head: fc.nat({ max: 3 }) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), station }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('receive' as const), station, packet: fc.nat({ max: 20 }) }),
    },
  )
}

export type Outcome = { readonly faults: string[]; readonly edits: number; readonly collided: number }

/**
 * Lives a history on copies of the stations' folders in `from`; at the end everybody gets everything. What the oracle finds
 * wrong on the way and at the end is told. `meddle` does to a station what a fault in the product would.
 */
export function live(
  from: string,
  to: string,
  count: number,
  steps: readonly Step[],
  meddle: (station: Station) => void = () => undefined,
): Outcome {
  copyStations(from, to, count)
  const stations = Array.from({ length: count }, (_, n) => openStation(path.join(to, String(n))))
  const oracle = new Oracle(count, KINDS)
  const faults: string[] = []
  const packets: { packet: Packet; sent: ReadonlySet<string> }[] = []
  try {
    for (const { kind, doc } of FIRST) oracle.acknowledged(0, `${kind} ${doc.id}`, doc)
    oracle.edits = 0
    for (let n = 1; n < count; n++) oracle.received(n, oracle.sent(0))
    const look = (n: number): void => {
      const station = stations[n] as Station
      faults.push(...oracle.faults(n, station.view))
    }
    for (const step of steps) {
      take(step, stations, oracle, packets, faults)
      if (step.do === 'receive') meddle(stations[step.station] as Station)
      look(step.station)
      if (faults.length > 0) return { faults, edits: oracle.edits, collided: oracle.collided() }
    }
    for (let round = 0; round < 2; round++)
      for (const [n, station] of stations.entries())
        for (const [m, other] of stations.entries()) {
          if (n === m) continue
          station.receive(other.packet())
          oracle.received(n, oracle.sent(m))
        }
    for (const [n, station] of stations.entries()) {
      meddle(station)
      look(n)
    }
    const shown = new Set(stations.map((station) => station.projection()))
    if (shown.size !== 1) faults.push('not all stations show the same')
    return { faults, edits: oracle.edits, collided: oracle.collided() }
  } finally {
    for (const station of stations) station.close()
    fs.rmSync(to, { recursive: true, force: true })
  }
}

function take(
  step: Step,
  stations: readonly Station[],
  oracle: Oracle,
  packets: { packet: Packet; sent: ReadonlySet<string> }[],
  faults: string[],
): void {
  const station = stations[step.station] as Station
  if (step.do === 'send') {
    packets.push({ packet: station.packet(), sent: oracle.sent(step.station) })
    return
  }
  if (step.do === 'receive') {
    const given = packets[step.packet % Math.max(1, packets.length)]
    if (!given) return
    station.receive(given.packet)
    oracle.received(step.station, given.sent)
    return
  }
  const { kind, doc: first } = FIRST[step.of] as (typeof FIRST)[number]
  const of = `${kind} ${first.id}`
  const { waiting, isHeld } = station.view(of)
  const now = station.stored(kind, first.id)
  if (step.do === 'decide') {
    const heads = station.heads(kind, first.id)
    if (!waiting && !isHeld) return
    // What was deleted and is held may be brought back; that it is deleted stands already.
    const doc = waiting ? (waiting[step.head % waiting.length] ?? null) : (now?.doc ?? null)
    const problem = station.write((tx) => void tx.decide(kind, first.id, heads, doc))
    if (problem === null) oracle.acknowledged(step.station, of, doc)
    // What is chosen may refer to what is gone, or be referred to.
    else if (problem !== 'missing_reference' && problem !== 'in_use')
      faults.push(`${of}: deciding answered ${problem}`)
    return
  }
  const doc = step.do === 'remove' ? null : edited(kind, now?.doc ?? first, step)
  if (doc === null && !now) return
  const problem = station.write((tx) =>
    doc === null
      ? tx.remove(kind, first.id, now?.version as never)
      : void tx.put(kind, now?.version ?? null, doc),
  )
  if (waiting || isHeld) {
    if (problem !== 'waits_for_decision')
      faults.push(`${of}: it waits, and a write answered ${problem ?? 'nothing'}`)
  } else if (problem === null) oracle.acknowledged(step.station, of, doc)
  else if (problem !== 'missing_reference' && problem !== 'in_use')
    faults.push(`${of}: a write answered ${problem}`)
}

const edited = (kind: string, doc: Doc, { member, value }: { member: number; value: number }): Doc => {
  const edits = EDITS[kind] ?? []
  return edits[member % edits.length]?.(doc, value) ?? doc
}
