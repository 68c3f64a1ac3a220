import { createHash } from 'node:crypto'
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import {
  BAG_INFO,
  type BagProblem,
  compareBag,
  DECLARATION,
  LONGEST_MANIFEST,
  MANIFEST,
  payloadOxum,
  readManifest,
  staysInside,
  TAG_MANIFEST,
} from '../../core/formats/bag.ts'
import { readZipEntries, type ZipFound } from '../../core/formats/zipRead.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'

/** What a check of a bag found; `problems` is empty where it is complete and valid. */
export type BagChecked = {
  readonly files: number
  readonly bytes: number
  readonly problems: readonly BagProblem[]
}

/** A bag wherever it lies: its files by their paths in it. */
type Source = {
  readonly sizes: ReadonlyMap<string, number>
  /** Null where what stands there is no plain file. */
  open(path: string): Readable | null
  close(): Promise<void>
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
): Promise<Result<BagChecked>> {
  const stat = await fsp.stat(where).catch(() => null)
  if (!stat) return fail('bag_unreadable', { file: where, at: '', problem: 'ENOENT' })
  const source = await (stat.isDirectory() ? inFolder(where) : inZip(where)).catch(() => null)
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
    const found = new Map<string, string>()
    let bytes = 0
    for (const [name, size] of source.sizes) {
      if (!name.startsWith('data/') && !listed.has(name)) continue
      const stream = source.open(name)
      found.set(name, stream ? await hashOf(stream, onBytes) : '')
      if (name.startsWith('data/')) bytes += size
    }
    const problems = [...compareBag(listed, found, (name) => !name.startsWith('data/'))]
    const info = payloadOxum((await textOf(source, BAG_INFO)) ?? '')
    const files = [...found.keys()].filter((name) => name.startsWith('data/')).length
    if (problems.length === 0 && info && (info.bytes !== bytes || info.files !== files))
      problems.push({ kind: 'changed', path: BAG_INFO })
    return ok({ files, bytes, problems })
  } finally {
    await source.close()
  }
}

async function hashOf(stream: Readable, onBytes: OnBytes): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk)
      onBytes(chunk.length)
    }
    return hash.digest('hex')
  } catch {
    // What cannot be read is not what was listed.
    return ''
  }
}

async function textOf(source: Source, name: string): Promise<string | null> {
  const size = source.sizes.get(name)
  if (size === undefined || size > LONGEST_MANIFEST) return null
  const stream = source.open(name)
  if (!stream) return null
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > LONGEST_MANIFEST) return null
      parts.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(parts).toString('utf8')
}

async function inFolder(root: string): Promise<Source> {
  const sizes = new Map<string, number>()
  const plain = new Set<string>()
  const walk = async (at: string, under: string): Promise<void> => {
    for (const entry of await fsp.readdir(at, { withFileTypes: true })) {
      const name = `${under}${entry.name}`
      const full = path.join(at, entry.name)
      if (entry.isDirectory()) await walk(full, `${name}/`)
      else {
        sizes.set(name, (await fsp.lstat(full)).size)
        if (entry.isFile()) plain.add(name)
      }
    }
  }
  await walk(root, '')
  return {
    sizes,
    open: (name) =>
      plain.has(name) ? fs.createReadStream(path.join(root, name), { highWaterMark: 1 << 20 }) : null,
    close: async () => undefined,
  }
}

/** The files of a ZIP below its one folder, read from where they lie; null where it is none that can be read. */
async function inZip(file: string): Promise<Source | null> {
  const open = await fsp.open(file, 'r')
  const size = (await open.stat()).size
  const part = async (at: number, length: number): Promise<Uint8Array> => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)))
    const { bytesRead } = await open.read(bytes, 0, bytes.length, at)
    return bytes.subarray(0, bytesRead)
  }
  const read = await readZipEntries(size, part)
  const entries = new Map<string, ZipFound>()
  const top =
    read?.find(({ name }) => name.endsWith(`/${DECLARATION}`))?.name.slice(0, -DECLARATION.length) ?? ''
  for (const entry of read ?? []) {
    if (entry.name.endsWith('/')) continue
    const name = entry.name.startsWith(top) ? entry.name.slice(top.length) : entry.name
    if (!staysInside(name) || entries.has(name)) {
      await open.close()
      return null
    }
    entries.set(name, entry)
  }
  if (!read) {
    await open.close()
    return null
  }
  return {
    sizes: new Map([...entries].map(([name, { size: bytes }]) => [name, bytes])),
    open: (name) => {
      const entry = entries.get(name)
      return entry ? unpacked(entry, part) : null
    },
    close: () => open.close(),
  }
}

function unpacked(
  { at, packed, method, size }: ZipFound,
  part: (at: number, length: number) => Promise<Uint8Array>,
): Readable | null {
  if (method !== 0 && method !== 8) return null
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const head = await part(at, 30)
    if (head.length < 30) throw new Error('cut')
    const view = new DataView(head.buffer, head.byteOffset, 30)
    if (view.getUint32(0, true) !== 0x04034b50) throw new Error('no entry')
    let from = at + 30 + view.getUint16(26, true) + view.getUint16(28, true)
    const end = from + packed
    while (from < end) {
      const piece = await part(from, Math.min(1 << 20, end - from))
      if (piece.length === 0) throw new Error('cut')
      yield piece
      from += piece.length
    }
  }
  if (method === 0) return Readable.from(bytes(), { objectMode: false })
  const inflate = createInflateRaw()
  const source = Readable.from(bytes(), { objectMode: false })
  source.on('error', (error) => inflate.destroy(error))
  // A size that was declared bounds what is unpacked.
  async function* bounded(): AsyncGenerator<Uint8Array> {
    let length = 0
    for await (const chunk of source.pipe(inflate) as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > size) throw new Error('more than it says')
      yield chunk
    }
  }
  return Readable.from(bounded(), { objectMode: false })
}
