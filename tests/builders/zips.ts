import { deflateSync } from 'fflate'

/** One entry of a zip as its maker wrote it: honest, unless `said` states another length. */
export type ZipMember = {
  readonly name: string
  readonly content: Uint8Array
  /** The length that the directory states, bytes. */
  readonly said?: number
  /** The entry has no bytes of its own: it points to those of the entry of this index. */
  readonly sharedWith?: number
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc32 = (bytes: Uint8Array): number => {
  let c = 0xffffffff
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return ~c >>> 0
}

/** A zip (APPNOTE.TXT, 4.3) written by hand, so that it can say what no writer would. */
export function aZip(members: readonly ZipMember[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  const starts: { at: number; packed: Uint8Array; sum: number; bytes: number }[] = []
  let at = 0
  for (const { name, content, said, sharedWith } of members) {
    const title = Buffer.from(name)
    const known = sharedWith === undefined ? undefined : starts[sharedWith]
    const own = known ?? {
      at,
      packed: deflateSync(content, { level: 9 }),
      sum: crc32(content),
      bytes: content.length,
    }
    starts.push(own)
    if (!known) {
      const head = Buffer.alloc(30)
      head.writeUInt32LE(0x04034b50, 0)
      head.writeUInt16LE(8, 8)
      head.writeUInt32LE(own.sum, 14)
      head.writeUInt32LE(own.packed.length, 18)
      head.writeUInt32LE(said ?? own.bytes, 22)
      head.writeUInt16LE(title.length, 26)
      parts.push(head, title, Buffer.from(own.packed))
      at += 30 + title.length + own.packed.length
    }
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50, 0)
    row.writeUInt16LE(8, 10)
    row.writeUInt32LE(own.sum, 16)
    row.writeUInt32LE(own.packed.length, 20)
    row.writeUInt32LE(said ?? own.bytes, 24)
    row.writeUInt16LE(title.length, 28)
    row.writeUInt32LE(own.at, 42)
    directory.push(row, title)
  }
  const rows = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(rows.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...parts, rows, end]))
}
