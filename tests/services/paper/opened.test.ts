/** Every kind of paper over the demo, opened by programs that share nothing with ours. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PAPER_KINDS, type PaperKind } from '../../../src/core/finding/numbers/kinds.ts'
import { type Paper, PAPERS_BY_SUBJECT, type PaperSubject } from '../../../src/core/papers/paper.ts'
import type { PaperData } from '../../../src/core/papers/paperData.ts'
import { PAPER_NAMES } from '../../../src/core/papers/paperNames.ts'
import { headRows, readHeadText } from '../../../src/core/units/headCode.ts'
import { libreOffice, pythonWithDocx, saidBy, textBy } from '../../builders/outside.ts'
import { callsOver, demoServices, type ScratchServices } from '../../builders/services.ts'

type Made = {
  readonly kind: PaperKind
  readonly doc: Paper
  readonly data: PaperData
  readonly file: string
}

let services: ScratchServices
const ask = callsOver(() => services)
let papers: Made[] = []

/** What papers of the demo may be of, by kind of document. */
async function subjects(): Promise<Record<PaperSubject, string[]>> {
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)
  const [orders, findings, visits, campaigns, missions, enterprises] = await Promise.all([
    ask('order.list', { enterpriseId: null, openOnly: false }),
    ask('finding.list', { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }),
    ask('visit.list', { enterpriseId: null, campaignId: null }),
    ask('campaign.list', { text: '' }),
    ask('mission.list', { siteId: null, text: '' }),
    ask('enterprise.names', {}),
  ])
  return {
    rectificationOrder: ids(orders.rows.toReversed()),
    finding: ids(findings.rows),
    visit: ids(visits.rows.toReversed()),
    campaign: ids(campaigns.rows),
    mission: ids(missions.rows),
    enterprise: ids(enterprises),
  }
}

/** A paper of a kind of the first thing in the demo that has all that it may not be without. */
async function made(kind: PaperKind, of: Record<PaperSubject, string[]>): Promise<Made> {
  for (const [aggregate, kinds] of Object.entries(PAPERS_BY_SUBJECT) as [PaperSubject, PaperKind[]][])
    for (const id of kinds.includes(kind) ? of[aggregate] : []) {
      const answer = await services.call('paper.make', { kind, of: { aggregate, id } })
      if (!answer.ok) {
        expect(answer.code).toBe('paper_lacks')
        continue
      }
      const doc = (answer.value as { doc: Paper }).doc
      if (doc.no === '') continue
      const { downloadId } = await ask('paper.fetch', { id: doc.id, version: null })
      const file = path.join(services.dir, `${kind}.docx`)
      fs.copyFileSync(services.download(downloadId)?.path ?? '', file)
      return { kind, doc, data: JSON.parse(doc.versions[0]?.data ?? '{}') as PaperData, file }
    }
  throw new Error(`the demo has nothing for ${kind}`)
}

/** What has to stand on a paper, by what it is: its name, number and party, what was found, and every row of its head. */
function demanded({ kind, doc, data }: Made): string[] {
  const head = readHeadText(doc.versions[0]?.head ?? '')
  if (!head.ok) throw new Error(head.code)
  const isOfEnterprise = doc.enterpriseId !== null && kind !== 'application'
  const hasFindings = ['record', 'order', 'recheck', 'transfer', 'supervision', 'summary'].includes(kind)
  return [
    PAPER_NAMES[kind],
    doc.no,
    ...(isOfEnterprise ? [data.企业.名称] : []),
    ...(hasFindings ? data.隐患.map(({ 名称 }) => 名称) : []),
    ...(kind === 'photos' ? data.照片.map(({ 校验值 }) => 校验值) : []),
    ...(kind === 'dataList' ? data.数据.map(({ 校验值 }) => 校验值) : []),
    ...(kind === 'application' ? Object.values(data.申请) : []),
    ...headRows(head.value),
  ]
}

/** Without what programs break lines by. */
const plain = (text: string): string => text.replaceAll(/\s/g, '')
/** `most`: of each so many characters, where the lines of cells that stand side by side are mixed. */
const sureOf = (paper: Made, text: string, most = Number.POSITIVE_INFINITY): void => {
  expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}｛｝]/)
  for (const said of demanded(paper))
    expect(plain(text), `${paper.kind}: ${said}`).toContain(plain(said).slice(0, most))
}

beforeAll(async () => {
  services = await demoServices()
  await ask('actor.set', { name: '贺兰舟', role: 'supervisor' }).catch(() => undefined)
  const of = await subjects()
  for (const kind of PAPER_KINDS) papers.push(await made(kind, of))
})
afterAll(() => services.close())

it.skipIf(pythonWithDocx === null)(
  'python-docx reads all fourteen: texts, tables and pictures are whole',
  () => {
    expect(papers).toHaveLength(14)
    const said = saidBy<Record<string, { text: string; pictures: string[] }>>(pythonWithDocx ?? '', [
      '-c',
      READ_DOCX,
      ...papers.map(({ file }) => file),
    ])
    for (const paper of papers) {
      const { text, pictures } = said[paper.file] ?? { text: '', pictures: [] }
      sureOf(paper, text)
      const shown = paper.data.照片.flatMap(({ 图 }) => 图.picture ?? [])
      const all = new Set<unknown>([...shown, paper.data.账头.码.picture])
      expect(pictures).toHaveLength(shown.length + 1)
      expect(new Set<unknown>(pictures), paper.kind).toEqual(all)
    }
  },
)

it.skipIf(libreOffice === null)(
  'LibreOffice makes a PDF of all fourteen, whose Chinese text can be selected',
  () => {
    const out = path.join(services.dir, 'pdf')
    const profile = `-env:UserInstallation=file://${path.join(services.dir, 'office')}`
    const files = papers.map(({ file }) => file)
    const { status, stderr } = spawnSync(
      libreOffice ?? '',
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', out, ...files],
      { encoding: 'utf8' },
    )
    expect([status, stderr.includes('Error')]).toEqual([0, false])
    for (const paper of papers) {
      const pdf = path.join(out, `${paper.kind}.pdf`)
      sureOf(paper, textBy('pdftotext', ['-layout', pdf, '-']), 6)
      const folder = process.env['OUT_DIR']
      if (folder) fs.copyFileSync(pdf, path.join(folder, path.basename(pdf)))
    }
  },
)

it('the same papers over again say the same but for their numbers and the journal', async () => {
  const [first] = papers
  if (!first) throw new Error('no paper was made')
  const again = await ask('paper.make', { kind: first.kind, of: first.doc.of })
  const data = JSON.parse(again.doc.versions[0]?.data ?? '{}') as PaperData
  const { 文号: _no, 账头: _head, 制作时间: _at, ...rest } = data
  expect(first.data).toMatchObject(rest)
  expect(
    createHash('sha256')
      .update(again.doc.versions[0]?.data ?? '')
      .digest('hex'),
  ).toBe(again.doc.versions[0]?.dataSha256)
})

/** Every text of a document in its order, heads and tables with it, and the hashes of the pictures that it shows. */
const READ_DOCX = `
import sys, json, hashlib, docx
from docx.oxml.ns import qn
def of(file):
    document = docx.Document(file)
    lines = []
    for element in document.element.body.iter(qn('w:p')):
        lines.append(''.join(t.text or '' for t in element.iter(qn('w:t'))))
    pictures = []
    for blip in document.element.body.iter(qn('a:blip')):
        part = document.part.related_parts[blip.get(qn('r:embed'))]
        pictures.append(hashlib.sha256(part.blob).hexdigest())
    return {'text': '\\n'.join(lines), 'pictures': pictures}
print(json.dumps({file: of(file) for file in sys.argv[1:]}))
`
