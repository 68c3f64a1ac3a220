import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { CallInput, CallOutput } from '../contract/index.ts'
import { outsideExtension } from '../contract/outside.ts'
import type { PictureExport } from '../core/footage/copies/export.ts'
import { exportList, type Leaving } from '../core/footage/copies/exportList.ts'
import type { Footage } from '../core/footage/footage.ts'
import type { Mask } from '../core/footage/copies/mask.ts'
import { recognise } from '../core/footage/recognise.ts'
import { canonicalJson } from '../core/units/canonical.ts'
import { findCopy, keepCopy } from '../store/copies.ts'
import { failureOf } from '../store/database.ts'
import { Refusal } from '../store/workspace.ts'
import { type Context, write } from './context.ts'
import { METADATA_BYTES, readPart } from './describe.ts'
import { stored } from './documents.ts'
import { masksHere } from './masks.ts'
import { safeStem } from './outside.ts'
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
type Ready = Leaving & { readonly path: string; readonly base: number }

/**
 * Lets pictures leave: what has masks as the copy that the window drew of it, everything else as it is. Without its masks
 * it leaves only with a reason, which the journal keeps. All of it is one entry; a list goes with it.
 */
export async function exportPictures(
  { items, unmasked, language }: CallInput<'footage.export'>,
  context: Context,
): Promise<CallOutput<'footage.export'>> {
  const taken = new Set<string>()
  const ready: Ready[] = []
  for (const item of items) ready.push(await leave(item, unmasked?.reason ?? null, taken, context))
  const files = await offered(ready, language ?? 'zh', context)
  return write(context, 'footage.export', (tx) => {
    for (const { footage, base, out } of ready)
      tx.put('footage', base, { ...footage, exports: [...(footage.exports ?? []), out].slice(-MOST_EXPORTS) })
    return { files }
  })
}

/** What leaves, made ready to be fetched: one archive with the list in it, or file by file. */
async function offered(
  ready: readonly Ready[],
  language: 'zh' | 'en',
  context: Context,
): Promise<CallOutput<'footage.export'>['files']> {
  const list = Buffer.from(exportList(ready, language))
  const listName = language === 'en' ? 'pictures.csv' : '影像清单.csv'
  const entries = ready.map(
    ({ out, path }): ZipEntry => ({ name: out.fileName, path, sizeBytes: out.sizeBytes }),
  )
  if (entries.length > 1 && fitsZip(entries)) {
    const file = context.scratchFile()
    const listFile = context.scratchFile()
    fs.writeFileSync(listFile, list)
    try {
      await storeZip(file, [...entries, { name: listName, path: listFile, sizeBytes: list.length }])
    } catch (error) {
      fs.rmSync(file, { force: true })
      const failure = failureOf(error, 'pictures.zip')
      throw failure.ok ? error : new Refusal(failure.code, failure.params)
    } finally {
      fs.rmSync(listFile, { force: true })
    }
    const fileName = language === 'en' ? 'pictures.zip' : '影像.zip'
    return [{ downloadId: context.offerFile(fileName, 'application/zip', file), fileName }]
  }
  return [
    ...ready.map(({ out, path }) => ({
      downloadId: context.offerFile(out.fileName, out.mimeType, path),
      fileName: out.fileName,
    })),
    { downloadId: context.offerDownload(listName, 'text/csv', list), fileName: listName },
  ]
}

async function leave(
  { id, base, copy }: Item,
  reason: string | null,
  taken: Set<string>,
  context: Context,
): Promise<Ready> {
  const { doc } = stored<Footage>(context, 'footage', id)
  if (doc.kind !== 'photo' && doc.kind !== 'clip') throw new Refusal('not_a_picture', { file: doc.fileName })
  const masks = masksHere(context, doc)
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
    const { path, ...rest } = made
    const out: PictureExport = {
      ...rest,
      fileName: named(outsideExtension(rest.mimeType) ?? 'bin', true),
      masksSha256,
      reason: '',
      ...common,
    }
    return { footage: doc, masks, out, path, base }
  }
  const path = context.workspace.vault.pathOf(doc.sha256)
  if (!fs.existsSync(path)) throw new Refusal('unknown_file', { file: doc.fileName })
  const { mimeType, extension } = recognise(await readPart(path, 0, METADATA_BYTES))
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
  return { footage: doc, masks, out, path, base }
}

type Made = Pick<PictureExport, 'sha256' | 'sizeBytes' | 'mimeType' | 'recipe'> & { readonly path: string }

/** Keeps the copy that the window drew: a picture of the kind of its original, by its bytes. */
async function takeCopy(
  { file, recipe }: NonNullable<Item['copy']>,
  doc: Footage,
  context: Context,
): Promise<Made> {
  const { path: source, name } = context.filePath(file)
  const { mimeType } = recognise(await readPart(source, 0, METADATA_BYTES))
  const sha256 = await context.threads.run('hash', { file: source }, {})
  if (COPY_TYPES[mimeType] !== doc.kind || sha256 === doc.sha256)
    throw new Refusal('unreadable_file', { file: name, problem: 'not a copy of this picture', at: '' })
  try {
    const path = await keepCopy(context.workspace.dir, sha256, source)
    return { sha256, sizeBytes: fs.statSync(path).size, mimeType, recipe, path }
  } catch (error) {
    const failure = failureOf(error, name)
    throw failure.ok ? error : new Refusal(failure.code, failure.params)
  }
}

/** A copy that was made with these very masks before, and is still there. */
function knownCopy({ exports = [] }: Footage, masksSha256: string, dir: string): Made | null {
  const before = exports.findLast((one) => one.masksSha256 === masksSha256)
  const path = before ? findCopy(dir, before.sha256) : null
  if (!before || !path) return null
  const { sha256, sizeBytes, mimeType, recipe } = before
  return { sha256, sizeBytes, mimeType, recipe, path }
}
