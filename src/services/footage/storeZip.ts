import { createHash } from 'node:crypto'
import fsp from 'node:fs/promises'
import { zipTime } from '../../core/formats/zipTime.ts'
import { NOT_AS_RECORDED } from '../../store/copies.ts'
import { openPlain } from '../../store/openFile.ts'

/** What a ZIP without its 64-bit extension can hold, bytes and entries. */
const MOST_BYTES = 0xf000_0000
const MOST_ENTRIES = 0xfffe

/** `sha256` is what a file must be; null of what was written for this archive alone. */
export type ZipEntry = {
  readonly name: string
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string | null
}

/** Whether some files fit into one ZIP. */
export const fitsZip = (entries: readonly ZipEntry[]): boolean =>
  entries.length <= MOST_ENTRIES &&
  entries.reduce((sum, { sizeBytes }) => sum + sizeBytes + 1000, 0) < MOST_BYTES

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** CRC-32 (ISO 3309) of what came before, `crc`, and some bytes more. */
function crc32(bytes: Uint8Array, crc: number): number {
  let c = ~crc
  for (const byte of bytes) c = (CRC_TABLE[(c ^ byte) & 0xff] as number) ^ (c >>> 8)
  return ~c >>> 0
}

/**
 * Writes files as they are, not packed again, into a ZIP (APPNOTE 6.3), one chunk in memory at a time. Names are UTF-8;
 * all are dated with the time of the export, in UTC. Each is hashed on its way.
 * @throws `NOT_AS_RECORDED`, with the entry's name for its message, at a file that is another one.
 */
export async function storeZip(target: string, entries: readonly ZipEntry[], atMs: number): Promise<number> {
  const out = await fsp.open(target, 'wx')
  try {
    const directory: Buffer[] = []
    let at = 0
    for (const { name, path, sha256 } of entries) {
      const begin = at
      const title = Buffer.from(name, 'utf8')
      const head = Buffer.alloc(30)
      head.writeUInt32LE(0x04034b50, 0)
      common(head, 4, title.length, 0, 0, atMs)
      // Sum and size are known once the bytes are through: the head is written again then.
      at += head.length + title.length
      const { crc, size, hash } = await copyInto(out, path, at)
      if (sha256 !== null && hash !== sha256) throw Object.assign(new Error(name), { code: NOT_AS_RECORDED })
      common(head, 4, title.length, crc, size, atMs)
      await out.write(Buffer.concat([head, title]), 0, head.length + title.length, begin)
      at += size
      const row = Buffer.alloc(46)
      row.writeUInt32LE(0x02014b50, 0)
      row.writeUInt16LE(20, 4)
      common(row, 6, title.length, crc, size, atMs)
      row.writeUInt32LE(begin, 42)
      directory.push(row, title)
    }
    const rows = Buffer.concat(directory)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(entries.length, 8)
    end.writeUInt16LE(entries.length, 10)
    end.writeUInt32LE(rows.length, 12)
    end.writeUInt32LE(at, 16)
    await out.write(Buffer.concat([rows, end]), 0, rows.length + end.length, at)
    return at + rows.length + end.length
  } finally {
    await out.close()
  }
}

/** Version, flags (UTF-8 names), method (stored), time, sum, sizes and length of the name. */
function common(
  head: Buffer,
  from: number,
  nameBytes: number,
  crc: number,
  size: number,
  atMs: number,
): void {
  const { time, date } = zipTime(atMs)
  head.writeUInt16LE(20, from)
  head.writeUInt16LE(0x0800, from + 2)
  head.writeUInt16LE(time, from + 6)
  head.writeUInt16LE(date, from + 8)
  head.writeUInt32LE(crc, from + 10)
  head.writeUInt32LE(size, from + 14)
  head.writeUInt32LE(size, from + 18)
  head.writeUInt16LE(nameBytes, from + 22)
}

async function copyInto(
  out: fsp.FileHandle,
  path: string,
  from: number,
): Promise<{ crc: number; size: number; hash: string }> {
  const hash = createHash('sha256')
  const file = await openPlain(path)
  try {
    const chunk = Buffer.allocUnsafe(1 << 20)
    let [crc, size] = [0, 0]
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null)
      if (bytesRead === 0) return { crc, size, hash: hash.digest('hex') }
      hash.update(chunk.subarray(0, bytesRead))
      crc = crc32(chunk.subarray(0, bytesRead), crc)
      await out.write(chunk, 0, bytesRead, from + size)
      size += bytesRead
    }
  } finally {
    await file.close()
  }
}
