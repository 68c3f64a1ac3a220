/** Reports on paper over the demo: printed by a Chromium, and opened by programs that share nothing with it. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput } from '../../../src/contract/index.ts'
import { readJpeg } from '../../../src/core/formats/pictures/jpegRead.ts'
import type { Grey } from '../../../src/core/finding/align/grey.ts'
import { headRows, readHeadText } from '../../../src/core/units/headCode.ts'
import { findPrinter } from '../../../src/services/host/printPdf.ts'
import { aPair, strangers } from '../../builders/alignPairs.ts'
import { aFlight, anId } from '../../builders/enterprise.ts'
import { hasPoppler, textBy, zbarimg } from '../../builders/outside.ts'
import { aPng } from '../../builders/png.ts'
import { callsOver, demoServices, type ScratchServices } from '../../builders/services.ts'

let services: ScratchServices
const ask = callsOver(() => services)
/** The demo's flight with its pictures. */
let flightId = ''
const canPrint = hasPoppler && findPrinter() !== null

beforeAll(async () => {
  services = await demoServices()
  await ask('actor.set', { name: '贺兰舟', role: 'supervisor' })
  for (const { id } of (await ask('flight.list', { siteId: null, text: '' })).rows)
    if ((await ask('footage.list', { flightId: id })).rows.length > 2) flightId = id
})
afterAll(() => services.close())

type Asked = CallInput<'report.make'>
const make = (of: Asked['of'], wish: Partial<Asked> = {}) =>
  ask('report.make', { of, form: 'html', unmasked: null, language: 'zh', ...wish })
const flight = (wish: Partial<Asked> = {}) => make({ kind: 'flight', id: flightId }, wish)
const fileOf = ({ downloadId }: { downloadId: string }): string => services.download(downloadId)?.path ?? ''
const pageOf = (made: { downloadId: string }): string => fs.readFileSync(fileOf(made), 'utf8')
const plain = (text: string): string => text.replaceAll(/\s/g, '')
const photos = async () =>
  (await ask('footage.list', { flightId })).rows.filter(({ doc }) => doc.kind === 'photo')
const findingNamed = async (text: string): Promise<string> =>
  (await ask('finding.list', { enterpriseId: null, states: [], level: null, overdueOnly: false, text }))
    .rows[0]?.id ?? ''
/** The pictures of a page as pixels, in their order. */
const picturesOn = (page: string) =>
  [...page.matchAll(/src="data:image\/jpeg;base64,([^"]+)"/g)].map(([, base64 = '']) =>
    readJpeg(new Uint8Array(Buffer.from(base64, 'base64')), 4000),
  )
const originalOf = (sha256: string): string => {
  const vault = path.join(services.dir, 'home', 'demo', 'vault')
  const found = fs
    .readdirSync(vault, { recursive: true, encoding: 'utf8' })
    .find((name) => name.endsWith(sha256))
  return path.join(vault, found ?? '')
}

/** What a page of a PDF looks like, at so many dots an inch: grey, row by row. */
function pagesOf(
  pdf: string,
  dpi: number,
): { width: number; height: number; grey: Uint8Array; file: string }[] {
  const stem = path.join(services.dir, `page-${path.basename(pdf)}-${dpi}`)
  textBy('pdftoppm', ['-gray', '-r', String(dpi), pdf, stem])
  return fs
    .readdirSync(services.dir)
    .filter((name) => name.startsWith(path.basename(stem)))
    .sort()
    .map((name) => {
      const file = path.join(services.dir, name)
      const bytes = fs.readFileSync(file)
      const [, width = '0', height = '0'] =
        /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40)) ?? []
      return {
        width: Number(width),
        height: Number(height),
        grey: bytes.subarray(-Number(width) * Number(height)),
        file,
      }
    })
}

describe.skipIf(!canPrint)('printed', () => {
  it.each([
    ['flight', 'zh', '飞行报告'],
    ['beforeAfter', 'en', 'Before and after'],
    ['dossier', 'zh', '企业档案'],
  ] as const)(
    'a report of a %s in %s can be read, selected and checked by others',
    async (kind, language, title) => {
      const finding = await findingNamed('围堰破损')
      const { enterpriseId } = (await ask('finding.get', { id: finding })).doc
      const id = { flight: flightId, beforeAfter: finding, dossier: enterpriseId }[kind]
      const made = await make({ kind, id }, { form: 'pdf', language })
      expect(made).toMatchObject({ isPrinted: true, fileName: expect.stringMatching(/\.pdf$/) })
      const pdf = path.join(services.dir, `${kind}.pdf`)
      fs.copyFileSync(fileOf(made), pdf)
      if (process.env['OUT_DIR'])
        fs.copyFileSync(pdf, path.join(process.env['OUT_DIR'], `report-${kind}-${language}.pdf`))
      const text = textBy('pdftotext', ['-raw', pdf, '-'])
      expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}]/)
      expect(text).toContain(title)
      // What was typed into the demo in Chinese is there as text, whatever the report's language.
      expect(plain(text)).toContain(plain('装卸酸台围堰破损 / Bund broken at the acid loading bay'))
      const shown = await photos()
      const named = kind === 'flight' ? shown : shown.slice(0, 1)
      for (const { doc } of named) expect(plain(text)).toContain(doc.sha256)
      const pages = pagesOf(pdf, 40)
      expect(plain(text)).toContain(`${pages.length}/${pages.length}`)
      for (const { grey, width, height } of pages) {
        const dark = grey.reduce((sum, value) => sum + (value < 160 ? 1 : 0), 0)
        expect(dark / (width * height)).toBeGreaterThan(0.003)
        // Nothing runs into the edges of a page.
        const edge = Math.round(width * 0.02)
        for (let y = 0; y < height; y++)
          for (let x = 0; x < edge; x++)
            expect(
              Math.min(grey[y * width + x] as number, grey[y * width + width - 1 - x] as number),
            ).toBeGreaterThan(200)
      }
      const images = textBy('pdfimages', ['-list', pdf])
        .split('\n')
        .filter((line) => / jpeg /.test(line))
      expect(images).toHaveLength({ flight: shown.length, beforeAfter: 2, dossier: 3 }[kind])
      if (zbarimg === null) return
      const codes = pagesOf(pdf, 200).map(({ file }) => textBy(zbarimg ?? '', ['--raw', '-q', file]).trim())
      const head = readHeadText(codes.find((code) => code.startsWith('SORTIE-HEAD:'))?.split('\n')[0] ?? '')
      if (!head.ok) throw new Error(head.code)
      for (const row of headRows(head.value)) expect(plain(text)).toContain(plain(row))
    },
  )
})

describe('a report of a flight', () => {
  it('names every picture with its hash, and the journal that it was made', async () => {
    const made = await flight()
    expect(made).toMatchObject({ isPrinted: false, fileName: expect.stringMatching(/^飞行报告 .*\.html$/) })
    const page = pageOf(made)
    const { rows } = await ask('footage.list', { flightId })
    const pictures = rows.filter(({ doc }) => doc.kind === 'photo' || doc.kind === 'clip')
    expect(made.pictures).toBe(pictures.length)
    for (const { doc } of rows) expect(page).toContain(doc.sha256)
    expect(page).toContain('与批准不符')
    // Nothing that it would load from anywhere.
    expect(page).not.toMatch(/(?:src|href)="(?!data:)/)
    const { lines } = await ask('journal.read', { aggregate: 'flight', id: flightId, limit: 1 })
    expect(lines).toMatchObject([{ action: 'report.make', actor: { name: '贺兰舟' } }])
  })

  it('shows pictures with their masks, and without only for a reason that is kept', async () => {
    const [photo] = await photos()
    if (!photo) throw new Error('no photo')
    const { id } = photo.doc
    const ring = [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.8, 0.8],
      [0.2, 0.8],
    ] as const
    const masks = [{ id: 'm', reason: 'person', fromS: null, toS: null, keys: [{ momentS: 0, ring }] }]
    const set = await ask('footage.setMasks', { id, base: photo.version, masks } as never)
    /** How bright the brightest pixel is of what the mask covers. */
    const brightest = (page: string): number => {
      const picture = picturesOn(page)[0]
      if (!picture) throw new Error('no picture')
      const { widthPx, heightPx, rgb } = picture
      let most = 0
      for (let y = Math.ceil(0.25 * heightPx); y < 0.75 * heightPx; y++)
        for (let x = Math.ceil(0.25 * widthPx); x < 0.75 * widthPx; x++)
          most = Math.max(most, ...rgb.subarray(3 * (y * widthPx + x), 3 * (y * widthPx + x) + 3))
      return most
    }
    const covered = pageOf(await flight())
    expect(covered).toContain('遮挡后的副本')
    expect(brightest(covered)).toBeLessThan(24)
    const made = await flight({ unmasked: { reason: '法院调取' } })
    const bare = pageOf(made)
    expect(brightest(bare)).toBeGreaterThan(200)
    expect(bare).toContain('含未遮挡影像')
    expect(bare).toContain('法院调取')
    const now = await ask('footage.get', { id })
    expect(now.doc.exports?.at(-1)).toMatchObject({
      reason: '法院调取',
      fileName: made.fileName,
      by: '贺兰舟',
    })
    const { lines } = await ask('journal.read', { aggregate: 'footage', id, limit: 1 })
    expect(lines).toMatchObject([{ action: 'report.make:bare' }])
    expect(set.doc.masks).toHaveLength(1)
    await ask('footage.setMasks', { id, base: now.version, masks: [] })
  })

  it('says in the place of a picture that it is gone, or not what was recorded, and is made all the same', async () => {
    const [one, other] = await photos()
    if (!one || !other) throw new Error('two photos')
    const [gone, changed] = [originalOf(one.doc.sha256), originalOf(other.doc.sha256)]
    const kept = fs.readFileSync(changed)
    fs.renameSync(gone, `${gone}.away`)
    fs.chmodSync(changed, 0o644)
    fs.writeFileSync(changed, kept.subarray(0, kept.length - 9))
    try {
      const made = await flight()
      expect(made.notes.map(({ code, params }) => [code, params['count']])).toEqual([
        ['picture_gone', 1],
        ['picture_changed', 1],
        ['picture_kind', 1],
      ])
      const page = pageOf(made)
      expect(page).toContain('原件不在资料库中')
      expect(page).toContain('原件与入库时的校验值不符')
      expect(picturesOn(page)).toHaveLength((await photos()).length - 2)
    } finally {
      fs.renameSync(`${gone}.away`, gone)
      fs.writeFileSync(changed, kept)
    }
  })

  it('is the page itself where nothing prints, and says so', async () => {
    const before = process.env['SORTIE_CHROMIUM']
    process.env['SORTIE_CHROMIUM'] = path.join(services.dir, 'no-such-browser')
    try {
      const made = await flight({ form: 'pdf', language: 'en' })
      expect(made).toMatchObject({ isPrinted: false, fileName: expect.stringMatching(/\.html$/) })
      expect(made.notes.map(({ code }) => code)).toContain('no_printer')
      expect(pageOf(made)).toMatch(/^<!doctype html>[^]*<\/html>\n$/)
    } finally {
      if (before === undefined) delete process.env['SORTIE_CHROMIUM']
      else process.env['SORTIE_CHROMIUM'] = before
    }
  })

  it('says of one without track, mission and approval what it lacks', async () => {
    const doc = aFlight({ id: anId(4711), pilot: '孟青棠' })
    await ask('flight.put', { base: null, doc })
    const made = await make({ kind: 'flight', id: doc.id })
    expect(made).toMatchObject({ pictures: 0, notes: [{ code: 'report_no_track' }] })
    const page = pageOf(made)
    for (const said of ['未批准', '本架次没有轨迹', '本架次没有影像', '没有任何位置可供绘制'])
      expect(page).toContain(said)
  })
})

describe('a sheet of before and after', () => {
  const refused = async (of: Asked['of']) =>
    services.call('report.make', { of, form: 'html', unmasked: null, language: 'zh' })

  /** A finding that two pictures show, one after the other. */
  async function aFindingOf(title: string, pictures: { before: Grey; after: Grey }): Promise<string> {
    const refs = [pictures.before, pictures.after].map(({ width, height, data }, i) =>
      services.given(`${title}-${i}.png`, aPng(width, height, data)),
    )
    const { footage } = await ask('footage.ingest', { files: refs, flightId: null })
    const at = (await ask('finding.get', { id: await findingNamed('围堰破损') })).doc.at
    const seen = (i: number, outcome: string) => ({
      flightId: null,
      footageId: footage.find(({ doc }) => doc.fileName === `${title}-${i}.png`)?.doc.id ?? '',
      momentS: null,
      region: i === 0 ? { x: 0.4, y: 0.4, width: 0.15, height: 0.15 } : null,
      at,
      seenAtMs: Date.now() - 10_000 + i,
      seenFrom: 'air',
      outcome,
      level: 'general',
      words: '',
    })
    const finding = {
      title,
      category: '',
      level: 'general',
      risk: null,
      owner: '',
      assetId: null,
      enterpriseId: null,
      recursOfId: null,
    }
    const made = await ask('finding.open', { sighting: seen(0, 'first'), finding } as never)
    await ask('finding.addSighting', {
      id: made.doc.id,
      base: made.version,
      sighting: seen(1, 'gone'),
    } as never)
    return made.doc.id
  }

  it('claims an alignment where one holds, with what it rests on, and none where none does', async () => {
    const same = pageOf(await make({ kind: 'beforeAfter', id: await aFindingOf('同一处', aPair(3)) }))
    const [, inliers = '0', residual = '9'] = /其中一致 (\d+) 处，残差 ([\d.]+) 像素/.exec(same) ?? []
    expect(Number(inliers)).toBeGreaterThan(20)
    expect(Number(residual)).toBeLessThan(2)
    // The close-up of the marked one, and both as they are.
    expect(picturesOn(same)).toHaveLength(3)
    const two = pageOf(
      await make({ kind: 'beforeAfter', id: await aFindingOf('两处', strangers(3)) }, { language: 'en' }),
    )
    expect(two).toContain('No alignment is claimed')
  })

  it('is refused in one line where there is nothing to lay side by side', async () => {
    for (const title of ['转化工段', '消防砂'])
      expect(await refused({ kind: 'beforeAfter', id: await findingNamed(title) })).toMatchObject({
        ok: false,
        code: 'nothing_before_after',
      })
    expect(await refused({ kind: 'beforeAfter', id: anId(999) })).toMatchObject({
      ok: false,
      code: 'not_found',
    })
    const id = await findingNamed('围堰破损')
    expect(await refused({ kind: 'beforeAfter', id, beforeId: anId(998), afterId: null })).toMatchObject({
      code: 'not_found',
    })
  })
})
