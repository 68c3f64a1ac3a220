import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { CallInput, CallOutput } from '../../contract/index.ts'
import { outsideExtension } from '../../contract/outside.ts'
import type { PictureExport } from '../../core/footage/copies/export.ts'
import { exportList, type Leaving } from '../../core/footage/copies/exportList.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { Mask } from '../../core/footage/copies/mask.ts'
import { recognise } from '../../core/footage/recognise.ts'
import type { Version } from '../../core/units/id.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { findCopy, keepCopy } from '../../store/copies.ts'
import { failureOf } from '../../store/failure.ts'
import { footageOfOriginal } from '../../store/footage.ts'
import { readHead } from '../../store/journal/entries.ts'
import { type LocalCopy, localFile, whileLocal } from '../../store/localCopy.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, write } from '../host/context.ts'
import { METADATA_BYTES, readPart } from '../reading/describe.ts'
import { copyRecorded, isOtherFile } from '../host/copyRecorded.ts'
import { asRecorded, held, originalOf } from './asRecorded.ts'
import { stored } from '../host/documents.ts'
import { masksHere } from './masks.ts'
import { safeStem } from './safeStem.ts'
import { fitsZip, storeZip, type ZipEntry } from './storeZip.ts'

/** A picture remembers so many of its exports; the journal keeps all. */
const MOST_EXPORTS = 100
/** What a copy may be, and the kind of footage it is a copy of. */
const COPY_TYPES: Readonly<Record<string, Footage['kind']>> = {
  'image/jpeg': 'photo',
  'image/png': 'photo',
  'video/mp4': 'clip',
  'video/webm': 'clip',
}

const hashOf = (masks: readonly Mask[]): string =>
  createHash('sha256').update(canonicalJson(masks), 'utf8').digest('hex')

type Item = CallInput<'footage.export'>['items'][number]
export type Ready = Leaving & {
  /** The file that leaves, held on this machine while it is copied out. */
  readonly hold: () => Promise<LocalCopy>
  readonly base: Version
  /** The copy that came just now, and is to be kept; null of everything else. */
  readonly made: string | null
}

/**
 * Lets pictures leave: what has masks as the copy that the window drew of it, everything else as it is. Without its masks
 * it leaves only with a reason, which the journal keeps. All of it is one entry; a list goes with it. Every byte is hashed
 * on its way out: what is not as it was recorded is refused by its name, and nothing leaves.
 */
export async function exportPictures(
  { items, unmasked, language }: CallInput<'footage.export'>,
  context: Context,
): Promise<CallOutput<'footage.export'>> {
  const taken = new Set<string>()
  const ready: Ready[] = []
  for (const item of items) {
    const { kind, fileName } = stored<Footage>(context, 'footage', item.id).doc
    if (kind !== 'photo' && kind !== 'clip') throw new Refusal('not_a_picture', { file: fileName })
    ready.push(await leave(item, unmasked?.reason ?? null, taken, context))
  }
  const list = Buffer.from(exportList(ready, language ?? 'zh', readHead(context.workspace.db).head))
  const listName = language === 'en' ? 'pictures.csv' : '影像清单.csv'
  const zipName = language === 'en' ? 'pictures.zip' : '影像.zip'
  const out = await copyOut(ready, { name: listName, bytes: list }, zipName, context)
  const files = out.map(({ fileName, mimeType, path }) => ({
    downloadId: context.offerFile(fileName, mimeType, path),
    fileName,
  }))
  const answer = recorded(ready, files, out, context)
  // A full disk: then it is drawn again when somebody asks for it.
  for (const { made, out: left } of ready)
    if (made !== null) await keepCopy(context.workspace.dir, left.sha256, made).catch(() => undefined)
  return answer
}

/** Records what leaves; what cannot be recorded does not leave. */
function recorded(
  ready: readonly Ready[],
  files: Answer['files'],
  out: readonly Offered[],
  context: Context,
): Answer {
  try {
    return write(context, 'footage.export', (tx) => {
      recordLeft(tx, ready)
      return { files }
    })
  } catch (error) {
    for (const { path } of out) fs.rmSync(path, { force: true })
    throw error
  }
}

/** Writes down of each that it left. */
export function recordLeft(tx: Tx, ready: readonly Ready[]): void {
  for (const { footage, base, out } of ready)
    tx.put('footage', base, { ...footage, exports: [...(footage.exports ?? []), out].slice(-MOST_EXPORTS) })
}

type Answer = CallOutput<'footage.export'>
/** What a person calls it: the original by its own name, a copy by the one that it leaves under. */
const knownAs = (one: Ready | undefined): string =>
  (one?.out.masksSha256 === null ? one.footage.fileName : one?.out.fileName) ?? ''

type Offered = { readonly fileName: string; readonly mimeType: string; readonly path: string }

/** Everything that leaves as files of its own, in one archive where there is more than one: whole and as recorded, or none. */
async function copyOut(
  ready: readonly Ready[],
  list: { readonly name: string; readonly bytes: Uint8Array },
  zipName: string,
  context: Context,
): Promise<Offered[]> {
  const listFile = context.scratchFile()
  const made: string[] = [listFile]
  const entries = ready.map(
    ({ out, hold }): ZipEntry => ({ name: out.fileName, hold, sizeBytes: out.sizeBytes, sha256: out.sha256 }),
  )
  try {
    fs.writeFileSync(listFile, list.bytes)
    const asList = { fileName: list.name, mimeType: 'text/csv', path: listFile }
    if (entries.length > 1 && fitsZip(entries)) {
      const zip = context.scratchFile()
      made.push(zip)
      const sizeBytes = list.bytes.length
      await storeZip(
        zip,
        [
          ...entries,
          {
            name: list.name,
            hold: () => held(() => localFile(listFile), list.name),
            sizeBytes,
            sha256: null,
          },
        ],
        context.nowMs(),
      )
      fs.rmSync(listFile, { force: true })
      return [{ fileName: zipName, mimeType: 'application/zip', path: zip }]
    }
    const copies: Offered[] = []
    for (const one of ready) {
      const { out, hold } = one
      const target = context.scratchFile()
      made.push(target)
      await whileLocal(await hold(), (file) => copyRecorded(context, file, target, out.sha256, knownAs(one)))
      copies.push({ fileName: out.fileName, mimeType: out.mimeType, path: target })
    }
    return [...copies, asList]
  } catch (error) {
    for (const file of made) fs.rmSync(file, { force: true })
    if (error instanceof Refusal) throw error
    const { message } = error as Error
    if (isOtherFile(error))
      throw new Refusal('changed_file', {
        file: knownAs(ready.find(({ out }) => out.fileName === message)),
      })
    const failure = failureOf(error, zipName)
    throw failure.ok || failure.code === 'internal' ? error : new Refusal(failure.code, failure.params)
  }
}

/** One thing that leaves as it is to: a copy with its masks, or the original; its name is in `taken` from then on. */
export async function leave(
  { id, base, copy }: Item,
  reason: string | null,
  taken: Set<string>,
  context: Context,
): Promise<Ready> {
  const { doc } = stored<Footage>(context, 'footage', id)
  const { masks, isWhole } = masksHere(context, doc)
  if (!isWhole && reason === null) throw new Refusal('masks_not_here', { file: doc.fileName })
  const common = { by: context.actor.name.slice(0, 100), atMs: context.nowMs() }
  const named = (extension: string, isMasked: boolean): string => {
    const stem = `${safeStem(doc.fileName)}${isMasked ? '_masked' : ''}`
    let fileName = `${stem}.${extension}`
    for (let n = 2; taken.has(fileName.toLowerCase()); n++) fileName = `${stem}_${n}.${extension}`
    taken.add(fileName.toLowerCase())
    return fileName
  }
  if (masks.length > 0 && reason === null) {
    const masksSha256 = hashOf(masks)
    const made = copy
      ? await takeCopy(copy, doc, context)
      : knownCopy(doc, masksSha256, context.workspace.dir)
    if (!made) throw new Refusal('has_masks', { file: doc.fileName })
    const { hold, path, ...rest } = made
    const out: PictureExport = {
      ...rest,
      fileName: named(outsideExtension(rest.mimeType) ?? 'bin', true),
      masksSha256,
      reason: '',
      ...common,
    }
    return { footage: doc, masks, out, hold, base, made: path }
  }
  const hold = () => originalOf(context, doc)
  const { mimeType, extension } = recognise(
    await whileLocal(await hold(), (file) => readPart(file, 0, METADATA_BYTES)),
  )
  const out: PictureExport = {
    sha256: doc.sha256,
    sizeBytes: doc.sizeBytes,
    mimeType,
    fileName: named(extension, false),
    masksSha256: null,
    recipe: null,
    reason: masks.length > 0 ? (reason ?? '') : '',
    ...common,
  }
  return { footage: doc, masks, out, hold, base, made: null }
}

type Made = Pick<PictureExport, 'sha256' | 'sizeBytes' | 'mimeType' | 'recipe'> & {
  readonly hold: () => Promise<LocalCopy>
  /** Where it is, where it came just now. */
  readonly path: string | null
}

/**
 * The copy that the window drew: a picture of the kind of its original, by its bytes, and no original of any picture. What
 * it was drawn of must still be what was recorded.
 */
async function takeCopy(
  { file, recipe }: NonNullable<Item['copy']>,
  doc: Footage,
  context: Context,
): Promise<Made> {
  const { path, name } = context.filePath(file)
  const { mimeType } = recognise(await readPart(path, 0, METADATA_BYTES))
  const sha256 = await context.threads.run('hash', { file: path }, {})
  const originals = footageOfOriginal(context.workspace.db, sha256)
  if (COPY_TYPES[mimeType] !== doc.kind || originals.length > 0)
    throw new Refusal('unreadable_file', { file: name, problem: 'no_copy', at: '' })
  await asRecorded(context, doc)
  const hold = () => held(() => localFile(path), name)
  return { sha256, sizeBytes: fs.statSync(path).size, mimeType, recipe, hold, path }
}

/** A copy that was made with these very masks before, and is still there. */
function knownCopy({ exports = [] }: Footage, masksSha256: string, dir: string): Made | null {
  const before = exports.findLast((one) => one.masksSha256 === masksSha256)
  if (!before || !findCopy(dir, before.sha256)) return null
  const { sha256, sizeBytes, mimeType, recipe, fileName } = before
  const hold = () => held(() => findCopy(dir, sha256), fileName)
  return { sha256, sizeBytes, mimeType, recipe, hold, path: null }
}
