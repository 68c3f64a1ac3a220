import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import { type Paper, paperStateOf, versionNow } from '../../core/papers/paper.ts'
import { PAPER_NAMES } from '../../core/papers/paperNames.ts'
import { servedPaper, signedPaper, voidedPaper, withVersion } from '../../core/papers/paperSteps.ts'
import type { Result } from '../../core/units/result.ts'
import { fileStem } from '../../core/units/shown.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { getReadable, type Stored } from '../../store/documents.ts'
import { whileLocal } from '../../store/localCopy.ts'
import { paperPage } from '../../store/papers.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { makerOf } from '../finding/findings.ts'
import { originalOf } from '../footage/asRecorded.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { copyRecorded } from '../host/copyRecorded.ts'
import { stored } from '../host/documents.ts'
import { voidNumber } from '../order/numbers.ts'
import { keepFile, withScan } from '../footage/keepFile.ts'
import { makePaper } from './makePaper.ts'
import { sureFit, WORD_TYPE } from './templates.ts'

export const paperCalls = {
  'paper.list': (
    { of, enterpriseId, after, limit }: CallParsed<'paper.list'>,
    context: Context,
  ): CallOutput<'paper.list'> => {
    const { db } = context.workspace
    const { rows, ...rest } = paperPage(db, { of, enterpriseId }, { after, most: limit })
    return { ...rest, rows: rows.map((one) => rowOf(context, one)) }
  },
  'paper.get': ({ id }: CallInput<'paper.get'>, context: Context): CallOutput<'paper.get'> => {
    const found = stored<Paper>(context, 'paper', id)
    return {
      ...found,
      state: paperStateOf(found.doc),
      enterpriseName: enterpriseName(context, found.doc.enterpriseId),
    }
  },
  'paper.make': makePaper,
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

/** The next version of a draft that somebody wrote on outside, with what they changed of it. */
async function takeBack(
  { id, base, file }: CallParsed<'paper.takeBack'>,
  context: Context,
): Promise<CallOutput<'paper.takeBack'>> {
  const { doc } = stored<Paper>(context, 'paper', id)
  const last = versionNow(doc)
  const { path, name } = context.filePath(file)
  const before = await originalOf(context, { sha256: last.sha256, fileName: PAPER_NAMES[doc.kind] })
  const { notes, differences, more } = await whileLocal(before, (original) =>
    context.readers.run('comparePapers', { original, file: path, name, data: last.data }),
  )
  sureFit(notes, name)
  const kept = await keepFile(context, path, name, 'word')
  if (kept.sha256 === last.sha256) throw new Refusal('paper_same', { no: doc.no, version: last.no })
  const done = write(context, 'paper.takeBack', (tx) => {
    const now = tx.get<Paper>('paper', id).doc
    const { moreDifferences: _, ...as } = last
    const next = withVersion(now, {
      ...as,
      footageId: kept.record(tx),
      sha256: kept.sha256,
      made: doneNow(context),
      from: 'takenBack',
      differences,
      ...(more > 0 ? { moreDifferences: more } : {}),
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
    differences: versionNow(doc).differences.length + (versionNow(doc).moreDifferences ?? 0),
    madeAtMs: doc.versions[0]?.made.atMs ?? 0,
  }
}
