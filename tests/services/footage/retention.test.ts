/** What is kept, what is due, and deletion by two people: seen from outside, by the files and by an SQLite of its own. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallInput } from '../../../src/contract/index.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { backupWorkspace } from '../../../src/store/backup/make.ts'
import { openWorkspace } from '../../../src/store/workspace.ts'
import { aFlight, anEnterprise, anId } from '../../builders/enterprise.ts'
import { aPng } from '../../builders/png.ts'
import { called, openServices, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aSite, place } from '../../builders/site.ts'

const MONTHS_7 = 214 * 86_400_000
let nowMs: number
let services: ScratchServices
let workspaceDir: string
beforeEach(() => {
  nowMs = Date.UTC(2026, 0, 5)
  services = scratchServices({ nowMs: () => nowMs })
  workspaceDir = path.join(services.dir, 'w')
})
afterEach(() => services.close())

const code = async (name: string, input: unknown): Promise<string> => {
  const answer = await services.call(name, input)
  return answer.ok
    ? 'ok'
    : `${answer.code}${'problem' in answer.params ? ` ${String(answer.params['problem'])}` : ''}`
}

/** Some pictures of one tone, and their records. */
async function pictures(...tones: number[]): Promise<Footage[]> {
  const files = tones.map((side) => services.given(`IMG_${side}.png`, aPng(side, side)))
  const { footage } = await called(services, 'footage.ingest', { files, flightId: null })
  return footage.map(({ doc }) => doc)
}
const originalOf = ({ sha256 }: Footage): string =>
  path.join(workspaceDir, 'vault', sha256.slice(0, 2), sha256)
const asPerson = (name: string, role = 'supervisor'): Promise<unknown> =>
  called(services, 'actor.set', { name, role } as never)
const listed = async (list: string): Promise<string[]> =>
  (await called(services, 'retention.list', { list } as never)).rows.map(({ id }) => id)

const PASSPHRASE = '远山含笑春水绿波映小桥'

/** Two supervisors and an officer: their ids. */
async function persons(): Promise<string[]> {
  await asPerson('顾砚之')
  const given = (name: string, role: string, no: number) => ({
    name,
    roles: [role],
    unit: '',
    number: `00${no}`,
    phone: '',
  })
  const first = await called(services, 'person.begin', given('顾砚之', 'supervisor', 1) as never)
  await called(services, 'person.signIn', { id: first.doc.id, name: null, passphrase: null })
  await called(services, 'person.setPassphrase', { passphrase: PASSPHRASE, old: null })
  const ids = [first.doc.id]
  for (const [i, [name, role]] of (
    [
      ['孟青棠', 'supervisor'],
      ['沈怀瑾', 'officer'],
    ] as const
  ).entries()) {
    const doc = { id: anId(40 + i), ...given(name, role, i + 2) }
    const made = await called(services, 'person.put', { base: null, doc, passphrase: PASSPHRASE } as never)
    ids.push(made.doc.id)
  }
  return ids
}
const signIn = (id: string): Promise<unknown> =>
  called(services, 'person.signIn', { id, name: null, passphrase: PASSPHRASE })

const aFindingOn = (footageId: string): CallInput<'finding.open'> => ({
  sighting: {
    flightId: null,
    footageId,
    momentS: null,
    region: null,
    at: place(50, 50),
    seenAtMs: nowMs,
    seenFrom: 'air',
    outcome: 'first',
    level: 'general',
    words: '',
  },
  finding: {
    title: '围堰缺口',
    category: '',
    level: 'general',
    risk: null,
    owner: '',
    assetId: null,
    enterpriseId: null,
    recursOfId: null,
  },
})

test('what a package refers to cannot be chosen until it is handed over; then the package that holds a copy is named', async () => {
  await asPerson('顾砚之')
  await called(services, 'enterprise.put', { base: null, doc: anEnterprise() })
  await called(services, 'site.put', { base: null, doc: aSite({ enterpriseId: anId(1) }) })
  const flight = aFlight({ id: anId(301), missionId: null, siteIds: [], logIds: [] })
  await called(services, 'flight.put', { base: null, doc: flight })
  const files = [8, 9].map((side) => services.given(`IMG_${side}.png`, aPng(side, side)))
  const { footage } = await called(services, 'footage.ingest', { files, flightId: flight.id })
  const ids = footage.map(({ doc }) => doc.id)
  nowMs += MONTHS_7
  expect((await listed('due')).toSorted()).toEqual(ids.toSorted())
  const pack = () =>
    called(services, 'evidence.pack', {
      about: { aggregate: 'flight', id: flight.id },
      unmasked: null,
      language: 'en',
    })
  const handed = await pack()
  nowMs += 1000
  const gone = await pack()
  expect(await listed('due')).toEqual([])
  const row = await called(services, 'retention.get', { id: ids[0] ?? '' })
  expect(row.kept).toEqual([{ code: 'kept_bag', what: handed.fileName, untilMs: null }])
  expect(await code('retention.delete', { ids, reason: '期满' })).toBe('kept kept_bag')
  const versionOf = async (id: string) => (await called(services, 'evidence.get', { id })).version
  await called(services, 'evidence.handOver', {
    id: handed.id,
    base: await versionOf(handed.id),
    to: '样例检察院',
    handedAtMs: nowMs,
    reason: '对方未设扫描仪',
  })
  expect(await code('retention.delete', { ids, reason: '期满' })).toBe('kept kept_bag')
  const reason = '重复制作'
  await called(services, 'evidence.withdraw', { id: gone.id, base: await versionOf(gone.id), reason })
  // What was handed over is listed again.
  expect((await listed('due')).toSorted()).toEqual(ids.toSorted())
  const [first = '', second = ''] = ids
  const { deleted, copies } = await called(services, 'retention.delete', { ids: [first], reason: '期满' })
  expect(deleted).toBe(1)
  expect(copies.bags).toEqual([
    { fileName: handed.fileName, state: 'handedOver', to: '样例检察院' },
    { fileName: gone.fileName, state: 'withdrawn', to: '' },
  ])
  // A later package holds what is left, and names by its hash what is not; a finding or a copy of that there cannot be.
  nowMs += 1000
  const later = await pack()
  expect(later.files).toBe(1)
  const zip = unzipSync(fs.readFileSync(services.download(later.downloadId)?.path ?? ''))
  const info = Object.entries(zip).find(([name]) => name.endsWith('/bag-info.txt'))?.[1]
  expect(new TextDecoder().decode(info)).toContain(`Sortie-Deleted: ${footage[0]?.doc.sha256} IMG_8.png`)
  const base = (await called(services, 'footage.get', { id: first })).version
  const items = [{ id: first, base, copy: null }]
  expect(await code('footage.export', { items, unmasked: null, language: 'en' })).toBe('original_deleted')
  expect(await code('finding.open', aFindingOn(first))).toBe('original_deleted')
  expect(await code('finding.open', aFindingOn(second))).toBe('ok')
})

test('nothing younger than six months, and nothing that is named or held, can be chosen', async () => {
  await asPerson('顾砚之')
  await called(services, 'enterprise.put', { base: null, doc: anEnterprise() })
  await called(services, 'site.put', { base: null, doc: aSite({ enterpriseId: anId(1) }) })
  const [evidence, held, plain] = (await pictures(8, 9, 10)) as [Footage, Footage, Footage]
  const reason = '保存期满'
  expect(await listed('due')).toEqual([])
  expect(await code('retention.ask', { ids: [plain.id], reason })).toBe('kept kept_until')
  await called(services, 'finding.open', aFindingOn(evidence.id))
  await called(services, 'retention.hold', { ids: [held.id], reason: '行政复议' })
  nowMs += MONTHS_7
  expect(await listed('due')).toEqual([plain.id])
  expect(await listed('held')).toEqual([held.id])
  // Page by page, the same ones, each once.
  const first = await called(services, 'retention.list', { list: 'due', limit: 1 })
  expect(first.rows.map(({ id }) => id)).toEqual([plain.id])
  expect(await called(services, 'retention.list', { list: 'due', after: first.next, limit: 1 })).toEqual({
    rows: [],
    next: null,
  })
  expect(await code('retention.delete', { ids: [evidence.id], reason })).toBe('kept kept_finding')
  // One that is kept holds back the whole choice: nothing of it is gone.
  expect(await code('retention.delete', { ids: [plain.id, held.id], reason })).toBe('kept kept_hold')
  expect(fs.existsSync(originalOf(plain))).toBe(true)
  await called(services, 'retention.release', { ids: [held.id], reason: '复议已结' })
  expect(await code('retention.release', { ids: [held.id], reason })).toBe('not_held')
  expect((await listed('due')).sort()).toEqual([held.id, plain.id].sort())
  expect(await code('retention.delete', { ids: [anId(999)], reason })).toBe('not_found')
  expect(await code('retention.delete', { ids: [plain.id] })).toBe('not_asked')
})

test('a setting keeps it longer, and none keeps it less than six months', async () => {
  await asPerson('顾砚之')
  const [plain] = (await pictures(8)) as [Footage]
  const months = (value: number): Promise<string> =>
    code('setting.put', { base: null, value: { name: 'retention', months: value, source: '' } })
  for (const less of [5, 0, -6, 5.99]) expect(await months(less)).toMatch(/^bad_input/)
  expect(await months(12)).toBe('ok')
  nowMs += MONTHS_7
  expect(await listed('due')).toEqual([])
  expect(await code('retention.delete', { ids: [plain.id], reason: '期满' })).toBe('kept kept_until')
  expect((await called(services, 'retention.get', { id: plain.id })).keptUntilMs).toBe(Date.UTC(2027, 0, 5))
  nowMs += MONTHS_7
  expect(await listed('due')).toEqual([plain.id])
})

test('the only one deletes at once, marked; the record, the hash and the journal stay, and verify tells deleted from lost', async () => {
  await asPerson('顾砚之')
  const [gone, lost] = (await pictures(8, 9)) as [Footage, Footage]
  nowMs += MONTHS_7
  const before = (await called(services, 'journal.read', {})).lines
  const done = await called(services, 'retention.delete', { ids: [gone.id], reason: '保存期满' })
  expect(done.deleted).toBe(1)
  expect(fs.existsSync(originalOf(gone))).toBe(false)
  const after = (await called(services, 'journal.read', {})).lines
  expect(after).toHaveLength(before.length + 1)
  expect(after[0]).toMatchObject({ action: 'retention.delete', actor: { name: '顾砚之', alone: true } })
  const stone = await called(services, 'footage.get', { id: gone.id })
  expect(stone.doc).toMatchObject({
    sha256: gone.sha256,
    deletion: { reason: '保存期满', done: { by: '顾砚之', alone: true } },
  })
  expect(await listed('deleted')).toEqual([gone.id])
  expect(await called(services, 'workspace.verify', {})).toMatchObject({
    ok: true,
    originals: { missing: [], deleted: [expect.stringContaining(gone.sha256)] },
  })
  // What is only lost is still told as lost.
  fs.chmodSync(originalOf(lost), 0o644)
  fs.rmSync(originalOf(lost))
  expect(await called(services, 'workspace.verify', {})).toMatchObject({
    ok: false,
    originals: { missing: [expect.stringContaining(lost.sha256)], deleted: [expect.anything()] },
  })
  // An undo brings no bytes back, so there is none; nor does the file come back by being taken in again.
  expect(await code('journal.undo', { entry: done.entry })).toBe('undo_deleted')
  const again = await called(services, 'footage.ingest', {
    files: [services.given('IMG_8.png', aPng(8, 8))],
    flightId: null,
  })
  expect(again.notes.map((note) => note.code)).toContain('was_deleted')
  expect(fs.existsSync(originalOf(gone))).toBe(false)
  // By an SQLite of its own: every version that the journal ever named is there.
  const db = new Database(path.join(workspaceDir, 'sortie.db'), { readonly: true })
  const kept = db
    .prepare("SELECT count(*) AS n FROM document WHERE text ->> '$.id' = ? AND text ->> '$.sha256' = ?")
    .get(gone.id, createHash('sha256').update(aPng(8, 8)).digest('hex'))
  expect(kept).toEqual({ n: 2 })
  db.close()
})

test('what was made of an original goes along: small picture, copy with masks, what it shows on the map', async () => {
  await asPerson('顾砚之')
  const [gone] = (await pictures(8)) as [Footage]
  const { version } = await called(services, 'footage.get', { id: gone.id })
  const corner = [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as [number, number][]
  const masked = await called(services, 'footage.setMasks', {
    id: gone.id,
    base: version,
    masks: [{ id: 'm', reason: 'person', fromS: null, toS: null, keys: [{ momentS: 0, ring: corner }] }],
  })
  const copy = aPng(9, 9)
  await called(services, 'footage.export', {
    items: [
      {
        id: gone.id,
        base: masked.version,
        copy: {
          file: services.given('copy.png', copy),
          recipe: {
            program: 'Sortie',
            decoder: 'test',
            codec: 'png',
            encoding: 'image/png',
            widthPx: 9,
            heightPx: 9,
            mediaTimeS: null,
          },
        },
      },
    ],
    unmasked: null,
    language: 'en',
  })
  const copyHash = createHash('sha256').update(copy).digest('hex')
  const copyKept = path.join(workspaceDir, 'derived/copies', copyHash.slice(0, 2), copyHash)
  expect(fs.existsSync(copyKept)).toBe(true)
  await called(services, 'footage.keepPoster', {
    id: gone.id,
    file: services.given(
      'p.jpg',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500, 7), Buffer.from([0xff, 0xd9])]),
    ),
  })
  const poster = path.join(workspaceDir, 'derived/posters', gone.sha256.slice(0, 2), `${gone.sha256}.jpg`)
  expect(fs.existsSync(poster)).toBe(true)
  nowMs += MONTHS_7
  await called(services, 'retention.delete', { ids: [gone.id], reason: '保存期满' })
  expect([poster, copyKept].map((file) => fs.existsSync(file))).toEqual([false, false])
  expect((await called(services, 'workspace.verify', {})).ok).toBe(true)
})

test('where a backup still holds a copy it is named', async () => {
  await asPerson('顾砚之')
  const [gone] = (await pictures(8)) as [Footage]
  const opened = openWorkspace(workspaceDir, { create: false })
  if (!opened.ok) throw new Error(opened.code)
  await backupWorkspace(opened.value, path.join(workspaceDir, 'backups', '2026-01'))
  opened.value.close()
  nowMs += MONTHS_7
  const { copies } = await called(services, 'retention.delete', { ids: [gone.id], reason: '保存期满' })
  expect(copies).toEqual({ backups: ['2026-01'], stations: [], bags: [], exports: [] })
})

test('killed between the entry and the bytes, the next opening takes them away', async () => {
  await asPerson('顾砚之')
  const [gone] = (await pictures(8)) as [Footage]
  const bytes = fs.readFileSync(originalOf(gone))
  nowMs += MONTHS_7
  await called(services, 'retention.delete', { ids: [gone.id], reason: '保存期满' })
  // As a kill leaves it: the entry is there, and so are the bytes.
  fs.mkdirSync(path.dirname(originalOf(gone)), { recursive: true })
  fs.writeFileSync(originalOf(gone), bytes, { mode: 0o444 })
  const again = openServices({ workspaceDir })
  await called(again, 'workspace.status', {})
  expect(fs.existsSync(originalOf(gone))).toBe(false)
  expect((await called(again, 'workspace.verify', {})).ok).toBe(true)
  await again.close()
})

test('where others work, one asks and another deletes; an officer asks and does not delete', async () => {
  const [chief, other, officer] = (await persons()) as [string, string, string]
  const [one, two] = (await pictures(8, 9)) as [Footage, Footage]
  nowMs += MONTHS_7
  await signIn(officer)
  const reason = '保存期满'
  await called(services, 'retention.ask', { ids: [one.id, two.id], reason })
  expect((await listed('asked')).sort()).toEqual([one.id, two.id].sort())
  expect(await listed('due')).toEqual([])
  expect(await code('retention.delete', { ids: [one.id] })).toBe('not_allowed')
  await signIn(chief)
  // A hold after the asking keeps it.
  await called(services, 'retention.hold', { ids: [two.id], reason: '信访' })
  expect(await code('retention.delete', { ids: [one.id, two.id] })).toBe('kept kept_hold')
  // Whoever does not agree answers by it: it waits no more.
  expect(await listed('asked')).toEqual([one.id])
  expect(await listed('held')).toEqual([two.id])
  await called(services, 'retention.delete', { ids: [one.id] })
  expect(fs.existsSync(originalOf(one))).toBe(false)
  expect(fs.existsSync(originalOf(two))).toBe(true)
  const { doc } = await called(services, 'footage.get', { id: one.id })
  expect(doc.deletion).toMatchObject({
    asked: { personId: officer, by: '沈怀瑾' },
    done: { personId: chief, alone: false },
  })
  // Who asked does not look at it as well, even as a supervisor; another does.
  await called(services, 'retention.release', { ids: [two.id], reason: '已结' })
  const [third] = (await pictures(10)) as [Footage]
  nowMs += MONTHS_7
  await called(services, 'retention.ask', { ids: [third.id], reason })
  expect(await code('retention.delete', { ids: [third.id] })).toBe('needs_another')
  await signIn(other)
  expect(await code('retention.delete', { ids: [third.id, two.id] })).toBe('ok')
  expect(fs.existsSync(originalOf(third))).toBe(false)
})

test('another station takes away what was deleted here, and keeps what it holds itself', async () => {
  await asPerson('顾砚之')
  const other = scratchServices({ nowMs: () => nowMs })
  try {
    await called(other, 'actor.set', { name: '罗沙', role: 'supervisor' })
    const carry = async (from: ScratchServices, to: ScratchServices) => {
      const sent = await called(from, 'workspace.send', { since: null, originals: 'all' })
      const bytes = fs.readFileSync(from.download(sent.download)?.path ?? '')
      const taken = await called(to, 'workspace.receive', { file: to.given('carried.sortie', bytes) })
      for (const { station } of taken.unknownStations)
        await called(to, 'station.accept', { station, name: '对方' })
    }
    const [held, gone] = (await pictures(8, 9)) as [Footage, Footage]
    await carry(services, other)
    // Both took in one card: two records of one original.
    const twin = other.given('IMG_11.png', aPng(11, 11))
    await called(other, 'footage.ingest', { files: [twin], flightId: null })
    const [same] = (await pictures(11)) as [Footage]
    const there = ({ sha256 }: Footage): string =>
      path.join(other.dir, 'w', 'vault', sha256.slice(0, 2), sha256)
    expect([held, gone].map((one) => fs.existsSync(there(one)))).toEqual([true, true])
    nowMs += MONTHS_7
    // Neither knows what the other does meanwhile.
    await called(other, 'retention.hold', { ids: [held.id], reason: '行政诉讼' })
    await called(services, 'retention.delete', { ids: [held.id, gone.id], reason: '保存期满' })
    await carry(services, other)
    expect([held, gone].map((one) => fs.existsSync(there(one)))).toEqual([true, false])
    expect(await called(other, 'workspace.verify', {})).toMatchObject({
      ok: true,
      originals: { missing: [], deleted: [expect.stringContaining(gone.sha256)] },
    })
    await carry(other, services)
    expect(await called(services, 'workspace.verify', {})).toMatchObject({
      ok: true,
      originals: { missing: [] },
    })
    const { doc } = await called(services, 'footage.get', { id: held.id })
    expect(doc).toMatchObject({ holds: [{ reason: '行政诉讼' }], deletion: { done: { by: '顾砚之' } } })
    // Where it is still here it stands among what is held, and goes once it is released.
    expect((await called(other, 'retention.list', { list: 'held' })).rows).toMatchObject([
      { id: held.id, isHere: true },
    ])
    // With the hold the original came back.
    expect(await listed('held')).toEqual([held.id])
    await called(other, 'retention.release', { ids: [held.id], reason: '已审结' })
    expect(fs.existsSync(there(held))).toBe(false)
    await carry(other, services)
    expect(fs.existsSync(originalOf(held))).toBe(false)
    // What is held in one of its records is kept in all, and goes in all.
    const twins = (await called(services, 'footage.twins', { id: same.id })).map((one) => one.doc.id)
    expect(twins).toHaveLength(1)
    await called(services, 'retention.hold', { ids: twins, reason: '信访' })
    expect(await code('retention.delete', { ids: [same.id], reason: '期满' })).toBe('kept kept_hold')
    await called(services, 'retention.release', { ids: twins, reason: '已结' })
    const { deleted } = await called(services, 'retention.delete', { ids: [same.id], reason: '期满' })
    expect([deleted, fs.existsSync(originalOf(same))]).toEqual([1, false])
    expect((await listed('deleted')).sort()).toEqual([held.id, gone.id, same.id, ...twins].sort())
  } finally {
    await other.close()
  }
})
