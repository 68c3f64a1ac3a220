/**
 * A day of one laptop, for a recorder to look on: `day.ts ROOT CARD`. Everything lies in ROOT (the workspace `w`, keys, a
 * stick, another disk, a second workspace that receives); what the program was told is kept is appended to ROOT/acks in the
 * moment in which it was told.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { CallInput, CallName, CallOutput } from '../../../src/contract/index.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { keeperOfFolder, receiveWorkspace, sendWorkspace } from '../../../src/services/exchangeTools.ts'
import { backup } from '../../../src/services/workspaceTools.ts'
import { aCreditCode, aFlight, anEnterprise, anId } from '../../builders/enterprise.ts'
import { called, openServices } from '../../builders/services.ts'
import { aSite } from '../../builders/site.ts'
import type { Ack } from './acks.ts'

const [root = '', card = ''] = process.argv.slice(2)
const at = (...names: string[]) => path.join(root, ...names)
const AT_MS = Date.UTC(2026, 4, 20, 2, 15)

const acknowledge = (ack: Ack): void => fs.appendFileSync(at('acks'), `${JSON.stringify(ack)}\n`)
const entry = (made: { arrival: number | null; entry: string | null }): void => {
  if (made.arrival !== null && made.entry !== null)
    acknowledge({ kind: 'entry', arrival: made.arrival, entry: made.entry })
}
const whole = (name: string): void =>
  acknowledge({
    kind: 'file',
    name,
    sha256: createHash('sha256')
      .update(fs.readFileSync(at(name)))
      .digest('hex'),
  })

const open = () => openServices({ home: at('home'), workspaceDir: at('w'), pollMs: 0 })
type Services = ReturnType<typeof open>

/** A call that writes, whose answer is what must last. */
async function told<N extends CallName>(
  services: Services,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const answer = await called(services, name, input)
  entry(answer as { arrival: number; entry: string })
  return answer
}

async function ingest(services: Services, names: readonly string[], flightId: string | null) {
  const files = names.map((name) => services.registerFile(path.join(card, name)).ref)
  const done = await called(services, 'footage.ingest', { files, flightId })
  entry(done)
  for (const { doc } of done.footage) acknowledge({ kind: 'original', id: doc.id, sha256: doc.sha256 })
  return done.footage
}

async function edits(services: Services, id: string, base: Version, count: number): Promise<void> {
  let version = base
  for (let i = 0; i < count; i++) {
    const doc = anEnterprise({ id, creditCode: aCreditCode(1), remarks: `${i} ${'字'.repeat(400 * i)}` })
    version = (await told(services, 'enterprise.put', { base: version, doc })).version
  }
}

async function morning(): Promise<void> {
  const services = open()
  await called(services, 'actor.set', { name: '孟青棠', role: 'supervisor' })
  const enterprise = anEnterprise({ id: anId(1), creditCode: aCreditCode(1) })
  const put = await told(services, 'enterprise.put', { base: null, doc: enterprise })
  await edits(services, anId(1), put.version, 3)
  const site = aSite({ id: anId(101), enterpriseId: anId(1) })
  await told(services, 'site.put', { base: null, doc: site })
  const key = 'enterprise:new'
  const value = { name: '未写完' }
  await called(services, 'draft.put', { key, value })
  acknowledge({ kind: 'draft', key, value })
  const mission = newMission({ id: anId(201), name: { zh: '巡查', en: '' }, sites: [site] })
  await told(services, 'mission.put', { base: null, doc: mission })
  await told(services, 'flight.put', {
    base: null,
    doc: aFlight({ siteIds: [anId(101)], missionId: anId(201) }),
  })
  const ring = site.boundary.slice(0, 4)
  await told(services, 'layer.picture', {
    file: services.registerFile(path.join(card, 'p0.JPG')).ref,
    name: { zh: '图', en: '' },
    corners: ring as [LatLon, LatLon, LatLon, LatLon],
  })
  const [, photo] = await ingest(services, ['flight.tlog', 'p0.JPG', 'p1.JPG', 'c0.MP4'], anId(401))
  const finding = await told(services, 'finding.open', {
    sighting: {
      flightId: anId(401),
      footageId: photo?.doc.id ?? null,
      momentS: null,
      region: null,
      at: site.boundary[0] ?? null,
      seenAtMs: AT_MS,
      seenFrom: 'air',
      outcome: 'first',
      level: 'general',
      words: '围堰有缺口',
    },
    finding: {
      title: '围堰缺口',
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: anId(1),
      recursOfId: null,
    },
  } as CallInput<'finding.open'>)
  await told(services, 'finding.transition', {
    id: finding.doc.id,
    base: finding.version,
    to: 'confirmed',
    reason: '',
    duplicateOfId: null,
  })
  await services.close()
}

async function noon(): Promise<void> {
  const signal = new AbortController().signal
  const work = { signal, of: () => () => undefined }
  const actor = keeperOfFolder()
  const sent = await sendWorkspace(
    at('w'),
    at('stick', 'all.sortie'),
    { since: null, originals: 'all', actor },
    work,
  )
  if (!sent.ok) throw new Error(sent.code)
  whole('stick/all.sortie')
  const got = await receiveWorkspace(
    at('b'),
    at('stick', 'all.sortie'),
    { receipt: at('stick', 'receipt'), actor },
    work,
  )
  if (!got.ok) throw new Error(got.code)
  acknowledge({ kind: 'received', dir: 'b', entries: sent.value.entries })
  whole('stick/receipt')
}

async function afternoon(): Promise<void> {
  const services = open()
  await called(services, 'actor.set', { name: '孟青棠', role: 'supervisor' })
  // Both at once, as two windows do.
  await Promise.all([
    ingest(services, ['c1.MP4', 'p2.JPG'], null),
    told(services, 'enterprise.put', {
      base: null,
      doc: anEnterprise({ id: anId(2), creditCode: aCreditCode(2) }),
    }).then(({ version }) =>
      told(services, 'enterprise.put', {
        base: version,
        doc: anEnterprise({ id: anId(2), creditCode: aCreditCode(2), remarks: '下午' }),
      }),
    ),
  ])
  await services.close()
  const saved = await backup(at('w'), at('disk', 'backup'))
  if (!saved.ok) throw new Error(saved.code)
  acknowledge({ kind: 'backup', dir: 'disk/backup' })
}

/** The backup has to last while the day goes on. */
async function evening(): Promise<void> {
  const services = open()
  await told(services, 'enterprise.put', {
    base: null,
    doc: anEnterprise({ id: anId(3), creditCode: aCreditCode(3) }),
  })
  await services.close()
}

await morning()
await noon()
await afternoon()
await evening()
