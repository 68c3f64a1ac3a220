import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { CallOutput, CallParsed } from '../../contract/index.ts'
import { shortCode } from '../../core/journal/entry.ts'
import { MOST_DATA, type Paper, PAPERS_BY_SUBJECT, type PaperVersion } from '../../core/papers/paper.ts'
import type { PaperData } from '../../core/papers/paperData.ts'
import { PAPER_NAMES } from '../../core/papers/paperNames.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { headRows, headSquareText, headText, type HeadOfChain } from '../../core/units/headCode.ts'
import { fileStem } from '../../core/units/shown.ts'
import { readHead } from '../../store/journal/entries.ts'
import { readOwn } from '../../store/journal/own.ts'
import type { LocalCopy } from '../../store/localCopy.ts'
import { settingOf } from '../../store/settings.ts'
import { hasOwnStation } from '../../store/stations.ts'
import { Refusal } from '../../store/workspace.ts'
import { makerOf } from '../finding/findings.ts'
import { originalOf } from '../footage/asRecorded.ts'
import { type Context, note, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { missionApplication } from '../mission/applications.ts'
import { giveNumber, numberNext } from '../order/numbers.ts'
import { gather, type Gathered } from './gather.ts'
import { keepFile } from '../footage/keepFile.ts'
import { type Part, partsOf } from './parts.ts'
import { squarePng } from './squarePng.ts'
import { ownTemplate, sureFit } from './templates.ts'

/** A number that somebody else took while a paper was filled in: it is filled in again, so often at most. */
const TRIES = 5

/** What a paper of a kind may not be without, by the tag of it. */
const NEEDED: Readonly<Partial<Record<Paper['kind'], (gathered: Gathered) => string | null>>> = {
  notice: ({ data: { 检查 } }) => (检查.依据 === '' ? '检查.依据' : null),
  order: ({ data: { 隐患 } }) => (隐患.length === 0 ? '隐患' : null),
  recheck: ({ data: { 隐患 } }) => (隐患.some(({ 复查结果 }) => 复查结果 !== '') ? null : '隐患.复查结果'),
  transfer: ({ data: { 移送 } }) => (移送.主送 === '' ? '移送.主送' : null),
  extension: ({ data: { 责令 } }) => (责令.延期.length === 0 ? '责令.延期' : null),
  photos: ({ photos }) => (photos.length === 0 ? '照片' : null),
  dataList: ({ data: { 数据 } }) => (数据.length === 0 ? '数据' : null),
}

/**
 * Makes a paper: gathers what is here, fills in the template in a thread, keeps the file, and writes paper and number in one
 * transaction. A list that is too long for one paper is made as several (分册), each with its own number.
 */
export async function makePaper(
  { kind, of }: CallParsed<'paper.make'>,
  context: Context,
): Promise<CallOutput<'paper.make'>> {
  if (!PAPERS_BY_SUBJECT[of.aggregate].includes(kind))
    throw new Refusal('paper_not_of', { paperKind: kind, subject: of.aggregate })
  const application =
    of.aggregate === 'mission' ? await missionApplication({ id: of.id, language: 'zh' }, context) : null
  const gathered = gather(context, of, application)
  const missing = NEEDED[kind]?.(gathered) ?? null
  if (missing !== null) throw new Refusal('paper_lacks', { paperKind: kind, missing })
  const template = await openTemplate(context, kind)
  try {
    const parts = partsOf(kind, template.uses, gathered)
    // A number has the mark of its station in it, which a workspace without an entry has not got yet.
    if (!hasOwnStation(context.workspace.db, context.workspace.keys)) note(context, 'paper.make:begin', of)
    const made: CallOutput<'paper.make'>[] = []
    for (const part of parts) made.push(await makePart(context, { kind, of, gathered, template, part }))
    const [first, ...others] = made
    if (!first) throw new Error('a paper of no part')
    return { ...first, others: others.map(({ doc: { id, no } }) => ({ id, no })) }
  } finally {
    template.release()
  }
}

type OnePart = Pick<CallParsed<'paper.make'>, 'kind' | 'of'> & {
  readonly gathered: Gathered
  readonly template: Template
  readonly part: Part
}

/** One paper. Where another number came in between, it is filled in again with the one that is next then. */
async function makePart(
  context: Context,
  { kind, of, gathered, template, part: { shown, ...lists } }: OnePart,
): Promise<CallOutput<'paper.make'>> {
  const { db } = context.workspace
  const isOrders = kind === 'order'
  const { 责令, 机关, 隐患 } = gathered.data
  const id = newId(context.nowMs())
  for (let tries = 1; tries <= TRIES; tries++) {
    const no = isOrders ? 责令.文号 : numberNext(context, kind, readOwn(db)?.station ?? '').text
    const { head } = readHead(db)
    const square = head ? squarePng(headSquareText(head)) : null
    const data: PaperData = {
      ...gathered.data,
      ...lists,
      ...aboutIt(context, no, 机关.名称),
      账头: headSaid(head, square && hashOf(square)),
    }
    const text = canonicalJson(data)
    if (text.length > MOST_DATA) throw new Refusal('paper_data_over', { paperKind: kind, count: 隐患.length })
    const filled = await fill(context, kind, template, data, { shown, square })
    const fileName = `${fileStem(`${PAPER_NAMES[kind]} ${no}`)}.docx`
    const kept = await keepFile(context, filled.file, fileName, 'word')
    const { name: by, role, atMs } = makerOf(context)
    const version: PaperVersion = {
      no: 1,
      footageId: '',
      sha256: kept.sha256,
      made: { by, role, atMs },
      from: 'template',
      template: { id: template.id, sha256: filled.sha256 },
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
        const { enterpriseId } = gathered
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
        return { ...tx.put('paper', null, doc), doc, others: [] }
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

const hashOf = (said: string | Uint8Array): string => createHash('sha256').update(said).digest('hex')

/** What a paper says of itself: its number, and who made it when. */
function aboutIt(
  context: Context,
  no: string,
  agency: string,
): Pick<PaperData, '文号' | '制作时间' | '制作人' | '单位'> {
  const { name: by, atMs } = makerOf(context)
  return {
    文号: no,
    制作时间: { atMs },
    制作人: by,
    单位: settingOf(context.workspace.db, 'numbering').unit || agency,
  }
}

/** Where the journal stood, to be typed in again, and as a square code. */
const headSaid = (head: HeadOfChain | null, picture: string | null): PaperData['账头'] => ({
  有: head !== null,
  站: head ? shortCode(head.station) : '',
  条: head?.seq ?? 0,
  行: head ? headRows(head).map((text) => ({ 文字: text })) : [],
  码: { picture },
})

/** The template of a kind as it holds now: its file here, null of one that came with the program; what it names of the data. */
type Template = {
  readonly id: string | null
  readonly file: string | null
  readonly expected: string | null
  readonly name: string
  readonly uses: readonly string[]
  release(): void
}

async function openTemplate(context: Context, kind: Paper['kind']): Promise<Template> {
  const own = ownTemplate(context, kind)
  const held = own && (await originalOf(context, own))
  const [file, expected] = [held?.path ?? null, own?.sha256 ?? null]
  const release = (): void => held?.release()
  try {
    const { uses, notes } = await context.readers.run('readPaperTemplate', { kind, template: file, expected })
    const name = own?.fileName ?? PAPER_NAMES[kind]
    sureFit(notes, name)
    return { id: own?.id ?? null, file, expected, name, uses, release }
  } catch (error) {
    release()
    throw error
  }
}

/** Has a template filled in by a thread, which reads template and pictures itself. */
async function fill(
  context: Context,
  kind: Paper['kind'],
  template: Template,
  data: PaperData,
  { shown, square }: Pick<Part, 'shown'> & { readonly square: Uint8Array | null },
): Promise<{ file: string; sha256: string }> {
  const held: LocalCopy[] = []
  try {
    const pictures: { sha256: string; file: string }[] = []
    for (const { row, footage } of shown) {
      if (row.图.picture === null) continue
      const copy = await originalOf(context, footage)
      held.push(copy)
      pictures.push({ sha256: footage.sha256, file: copy.path })
    }
    if (square) {
      const file = context.scratchFile()
      fs.writeFileSync(file, square, { flag: 'wx' })
      pictures.push({ sha256: hashOf(square), file })
    }
    const file = context.scratchFile()
    const { notes, sha256 } = await context.readers.run('fillPaper', {
      kind,
      template: template.file,
      expected: template.expected,
      data,
      pictures,
      atMs: context.nowMs(),
      file,
    })
    sureFit(notes, template.name)
    return { file, sha256 }
  } finally {
    for (const copy of held) copy.release()
  }
}
