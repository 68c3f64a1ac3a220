import { createHash } from 'node:crypto'
import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import {
  type Paper,
  PAPERS_BY_SUBJECT,
  paperStateOf,
  type PaperVersion,
  versionNow,
} from '../../core/papers/paper.ts'
import type { PaperData } from '../../core/papers/paperData.ts'
import { PAPER_NAMES } from '../../core/papers/paperNames.ts'
import { servedPaper, signedPaper, voidedPaper, withVersion } from '../../core/papers/paperSteps.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { shortCode } from '../../core/journal/entry.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { headRows, headText, type HeadOfChain } from '../../core/units/headCode.ts'
import type { Result } from '../../core/units/result.ts'
import { fileStem } from '../../core/units/shown.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { getReadable, type Stored } from '../../store/documents.ts'
import { readHead } from '../../store/journal/entries.ts'
import { readOwn } from '../../store/journal/own.ts'
import { type LocalCopy, whileLocal } from '../../store/localCopy.ts'
import { paperPage, papersOf } from '../../store/papers.ts'
import { settingOf } from '../../store/settings.ts'
import { hasOwnStation } from '../../store/stations.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { makerOf } from '../finding/findings.ts'
import { originalOf } from '../footage/asRecorded.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { copyRecorded } from '../host/copyRecorded.ts'
import { stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { giveNumber, numberNext, voidNumber } from '../order/numbers.ts'
import { gather } from './gather.ts'
import { keepFile, type Kept } from './keepFile.ts'
import { ownTemplate, sureFit, WORD_TYPE } from './templates.ts'

/** A number that somebody else took while a paper was filled in: it is filled in again, so often at most. */
const TRIES = 5

export const paperCalls = {
  'paper.list': (
    { of, enterpriseId, after, limit }: CallParsed<'paper.list'>,
    context: Context,
  ): CallOutput<'paper.list'> => {
    const { db } = context.workspace
    const found = of ? papersOf(db, of.aggregate, of.id) : paperPage(db, enterpriseId, after, limit + 1)
    const rows = found.slice(0, limit)
    return {
      rows: rows.map((one) => rowOf(context, one)),
      next: !of && found.length > limit ? (rows.at(-1)?.doc.id ?? null) : null,
    }
  },
  'paper.get': ({ id }: CallInput<'paper.get'>, context: Context): CallOutput<'paper.get'> => {
    const found = stored<Paper>(context, 'paper', id)
    return {
      ...found,
      state: paperStateOf(found.doc),
      enterpriseName: enterpriseName(context, found.doc.enterpriseId),
    }
  },
  'paper.make': make,
  'paper.takeBack': takeBack,
  'paper.sign': async (
    { id, base, scan, reason }: CallParsed<'paper.sign'>,
    context: Context,
  ): Promise<CallOutput<'paper.sign'>> =>
    withScan(context, scan, (kept) =>
      write(context, 'paper.sign', (tx) => {
        const paper = numberedNow(tx, tx.get<Paper>('paper', id).doc)
        const proof = { scanId: kept?.record(tx) ?? null, reason }
        return step(tx, base, signedPaper(paper, proof, doneNow(context)))
      }),
    ),
  'paper.serve': async (
    { id, base, scan, reason, ...service }: CallParsed<'paper.serve'>,
    context: Context,
  ): Promise<CallOutput<'paper.serve'>> =>
    withScan(context, scan, (kept) =>
      write(context, 'paper.serve', (tx) => {
        const { doc } = tx.get<Paper>('paper', id)
        const proof = { scanId: kept?.record(tx) ?? null, reason }
        return step(tx, base, servedPaper(doc, service, proof, doneNow(context)))
      }),
    ),
  'paper.void': (
    { id, base, reason }: CallParsed<'paper.void'>,
    context: Context,
  ): CallOutput<'paper.void'> =>
    write(context, 'paper.void', (tx) => {
      const { doc } = tx.get<Paper>('paper', id)
      const done = voidedPaper(doc, reason, doneNow(context))
      if (done.ok) voidNumber(context, tx, { aggregate: 'paper', id }, doc.no, reason)
      return step(tx, base, done)
    }),
  'paper.fetch': async (
    { id, version }: CallInput<'paper.fetch'>,
    context: Context,
  ): Promise<CallOutput<'paper.fetch'>> => {
    const { doc } = stored<Paper>(context, 'paper', id)
    const chosen = version === null ? versionNow(doc) : doc.versions.find(({ no }) => no === version)
    if (!chosen) throw new Refusal('not_found', { aggregate: 'paper', id })
    const fileName = `${fileStem([PAPER_NAMES[doc.kind], doc.no].filter((text) => text !== '').join(' '))} v${chosen.no}.docx`
    const file = context.scratchFile()
    const original = await originalOf(context, { sha256: chosen.sha256, fileName })
    await whileLocal(original, (path) => copyRecorded(context, path, file, chosen.sha256, fileName))
    return { fileName, downloadId: context.offerFile(fileName, WORD_TYPE, file) }
  },
} satisfies Partial<Handlers>

const doneNow = (context: Context) => {
  const { name: by, role, atMs } = makerOf(context)
  return { by, role, atMs }
}

/** Puts a paper as one step made it. */
function step(tx: Tx, base: CallInput<'paper.sign'>['base'], done: Result<Paper>) {
  if (!done.ok) throw new Refusal(done.code, done.params)
  return { ...tx.put('paper', base, done.value), doc: done.value }
}

/** A draft of an order's own paper bears the number that the order was given since. */
function numberedNow(tx: Tx, paper: Paper): Paper {
  if (paper.no !== '' || paper.kind !== 'order') return paper
  const order = tx.get<RectificationOrder>('rectificationOrder', paper.of.id).doc
  return { ...paper, no: order.issued?.no ?? '' }
}

/** Does a step with the scan that was given, which goes into the vault with its record. */
async function withScan<T>(
  context: Context,
  scan: string | null,
  work: (kept: Kept | null) => T,
): Promise<T> {
  if (scan === null) return work(null)
  const { path, name } = context.filePath(scan)
  const kept = await keepFile(context, path, name, 'scan')
  const done = work(kept)
  kept.settle()
  return done
}

/** What a paper of a kind may not be without, by the tag of it. */
const NEEDED: Readonly<Partial<Record<Paper['kind'], (data: PaperData) => string | null>>> = {
  notice: ({ 检查 }) => (检查.依据 === '' ? '检查.依据' : null),
  order: ({ 隐患 }) => (隐患.length === 0 ? '隐患' : null),
  recheck: ({ 隐患 }) => (隐患.some(({ 复查结果 }) => 复查结果 !== '') ? null : '隐患.复查结果'),
  transfer: ({ 移送 }) => (移送.主送 === '' ? '移送.主送' : null),
  extension: ({ 责令 }) => (责令.延期.length === 0 ? '责令.延期' : null),
}

/**
 * Makes a paper: gathers what is here, fills in the template in a thread, keeps the file, and writes paper and number in one
 * transaction. Where another number came in between, it is filled in again with the one that is next then.
 */
async function make(
  { kind, of }: CallParsed<'paper.make'>,
  context: Context,
): Promise<CallOutput<'paper.make'>> {
  if (!PAPERS_BY_SUBJECT[of.aggregate].includes(kind))
    throw new Refusal('paper_not_of', { paperKind: kind, subject: of.aggregate })
  const { db } = context.workspace
  const isOrders = kind === 'order'
  const id = newId(context.nowMs())
  for (let tries = 1; tries <= TRIES; tries++) {
    const { data: gathered, enterpriseId, pictures } = gather(context, of)
    const missing = NEEDED[kind]?.(gathered) ?? null
    if (missing !== null) throw new Refusal('paper_lacks', { paperKind: kind, missing })
    const station = readOwn(db)?.station
    const next =
      station !== undefined && hasOwnStation(db, context.workspace.keys)
        ? numberNext(context, kind, station).text
        : null
    const no = isOrders ? gathered.责令.文号 : (next ?? '')
    const { head } = readHead(db)
    const data = { ...gathered, ...aboutIt(context, no, head, gathered.机关.名称) }
    const filled = await fill(context, kind, data, pictures)
    const fileName = `${fileStem(`${PAPER_NAMES[kind]} ${no}`)}.docx`
    const kept = await keepFile(context, filled.file, fileName, 'word')
    const text = canonicalJson(data)
    const version: PaperVersion = {
      no: 1,
      footageId: '',
      sha256: kept.sha256,
      made: doneNow(context),
      from: 'template',
      template: filled.template,
      data: text,
      dataSha256: hashOf(text),
      head: head ? headText(head) : null,
      differences: [],
    }
    try {
      const done = write(context, 'paper.make', (tx) => {
        const given = isOrders ? no : giveNumber(context, tx, kind, { aggregate: 'paper', id }, null)
        if (given !== no) throw new NumberMoved()
        const versions = [{ ...version, footageId: kept.record(tx) }]
        const doc: Paper = {
          id,
          kind,
          of,
          enterpriseId,
          no,
          versions,
          signed: null,
          served: null,
          voided: null,
        }
        return { ...tx.put('paper', null, doc), doc }
      })
      kept.settle()
      return done
    } catch (error) {
      if (!(error instanceof NumberMoved)) throw error
      context.workspace.vault.forget(kept.sha256)
    }
  }
  throw new Refusal('paper_busy', {})
}

/** Somebody else was given the number that a paper was filled in with: its transaction leaves nothing behind. */
class NumberMoved extends Error {}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What a paper says of itself: its number, who made it when, and where the journal stood. */
function aboutIt(
  context: Context,
  no: string,
  head: HeadOfChain | null,
  agency: string,
): Pick<PaperData, '文号' | '制作时间' | '制作人' | '单位' | '账头'> {
  const { by, atMs } = doneNow(context)
  return {
    文号: no,
    制作时间: { atMs },
    制作人: by,
    单位: settingOf(context.workspace.db, 'numbering').unit || agency,
    账头: {
      有: head !== null,
      站: head ? shortCode(head.station) : '',
      条: head?.seq ?? 0,
      行: head ? headRows(head).map((text) => ({ 文字: text })) : [],
    },
  }
}

/** Has a template filled in by a thread, which reads template and pictures itself. */
async function fill(
  context: Context,
  kind: Paper['kind'],
  data: PaperData,
  pictures: readonly Footage[],
): Promise<{ file: string; template: PaperVersion['template'] }> {
  const own = ownTemplate(context, kind)
  const held: LocalCopy[] = []
  const hold = async (one: { sha256: string; fileName: string }): Promise<string> => {
    const copy = await originalOf(context, one)
    held.push(copy)
    return copy.path
  }
  try {
    const template = own ? await hold(own) : null
    const files: { sha256: string; file: string }[] = []
    for (const one of pictures) files.push({ sha256: one.sha256, file: await hold(one) })
    const file = context.scratchFile()
    const { notes, sha256 } = await context.readers.run('fillPaper', {
      kind,
      template,
      expected: own?.sha256 ?? null,
      data,
      pictures: files,
      atMs: context.nowMs(),
      file,
    })
    sureFit(notes, own?.fileName ?? PAPER_NAMES[kind])
    return { file, template: { id: own?.id ?? null, sha256 } }
  } finally {
    for (const copy of held) copy.release()
  }
}

/** The next version of a draft that somebody wrote on outside, with what they changed of it. */
async function takeBack(
  { id, base, file }: CallParsed<'paper.takeBack'>,
  context: Context,
): Promise<CallOutput<'paper.takeBack'>> {
  const { doc } = stored<Paper>(context, 'paper', id)
  const last = versionNow(doc)
  const { path, name } = context.filePath(file)
  const before = await originalOf(context, { sha256: last.sha256, fileName: PAPER_NAMES[doc.kind] })
  const { notes, differences } = await whileLocal(before, (original) =>
    context.readers.run('comparePapers', { original, file: path, name, data: last.data }),
  )
  sureFit(notes, name)
  const kept = await keepFile(context, path, name, 'word')
  if (kept.sha256 === last.sha256) throw new Refusal('paper_same', { no: doc.no, version: last.no })
  const done = write(context, 'paper.takeBack', (tx) => {
    const now = tx.get<Paper>('paper', id).doc
    const next = withVersion(now, {
      ...last,
      footageId: kept.record(tx),
      sha256: kept.sha256,
      made: doneNow(context),
      from: 'takenBack',
      differences,
    })
    return step(tx, base, next)
  })
  kept.settle()
  return done
}

const enterpriseName = (context: Context, id: string | null): { zh: string; en: string } | null =>
  id === null ? null : (getReadable<Enterprise>(context.workspace.db, 'enterprise', id)?.doc.name ?? null)

/** What lists show of a paper. */
function rowOf(
  context: Context,
  { doc, revision, version }: Stored<Paper>,
): CallOutput<'paper.list'>['rows'][number] {
  return {
    id: doc.id,
    revision,
    version,
    kind: doc.kind,
    no: doc.no,
    state: paperStateOf(doc),
    of: doc.of,
    enterpriseId: doc.enterpriseId,
    enterpriseName: enterpriseName(context, doc.enterpriseId),
    versions: doc.versions.length,
    differences: versionNow(doc).differences.length,
    madeAtMs: doc.versions[0]?.made.atMs ?? 0,
  }
}
