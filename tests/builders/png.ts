import { crc32, deflateSync } from 'node:zlib'

/** A grey PNG (ISO/IEC 15948) of a size: of one tone, or of brightnesses from 0 to 255, row by row. */
export function aPng(widthPx: number, heightPx: number, brightness?: ArrayLike<number>): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(widthPx, 0)
  head.writeUInt32BE(heightPx, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((widthPx + 1) * heightPx, 0x80)
  for (let y = 0; y < heightPx; y++) {
    rows[y * (widthPx + 1)] = 0
    if (brightness)
      for (let x = 0; x < widthPx; x++) rows[y * (widthPx + 1) + 1 + x] = brightness[y * widthPx + x] ?? 0
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
