import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallOutput } from '../../../src/contract/index.ts'
import { aTemplate, withPart } from '../../builders/docx.ts'
import { aPng } from '../../builders/png.ts'
import type { ScratchServices } from '../../builders/services.ts'
import { callsOver, demoServices, openServices } from '../../builders/services.ts'
import { anId } from '../../builders/enterprise.ts'
import { aFootage } from '../../builders/footage.ts'
import { emptyData, FULL_DATA } from '../../../src/core/papers/paperData.ts'
import type { Gathered } from '../../../src/services/paper/gather.ts'
import type { PhotoSaid } from '../../../src/services/paper/gathered/files.ts'
import { partsOf } from '../../../src/services/paper/parts.ts'

let services: ScratchServices
const ask = callsOver(() => services)
/** The demo's supervisor acts: who may make papers, and void them. */
beforeAll(async () => {
  services = await demoServices()
  await ask('actor.set', { name: '贺兰舟', role: 'supervisor' }).catch(() => undefined)
})
afterAll(() => services.close())

const RING = [
  [0.1, 0.1],
  [0.3, 0.1],
  [0.3, 0.3],
]

const bytesOf = (downloadId: string): Uint8Array => {
  const found = services.download(downloadId)
  if (!found) throw new Error(downloadId)
  return fs.readFileSync(found.path)
}
const textIn = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '')

async function anOrder(): Promise<CallOutput<'order.list'>['rows'][number]> {
  const { rows } = await ask('order.list', { enterpriseId: null, openOnly: false, limit: 100 })
  const found = rows.find(({ state }) => state === 'served')
  if (!found) throw new Error('no order is served')
  return found
}

test('an order has its paper: its own number, what it demands, the journal head, and no tag or gap left', async () => {
  const order = await anOrder()
  const made = await ask('paper.make', {
    kind: 'order',
    of: { aggregate: 'rectificationOrder', id: order.id },
  })
  expect(made.doc).toMatchObject({ kind: 'order', no: order.no, enterpriseId: order.enterpriseId })
  const { fileName, downloadId } = await ask('paper.fetch', { id: made.doc.id, version: null })
  expect(fileName).toMatch(/^责令整改通知书 .* v1\.docx$/)
  const text = textIn(bytesOf(downloadId))
  expect(text).toContain(order.no)
  expect(text).toContain('责令整改通知书')
  expect(text).not.toMatch(/undefined|null|[{}]|NaN|\[object/)
  // A form that is signed writes its days out.
  expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/)
  expect(text).toMatch(/\d{4}年\d{1,2}月\d{1,2}日/)
})

test('the summary of a campaign is signed by who organises it, and its days are written out', async () => {
  const { rows } = await ask('campaign.list', { text: '' })
  const { doc } = await ask('campaign.get', { id: rows[0]?.id ?? '' })
  const made = await ask('paper.make', { kind: 'summary', of: { aggregate: 'campaign', id: doc.id } })
  const { downloadId } = await ask('paper.fetch', { id: made.doc.id, version: null })
  const text = textIn(bytesOf(downloadId))
  const end = text.slice(text.indexOf('一、检查情况'))
  expect(end).toContain(doc.organiser)
  expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|；\s*二、/)
})

test('a draft that was edited outside is its next version, which tells what differs from the data; what was signed does not change', async () => {
  const order = await anOrder()
  const of = { aggregate: 'rectificationOrder', id: order.id } as const
  const made = await ask('paper.make', { kind: 'receipt', of })
  const { downloadId } = await ask('paper.fetch', { id: made.doc.id, version: null })
  const edited = withPart(bytesOf(downloadId), 'word/document.xml', (text) =>
    text.replace('直接送达', '留置送达'),
  )
  const taken = await ask('paper.takeBack', {
    id: made.doc.id,
    base: made.version,
    file: services.given('改过.docx', edited),
  })
  expect(taken.doc.versions[1]).toMatchObject({
    no: 2,
    from: 'takenBack',
    data: made.doc.versions[0]?.data,
    differences: [{ before: '直接送达', after: '留置送达', fields: ['责令.送达方式'] }],
  })
  expect(taken.doc.versions[0]).toEqual(made.doc.versions[0])
  const again = { id: made.doc.id, base: taken.version, file: services.given('又一次.docx', edited) }
  expect(await services.call('paper.takeBack', again)).toMatchObject({ code: 'paper_same' })
  const sign = { id: made.doc.id, base: taken.version }
  expect(await services.call('paper.sign', { ...sign, scan: null, reason: ' ' })).toMatchObject({
    code: 'paper_needs_scan',
  })
  const noScan = services.given('a.txt', 'x')
  expect(await services.call('paper.sign', { ...sign, scan: noScan, reason: '' })).toMatchObject({
    code: 'unreadable_file',
    params: { problem: 'no_scan' },
  })
  const scan = services.given('scan.png', aPng(60, 40))
  const signed = await ask('paper.sign', { ...sign, scan, reason: '' })
  expect(signed.doc.signed).toMatchObject({ version: 2, reason: '' })
  const original = await ask('footage.get', { id: signed.doc.signed?.scanId ?? '' })
  expect(original.doc).toMatchObject({ kind: 'document', mimeType: 'image/png' })
  const late = { id: made.doc.id, base: signed.version, file: services.given('晚.docx', bytesOf(downloadId)) }
  expect(await services.call('paper.takeBack', late)).toMatchObject({ code: 'paper_fixed' })
  const gone = await ask('paper.void', { id: made.doc.id, base: signed.version, reason: '写错受送达人' })
  expect(gone.doc).toMatchObject({ no: made.doc.no, voided: { reason: '写错受送达人' } })
  const next = await ask('paper.make', { kind: 'receipt', of })
  expect(next.doc.no).not.toBe(made.doc.no)
  const { rows, gaps } = await ask('paperNumber.list', {})
  expect(rows.find(({ doc }) => doc.text === made.doc.no)).toMatchObject({ standing: 'voided' })
  expect(gaps).toEqual([])
  expect(await services.call('journal.undo', { entry: next.entry })).toMatchObject({ code: 'undo_number' })
})

test('pictures stand in their frames by their hashes; one with masks is named and not shown', async () => {
  const { rows } = await ask('finding.list', {
    enterpriseId: null,
    states: [],
    level: null,
    overdueOnly: false,
    text: '',
  })
  const of = { aggregate: 'finding', id: '' } as { aggregate: 'finding'; id: string }
  let photo: string | null = null
  for (const { id } of rows) {
    const { history } = await ask('finding.get', { id })
    const shown = history.find(({ doc }) => doc.footageId !== null)?.doc
    if (shown) [of.id, photo] = [id, shown.footageId]
  }
  const picture = await ask('footage.get', { id: photo ?? '' })
  const mediaOf = async (): Promise<string[]> => {
    const made = await ask('paper.make', { kind: 'photos', of })
    const { downloadId } = await ask('paper.fetch', { id: made.doc.id, version: null })
    const parts = unzipSync(bytesOf(downloadId))
    return Object.entries(parts)
      .filter(([name]) => name.startsWith('word/media/sortie'))
      .map(([, bytes]) => createHash('sha256').update(bytes).digest('hex'))
  }
  expect(await mediaOf()).toContain(picture.doc.sha256)
  const masked = await services.call('footage.setMasks', {
    id: picture.doc.id,
    base: picture.version,
    masks: [{ id: 'm1', reason: 'person', fromS: null, toS: null, keys: [{ momentS: 0, ring: RING }] }],
  })
  expect(masked.ok).toBe(true)
  expect(await mediaOf()).not.toContain(picture.doc.sha256)
})

test('a template that the unit made its own is what papers are made of; one with a mistake is refused and nothing is kept', async () => {
  const own = aTemplate('{文号}', '本单位样式：{企业.名称}', '{#隐患}', '{名称}', '{/隐患}')
  const bad = services.given('坏.docx', aTemplate('{文号', '｛文号｝', '{没有}'))
  const checked = await ask('template.check', { file: bad })
  expect([checked.ok, checked.notes.map(({ code }) => code)]).toEqual([
    false,
    ['template_unclosed', 'template_wide', 'template_unknown'],
  ])
  const put = (file: string) => services.call('template.put', { kind: 'supervision', base: null, file })
  expect(await put(services.given('坏2.docx', aTemplate('{没有}')))).toMatchObject({ code: 'template_unfit' })
  const kept = await ask('template.put', {
    kind: 'supervision',
    base: null,
    file: services.given('好.docx', own),
  })
  const order = await anOrder()
  const made = await ask('paper.make', {
    kind: 'supervision',
    of: { aggregate: 'rectificationOrder', id: order.id },
  })
  expect(made.doc.versions[0]?.template).toEqual({ id: kept.doc.id, sha256: kept.doc.versions[0]?.sha256 })
  const { downloadId } = await ask('paper.fetch', { id: made.doc.id, version: null })
  expect(textIn(bytesOf(downloadId))).toContain('本单位样式：')
  const taken = await ask('template.fetch', { kind: 'supervision' })
  expect(Buffer.from(bytesOf(taken.downloadId)).equals(Buffer.from(own))).toBe(true)
  expect(await ask('workspace.verify', {})).toMatchObject({ ok: true })
})

test('what it may not be without refuses a paper, and no number is taken', async () => {
  const before = (await ask('paperNumber.list', {})).total
  const order = await anOrder()
  const of = { aggregate: 'rectificationOrder', id: order.id } as const
  const { doc } = await ask('order.get', { id: order.id })
  if (doc.extensions.length === 0)
    expect(await services.call('paper.make', { kind: 'extension', of })).toMatchObject({
      code: 'paper_lacks',
    })
  expect(await services.call('paper.make', { kind: 'summary', of })).toMatchObject({ code: 'paper_not_of' })
  expect((await ask('paperNumber.list', {})).total).toBe(before)
})

test('the lists of a visit are whole: every picture and file that was taken in it, more than a page of them', async () => {
  const [enterprise] = await ask('enterprise.names', {})
  const { rows } = await ask('visit.list', { enterpriseId: enterprise?.id ?? '', campaignId: null })
  const of = { aggregate: 'visit', id: rows[0]?.id ?? '' } as const
  const files = Array.from({ length: 43 }, (_, i) => services.given(`现场${i + 1}.png`, aPng(40 + i, 30)))
  const taken = await ask('footage.ingest', { files, flightId: null, visit: { id: of.id, asset: null } })
  expect(taken.footage).toHaveLength(43)
  const hashes = taken.footage.map(({ doc }) => doc.sha256)
  for (const kind of ['photos', 'dataList'] as const) {
    const made = await ask('paper.make', { kind, of })
    expect(made.others).toEqual([])
    const { downloadId } = await ask('paper.fetch', { id: made.doc.id, version: null })
    const text = textIn(bytesOf(downloadId))
    expect(hashes.filter((hash) => !text.includes(hash))).toEqual([])
    expect(text).not.toContain('本清单分为')
  }
  const { rows: first, next } = await ask('paper.list', { of, limit: 1 })
  expect(first).toHaveLength(1)
  expect(await ask('paper.list', { of, limit: 1, after: next })).toMatchObject({ rows: [{ kind: 'photos' }] })
})

test('a list that is too long for one paper is made in parts that leave nothing out; other papers are refused', () => {
  const photo = (i: number, sizeBytes: number): PhotoSaid => ({
    footage: aFootage({ id: anId(i), sizeBytes }),
    row: { ...FULL_DATA.照片[0], 序号: i, 图: { picture: `hash${i}` } } as PhotoSaid['row'],
  })
  const gathered = (count: number, sizeBytes: number): Gathered => ({
    data: {
      ...emptyData(),
      数据: Array.from({ length: count }, (_, i) => ({ ...FULL_DATA.数据[0], 序号: i + 1 })),
    } as Gathered['data'],
    photos: Array.from({ length: count }, (_, i) => photo(i + 1, sizeBytes)),
    enterpriseId: null,
  })
  const photosOf = (kind: 'photos' | 'record', count: number, sizeBytes: number) =>
    partsOf(kind, ['照片'], gathered(count, sizeBytes))
  const many = photosOf('photos', 450, 1000)
  expect(many.map(({ 分册 }) => [分册.序, 分册.共, 分册.起, 分册.止, 分册.总数])).toEqual([
    [1, 3, 1, 200, 450],
    [2, 3, 201, 400, 450],
    [3, 3, 401, 450, 450],
  ])
  expect(many.flatMap(({ 照片 }) => 照片.map(({ 序号 }) => 序号))).toEqual(
    Array.from({ length: 450 }, (_, i) => i + 1),
  )
  expect(photosOf('photos', 30, 12 * 1024 * 1024).map(({ shown }) => shown.length)).toEqual([8, 8, 8, 6])
  expect(() => photosOf('record', 201, 1000)).toThrow('paper_photos_over')
  expect(() => photosOf('record', 30, 12 * 1024 * 1024)).toThrow('paper_photos_over')
  expect(partsOf('record', [], gathered(5000, 1000))).toMatchObject([{ 照片: [], 数据: [], shown: [] }])
  expect(partsOf('dataList', ['数据'], gathered(2500, 1)).map(({ 数据 }) => 数据.length)).toEqual([
    1000, 1000, 500,
  ])
  expect(() => partsOf('record', ['数据'], gathered(1001, 1))).toThrow('paper_files_over')
})

test('the first write of a station may be a paper: it has a number of that station', async () => {
  const order = await anOrder()
  const of = { aggregate: 'rectificationOrder', id: order.id } as const
  const other = openServices({
    // The demo's folder, with other keys: its next write begins a station.
    workspaceDir: `${services.dir}/home/demo`,
    isDemo: true,
    home: `${services.dir}/h2`,
    keysDir: `${services.dir}/keys2`,
  })
  const there = callsOver(() => other)
  await there('actor.set', { name: '贺兰舟', role: 'supervisor' }).catch(() => undefined)
  const made = await there('paper.make', { kind: 'receipt', of })
  expect(made.doc.no).not.toBe('')
  await other.close()
})
