import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { genesisOf } from '../../../src/core/journal/entry.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { getDocument, standingOf } from '../../../src/store/documents.ts'
import { hashText, sha256 } from '../../../src/store/hash.ts'
import { type Carried, carriedEntries } from '../../../src/store/journal/carried.ts'
import { changesSince, readHead } from '../../../src/store/journal/entries.ts'
import { leaveStation, readWorkspaceId } from '../../../src/store/journal/own.ts'
import { type Received, receiveEntries } from '../../../src/store/journal/receive.ts'
import { keysIn } from '../../../src/store/station/keys.ts'
import { verifyWorkspace } from '../../../src/store/verify.ts'
import { openWorkspace, Refusal, transact, type Tx, type Workspace } from '../../../src/store/workspace.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { aSite } from '../../builders/site.ts'
import { accept, contentOf, received, stationOfWorkspace } from '../../builders/stations.ts'

let dir: string
let opened: Workspace[] = []
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-stations-'))
})
afterEach(() => {
  for (const workspace of opened) workspace.close()
  opened = []
  fs.rmSync(dir, { recursive: true, force: true })
})

/** Another computer: its keys lie elsewhere. */
const open = (name: string): Workspace => {
  const made = openWorkspace(path.join(dir, name), {
    create: true,
    keys: keysIn(path.join(dir, `${name}-keys`)),
  })
  if (!made.ok) throw new Error(`${made.code} ${JSON.stringify(made.params)}`)
  opened.push(made.value)
  return made.value
}
const close = (workspace: Workspace): void => {
  workspace.close()
  opened = opened.filter((one) => one !== workspace)
}
const write = (workspace: Workspace, work: (tx: Tx) => void) =>
  transact(workspace, { actor: { name: '测', role: 'operator' }, atMs: 1, action: 'test' }, work)
const sure = (workspace: Workspace, work: (tx: Tx) => void): void => {
  const done = write(workspace, work)
  if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(done.params)}`)
}
const versionOf = ({ db }: Workspace, table: 'enterprise' | 'site', id: string): Version | null =>
  standingOf(db, table, id)?.version ?? null
const edit = (workspace: Workspace, n: number, change: object): void =>
  sure(workspace, (tx) =>
    tx.put('enterprise', versionOf(workspace, 'enterprise', anId(n)), {
      ...(getDocument<object>(tx.db, 'enterprise', anId(n))?.doc ?? anEnterprise({ id: anId(n) })),
      id: anId(n),
      ...change,
    }),
  )
const remarksOf = ({ db }: Workspace, n: number): string | null =>
  getDocument<{ remarks: string }>(db, 'enterprise', anId(n))?.doc.remarks ?? null
const exchange = (from: Workspace, to: Workspace) => receiveEntries(to.db, received(from))
const pendingOf = ({ db }: Workspace): string[] =>
  (db.prepare('SELECT why FROM pending ORDER BY arrival').all() as { why: string }[]).map(({ why }) => why)
const waitingOf = ({ db }: Workspace): { aggregate: string; id: string; reason: string }[] =>
  db.prepare('SELECT * FROM waiting ORDER BY aggregate, id').all() as never

/** Two stations of one workspace that know and accept one another. */
const two = (): [Workspace, Workspace] => {
  const [a, b] = [open('a'), open('b')]
  edit(a, 1, { remarks: 'first' })
  exchange(a, b)
  edit(b, 2, { remarks: 'of b' })
  accept(b, a)
  exchange(b, a)
  accept(a, b)
  exchange(a, b)
  return [a, b]
}

describe('entries of a station that was not met before', () => {
  it('are kept and not shown until a person accepts it; then they are, and it is told', async () => {
    const [a, b] = [open('a'), open('b')]
    edit(a, 1, { remarks: 'first' })
    expect(exchange(a, b)).toMatchObject({ entries: 1, pending: 1 })
    expect([remarksOf(b, 1), pendingOf(b)]).toEqual([null, ['not_accepted']])
    expect(readWorkspaceId(b.db)).toBe(readWorkspaceId(a.db))
    const { arrival } = readHead(b.db)
    accept(b, a)
    expect([remarksOf(b, 1), pendingOf(b)]).toEqual(['first', []])
    expect(changesSince(b.db, arrival)).toContainEqual({ aggregate: 'enterprise', id: anId(1) })
    expect(await verifyWorkspace(b)).toMatchObject({ ok: true, journal: { entries: 2 } })
  })

  it('are taken in once, however often they come', () => {
    const [a, b] = two()
    const before = contentOf(b)
    expect(exchange(a, b)).toMatchObject({ entries: 0, changes: [] })
    expect(exchange(a, b)).toMatchObject({ entries: 0 })
    expect(contentOf(b)).toBe(before)
  })
})

describe('an entry whose base is not here yet', () => {
  it('is shown once this station makes the very version that it waits for', async () => {
    const [[a, b], c] = [two(), open('c')]
    exchange(b, c)
    accept(c, b)
    accept(a, c)
    edit(b, 9, { remarks: 'same' })
    exchange(b, c)
    edit(c, 9, { remarks: 'by c' })
    const all = received(c)
    const station = stationOfWorkspace(c)
    receiveEntries(a.db, {
      ...all,
      entries: [...all.entries].filter((entry) => entry.station === station),
      checkpoints: all.checkpoints.filter((checkpoint) => checkpoint.station === station),
    })
    expect([remarksOf(a, 9), pendingOf(a)]).toEqual([null, ['bases_missing']])
    const { arrival } = readHead(a.db)
    edit(a, 9, { remarks: 'same' })
    expect([remarksOf(a, 9), pendingOf(a)]).toEqual(['by c', []])
    expect(changesSince(a.db, arrival)).toContainEqual({ aggregate: 'enterprise', id: anId(9) })
    expect(await verifyWorkspace(a)).toMatchObject({ ok: true })
  })
})

describe('what is not as it should be', () => {
  const codes = (work: () => unknown): unknown => {
    try {
      work()
      return null
    } catch (error) {
      return error instanceof Refusal ? error.params['problem'] : error
    }
  }
  it.each([
    [
      'a gap',
      (all: Received): Received => ({ ...all, entries: [...all.entries].filter(({ seq }) => seq !== 2) }),
      'entry_gap',
    ],
    [
      'an entry that was changed',
      (all: Received): Received => ({
        ...all,
        entries: [...all.entries].map((one) => ({ ...one, body: one.body.replace('test', 'best') })),
      }),
      'entry_hash',
    ],
    [
      'a document that was changed',
      (all: Received): Received => ({
        ...all,
        documents: [...all.documents].map((one) => ({ ...one, text: one.text.replace('first', 'worst') })),
      }),
      'document_hash',
    ],
    [
      'entries of another workspace',
      (all: Received): Received => ({ ...all, workspaceId: '00000000-0000-4000-8000-000000000000' }),
      'other_workspace',
    ],
    [
      'an entry that says another place',
      (all: Received): Received => ({
        ...all,
        entries: [...all.entries].map((one) => ({ ...one, seq: one.seq + 1 })),
      }),
      'entry_form',
    ],
  ])('is refused whole: %s', (_what, spoil, problem) => {
    const [a, b] = two()
    for (const remarks of ['one', 'two', 'three']) edit(a, 1, { remarks })
    const before = contentOf(b)
    const { arrival } = readHead(b.db)
    const all = received(a)
    const own = stationOfWorkspace(a)
    const mine = { ...all, entries: [...all.entries].filter(({ station }) => station === own) }
    const spoilt = spoil(mine)
    const fresh = openWorkspace(path.join(dir, 'c'), { create: true, keys: keysIn(path.join(dir, 'c-keys')) })
    if (!fresh.ok) throw new Error(fresh.code)
    opened.push(fresh.value)
    if (problem === 'other_workspace') expect(codes(() => receiveEntries(b.db, spoilt))).toBe(problem)
    else {
      expect(codes(() => receiveEntries(fresh.value.db, spoilt))).toBe(problem)
      expect(readHead(fresh.value.db).arrival).toBe(0)
    }
    expect([contentOf(b), readHead(b.db).arrival]).toEqual([before, arrival])
  })
})

describe('what a newer program wrote', () => {
  /** An entry that follows on the last one of a workspace, as another program writes it. */
  const forged = (of: Workspace, change: object): Received => {
    const all = received(of)
    const { head } = readHead(of.db)
    if (!head) throw new Error('nothing was written')
    const last = [...carriedEntries(of.db, head.station, 0)].at(-1)
    if (!last) throw new Error('nothing was written')
    const said = { ...(JSON.parse(last.body) as object), seq: last.seq + 1, prevHash: last.hash, ...change }
    const body = canonicalJson(said)
    const { form } = said as unknown as { form: number }
    const entry: Carried = {
      ...last,
      hash: hashText(body),
      seq: last.seq + 1,
      prevHash: last.hash,
      form,
      body,
    }
    return { ...all, entries: [...all.entries, entry] }
  }

  it.each([
    ['a form', { form: 3, changes: 'in another way' }, 'newer_form'],
    ['a kind', { changes: [{ aggregate: 'airship', id: 'x', bases: [], doc: null }] }, 'unknown_kind'],
    [
      'a base',
      { changes: [{ aggregate: 'enterprise', id: anId(7), bases: ['ab'.repeat(32)], doc: null }] },
      'bases_missing',
    ],
  ])('in %s that is not known here is kept, passed on and not shown', async (_what, change, why) => {
    const [a, b] = two()
    receiveEntries(b.db, forged(a, change))
    expect(pendingOf(b)).toEqual([why])
    const { journal, records } = await verifyWorkspace(b)
    expect(records.differing).toEqual([])
    // Nobody signed it: that is told of its station, and nothing else is.
    const station = stationOfWorkspace(a) ?? ''
    expect(journal.stations.filter(({ problem }) => problem !== null)).toMatchObject([
      { station, problem: 'unsigned', brokenAt: 3, signature: 'wrong' },
    ])
    // It goes on to a third one as it came.
    const c = open('c')
    exchange(b, c)
    expect([...carriedEntries(c.db, station, 0)]).toEqual([...carriedEntries(b.db, station, 0)])
  })

  it('with a member that is not known here counts, and keeps its hash', async () => {
    const [a, b] = two()
    const all = forged(a, {
      more: { of: 'this' },
      changes: [
        {
          aggregate: 'enterprise',
          id: anId(9),
          bases: [],
          doc: hashText(canonicalJson(anEnterprise({ id: anId(9) }))),
        },
      ],
    })
    const text = canonicalJson(anEnterprise({ id: anId(9) }))
    receiveEntries(b.db, { ...all, documents: [...all.documents, { hash: hashText(text), text }] })
    expect(remarksOf(b, 9)).toBe('')
    expect(await verifyWorkspace(b)).toMatchObject({
      records: { differing: [] },
      journal: { brokenAt: 3, problem: 'unsigned' },
    })
  })
})

describe('versions that parted', () => {
  it('are joined field by field, alike on both sides, and the next edit goes on from both', async () => {
    const [a, b] = two()
    edit(a, 1, { remarks: 'by a' })
    edit(b, 1, { address: '样例镇 9 号' })
    exchange(a, b)
    exchange(b, a)
    expect(contentOf(a)).toBe(contentOf(b))
    expect(getDocument(a.db, 'enterprise', anId(1))?.doc).toMatchObject({
      remarks: 'by a',
      address: '样例镇 9 号',
    })
    expect(waitingOf(a)).toEqual([])
    edit(a, 1, { remarks: 'on both' })
    exchange(a, b)
    expect(contentOf(a)).toBe(contentOf(b))
    for (const workspace of [a, b]) expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
  })

  it('that do not join wait: what both knew is shown, a write is refused, and a decision goes on from both', async () => {
    const [a, b] = two()
    edit(a, 1, { remarks: 'by a' })
    edit(b, 1, { remarks: 'by b' })
    exchange(a, b)
    exchange(b, a)
    for (const workspace of [a, b]) {
      expect(waitingOf(workspace)).toEqual([{ aggregate: 'enterprise', id: anId(1), reason: 'both_changed' }])
      expect(remarksOf(workspace, 1)).toBe('first')
      const refused = write(workspace, (tx) =>
        tx.put('enterprise', versionOf(workspace, 'enterprise', anId(1)), anEnterprise({ id: anId(1) })),
      )
      expect(refused).toMatchObject({
        ok: false,
        code: 'waits_for_decision',
        params: { aggregate: 'enterprise', id: anId(1) },
      })
    }
    const heads = (
      a.db.prepare('SELECT version FROM head WHERE id = ? ORDER BY version').all(anId(1)) as {
        version: string
      }[]
    ).map(({ version }) => version)
    expect(heads).toHaveLength(2)
    const stale = write(a, (tx) =>
      tx.decide('enterprise', anId(1), heads.slice(1), anEnterprise({ id: anId(1) })),
    )
    expect(stale).toMatchObject({ ok: false, code: 'conflict' })
    sure(a, (tx) =>
      tx.decide('enterprise', anId(1), heads, anEnterprise({ id: anId(1), remarks: 'decided' })),
    )
    exchange(a, b)
    for (const workspace of [a, b]) {
      expect([remarksOf(workspace, 1), waitingOf(workspace)]).toEqual(['decided', []])
      expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true, journal: { waiting: 0 } })
    }
    expect(contentOf(a)).toBe(contentOf(b))
  })

  it('and a deletion that something refers to, are held until nothing does', async () => {
    const [a, b] = two()
    sure(b, (tx) => tx.put('site', null, aSite({ id: anId(5), enterpriseId: anId(1) })))
    sure(a, (tx) => {
      const version = versionOf(a, 'enterprise', anId(1))
      if (version) tx.remove('enterprise', anId(1), version)
    })
    exchange(a, b)
    exchange(b, a)
    for (const workspace of [a, b]) {
      expect(waitingOf(workspace)).toEqual([
        { aggregate: 'enterprise', id: anId(1), reason: 'still_referred' },
      ])
      expect(remarksOf(workspace, 1)).toBe('first')
      expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true, journal: { waiting: 1 } })
    }
    expect(contentOf(a)).toBe(contentOf(b))
    const { arrival } = readHead(a.db)
    sure(a, (tx) => {
      const version = versionOf(a, 'site', anId(5))
      if (version) tx.remove('site', anId(5), version)
    })
    expect([remarksOf(a, 1), waitingOf(a)]).toEqual([null, []])
    expect(changesSince(a.db, arrival)).toContainEqual({ aggregate: 'enterprise', id: anId(1) })
    exchange(a, b)
    expect(contentOf(a)).toBe(contentOf(b))
    for (const workspace of [a, b]) expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
  })
})

describe('which station writes', () => {
  const copyOf = (of: Workspace, name: string): void => {
    fs.cpSync(of.dir, path.join(dir, name), { recursive: true })
  }

  it('is a new one where the key is not at hand: it names the head that it goes on from', async () => {
    const a = open('a')
    edit(a, 1, { remarks: 'first' })
    const { head } = readHead(a.db)
    close(a)
    copyOf(a, 'b')
    const b = open('b')
    edit(b, 1, { remarks: 'elsewhere' })
    const [first] = [...carriedEntries(b.db, stationOfWorkspace(b) ?? '', 0)]
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ seq: 1, continues: head })
    expect(first?.prevHash).toBe(genesisOf(readWorkspaceId(b.db) ?? '', first?.station ?? '', sha256))
    expect(await verifyWorkspace(b)).toMatchObject({
      ok: true,
      journal: { entries: 2, stations: [{ signature: 'checked' }, { signature: 'inside_only' }] },
    })
  })

  it('is none where the folder is an older copy than its key knows, until a person goes on', async () => {
    const a = open('a')
    edit(a, 1, { remarks: 'first' })
    copyOf(a, 'older')
    edit(a, 1, { remarks: 'second' })
    const station = stationOfWorkspace(a)
    close(a)
    fs.rmSync(a.dir, { recursive: true })
    fs.renameSync(path.join(dir, 'older'), a.dir)
    const back = open('a')
    expect(write(back, (tx) => tx.put('enterprise', null, anEnterprise({ id: anId(3) })))).toMatchObject({
      ok: false,
      code: 'station_ahead',
      params: { head: 2, last: 1 },
    })
    expect((await verifyWorkspace(back)).journal).toMatchObject({ brokenAt: 2, problem: 'rolled_back' })
    leaveStation(back.db)
    edit(back, 3, {})
    expect(stationOfWorkspace(back)).not.toBe(station)
  })

  it('goes on from its own lost entries when they come back from another station', async () => {
    const [a, b] = two()
    copyOf(a, 'older')
    edit(a, 1, { remarks: 'second' })
    exchange(a, b)
    const station = stationOfWorkspace(a)
    close(a)
    fs.rmSync(a.dir, { recursive: true })
    fs.renameSync(path.join(dir, 'older'), a.dir)
    const back = open('a')
    exchange(b, back)
    expect(remarksOf(back, 1)).toBe('second')
    edit(back, 1, { remarks: 'third' })
    expect(stationOfWorkspace(back)).toBe(station)
    expect(await verifyWorkspace(back)).toMatchObject({ ok: true })
  })

  it('is a new one where its own chain comes back with two ends: both are kept', async () => {
    const a = open('a')
    edit(a, 1, { remarks: 'first' })
    // The folder and its key are copied, and both are written.
    copyOf(a, 'b')
    fs.cpSync(path.join(dir, 'a-keys'), path.join(dir, 'b-keys'), { recursive: true })
    fs.chmodSync(path.join(dir, 'b-keys'), 0o700)
    const b = open('b')
    edit(a, 1, { remarks: 'by a' })
    edit(b, 1, { address: 'by b' })
    expect(stationOfWorkspace(a)).toBe(stationOfWorkspace(b))
    const forked = stationOfWorkspace(a) ?? ''
    exchange(b, a)
    expect([...carriedEntries(a.db, forked, 0)].map(({ seq }) => seq)).toEqual([1, 2, 2])
    edit(a, 2, {})
    expect(stationOfWorkspace(a)).not.toBe(forked)
    const { journal } = await verifyWorkspace(a)
    expect(journal.stations.find(({ station }) => station === forked)).toMatchObject({
      brokenAt: 2,
      problem: 'fork',
    })
  })

  it('is the same one where a process died between its commit and the record of its key', async () => {
    const a = open('a')
    edit(a, 1, { remarks: 'first' })
    const [head = ''] = fs.readdirSync(path.join(dir, 'a-keys')).filter((name) => name.endsWith('.head'))
    const file = path.join(dir, 'a-keys', head)
    const before = fs.readFileSync(file)
    edit(a, 1, { remarks: 'second' })
    fs.writeFileSync(file, before, { mode: 0o600 })
    expect(await verifyWorkspace(a)).toMatchObject({ ok: true })
    edit(a, 1, { remarks: 'third' })
    expect(readHead(a.db).head).toMatchObject({ station: head.replace('.head', ''), seq: 3 })
    expect(await verifyWorkspace(a)).toMatchObject({
      ok: true,
      journal: { stations: [{ signature: 'checked' }] },
    })
  })
})

describe('whatever the order of exchanges', () => {
  const IDS = [1, 2, 3]
  type Step =
    | {
        readonly at: number
        readonly kind: 'edit'
        readonly id: number
        readonly field: 'remarks' | 'address'
        readonly value: string
      }
    | { readonly at: number; readonly kind: 'remove' | 'site' | 'unsite'; readonly id: number }
    | { readonly at: number; readonly kind: 'receive'; readonly from: number }
  const station = fc.integer({ min: 0, max: 2 })
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        at: station,
        kind: fc.constant('edit' as const),
        id: fc.constantFrom(...IDS),
        field: fc.constantFrom('remarks' as const, 'address' as const),
        value: fc.constantFrom('x', 'y', 'z'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        at: station,
        kind: fc.constantFrom('remove' as const, 'site' as const, 'unsite' as const),
        id: fc.constantFrom(...IDS),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ at: station, kind: fc.constant('receive' as const), from: station }),
    },
  )

  const run = (workspace: Workspace, one: Step): void => {
    if (one.kind === 'receive') return
    const { id } = one
    const enterprise = getDocument<object>(workspace.db, 'enterprise', anId(id))
    const site = versionOf(workspace, 'site', anId(id + 50))
    // A refusal (it waits, it is in use, it is not there) leaves all as it was.
    write(workspace, (tx) => {
      if (one.kind === 'edit')
        tx.put('enterprise', enterprise?.version ?? null, {
          ...(enterprise?.doc ?? anEnterprise({ id: anId(id) })),
          id: anId(id),
          [one.field]: one.value,
        })
      else if (one.kind === 'remove' && enterprise) tx.remove('enterprise', anId(id), enterprise.version)
      else if (one.kind === 'site')
        tx.put('site', site, aSite({ id: anId(id + 50), enterpriseId: anId(id), remarks: String(one.at) }))
      else if (one.kind === 'unsite' && site) tx.remove('site', anId(id + 50), site)
      else throw new Refusal('nothing_to_do')
    })
  }

  it('three stations end with the same bytes, each proves itself, and nothing acknowledged is lost', {
    timeout: 600_000,
  }, async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), fc.integer(), async (steps, seed) => {
        number += 1
        const all = ['a', 'b', 'c'].map((name) => open(`${name}${number}`))
        const [a, b, c] = all as [Workspace, Workspace, Workspace]
        edit(a, 1, { remarks: 'first' })
        exchange(a, b)
        exchange(a, c)
        edit(b, 2, {})
        edit(c, 3, {})
        for (const [one, others] of [
          [a, [b, c]],
          [b, [a, c]],
          [c, [a, b]],
        ] as const)
          for (const other of others) accept(one, other)
        for (const one of steps) {
          const workspace = all[one.at] as Workspace
          if (one.kind === 'receive') receiveEntries(workspace.db, received(all[one.from] as Workspace))
          else run(workspace, one)
        }
        const turned = (names: readonly string[]): readonly string[] =>
          [...names].sort((x, y) => (digest(seed, x) < digest(seed, y) ? -1 : 1))
        for (const [from, to] of [
          [a, b],
          [c, b],
          [b, a],
          [b, c],
          [c, a],
          [a, c],
          [a, b],
        ] as const)
          receiveEntries(to.db, received(from, turned))
        expect(contentOf(b)).toBe(contentOf(a))
        expect(contentOf(c)).toBe(contentOf(a))
        // All at once, in one go and in another order of stations, comes to the same.
        const fresh = open(`d${number}`)
        receiveEntries(
          fresh.db,
          received(a, (names) => [...turned(names)].reverse()),
        )
        for (const other of [a, b, c]) accept(fresh, other)
        expect(contentOf(fresh)).toBe(contentOf(a))
        for (const workspace of [...all, fresh]) {
          expect(pendingOf(workspace)).toEqual([])
          expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
          close(workspace)
        }
      }),
      { numRuns: 12 },
    )
  })

  const digest = (seed: number, text: string): string =>
    createHash('sha256').update(`${seed} ${text}`).digest('hex')
})
