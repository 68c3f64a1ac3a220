/** The icon files of Windows and macOS: both are lists of PNG pictures behind a small head. */

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]
/** The types of ICNS by their pixels; what is drawn for displays of twice the density comes under a type of its own. */
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]

/** A Windows icon. @param {Map<number, Buffer>} pngs square pictures by their pixels */
export function icoOf(pngs) {
  const head = Buffer.alloc(6 + 16 * ICO_SIZES.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(ICO_SIZES.length, 4)
  let offset = head.length
  ICO_SIZES.forEach((size, i) => {
    const at = 6 + 16 * i
    // 256 is written as 0.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(pngs.get(size).length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += pngs.get(size).length
  })
  return Buffer.concat([head, ...ICO_SIZES.map((size) => pngs.get(size))])
}

/** A macOS icon. @param {Map<number, Buffer>} pngs square pictures by their pixels */
export function icnsOf(pngs) {
  const parts = ICNS_TYPES.map(([type, size]) => chunk(type, pngs.get(size)))
  return chunk('icns', Buffer.concat(parts))
}

function chunk(type, bytes) {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(bytes.length + 8, 4)
  return Buffer.concat([head, bytes])
}
