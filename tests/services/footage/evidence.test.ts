/** An evidence package as whoever receives it holds it: what reads it here shares nothing with what wrote it. */
import { spawnSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkBag } from '../../../src/services/reading/checkBag.ts'
import { unpackBag } from '../../../src/services/reading/unpackBag.ts'
import { BAG_READER, python, saidBy } from '../../builders/outside.ts'
import { aPng } from '../../builders/png.ts'
import { called, demoServices, type ScratchServices } from '../../builders/services.ts'

let services: ScratchServices
let dir: string
/** The bag as a ZIP, and unpacked. */
let zip: string
let bag: string
let packed: Awaited<ReturnType<typeof pack>>

const RECIPE = {
  program: 'Sortie',
  decoder: 'a test',
  codec: '',
  encoding: 'image/png',
  widthPx: 16,
  heightPx: 9,
  mediaTimeS: null,
}
const sha = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()
const pack = (unmasked: { to: string; request: string } | null) =>
  withFlight((id) =>
    called(services, 'evidence.pack', { about: { aggregate: 'flight', id }, unmasked, language: 'zh' }),
  )

async function withFlight<T>(work: (id: string) => Promise<T>): Promise<T> {
  const { rows } = await called(services, 'flight.list', { siteId: null })
  for (const { id } of rows) {
    const { rows: pictures } = await called(services, 'footage.list', { flightId: id })
    if (pictures.length > 2) return work(id)
  }
  throw new Error('no flight with pictures')
}

function unpack(file: string, into: string): string {
  let top = ''
  for (const [name, bytes] of Object.entries(unzipSync(fs.readFileSync(file)))) {
    top = name.slice(0, name.indexOf('/'))
    fs.mkdirSync(path.dirname(path.join(into, name)), { recursive: true })
    fs.writeFileSync(path.join(into, name), bytes)
  }
  return path.join(into, top)
}

beforeAll(async () => {
  services = await demoServices()
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bag-'))
  packed = await pack(null)
  zip = services.download(packed.downloadId)?.path ?? ''
  bag = unpack(zip, dir)
})
afterAll(async () => {
  await services.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const changed = (work: (copy: string) => void) => {
  const copy = fs.mkdtempSync(path.join(dir, 'copy-'))
  fs.cpSync(bag, copy, { recursive: true })
  work(copy)
  return checkBag(copy)
}
const someFile = (): string => fs.readdirSync(path.join(bag, 'data/files')).sort()[0] ?? ''

describe('an evidence package', () => {
  it('is what its lists say, for sha256sum, for an own reader and for ours, as folder and as ZIP', async () => {
    for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const lines = fs.readFileSync(path.join(bag, name), 'utf8').trim().split('\n')
      for (const line of lines)
        expect(sha(fs.readFileSync(path.join(bag, line.slice(66)))).toString('hex')).toBe(line.slice(0, 64))
      const found = spawnSync('sha256sum', ['-c', '--strict', name], { cwd: bag, encoding: 'utf8' })
      // A system without that program has nothing to say.
      expect(found.error ? 0 : found.status, found.stdout).toBe(0)
    }
    expect(sha(fs.readFileSync(path.join(bag, 'manifest-sha256.txt'))).toString('hex')).toBe(
      packed.manifestSha256,
    )
    expect(fs.readFileSync(path.join(bag, 'receipt.html'), 'utf8')).toContain(packed.manifestSha256)
    for (const where of [bag, zip]) {
      expect(await checkBag(where)).toMatchObject({ ok: true, value: { problems: [] } })
      if (python)
        expect(saidBy(python, ['-c', BAG_READER, where])).toEqual({ missing: [], added: [], changed: [] })
    }
  })

  it('names the file of which one byte was changed', async () => {
    const name = someFile()
    const found = await changed((copy) => {
      const file = path.join(copy, 'data/files', name)
      const bytes = fs.readFileSync(file)
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      fs.writeFileSync(file, bytes)
    })
    expect(found).toMatchObject({ value: { problems: [{ kind: 'changed', path: `data/files/${name}` }] } })
  })

  it('names it in a ZIP too', async () => {
    const bytes = fs.readFileSync(zip)
    const at = bytes.indexOf(fs.readFileSync(path.join(bag, 'data/files', someFile())).subarray(0, 64))
    bytes[at + 40] = (bytes[at + 40] ?? 0) ^ 1
    const file = path.join(dir, 'changed.zip')
    fs.writeFileSync(file, bytes)
    expect(await checkBag(file)).toMatchObject({
      value: { problems: [{ kind: 'changed', path: `data/files/${someFile()}` }] },
    })
    fs.writeFileSync(file, bytes.subarray(0, bytes.length - 30))
    expect(await checkBag(file)).toMatchObject({ ok: false, code: 'bag_unreadable' })
  })

  it.each([
    ['a file that is missing', (copy: string, name: string) => fs.rmSync(path.join(copy, name)), 'missing'],
    [
      'one that is renamed',
      (copy: string, name: string) =>
        fs.renameSync(path.join(copy, name), path.join(copy, 'data/files/新.x')),
      'renamed',
    ],
    ['one more', (copy: string) => fs.writeFileSync(path.join(copy, 'data/files/新.x'), 'x'), 'added'],
    ['one byte less', (copy: string, name: string) => fs.truncateSync(path.join(copy, name), 9), 'changed'],
  ] as const)('names %s, as others do', async (_what, work, kind) => {
    const name = `data/files/${someFile()}`
    let copy = ''
    const found = await changed((to) => {
      copy = to
      work(to, name)
    })
    const isNew = kind === 'added'
    const path_ = isNew ? 'data/files/新.x' : name
    expect(found).toMatchObject({
      value: { problems: [{ kind, path: path_, ...(kind === 'renamed' ? { to: 'data/files/新.x' } : {}) }] },
    })
    const sums = spawnSync('sha256sum', ['-c', 'manifest-sha256.txt'], { cwd: copy, encoding: 'utf8' })
    if (!sums.error && !isNew) {
      expect(sums.status).toBe(1)
      expect(sums.stdout).toContain(`${name}: FAILED`)
    }
    if (python)
      expect(saidBy(python, ['-c', BAG_READER, copy])).toEqual({
        missing: kind === 'missing' || kind === 'renamed' ? [name] : [],
        added: kind === 'added' || kind === 'renamed' ? ['data/files/新.x'] : [],
        changed: kind === 'changed' ? [name] : [],
      })
  })

  it('names what was done to the files beside: changed, missing, and put there', async () => {
    expect(
      await changed((copy) => fs.appendFileSync(path.join(copy, 'bag-info.txt'), 'x: y\n')),
    ).toMatchObject({ value: { problems: [{ kind: 'changed', path: 'bag-info.txt' }] } })
    for (const name of ['receipt.html', 'tagmanifest-sha256.txt'])
      expect(await changed((copy) => fs.rmSync(path.join(copy, name)))).toMatchObject({
        value: { problems: expect.arrayContaining([{ kind: 'missing', path: name }]) },
      })
    expect(await changed((copy) => fs.writeFileSync(path.join(copy, '说明.txt'), 'x'))).toMatchObject({
      value: { problems: [{ kind: 'added', path: '说明.txt' }] },
    })
    for (const name of ['manifest-sha256.txt', 'bagit.txt'])
      expect(await changed((copy) => fs.rmSync(path.join(copy, name)))).toMatchObject({
        ok: false,
        code: 'bag_unreadable',
        params: { file: name },
      })
    expect(await checkBag(path.join(dir, 'nothing'))).toMatchObject({ ok: false, code: 'bag_unreadable' })
  })

  it('is laid out as a folder, whole or not at all, where nothing lies yet', async () => {
    const folder = path.join(dir, 'laid')
    expect(await unpackBag(zip, folder)).toMatchObject({ ok: true })
    const filesOf = (of: string) =>
      fs
        .readdirSync(of, { recursive: true, encoding: 'utf8' })
        .filter((name) => fs.statSync(path.join(of, name)).isFile())
        .sort()
        .map((name) => [name, sha(fs.readFileSync(path.join(of, name))).toString('hex')])
    expect(filesOf(folder)).toEqual(filesOf(bag))
    await expect(unpackBag(zip, folder)).rejects.toMatchObject({ code: 'ENOTEMPTY' })
    const bytes = fs.readFileSync(zip)
    const at = bytes.indexOf(fs.readFileSync(path.join(bag, 'data/files', someFile())).subarray(0, 64))
    bytes[at + 40] = (bytes[at + 40] ?? 0) ^ 1
    const broken = path.join(dir, 'broken.zip')
    fs.writeFileSync(broken, bytes)
    expect(await unpackBag(broken, path.join(dir, 'other'))).toMatchObject({
      ok: false,
      params: { file: `data/files/${someFile()}` },
    })
    expect(fs.readdirSync(dir).filter((name) => /^other|\.part$/.test(name))).toEqual([])
  })

  it('lists every file with its original, and opens without a network or a script', () => {
    const list = fs.readFileSync(path.join(bag, 'data/list.csv'), 'utf8')
    for (const name of fs.readdirSync(path.join(bag, 'data/files')))
      expect(list).toContain(sha(fs.readFileSync(path.join(bag, 'data/files', name))).toString('hex'))
    const page = fs.readFileSync(path.join(bag, 'data/index.html'), 'utf8')
    expect(page).not.toMatch(/<script|https?:/)
    for (const [, link = ''] of page.matchAll(/href="([^"]+)"/g))
      expect(fs.existsSync(path.join(bag, 'data', decodeURIComponent(link))), link).toBe(true)
    expect(page).toContain('证据包')
    expect(page).toContain('Evidence package')
  })

  it('holds entries of the journal that lead up to a signed head', () => {
    const said = JSON.parse(fs.readFileSync(path.join(bag, 'data/journal.json'), 'utf8')) as {
      heads: { station: string; size: number; root: string; note: string; publicKey: string }[]
      entries: { station: string; seq: number; hash: string; body: string; proof: string[] | null }[]
    }
    expect(said.entries.length).toBeGreaterThan(0)
    for (const head of said.heads) {
      const end = head.note.indexOf('\n\n') + 1
      const [text, signature] = [head.note.slice(0, end), head.note.slice(end + 1)]
      const raw = Buffer.from(signature.trim().split(' ').at(-1) ?? '', 'base64').subarray(4)
      const key = createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(head.publicKey, 'base64').toString('base64url') },
        format: 'jwk',
      })
      expect(verify(null, Buffer.from(text), key, raw)).toBe(true)
      expect(text.split('\n').slice(1, 3)).toEqual([
        String(head.size),
        Buffer.from(head.root, 'hex').toString('base64'),
      ])
    }
    for (const { station, seq, hash, body, proof } of said.entries) {
      expect(sha(body).toString('hex')).toBe(hash)
      const head = said.heads.find((one) => one.station === station)
      expect(proof).not.toBeNull()
      expect(head && climb(Buffer.from(hash, 'hex'), seq - 1, head.size, proof ?? [])).toBe(head?.root)
    }
  })

  it('is written down of each picture that left', async () => {
    await withFlight(async (id) => {
      const { rows } = await called(services, 'footage.list', { flightId: id })
      const left = rows.filter(({ doc }) => (doc.exports ?? []).length > 0)
      expect(left.length).toBe(rows.length)
    })
  })

  it('has a record that waits until it is handed over, found where it belongs and not undone', async () => {
    const flight = await withFlight(async (id) => id)
    const { doc } = await called(services, 'flight.get', { id: flight })
    const site = await called(services, 'site.get', { id: doc.siteIds[0] ?? '' })
    for (const of of [
      { aggregate: 'flight', id: flight } as const,
      { aggregate: 'enterprise', id: site.doc.enterpriseId ?? '' } as const,
      null,
    ])
      expect((await called(services, 'evidence.list', { of, undelivered: true })).rows).toMatchObject([
        {
          id: packed.id,
          state: 'made',
          manifestSha256: packed.manifestSha256,
          tagManifestSha256: sha(fs.readFileSync(path.join(bag, 'tagmanifest-sha256.txt'))).toString('hex'),
          files: packed.files,
          unmasked: null,
        },
      ])
    expect(fs.readFileSync(path.join(bag, 'bag-info.txt'), 'utf8')).toContain(
      `External-Identifier: ${packed.id}`,
    )
    const { footageIds } = await called(services, 'evidence.get', { id: packed.id })
    const { rows } = await called(services, 'footage.list', { flightId: flight })
    expect(footageIds).toEqual(expect.arrayContaining(rows.map((one) => one.doc.id)))
    const { groups } = await called(services, 'search.find', { text: packed.fileName, limit: 5 })
    expect(groups).toMatchObject([{ kind: 'evidenceBag', rows: [{ id: packed.id }] }])
    const [entry] = await called(services, 'journal.list', {
      aggregate: 'evidenceBag',
      id: packed.id,
      beforeArrival: null,
      limit: 1,
    })
    expect(entry).toMatchObject({ action: 'evidence.pack', hash: packed.entry })
    expect(entry?.changes[0]).toMatchObject({ aggregate: 'evidenceBag', id: packed.id })
    expect(await services.call('journal.undo', { entry: packed.entry })).toMatchObject({ code: 'undo_bag' })
  })

  it('is put down as handed over once, with its receipt, and never of another package or an altered one', async () => {
    await called(services, 'actor.set', { name: '顾砚之', role: 'officer' })
    const row = async () => called(services, 'evidence.get', { id: packed.id })
    const { version: base, made } = await row()
    const scan = () => services.given('回执.png', aPng(30, 40))
    const handing = (over: object) => ({
      id: packed.id,
      base,
      to: '样例检察院',
      handedAtMs: made.atMs,
      scan: null,
      reason: '',
      bag: null,
      ...over,
    })
    const refused = async (over: object) => services.call('evidence.handOver', handing(over))
    const before = await called(services, 'workspace.status', {})
    expect(await refused({})).toMatchObject({ code: 'bag_needs_receipt' })
    expect(await refused({ reason: 'x', handedAtMs: Date.now() + 3_600_000 })).toMatchObject({
      code: 'not_yet',
    })
    expect(await refused({ reason: 'x', handedAtMs: made.atMs - 3_600_000 })).toMatchObject({
      code: 'bag_before_made',
    })
    expect(await refused({ scan: services.given('回执.txt', 'no picture') })).toMatchObject({
      code: 'unreadable_file',
    })
    const copyOf = (name: string) => {
      const file = path.join(dir, name)
      fs.copyFileSync(zip, file)
      return file
    }
    // It was moved before anybody looked at it.
    const moved = copyOf('moved.zip')
    const lost = services.registerFile(moved).ref
    fs.rmSync(moved)
    expect(await refused({ scan: scan(), bag: lost })).toMatchObject({
      code: 'bag_unreadable',
      params: { file: 'moved.zip' },
    })
    const changedZip = copyOf('altered.zip')
    const bytes = fs.readFileSync(changedZip)
    const at = bytes.indexOf(fs.readFileSync(path.join(bag, 'data/files', someFile())).subarray(0, 64))
    bytes[at + 40] = (bytes[at + 40] ?? 0) ^ 1
    fs.writeFileSync(changedZip, bytes)
    expect(await refused({ scan: scan(), bag: services.registerFile(changedZip).ref })).toMatchObject({
      code: 'bag_altered',
      params: { file: 'altered.zip', what: `data/files/${someFile()}`, count: 1 },
    })
    // All its lists agree, and it is not the one that was made.
    const others = unpack(zip, fs.mkdtempSync(path.join(dir, 'others-')))
    fs.appendFileSync(path.join(others, 'bag-info.txt'), 'x: y\n')
    const tags = path.join(others, 'tagmanifest-sha256.txt')
    const lines = fs.readFileSync(tags, 'utf8').split('\n')
    const hash = sha(fs.readFileSync(path.join(others, 'bag-info.txt'))).toString('hex')
    fs.writeFileSync(
      tags,
      lines.map((line) => (line.endsWith('bag-info.txt') ? `${hash}  bag-info.txt` : line)).join('\n'),
    )
    expect(await refused({ scan: scan(), bag: services.registerFile(others).ref })).toMatchObject({
      code: 'bag_altered',
      params: { what: 'tagmanifest-sha256.txt' },
    })
    const second = await pack(null)
    const other = services.download(second.downloadId)?.path ?? ''
    expect(await refused({ scan: scan(), bag: services.registerFile(other).ref })).toMatchObject({
      code: 'bag_other',
      params: { bag: packed.fileName },
    })
    // Nothing of all that is put down, and no scan lies in the vault.
    expect((await row()).state).toBe('made')
    const { counts, journal } = await called(services, 'workspace.status', {})
    expect(counts.footage).toBe(before.counts.footage)
    expect(journal.entries).toBe(before.journal.entries + 1)

    const done = await called(
      services,
      'evidence.handOver',
      handing({ scan: scan(), bag: services.registerFile(bag).ref }),
    )
    expect(done).toMatchObject({
      state: 'handedOver',
      handedOver: { to: '样例检察院', by: '顾砚之', isChecked: true, reason: '' },
    })
    const receipt = await called(services, 'footage.get', { id: done.handedOver?.scanId ?? '' })
    expect(receipt.doc).toMatchObject({ fileName: '回执.png', kind: 'document' })
    expect(await refused({ base: done.version, reason: 'x' })).toMatchObject({
      code: 'bag_settled',
      params: { bagState: 'handedOver' },
    })
    const withdrawn = await called(services, 'evidence.withdraw', {
      id: second.id,
      base: (await called(services, 'evidence.get', { id: second.id })).version,
      reason: '重复制作',
    })
    expect(withdrawn.state).toBe('withdrawn')
    expect((await called(services, 'evidence.list', { undelivered: true })).rows).toEqual([])
    expect(await called(services, 'workspace.verify', {})).toMatchObject({ ok: true })
  })

  it('refuses a picture that is not as it was recorded, and leaves nothing', async () => {
    const sha256 = sha(fs.readFileSync(path.join(bag, 'data/files', someFile()))).toString('hex')
    const names = fs.readdirSync(services.dir, { recursive: true, encoding: 'utf8' })
    const original = path.join(
      services.dir,
      names.find((name) => path.basename(name).startsWith(sha256)) ?? '',
    )
    const scratchBefore = names.filter((name) => name.includes('scratch')).length
    const bytes = fs.readFileSync(original)
    fs.chmodSync(original, 0o600)
    fs.writeFileSync(original, Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]))
    const { journal: before } = await called(services, 'workspace.status', {})
    const refused = await withFlight((id) =>
      services.call('evidence.pack', { about: { aggregate: 'flight', id }, unmasked: null, language: 'zh' }),
    )
    expect(refused).toMatchObject({ ok: false, code: 'changed_file' })
    expect((await called(services, 'workspace.status', {})).journal.entries).toBe(before.entries)
    const after = fs.readdirSync(services.dir, { recursive: true, encoding: 'utf8' })
    expect(after.filter((name) => name.includes('scratch')).length).toBe(scratchBefore)
    fs.writeFileSync(original, bytes)
  })

  it('lets originals without their masks out by a supervisor alone, and its name says for whom', async () => {
    const role = async (name: 'operator' | 'supervisor') =>
      called(services, 'actor.set', { name: '测试员', role: name })
    const unmasked = { to: '测试法院/一庭', request: '调取证据通知书 1 号' }
    await role('operator')
    const refused = await withFlight((id) =>
      services.call('evidence.pack', { about: { aggregate: 'flight', id }, unmasked, language: 'zh' }),
    )
    expect(refused).toMatchObject({ ok: false, code: 'unmasked_needs_supervisor' })
    await role('supervisor')
    const { fileName, downloadId } = await pack(unmasked)
    expect(fileName).toMatch(/-originals-for-测试法院_一庭\.zip$/)
    const whole = unpack(services.download(downloadId)?.path ?? '', dir)
    expect(fs.readFileSync(path.join(whole, 'bag-info.txt'), 'utf8')).toContain(unmasked.request)
    expect(await checkBag(whole)).toMatchObject({ value: { problems: [] } })
  })

  it('holds the copy of what has masks, never the original, and lists the hashes of both', async () => {
    const { rows } = await withFlight((id) => called(services, 'footage.list', { flightId: id }))
    const photo = rows.find(({ doc }) => doc.kind === 'photo')
    if (!photo) throw new Error('no photo')
    const ring: [number, number][] = [
      [0.1, 0.1],
      [0.3, 0.1],
      [0.3, 0.3],
    ]
    const masked = await called(services, 'footage.setMasks', {
      id: photo.doc.id,
      base: photo.version,
      masks: [{ id: 'm1', reason: 'person', fromS: null, toS: null, keys: [{ momentS: 0, ring }] }],
    })
    const ask = () =>
      withFlight((id) =>
        services.call('evidence.pack', {
          about: { aggregate: 'flight', id },
          unmasked: null,
          language: 'zh',
        }),
      )
    expect(await ask()).toMatchObject({ ok: false, code: 'has_masks', params: { file: photo.doc.fileName } })
    const copy = aPng(16, 9)
    await called(services, 'footage.export', {
      items: [
        {
          id: photo.doc.id,
          base: masked.version,
          copy: { file: services.given('copy.png', copy), recipe: RECIPE },
        },
      ],
      unmasked: null,
    })
    const again = await pack(null)
    const whole = unpack(
      services.download(again.downloadId)?.path ?? '',
      fs.mkdtempSync(path.join(dir, 'masked-')),
    )
    const hashes = fs
      .readdirSync(path.join(whole, 'data/files'))
      .map((name) => sha(fs.readFileSync(path.join(whole, 'data/files', name))).toString('hex'))
    expect(hashes).toContain(sha(copy).toString('hex'))
    expect(hashes).not.toContain(photo.doc.sha256)
    for (const list of ['list.csv', 'pictures.csv']) {
      const line = fs
        .readFileSync(path.join(whole, 'data', list), 'utf8')
        .split('\r\n')
        .find((one) => one.includes(sha(copy).toString('hex')))
      expect(line).toContain(photo.doc.sha256)
      expect(line).toContain(RECIPE.encoding)
    }
  })

  it('says so where there is nothing to pack, or no such thing', async () => {
    const id = '01900000-0000-7000-8000-000000000000'
    expect(
      await services.call('evidence.pack', {
        about: { aggregate: 'finding', id },
        unmasked: null,
        language: 'en',
      }),
    ).toMatchObject({ ok: false, code: 'not_found' })
  })
})

/** RFC 9162, 2.1.3.2, in Node's own hashes. */
function climb(leaf: Buffer, index: number, size: number, proof: readonly string[]): string {
  let [node, last] = [index, size - 1]
  let hash = sha(Buffer.concat([Buffer.from([0]), leaf]))
  for (const beside of proof.map((one) => Buffer.from(one, 'hex'))) {
    if (node % 2 === 1 || node === last) {
      hash = sha(Buffer.concat([Buffer.from([1]), beside, hash]))
      while (node % 2 === 0 && node !== 0) [node, last] = [node >> 1, last >> 1]
    } else hash = sha(Buffer.concat([Buffer.from([1]), hash, beside]))
    ;[node, last] = [node >> 1, last >> 1]
  }
  return last === 0 ? hash.toString('hex') : 'too short'
}
