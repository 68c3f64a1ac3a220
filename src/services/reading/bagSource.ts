import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { DECLARATION, LONGEST_MANIFEST, staysInside } from '../../core/formats/bag.ts'
import { readZipEntries, type ZipFound } from '../../core/formats/zipRead.ts'

/** A bag wherever it lies: its files by their paths in it. */
export type BagSource = {
  readonly sizes: ReadonlyMap<string, number>
  /** Null where what stands there is no plain file. */
  open(path: string): Readable | null
  close(): Promise<void>
}

/** The bag in a folder or a ZIP; null where it is none that can be read. */
export async function bagSource(where: string): Promise<BagSource | null> {
  const stat = await fsp.stat(where)
  return stat.isDirectory() ? inFolder(where) : inZip(where)
}

/** A text of a bag; null where there is none, or none as long as one may be. */
export async function textOf(source: BagSource, name: string): Promise<string | null> {
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

async function inFolder(root: string): Promise<BagSource> {
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
async function inZip(file: string): Promise<BagSource | null> {
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
