/** What comes of exchange files in a real workspace: taken in whole, passed on as it came, or nothing left of it. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { holderOf } from '../../../src/store/exchange/chains.ts'
import { type Checked, checkExchange } from '../../../src/store/exchange/check.ts'
import { takeIn } from '../../../src/store/exchange/receive.ts'
import { sendEntries } from '../../../src/store/exchange/send.ts'
import { scanExchange } from '../../../src/store/exchange/scan.ts'
import { verifyWorkspace } from '../../../src/store/verify.ts'
import { openWorkspace, transact, type Workspace } from '../../../src/store/workspace.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import {
  aChain,
  aDocument,
  aKey,
  anEntry,
  aStretch,
  exchangeFile,
  genesis,
  type Held,
  oldEntries,
  sha,
} from '../../builders/exchange.ts'
import { aFootage } from '../../builders/footage.ts'
import { oldWorkspace } from '../../builders/oldWorkspace.ts'
import { accept, contentOf } from '../../builders/stations.ts'

let dir: string
let open: Workspace[] = []
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-take-in-'))
  open = []
})
afterEach(() => {
  for (const workspace of open) workspace.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const at = (...parts: string[]): string => path.join(dir, ...parts)

function workspace(name: string): Workspace {
  const opened = openWorkspace(at(name), { create: true })
  if (!opened.ok) throw new Error(opened.code)
  open.push(opened.value)
  return opened.value
}

async function checked(of: Workspace, file: string): Promise<Checked> {
  const found = await checkExchange(file, holderOf(of.db))
  if (!found.ok) throw new Error(`${found.code} ${JSON.stringify(found.params)}`)
  return found.value
}
const taken = async (of: Workspace, file: string) => takeIn(of.db, of.vault, await checked(of, file))

/** The entries and the documents of a file, whatever stands around them. */
function insideOf(file: string): { entries: string[]; documents: string[] } {
  const bytes = fs.readFileSync(file)
  const [entries, documents]: [string[], string[]] = [[], []]
  const scan = scanExchange(bytes.length, ({ kind, text }) => {
    if (kind === 'entries') entries.push(...text.split('\n').slice(0, -1))
    if (kind === 'document') documents.push(text)
    return null
  })
  expect(scan.take(bytes)).toBeNull()
  return { entries: entries.sort(), documents: documents.sort() }
}

async function passedOn(of: Workspace, file: string): Promise<ReturnType<typeof insideOf>> {
  await sendEntries(of.db, of.vault, { file, from: '0'.repeat(32), atMs: 1, since: null, originals: 'all' })
  return insideOf(file)
}

const rows = (of: Workspace, sql: string): unknown[] => of.db.prepare(sql).all()
/** What lies in a vault, settled or waiting. */
const vaultOf = (of: Workspace): string[] =>
  fs.existsSync(of.vault.dir)
    ? fs
        .readdirSync(of.vault.dir, { recursive: true, encoding: 'utf8' })
        .filter((name) => fs.statSync(path.join(of.vault.dir, name)).isFile())
        .sort()
    : []

function aPhoto(value: number): { file: string; sha256: string } {
  const bytes = Buffer.alloc(5000, value)
  const file = at(`${value}.jpg`)
  fs.writeFileSync(file, bytes)
  return { file, sha256: sha(bytes) }
}

/** A chain of one entry with a photo. */
async function aFileWithPhoto(value = 1): Promise<{ file: string; sha256: string }> {
  const key = aKey()
  const photo = aPhoto(value)
  const doc = aDocument({ fileName: 'x.jpg', sha256: photo.sha256 })
  const link = anEntry(key, genesis(key), [doc])
  const held: Held = {
    stretches: [aStretch(key, genesis(key), [link], [link.hash])],
    entries: [link.text],
    docs: [doc],
    originals: [photo.file],
  }
  await exchangeFile(at('photo.sortie'), held)
  return { file: at('photo.sortie'), sha256: photo.sha256 }
}

describe('what is taken in', () => {
  test('of a station that nobody accepted is kept with its originals, and nothing of it is shown', async () => {
    const here = workspace('w')
    const { file, sha256 } = await aFileWithPhoto()
    expect(await taken(here, file)).toMatchObject({ entries: 1, originals: 1, pending: 1 })
    expect(rows(here, 'SELECT why FROM pending')).toEqual([{ why: 'not_accepted' }])
    expect(vaultOf(here)).toEqual([`${sha256.slice(0, 2)}/${sha256}`])
    expect(await taken(here, file)).toMatchObject({ entries: 0, originals: 0, pending: 1 })
  })

  test('is passed on as it came: entries of unknown kinds, of newer forms, and closed chains', async () => {
    const key = aKey()
    const odd = aDocument({ nobody: 'knows' })
    const beside = aDocument({ of: 'the newer one' })
    const known = aChain(key, 2)
    const strange = anEntry(key, known.links[1] ?? genesis(key), [], {
      changes: [{ aggregate: 'campaign', id: 'a', bases: [], doc: odd.hash, more: [1] }],
      further: { member: true },
    })
    const newer = anEntry(key, strange, [], {
      form: 9,
      changes: [{ aggregate: 'campaign', doc: beside.hash }],
      proof: 'x',
    })
    const links = [...known.links, strange, newer]
    const hashes = links.map(({ hash }) => hash)
    const old = oldEntries(3, [{ fileName: '旧.jpg', sha256: sha('old'), id: 'old' }])
    await exchangeFile(at('odd.sortie'), {
      stretches: [old.stretch, aStretch(key, genesis(key), links, hashes)],
      entries: [...old.texts, ...links.map(({ text }) => text)],
      docs: [...known.docs, odd, beside],
    })
    const [first, second] = [workspace('first'), workspace('second')]
    expect(await taken(first, at('odd.sortie'))).toMatchObject({ entries: 7, pending: 7 })
    const sent = await passedOn(first, at('second.sortie'))
    expect(sent).toEqual(insideOf(at('odd.sortie')))
    await taken(second, at('second.sortie'))
    expect(await passedOn(second, at('third.sortie'))).toEqual(sent)
  })

  test('waits for documents that were withheld, and has them when they come', async () => {
    const chain = aChain(aKey(), 2)
    const held = { stretches: [chain.stretch], entries: chain.links.map(({ text }) => text) }
    await exchangeFile(at('without.sortie'), { ...held, withheld: chain.docs.map(({ hash }) => hash) })
    await exchangeFile(at('with.sortie'), { ...held, docs: chain.docs })
    const here = workspace('w')
    expect(await taken(here, at('without.sortie'))).toMatchObject({ entries: 2 })
    expect(rows(here, 'SELECT hash FROM document')).toEqual([])
    const { entries } = await passedOn(here, at('on.sortie'))
    expect(entries).toHaveLength(2)
    expect(await taken(here, at('with.sortie'))).toMatchObject({ entries: 0 })
    expect(rows(here, 'SELECT hash FROM document')).toHaveLength(2)
  })
})

describe('what is not taken in leaves nothing', () => {
  const untouched = async (here: Workspace, take: () => Promise<unknown>, code: string): Promise<void> => {
    await expect(take()).rejects.toMatchObject({ code })
    for (const table of ['entry', 'document', 'station', 'checkpoint', 'pending'])
      expect(rows(here, `SELECT * FROM ${table}`), table).toEqual([])
    expect(vaultOf(here)).toEqual([])
  }

  test('where another file stands in its place by then', async () => {
    const here = workspace('w')
    const { file } = await aFileWithPhoto()
    const found = await checked(here, file)
    const original = fs.readFileSync(file)
    const other = aChain(aKey(), 3)
    await exchangeFile(at('other.sortie'), {
      stretches: [other.stretch],
      entries: other.links.map(({ text }) => text),
      docs: other.docs,
    })
    // The originals of the one, the entries of the other.
    const instead = Buffer.concat([fs.readFileSync(at('other.sortie')), original]).subarray(
      0,
      original.length,
    )
    original.copy(instead, found.textBytes, found.textBytes)
    fs.writeFileSync(file, instead)
    await untouched(here, () => takeIn(here.db, here.vault, found), 'exchange_damaged')
  })

  test('where an original is another one by then', async () => {
    const here = workspace('w')
    const { file } = await aFileWithPhoto()
    const found = await checked(here, file)
    const bytes = fs.readFileSync(file)
    bytes[(found.originals[0]?.at ?? 0) + 7] = 99
    fs.writeFileSync(file, bytes)
    await untouched(here, () => takeIn(here.db, here.vault, found), 'exchange_damaged')
  })

  test('where it is called off', async () => {
    const here = workspace('w')
    const { file } = await aFileWithPhoto()
    const found = await checked(here, file)
    const abort = new AbortController()
    const take = () =>
      takeIn(here.db, here.vault, found, { signal: abort.signal, onBytes: () => abort.abort() })
    await expect(take()).rejects.toThrow()
    expect(vaultOf(here)).toEqual([])
    expect(rows(here, 'SELECT * FROM entry')).toEqual([])
  })

  test('where it is killed before its entries: what waits in the vault is forgotten a day later', async () => {
    const here = workspace('w')
    const { sha256 } = await aFileWithPhoto()
    await here.vault.bring(at('1.jpg'))
    expect(vaultOf(here)).toEqual([`incoming/${sha256}`])
    const old = new Date(Date.now() - 25 * 3_600_000)
    fs.utimesSync(path.join(here.vault.dir, 'incoming', sha256), old, old)
    here.close()
    open = []
    expect(vaultOf(workspace('w'))).toEqual([])
  })
})

describe('sending', () => {
  test('refuses a closed chain that was changed, by name', async () => {
    const old = oldEntries(2, [{ fileName: '旧.jpg', id: 'old' }])
    await exchangeFile(at('old.sortie'), { stretches: [old.stretch], entries: old.texts })
    const here = workspace('w')
    await taken(here, at('old.sortie'))
    const { writing } = await import('../../../src/store/connection.ts')
    writing(here.db, (db) => {
      db.prepare('DROP TRIGGER entry_is_append_only_update').run()
      db.prepare("UPDATE entry SET body = replace(body, 'ingest', 'digest') WHERE seq = 2").run()
    })
    const sending = {
      file: at('never.sortie'),
      from: '0'.repeat(32),
      atMs: 1,
      since: null,
      originals: 'none',
    } as const
    await expect(sendEntries(here.db, here.vault, sending)).rejects.toMatchObject({ code: 'not_sent' })
    expect(fs.readdirSync(dir).filter((name) => /never|part/.test(name))).toEqual([])
  })
})

describe('copies of a workspace of the time before stations', () => {
  test('that were taken over apart and parted come to show the same, by files alone', async () => {
    const old = oldWorkspace(at('old'))
    const put = (id: string, remarks: string) => ({
      changes: [{ aggregate: 'enterprise' as const, id, doc: anEnterprise({ id, remarks }) }],
    })
    old.write(put(anId(1), 'one'), put(anId(2), 'two'))
    for (const name of ['a', 'b']) fs.cpSync(at('old'), at(name), { recursive: true })
    // One goes on as it did for a while, and is taken over later.
    oldWorkspace(at('b')).write(put(anId(3), 'by the old program'))
    const [a, b] = [workspace('a'), workspace('b')]
    const write = (of: Workspace, id: string, remarks: string) => {
      const done = transact(
        of,
        { actor: { name: 'x', role: 'officer' }, atMs: 1, action: 'enterprise.put' },
        (tx) => tx.put('enterprise', null, anEnterprise({ id, remarks })),
      )
      if (!done.ok) throw new Error(done.code)
    }
    write(a, anId(4), 'by the first')
    write(b, anId(5), 'by the second')
    accept(a, b)
    accept(b, a)
    for (const [from, to] of [
      [a, b],
      [b, a],
      [a, b],
    ] as const) {
      await passedOn(from, at('copy.sortie'))
      await taken(to, at('copy.sortie'))
      fs.rmSync(at('copy.sortie'))
    }
    expect(contentOf(a)).toEqual(contentOf(b))
    expect(rows(a, 'SELECT id FROM enterprise ORDER BY id')).toHaveLength(5)
    for (const one of [a, b]) expect(await verifyWorkspace(one)).toMatchObject({ ok: true })
  })
})

describe('an original that is not here', () => {
  test('is with another station, or missing where a record of this one names it too', async () => {
    const [here, there] = [workspace('here'), workspace('there')]
    const photo = aPhoto(8)
    const record = (of: Workspace, id: string): void => {
      const doc = aFootage({ id, sha256: photo.sha256, sizeBytes: 5000 })
      const done = transact(
        of,
        { actor: { name: 'x', role: 'officer' }, atMs: 1, action: 'footage.ingest' },
        (tx) => tx.put('footage', null, doc),
      )
      if (!done.ok) throw new Error(done.code)
    }
    record(there, anId(11))
    await sendEntries(there.db, there.vault, {
      file: at('bare.sortie'),
      from: '0'.repeat(32),
      atMs: 1,
      since: null,
      originals: 'none',
    })
    await taken(here, at('bare.sortie'))
    expect(await verifyWorkspace(here)).toMatchObject({ ok: true, originals: { checked: 0, elsewhere: [] } })
    accept(here, there)
    const { originals, ok } = await verifyWorkspace(here)
    expect({ ok, elsewhere: originals.elsewhere.length, missing: originals.missing }).toEqual({
      ok: true,
      elsewhere: 1,
      missing: [],
    })
    // Another laptop had the same card, and lost the file.
    const third = workspace('third')
    await taken(third, at('bare.sortie'))
    record(third, anId(12))
    accept(third, there)
    const both = await verifyWorkspace(third)
    expect({ ok: both.ok, missing: both.originals.missing.length }).toEqual({ ok: false, missing: 1 })
  })
})
