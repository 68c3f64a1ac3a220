/** Exchange files of all kinds that somebody might hand over: what is whole is taken, anything else refused and named. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shortCode } from '../../../src/core/journal/entry.ts'
import { EXCHANGE_MAGIC, endText, headerLine } from '../../../src/core/journal/exchange.ts'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { type Checked, checkExchange, recordsAgain } from '../../../src/store/exchange/check.ts'
import { scanExchange } from '../../../src/store/exchange/scan.ts'
import { writeExchange } from '../../../src/store/exchange/write.ts'
import {
  aChain,
  aDocument,
  aHolder,
  aKey,
  anEntry,
  aNote,
  aStretch,
  exchangeFile,
  genesis,
  type Held,
  oldEntries,
  recordBytes,
  sha,
} from '../../builders/exchange.ts'

let dir: string
beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-exchange-'))
})
afterAll(() => {
  fs.rmSync(dir, { recursive: true, force: true })
})

let count = 0
const aFile = (name = `${++count}.sortie`): string => path.join(dir, name)

/** An original of `bytes` bytes, of which each byte is `value`. */
function anOriginal(
  value: number,
  bytes = 3000,
): { file: string; sha256: string; doc: ReturnType<typeof aDocument> } {
  const file = aFile(`${++count}.jpg`)
  fs.writeFileSync(file, Buffer.alloc(bytes, value))
  const sha256 = sha(fs.readFileSync(file))
  return { file, sha256, doc: aDocument({ fileName: 'x.jpg', sha256 }) }
}

async function written(held: Held, over: Parameters<typeof exchangeFile>[2] = {}): Promise<string> {
  const file = aFile()
  await exchangeFile(file, held, over)
  return file
}

/** The code that a file is refused with, and what its words need; null where it is taken. */
async function refusal(file: string, holder = aHolder()): Promise<{ code: string; params: object } | null> {
  const found = await checkExchange(file, holder)
  return found.ok ? null : { code: found.code, params: found.params }
}

/** A whole file: two stations, an old chain, an original. */
async function aWholeFile() {
  const [a, b] = [aKey(), aKey()]
  const [first, second] = [aChain(a, 3), aChain(b, 2)]
  const photo = anOriginal(7)
  const last = anEntry(a, first.links.at(-1) ?? genesis(a), [photo.doc])
  const links = [...first.links, last]
  const hashes = links.map(({ hash }) => hash)
  const old = oldEntries(2, [{ fileName: '旧.jpg', sha256: sha('old') }])
  const held: Held = {
    stretches: [old.stretch, aStretch(a, genesis(a), links, hashes), second.stretch],
    entries: [...old.texts, ...links.map(({ text }) => text), ...second.links.map(({ text }) => text)],
    docs: [...first.docs, photo.doc, ...second.docs],
    originals: [photo.file],
  }
  return { held, file: await written(held), photo, a }
}

describe('a whole file', () => {
  test('is taken, and read again record by record as it was checked', async () => {
    const { file, photo, held } = await aWholeFile()
    const found = await checkExchange(file, aHolder())
    expect(found).toMatchObject({ ok: true })
    const checked = (found as { value: Checked }).value
    expect(checked.originals).toMatchObject([{ sha256: photo.sha256, bytes: 3000 }])
    const { at = 0 } = checked.originals[0] ?? {}
    expect(sha(fs.readFileSync(file).subarray(at, at + 3000))).toBe(photo.sha256)
    const again = [...recordsAgain(checked)]
    expect(again.map(({ kind }) => kind)).toEqual([
      'manifest',
      ...(held.docs ?? []).map(() => 'document'),
      'entries',
    ])
    expect(again.at(-1)?.text.split('\n').slice(0, -1)).toEqual(held.entries)
  })

  test('comes to the same in pieces of any size', async () => {
    const bytes = fs.readFileSync((await aWholeFile()).file)
    const kindsIn = (pieceBytes: number): string[] => {
      const kinds: string[] = []
      const scan = scanExchange(bytes.length, ({ kind }) => {
        kinds.push(kind)
        return null
      })
      for (let at = 0; at < bytes.length; at += pieceBytes)
        expect(scan.take(bytes.subarray(at, at + pieceBytes))).toBeNull()
      expect(scan.end()).toBeNull()
      return kinds
    }
    const whole = kindsIn(bytes.length)
    for (const pieceBytes of [1, 2, 7, 64, 301, 4096]) expect(kindsIn(pieceBytes)).toEqual(whole)
  })

  test('that is another one by the time it is read again does not count', async () => {
    const { file, a } = await aWholeFile()
    const found = await checkExchange(file, aHolder())
    if (!found.ok) throw new Error(found.code)
    const other = aChain(a, 4)
    const instead = await written({
      stretches: [other.stretch],
      entries: other.links.map(({ text }) => text),
      docs: other.docs,
    })
    fs.copyFileSync(instead, file)
    expect(() => [...recordsAgain(found.value)]).toThrow('exchange_')
  })

  test('of a clip is read with the memory of a small one', async () => {
    const key = aKey()
    // A hole takes no place on the disk.
    const big = aFile('big.bin')
    const bytes = 300_000_000
    fs.writeFileSync(big, '')
    fs.truncateSync(big, bytes)
    const hash = createHash('sha256')
    for (let at = 0; at < bytes; at += 1_000_000) hash.update(Buffer.alloc(Math.min(1_000_000, bytes - at)))
    const doc = aDocument({ fileName: 'big.mp4', sha256: hash.digest('hex') })
    const link = anEntry(key, genesis(key), [doc])
    const header = headerLine({ bytes, kind: 'original', sha256: JSON.parse(doc.text).sha256 as string })
    const small = fs.readFileSync(
      await written(
        { stretches: [aStretch(key, genesis(key), [link], [link.hash])], entries: [link.text], docs: [doc] },
        { originals: { count: 1, bytes } },
      ),
    )
    const endAt = small.lastIndexOf('{"bytes"')
    const file = aFile()
    fs.copyFileSync(big, file)
    fs.writeFileSync(file, Buffer.concat([small.subarray(0, endAt), Buffer.from(header)]))
    const before = process.memoryUsage()
    const held = before.arrayBuffers + before.external
    const start = endAt + header.length
    fs.truncateSync(file, start + bytes)
    let most = 0
    const found = await checkExchange(file, aHolder(), {
      onBytes: () => {
        const now = process.memoryUsage()
        most = Math.max(most, now.arrayBuffers + now.external - held)
      },
    })
    // Its end is missing, which is found behind all of its bytes.
    expect(found).toMatchObject({ ok: false, code: 'exchange_cut', params: { byte: start + bytes } })
    expect(most).toBeLessThan(50_000_000)
  })
})

describe('a file that is not whole', () => {
  test('is refused wherever it is cut, at the end of a record too', async () => {
    const { file } = await aWholeFile()
    const bytes = fs.readFileSync(file)
    const ends: number[] = []
    const scan = scanExchange(bytes.length, (record) => {
      ends.push(record.at, record.at + record.bytes)
      return null
    })
    expect(scan.take(bytes)).toBeNull()
    const around = ends.flatMap((end) => [end - 1, end, end + 1])
    const anywhere = Array.from({ length: 60 }, (_, i) =>
      Math.floor((bytes.length * i * 0.618034) % bytes.length),
    )
    const cut = aFile()
    for (const length of [...around, ...anywhere].filter((length) => length < bytes.length)) {
      fs.writeFileSync(cut, bytes.subarray(0, length))
      expect(await refusal(cut), `${length} of ${bytes.length}`).toMatchObject({
        code: length === 0 ? 'exchange_none' : 'exchange_cut',
      })
    }
  })

  test('is refused whichever of its bytes is another one', async () => {
    const key = aKey()
    const { links, docs, stretch } = aChain(key, 1)
    const photo = anOriginal(3, 40)
    const next = anEntry(key, links[0] ?? genesis(key), [photo.doc])
    const hashes = [...links, next].map(({ hash }) => hash)
    const file = await written({
      stretches: [aStretch(key, genesis(key), [...links, next], hashes)],
      entries: [...links, next].map(({ text }) => text),
      docs: [...docs, photo.doc],
      originals: [photo.file],
    })
    expect(stretch.to.seq).toBe(1)
    expect(await refusal(file)).toBeNull()
    const bytes = fs.readFileSync(file)
    const flipped = aFile()
    for (let at = 0; at < bytes.length; at++) {
      const spoilt = Buffer.from(bytes)
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (at % 8))
      fs.writeFileSync(flipped, spoilt)
      const found = await refusal(flipped)
      expect(found?.code, `byte ${at}`).toMatch(/^exchange_/)
    }
  })

  test('is refused with anything behind its end', async () => {
    const { file } = await aWholeFile()
    const { size } = fs.statSync(file)
    fs.appendFileSync(file, ' ')
    expect(await refusal(file)).toEqual({ code: 'exchange_damaged', params: { byte: size } })
  })

  test.for([
    ['nothing', ''],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['a text of one endless line', 'a'.repeat(100_000)],
    ['a line that begins as one', `sortie exchange ${'1'.repeat(50_000)}`],
  ] as const)('and %s is none', async ([, bytes]) => {
    const file = aFile()
    fs.writeFileSync(file, bytes)
    expect(await refusal(file)).toMatchObject({ code: 'exchange_none' })
  })

  test('a later form is told as one', async () => {
    const file = aFile()
    fs.writeFileSync(file, 'sortie exchange 12\n{"whatever":1}\n')
    expect(await refusal(file)).toEqual({ code: 'exchange_newer', params: { found: 12, known: 1 } })
  })
})

/** A file of records as they are given, closed by an end that fits them. */
function ofRecords(...records: readonly Buffer[]): string {
  const before = Buffer.concat([Buffer.from(EXCHANGE_MAGIC), ...records])
  const end = recordBytes('end', endText({ records: records.length + 1, sha256: sha(before) }))
  const file = aFile()
  fs.writeFileSync(file, Buffer.concat([before, end]))
  return file
}

const manifest = (over: object = {}): Buffer =>
  recordBytes(
    'manifest',
    canonicalJson({
      workspace: aHolder().workspace,
      from: '0'.repeat(32),
      atMs: 1,
      stretches: [],
      documents: 0,
      entries: 0,
      originals: { count: 0, bytes: 0 },
      ...over,
    }),
  )

describe('lengths and names that lie', () => {
  test('an empty file is taken', async () => {
    expect(await refusal(ofRecords(manifest()))).toBeNull()
  })

  test('a kilobyte that claims to be a gigabyte is cut', async () => {
    const file = ofRecords(manifest(), recordBytes('original', Buffer.alloc(1000), { bytes: 1_000_000_000 }))
    expect(await refusal(file)).toMatchObject({
      code: 'exchange_cut',
      params: { byte: fs.statSync(file).size },
    })
  })

  test('a gigabyte that claims to be a kilobyte is damaged, and found at its first kilobyte', async () => {
    const content = Buffer.alloc(1000)
    const file = ofRecords(manifest(), recordBytes('original', content))
    const { size } = fs.statSync(file)
    fs.truncateSync(file, size + 1_000_000_000)
    const lying = aFile()
    const [kilobyte, head] = [
      recordBytes('original', content),
      Buffer.concat([Buffer.from(EXCHANGE_MAGIC), manifest()]),
    ]
    fs.writeFileSync(lying, Buffer.concat([head, kilobyte]))
    fs.truncateSync(lying, head.length + kilobyte.length + 1_000_000_000)
    let read = 0
    const found = await checkExchange(lying, aHolder({ namesOriginal: () => true }), {
      onBytes: (bytes) => {
        read += bytes
      },
    })
    expect(found).toMatchObject({ ok: false, code: 'exchange_damaged' })
    expect(read).toBeLessThan(10_000_000)
    expect(await refusal(file)).toMatchObject({ code: 'exchange_stray' })
  })

  test.for([
    [-1, 'exchange_too_large'],
    [0.5, 'exchange_damaged'],
    ['1000', 'exchange_damaged'],
    [null, 'exchange_damaged'],
    [1e300, 'exchange_too_large'],
    [2 ** 53, 'exchange_too_large'],
  ] as const)('a length of %s is none', async ([bytes, code]) => {
    expect(await refusal(ofRecords(manifest(), recordBytes('original', 'x', { bytes })))).toMatchObject({
      code,
    })
  })

  test('more than a part may have is refused before it is read', async () => {
    expect(
      await refusal(ofRecords(manifest(), recordBytes('document', '{}', { bytes: 300_000_000 }))),
    ).toMatchObject({
      code: 'exchange_too_large',
      params: { limit: 256 },
    })
  })

  test.for([
    '../../../etc/passwd',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    '..\\..\\vault',
    'a'.repeat(63),
    'A'.repeat(64),
    `${'a'.repeat(64)}\n`,
    '',
  ])('a name of “%s” is refused as one', async (sha256) => {
    expect(await refusal(ofRecords(manifest(), recordBytes('original', 'x', { sha256 })))).toMatchObject({
      code: 'exchange_name',
      params: { name: sha256.slice(0, 80) },
    })
  })

  test.for(['name', 'path'])('so is a %s beside the hash', async (member) => {
    expect(
      await refusal(ofRecords(manifest(), recordBytes('original', 'x', { [member]: '../x' }))),
    ).toMatchObject({
      code: 'exchange_name',
      params: { name: '../x' },
    })
  })

  test('records out of their order, twice, of no kind or without a manifest are refused', async () => {
    const doc = recordBytes('document', '{}')
    const entries = recordBytes('entries', 'x\n')
    for (const records of [
      [doc],
      [manifest(), manifest()],
      [manifest(), entries, doc],
      [manifest(), recordBytes('script', 'x')],
      [manifest(), recordBytes('original', 'x'), recordBytes('withheld', '')],
      [],
    ])
      expect(await refusal(ofRecords(...records), aHolder({ namesOriginal: () => true }))).toMatchObject({
        code: 'exchange_damaged',
      })
  })

  test('a record of empty lines alone, and one that ends within a line, are no entries', async () => {
    const key = aKey()
    const chain = aChain(key, 1)
    const said = { stretches: [chain.stretch], documents: 1, entries: 1 }
    const doc = recordBytes('document', chain.docs[0]?.text ?? '')
    const text = chain.links[0]?.text ?? ''
    for (const entries of ['\n'.repeat(5_000_000), text, `\n${text}\n`, '', `${text}\n\n`])
      expect(await refusal(ofRecords(manifest(said), doc, recordBytes('entries', entries)))).toMatchObject({
        code: expect.stringMatching(/^exchange_(chain|damaged)$/) as string,
      })
    expect(await refusal(ofRecords(manifest(said), doc, recordBytes('entries', `${text}\n`)))).toBeNull()
  })

  test('more branches of one station than anybody ever has are refused before they are looked at', async () => {
    const { stretch } = aChain(aKey(), 1)
    const stretches = Array.from({ length: 65 }, () => stretch)
    expect(await refusal(ofRecords(manifest({ stretches })))).toMatchObject({
      code: 'exchange_too_many',
      params: { limit: 64 },
    })
  })

  test('an end that counts other records, or is of other bytes, is none', async () => {
    const before = Buffer.concat([Buffer.from(EXCHANGE_MAGIC), manifest()])
    for (const end of [
      { records: 3, sha256: sha(before) },
      { records: 2, sha256: sha('other') },
    ]) {
      const file = aFile()
      fs.writeFileSync(file, Buffer.concat([before, recordBytes('end', canonicalJson(end))]))
      expect(await refusal(file)).toMatchObject({ code: 'exchange_damaged' })
    }
  })

  test.for([
    ['documents', { documents: 1 }],
    ['entries', { entries: 1 }],
    ['originals', { originals: { count: 1, bytes: 0 } }],
    ['bytes of originals', { originals: { count: 0, bytes: 5 } }],
  ] as const)('a manifest that counts other %s is none', async ([, over]) => {
    expect(await refusal(ofRecords(manifest(over)))).toMatchObject({ code: 'exchange_damaged' })
  })

  test('a document that is no canonical JSON is damaged', async () => {
    for (const text of ['{"b":1,"a":2}', '{ }', 'x', '{"a":1e999}', '['.repeat(200_000)])
      expect(
        await refusal(ofRecords(manifest({ documents: 1 }), recordBytes('document', text))),
      ).toMatchObject({
        code: 'exchange_damaged',
      })
  })
})

describe('chains', () => {
  const of = (chain: ReturnType<typeof aChain>, over: Partial<Held> = {}): Held => ({
    stretches: [chain.stretch],
    entries: chain.links.map(({ text }) => text),
    docs: chain.docs,
    ...over,
  })

  test('of another workspace are refused: the file, and an entry within one', async () => {
    const key = aKey()
    const chain = aChain(key, 2)
    const other = '0b9d5c1e-9999-4222-8333-444455556666'
    expect(await refusal(await written(of(chain), { workspace: other }))).toEqual({
      code: 'exchange_other_workspace',
      params: { found: other, own: aHolder().workspace },
    })
    const strange = anEntry(key, genesis(key, other), chain.docs.slice(0, 1))
    const hashes = [strange.hash]
    const held = of(chain, {
      stretches: [aStretch(key, genesis(key), [strange], hashes)],
      entries: [strange.text],
      docs: chain.docs.slice(0, 1),
    })
    expect(await refusal(await written(held))).toEqual({
      code: 'exchange_other_entry',
      params: { station: shortCode(key.station) },
    })
    // Where there is no workspace yet, the file says which one it becomes.
    expect(await refusal(await written(of(chain)), aHolder({ workspace: null }))).toBeNull()
  })

  test('with a gap within are refused, and the gap is named', async () => {
    const key = aKey()
    const chain = aChain(key, 5)
    const without = of(chain, {
      entries: chain.links.filter(({ seq }) => seq !== 3).map(({ text }) => text),
      docs: chain.docs.filter((_, i) => i !== 2),
    })
    expect(await refusal(await written(without))).toEqual({
      code: 'exchange_gap',
      params: { station: shortCode(key.station), from: 3, to: 3 },
    })
    const short = of(chain, {
      entries: chain.links.slice(0, 3).map(({ text }) => text),
      docs: chain.docs.slice(0, 3),
    })
    expect(await refusal(await written(short))).toMatchObject({
      code: 'exchange_gap',
      params: { from: 4, to: 5 },
    })
  })

  test('that begin behind what is here are refused; those that continue it are taken', async () => {
    const key = aKey()
    const chain = aChain(key, 6)
    const rest = chain.links.slice(3)
    const held = of(chain, {
      stretches: [aStretch(key, chain.links[2] ?? genesis(key), rest, chain.hashes)].map((stretch) => ({
        ...stretch,
        after: { seq: 3, hash: chain.hashes[2] ?? '' },
      })),
      entries: rest.map(({ text }) => text),
      docs: chain.docs.slice(3),
    })
    const file = await written(held)
    const has = (count: number) =>
      aHolder({
        hashesTo: (_station, seq, hash) =>
          seq <= count && chain.hashes[seq - 1] === hash ? chain.hashes.slice(0, seq) : null,
        lastOf: () => count,
      })
    expect(await refusal(file, has(1))).toEqual({
      code: 'exchange_gap',
      params: { station: shortCode(key.station), from: 2, to: 3 },
    })
    expect(await refusal(file, has(0))).toMatchObject({ code: 'exchange_gap', params: { from: 1, to: 3 } })
    expect(await refusal(file, has(3))).toBeNull()
    expect(await refusal(file, has(6))).toBeNull()
  })

  test('that part within a file are taken, each branch signed', async () => {
    const key = aKey()
    const chain = aChain(key, 4)
    const doc = aDocument({ fileName: 'b' })
    const at = chain.links[1] ?? genesis(key)
    const branch = anEntry(key, at, [doc])
    const hashes = [...chain.hashes.slice(0, 2), branch.hash]
    const held = of(chain, {
      stretches: [chain.stretch, aStretch(key, { seq: 2, hash: chain.hashes[1] ?? '' }, [branch], hashes)],
      entries: [...chain.links, branch].map(({ text }) => text),
      docs: [...chain.docs, doc],
    })
    expect(await refusal(await written(held))).toBeNull()
  })

  test.for([
    ['none', () => null],
    ['no note', () => 'sortie\n'],
    [
      'that of fewer entries',
      (key: ReturnType<typeof aKey>, hashes: string[]) => aNote(key, hashes.slice(0, 2)),
    ],
    [
      'that of other entries',
      (key: ReturnType<typeof aKey>, hashes: string[]) => aNote(key, [...hashes].reverse()),
    ],
    ['another station’s', (_key: unknown, hashes: string[]) => aNote(aKey(), hashes)],
    [
      'one for another workspace',
      (key: ReturnType<typeof aKey>, hashes: string[]) =>
        aNote(key, hashes, '0b9d5c1e-9999-4222-8333-444455556666'),
    ],
    [
      'one that another key made in its name',
      (key: ReturnType<typeof aKey>, hashes: string[]) => aNote({ ...key, sign: aKey().sign }, hashes),
    ],
  ] as const)('whose signature is %s are refused', async ([, noteOf]) => {
    const key = aKey()
    const chain = aChain(key, 3)
    const checkpoint = noteOf(key, chain.hashes)
    expect(
      await refusal(await written(of(chain, { stretches: [{ ...chain.stretch, checkpoint }] }))),
    ).toEqual({
      code: 'exchange_signature',
      params: { station: shortCode(key.station) },
    })
  })

  test('of a key that is not their station’s, and those that say they have none, are refused', async () => {
    const key = aKey()
    const chain = aChain(key, 2)
    const other = { ...chain.stretch, publicKey: aKey().publicKey }
    expect(await refusal(await written(of(chain, { stretches: [other] })))).toMatchObject({
      code: 'exchange_signature',
    })
    const closed = {
      ...chain.stretch,
      publicKey: null,
      checkpoint: null,
      after: { seq: 0, hash: '0'.repeat(64) },
    }
    expect(await refusal(await written(of(chain, { stretches: [closed] })))).toMatchObject({
      code: 'exchange_chain',
    })
  })

  test('closed ones are of the station that their first entry makes, and of no other', async () => {
    const old = oldEntries(3)
    const held = { stretches: [old.stretch], entries: old.texts }
    expect(await refusal(await written(held))).toBeNull()
    const other = { ...held, stretches: [{ ...old.stretch, station: aKey().station }] }
    expect(await refusal(await written(other))).toMatchObject({ code: 'exchange_chain', params: { seq: 1 } })
    const changed = { ...held, entries: old.texts.map((text) => text.replace('旧', '新')) }
    expect(await refusal(await written(changed))).toMatchObject({
      code: 'exchange_chain',
      params: { seq: 1 },
    })
    const later = {
      ...held,
      entries: old.texts.map((text, i) => (i === 1 ? text.replace('旧', '新') : text)),
    }
    expect(await refusal(await written(later))).toMatchObject({ code: 'exchange_chain', params: { seq: 3 } })
  })

  test.for([
    ['spaces', (text: string) => text.replace('{', '{ ')],
    ['a member twice', (text: string) => text.replace('{', '{"action":"x",')],
    ['no JSON', () => 'x'],
    ['half of it', (text: string) => text.slice(0, text.length >> 1)],
    ['another time', (text: string) => text.replace('"atMs":179', '"atMs":178')],
  ] as const)('an entry with %s is not the one that was signed', async ([, spoil]) => {
    const key = aKey()
    const chain = aChain(key, 3)
    const entries = chain.links.map(({ text, seq }) => (seq === 2 ? spoil(text) : text))
    expect(await refusal(await written(of(chain, { entries })))).toMatchObject({
      code: 'exchange_chain',
      params: { station: shortCode(key.station) },
    })
  })

  test('an entry of an unknown kind, and one of a newer form, are kept and passed on', async () => {
    const key = aKey()
    const doc = aDocument({ what: 'nobody knows' })
    const strange = anEntry(key, genesis(key), [], {
      changes: [{ aggregate: 'campaign', id: 'a', bases: [], doc: doc.hash, more: [1] }],
      further: { member: true },
    })
    const newer = anEntry(key, strange, [], { form: 7, changes: 'in some other way' })
    const held: Held = {
      stretches: [aStretch(key, genesis(key), [strange, newer], [strange.hash, newer.hash])],
      entries: [strange.text, newer.text],
      docs: [doc, aDocument({ of: 'the newer one' })],
    }
    const found = await checkExchange(await written(held), aHolder())
    expect(found).toMatchObject({ ok: true, value: { newer: 1 } })
  })

  test('a document that an entry names is there, or said to be withheld, or here', async () => {
    const key = aKey()
    const chain = aChain(key, 2)
    const [first, second] = chain.docs
    const lacking = of(chain, { docs: first ? [first] : [] })
    expect(await refusal(await written(lacking))).toEqual({
      code: 'exchange_no_document',
      params: { station: shortCode(key.station), seq: 2 },
    })
    expect(await refusal(await written({ ...lacking, withheld: [second?.hash ?? ''] }))).toBeNull()
    expect(
      await refusal(await written(lacking), aHolder({ hasDocument: (hash) => hash === second?.hash })),
    ).toBeNull()
    // As many as there is room for.
    const many = [
      second?.hash ?? '',
      ...Array.from({ length: 900_000 }, (_, i) => i.toString(16).padStart(64, '0')),
    ]
    expect(await refusal(await written({ ...lacking, withheld: many }))).toBeNull()
    expect(await refusal(await written({ ...lacking, withheld: ['../x'] }))).toMatchObject({
      code: 'exchange_damaged',
    })
  })

  test('what no entry names is not taken in: documents and originals', async () => {
    const chain = aChain(aKey(), 2)
    const stray = aDocument({ who: 'nobody' })
    expect(await refusal(await written(of(chain, { docs: [...chain.docs, stray] })))).toEqual({
      code: 'exchange_stray',
      params: { name: stray.hash.slice(0, 12) },
    })
    const photo = anOriginal(9)
    expect(await refusal(await written(of(chain, { originals: [photo.file] })))).toEqual({
      code: 'exchange_stray',
      params: { name: photo.sha256.slice(0, 12) },
    })
    const named = aHolder({ namesOriginal: (sha256) => sha256 === photo.sha256 })
    expect(await refusal(await written(of(chain, { originals: [photo.file] })), named)).toBeNull()
  })

  test('a file that is not what its hash says is not sent', async () => {
    const photo = anOriginal(5)
    fs.writeFileSync(photo.file, Buffer.alloc(3000, 6))
    const sent = writeExchange(aFile(), (writer) => writer.original(photo.sha256, 3000, photo.file))
    await expect(sent).rejects.toMatchObject({ code: 'changed_file' })
  })
})
