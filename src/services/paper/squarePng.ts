import { crc32, deflateSync } from 'node:zlib'
import { squareOf } from '../../core/formats/squareCode.ts'

/** Light modules about the code, as its readers ask for (ISO/IEC 18004), and pixels a module. */
const QUIET = 4
const PIXELS = 6

/** A text as the picture of a QR code: a grey PNG (ISO/IEC 15948), the same bytes for the same text. */
export function squarePng(text: string): Buffer {
  const { size, isDark } = squareOf(text)
  const side = (size + 2 * QUIET) * PIXELS
  const rows = Buffer.alloc((side + 1) * side, 0xff)
  for (let y = 0; y < side; y++) {
    rows[y * (side + 1)] = 0
    for (let x = 0; x < side; x++) {
      const [row, column] = [Math.floor(y / PIXELS) - QUIET, Math.floor(x / PIXELS) - QUIET]
      const isInside = row >= 0 && column >= 0 && row < size && column < size
      if (isInside && isDark(row, column)) rows[y * (side + 1) + 1 + x] = 0
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
