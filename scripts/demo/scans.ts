/**
 * Writes `missions/demo/scans/*.pdf`: what the demo's signed papers look like once they were printed, signed, stamped and
 * scanned. Run with Node 24 from the checkout, where LibreOffice, poppler and a Chromium are at hand:
 * `node scripts/demo/scans.ts`. What it writes is delivered with the demo, so that filling one draws nothing.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readPng } from '../../src/core/formats/pictures/pngRead.ts'
import { writeJpeg } from '../../src/core/formats/pictures/jpegWrite.ts'
import { deliveredTemplate } from '../../src/core/papers/delivered.ts'
import type { Paper } from '../../src/core/papers/paper.ts'
import { FULL_DATA, type PaperData } from '../../src/core/papers/paperData.ts'
import type { CallInput, CallName, CallOutput } from '../../src/contract/index.ts'
import { createServices } from '../../src/services/index.ts'
import { findPrinter } from '../../src/services/host/printPdf.ts'
import { fillTemplate } from '../../src/services/reading/template/fill.ts'
import { SCANNED } from '../../src/services/workspace/demo/papers.ts'
import { pdfOfPages } from './scanPdf.ts'

type Kind = (typeof SCANNED)[number]
/** What a hand added to a printed page: what it wrote below which words, or so far from them, px. */
type Written = {
  readonly below: string
  readonly text: string
  readonly by?: readonly [x: number, y: number]
}
type Signing = {
  readonly day: string
  readonly written: readonly Written[]
  /** The words that the stamp lies on. */
  readonly stampOn: string | null
  /** From the middle of them, px. */
  readonly stampBy?: readonly [x: number, y: number]
  readonly stamp: string
}

const AGENCY = '演示县禁毒办样例章'
const SIGNINGS: Readonly<Record<Kind, Signing>> = {
  approval: {
    day: '2026-05-15',
    written: [
      { below: '承办人意见', text: '拟同意。顾砚之' },
      { below: '承办部门负责人意见', text: '同意。沈怀瑾' },
      { below: '行政机关负责人批准', text: '同意。贺兰舟' },
    ],
    stampOn: '行政机关负责人批准',
    stamp: AGENCY,
  },
  record: {
    day: '2026-05-22',
    written: [
      { below: '全负责人', text: '岳砚秋' },
      { below: '执法人员签字', text: '顾砚之 沈怀瑾' },
    ],
    stampOn: null,
    stamp: '',
  },
  order: {
    day: '2026-05-24',
    written: [
      { below: '被检查单位签收', text: '岳砚秋' },
      { below: '送达人', text: '顾砚之' },
    ],
    stampOn: '（印章）',
    stamp: AGENCY,
  },
  receipt: {
    day: '2026-05-25',
    written: [{ below: '受送达人签名', text: '岳砚秋 5.25', by: [118, 20] }],
    stampOn: '受送达人签名',
    stampBy: [330, 22],
    stamp: '演示企业样例章',
  },
  recheck: {
    day: '2026-06-05',
    written: [
      { below: '被检查单位签字', text: '岳砚秋' },
      { below: '复查人员签字', text: '顾砚之 沈怀瑾' },
    ],
    stampOn: '（印章）',
    stamp: AGENCY,
  },
}

const DPI = 96
const PX_PER_PT = DPI / 72
const QUALITY = 42

const root = fileURLToPath(new URL('../../', import.meta.url))
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-scans-'))
const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** The data of the demo's papers that were signed, by their kinds; blank pages stand for the scans that are to be made. */
async function dataOfPapers(): Promise<Map<Kind, PaperData>> {
  const assetsDir = path.join(dir, 'missions')
  fs.cpSync(path.join(root, 'missions'), assetsDir, { recursive: true })
  fs.mkdirSync(path.join(assetsDir, 'demo', 'scans'), { recursive: true })
  for (const kind of SCANNED)
    fs.writeFileSync(
      path.join(assetsDir, 'demo', 'scans', `${kind}.pdf`),
      pdfOfPages(
        [
          {
            widthPx: 8,
            heightPx: 8,
            jpeg: writeJpeg({ widthPx: 8, heightPx: 8, rgb: new Uint8Array(192) }, 50),
          },
        ],
        kind,
      ),
    )
  const services = createServices({
    home: path.join(dir, 'home'),
    keysDir: path.join(dir, 'keys'),
    assetsDir,
  })
  const session = services.session()
  const ask = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const answer = await services.call(session, name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
    return answer.value as CallOutput<N>
  }
  try {
    await ask('workspace.openDemo', {})
    const data = new Map<Kind, PaperData>()
    for (const { id } of (await ask('paper.list', {})).rows) {
      const { doc } = await ask('paper.get', { id })
      if (doc.signed?.scanId) data.set(doc.kind as Kind, JSON.parse(doc.versions[0]?.data ?? '') as PaperData)
    }
    return data
  } finally {
    await services.close()
  }
}

/** What a paper says with nothing of the moment at which a demo was filled: its own day, no number of a station, no head. */
function timeless(data: PaperData, kind: Kind, day: string): PaperData {
  const atMs = Date.parse(`${day}T10:00:00+08:00`)
  const recentMs = Date.now() - 3_600_000
  const dated = JSON.parse(
    JSON.stringify(data, (name, value: unknown) =>
      name === 'atMs' && typeof value === 'number' && value > recentMs ? atMs : value,
    ),
  ) as PaperData
  return {
    ...dated,
    责令: { ...dated.责令, 签发时间: { atMs: Date.parse('2026-05-24T10:00:00+08:00') } },
    文号: kind === 'order' ? dated.文号 : '（样例）',
    账头: { 有: false, 站: '', 条: 0, 行: [], 码: { picture: null } },
  }
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The words of each page with their places, px. */
function wordsOf(pdf: string): { text: string; box: Box }[][] {
  return run('pdftotext', '-bbox', pdf, '-')
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map(
        ([, ...found]) => {
          const [x = 0, y = 0, right = 0, bottom = 0] = found
            .slice(0, 4)
            .map((text) => Number(text) * PX_PER_PT)
          return { text: found[4] ?? '', box: { x, y, width: right - x, height: bottom - y } }
        },
      ),
    )
}

const round = (stamp: string, { x, y }: { x: number; y: number }): string => `
  <g transform="translate(${x} ${y}) rotate(-7)" fill="none" stroke="#c8202c" opacity="0.78">
    <circle r="66" stroke-width="4.5"/>
    <path d="M0 -21 L4.9 -6.5 L20 -6.5 L7.9 2.5 L12.3 17 L0 8 L-12.3 17 L-7.9 2.5 L-20 -6.5 L-4.9 -6.5 Z" fill="#c8202c" stroke="none"/>
    <path id="arc" d="M-41 29 A50 50 0 1 1 41 29" stroke="none"/>
    <text font-family="Noto Serif CJK SC" font-weight="700" font-size="16.5" fill="#c8202c" stroke="none" text-anchor="middle">
      <textPath href="#arc" startOffset="50%" textLength="165">${stamp}</textPath></text>
    <text y="46" font-family="Noto Sans CJK SC" font-size="13" fill="#c8202c" stroke="none" text-anchor="middle">样例</text>
  </g>`

/** A printed page as it comes back from the scanner: a little askew, its paper not white, signed, stamped, and marked 样例. */
function scannedPage(
  picture: string,
  words: readonly { text: string; box: Box }[],
  { written, stampOn, stampBy = [20, 14], stamp }: Signing,
  nth: number,
): string {
  const at = (text: string): Box | null =>
    (words.find((word) => word.text === text) ?? words.find((word) => word.text.includes(text)))?.box ?? null
  const hands = written.map(({ below, text, by }, i) => {
    const box = at(below)
    const [x, y] = by ?? [6 + 5 * i, (box?.height ?? 0) * 2.7]
    return box
      ? `<text x="${box.x + x}" y="${box.y + y}" transform="rotate(${-3 + 2 * i} ${box.x} ${box.y})"
          font-family="Noto Serif CJK SC" font-style="italic" font-size="23" fill="#24306e" opacity="0.9">${text}</text>`
      : ''
  })
  const under = stampOn === null ? null : at(stampOn)
  const size = `width="${Math.round(595.3 * PX_PER_PT)}" height="${Math.round(841.9 * PX_PER_PT)}"`
  return `<!doctype html><meta charset="utf-8"><style>
    html, body { margin: 0; background: #d9d7d1; overflow: hidden }
    #page { position: relative; transform: rotate(${nth % 2 === 0 ? 0.45 : -0.35}deg) translate(2px, 1px); background: #fbfaf6 }
    #page img { display: block; mix-blend-mode: multiply; filter: contrast(0.93) blur(0.25px) }
    #page svg { position: absolute; left: 0; top: 0; mix-blend-mode: multiply }
    #shade { position: absolute; inset: 0; background: linear-gradient(100deg, rgba(70,66,58,.16), transparent 5%, transparent 97%, rgba(70,66,58,.1)) }
    </style><div id="page"><img ${size} src="${pathToFileURL(picture).href}">
    <svg ${size} xmlns="http://www.w3.org/2000/svg">${hands.join('')}
    ${under ? round(stamp, { x: under.x + under.width / 2 + stampBy[0], y: under.y + stampBy[1] }) : ''}
    <text x="50%" y="55%" text-anchor="middle" transform="rotate(-32 397 560)" font-family="Noto Serif CJK SC" font-weight="700"
      font-size="170" letter-spacing="40" fill="none" stroke="#c8202c" stroke-width="2" opacity="0.22">样例</text></svg>
    <div id="shade"></div></div>`
}

function photographed(page: string, name: string): { widthPx: number; heightPx: number; jpeg: Uint8Array } {
  const browser = findPrinter()
  if (!browser) throw new Error('no Chromium here')
  const [html, png] = [path.join(dir, `${name}.html`), path.join(dir, `${name}.png`)]
  fs.writeFileSync(html, page)
  run(
    browser,
    '--headless=new',
    '--disable-gpu',
    '--no-sandbox',
    '--hide-scrollbars',
    '--allow-file-access-from-files',
    `--user-data-dir=${path.join(dir, 'profile')}`,
    `--window-size=${Math.round(595.3 * PX_PER_PT)},${Math.round(841.9 * PX_PER_PT)}`,
    `--screenshot=${png}`,
    pathToFileURL(html).href,
  )
  const pixels = readPng(fs.readFileSync(png))
  if (!pixels) throw new Error(`${name} was not drawn`)
  return { widthPx: pixels.widthPx, heightPx: pixels.heightPx, jpeg: writeJpeg(pixels, QUALITY) }
}

const papers = await dataOfPapers()
const target = path.join(root, 'missions', 'demo', 'scans')
fs.rmSync(target, { recursive: true, force: true })
fs.mkdirSync(target, { recursive: true })
for (const kind of SCANNED) {
  const data = papers.get(kind)
  if (!data) throw new Error(`the demo has no ${kind satisfies Paper['kind']}`)
  const signing = SIGNINGS[kind]
  const docx = path.join(dir, `${kind}.docx`)
  const filled = fillTemplate(
    deliveredTemplate(kind),
    timeless(data, kind, signing.day),
    FULL_DATA,
    {},
    Date.UTC(2026, 4, 24),
  )
  if (!filled.value) throw new Error(`${kind}: ${JSON.stringify(filled.notes)}`)
  fs.writeFileSync(docx, filled.value)
  run(
    'soffice',
    '--headless',
    `-env:UserInstallation=file://${dir}/office`,
    '--convert-to',
    'pdf',
    '--outdir',
    dir,
    docx,
  )
  const pdf = path.join(dir, `${kind}.pdf`)
  const stem = path.join(dir, `printed-${kind}`)
  run('pdftoppm', '-png', '-gray', '-r', String(DPI), pdf, stem)
  const printed = fs
    .readdirSync(dir)
    .filter((name) => name.startsWith(`printed-${kind}`))
    .sort()
  const words = wordsOf(pdf)
  const pages = printed.map((name, i) =>
    photographed(scannedPage(path.join(dir, name), words[i] ?? [], signing, i), `${kind}-${i}`),
  )
  fs.writeFileSync(path.join(target, `${kind}.pdf`), pdfOfPages(pages, kind))
}
fs.rmSync(dir, { recursive: true, force: true })
