import { createHash } from 'node:crypto'
import fsp from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  BAG_INFO,
  type BagProblem,
  compareBag,
  DECLARATION,
  JOURNAL_NAME,
  MANIFEST,
  payloadOxum,
  readManifest,
  TAG_MANIFEST,
} from '../../core/formats/bag.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { bagSource, textOf } from './bagSource.ts'

/** What a check of a bag found; `problems` is empty where it is complete and valid. */
export type BagChecked = {
  /** SHA-256 of the list of its payload, and of that of its other files; '' where it has none of these. */
  readonly manifestSha256: string
  readonly tagManifestSha256: string
  readonly files: number
  readonly bytes: number
  readonly problems: readonly BagProblem[]
}

/** Whoever waits is told of the bytes that were hashed. */
type OnBytes = (bytes: number) => void

/**
 * Checks a BagIt bag (RFC 8493), a folder or a ZIP: every file is read once, in pieces. Failure `bag_unreadable`: `file`,
 * `at`, `problem` (`bag_none`, `bag_zip`, and those of `readManifest`).
 */
export async function checkBag(
  where: string,
  onBytes: OnBytes = () => undefined,
  signal?: AbortSignal,
): Promise<Result<BagChecked>> {
  const stat = await fsp.stat(where).catch(() => null)
  if (!stat) return fail('bag_unreadable', { file: where, at: '', problem: 'ENOENT' })
  const source = await bagSource(where).catch(() => null)
  if (!source) return fail('bag_unreadable', { file: where, at: '', problem: 'bag_zip' })
  try {
    const texts: Record<string, string> = {}
    for (const name of [DECLARATION, MANIFEST]) {
      const text = await textOf(source, name)
      if (text === null) return fail('bag_unreadable', { file: name, at: '', problem: 'bag_none' })
      texts[name] = text
    }
    if (!/^BagIt-Version: \d+\.\d+\r?\n/.test(texts[DECLARATION] ?? ''))
      return fail('bag_unreadable', { file: DECLARATION, at: '', problem: 'bag_none' })
    const payload = readManifest(texts[MANIFEST] ?? '', MANIFEST)
    if (!payload.ok) return payload
    const tagText = await textOf(source, TAG_MANIFEST)
    const tags = readManifest(tagText ?? '', TAG_MANIFEST)
    if (!tags.ok) return tags
    const listed = new Map([...payload.value, ...tags.value])
    // Beside the payload a bag may hold what it does not list; ours lists all but its last list.
    const isOurs = payload.value.has(`data/${JOURNAL_NAME}`)
    const mayBeMore = (name: string): boolean =>
      name === TAG_MANIFEST || (!isOurs && !name.startsWith('data/'))
    const found = new Map<string, string>()
    let bytes = 0
    for (const [name, size] of source.sizes) {
      signal?.throwIfAborted()
      if (mayBeMore(name) && !listed.has(name)) continue
      const stream = source.open(name)
      found.set(name, stream ? await hashOf(stream, onBytes, signal) : '')
      if (name.startsWith('data/')) bytes += size
    }
    signal?.throwIfAborted()
    const problems = [...compareBag(listed, found, mayBeMore)]
    if (isOurs && tagText === null) problems.push({ kind: 'missing', path: TAG_MANIFEST })
    const info = payloadOxum((await textOf(source, BAG_INFO)) ?? '')
    const files = [...found.keys()].filter((name) => name.startsWith('data/')).length
    if (problems.length === 0 && info && (info.bytes !== bytes || info.files !== files))
      problems.push({ kind: 'changed', path: BAG_INFO })
    return ok({
      manifestSha256: sha256Of(texts[MANIFEST] ?? ''),
      tagManifestSha256: tagText === null ? '' : sha256Of(tagText),
      files,
      bytes,
      problems,
    })
  } finally {
    await source.close()
  }
}

const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

async function hashOf(stream: Readable, onBytes: OnBytes, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk)
      onBytes(chunk.length)
      if (signal?.aborted) return ''
    }
    return hash.digest('hex')
  } catch {
    // What cannot be read is not what was listed.
    return ''
  }
}
