import { crc32, deflateSync } from 'node:zlib'
import { writeJpeg } from '../../../core/formats/pictures/jpegWrite.ts'
import type { Rgba } from './raster.ts'

const QUALITY = 85
/** A tile of no more colours than this is a drawing, and loses nothing. */
const FEW_COLOURS = 256

/** A tile as a file: a photo as JPEG, what is seen through or drawn in few colours as PNG; null where there is nothing. */
export function encodeTile(rgba: Rgba, sidePx: number): Uint8Array | null {
  let isEmpty = true
  let isWhole = true
  for (let at = 3; at < rgba.length; at += 4) {
    if (rgba[at] !== 0) isEmpty = false
    if (rgba[at] !== 255) isWhole = false
  }
  if (isEmpty) return null
  if (!isWhole || isDrawn(rgba)) return writePng(rgba, sidePx, sidePx, isWhole)
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let at = 0, to = 0; at < rgba.length; at += 4, to += 3) {
    rgb[to] = rgba[at] as number
    rgb[to + 1] = rgba[at + 1] as number
    rgb[to + 2] = rgba[at + 2] as number
  }
  return writeJpeg({ widthPx: sidePx, heightPx: sidePx, rgb }, QUALITY)
}

function isDrawn(rgba: Rgba): boolean {
  const seen = new Set<number>()
  const colours = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4)
  for (const colour of colours) if (seen.add(colour).size > FEW_COLOURS) return false
  return true
}

/** A PNG (ISO/IEC 15948) of 8 bits a channel, each row as the difference from the pixel before; without density where it is whole. */
export function writePng(rgba: Rgba, widthPx: number, heightPx: number, isWhole = false): Uint8Array {
  const each = isWhole ? 3 : 4
  const long = widthPx * each + 1
  const rows = Buffer.alloc(long * heightPx)
  for (let y = 0; y < heightPx; y++) {
    rows[y * long] = 1
    for (let x = 0; x < widthPx; x++) {
      const [at, to] = [(y * widthPx + x) * 4, y * long + 1 + x * each]
      for (let k = 0; k < each; k++)
        rows[to + k] = (rgba[at + k] as number) - (x > 0 ? (rgba[at + k - 4] as number) : 0)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(widthPx, 0)
  head.writeUInt32BE(heightPx, 4)
  head.set([8, isWhole ? 2 : 6, 0, 0, 0], 8)
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
