import { inflateSync } from 'node:zlib'

/** The colour of one pixel of a PNG whose rows are the difference from the pixel before, as tiles are written. */
export function unfilteredPng(bytes: Uint8Array, pixel: number): number[] {
  const png = Buffer.from(bytes)
  const width = png.readUInt32BE(16)
  const each = png[25] === 2 ? 3 : 4
  const data = png.subarray(41, 41 + png.readUInt32BE(33))
  const rows = inflateSync(data)
  const [row, column] = [Math.floor(pixel / width), pixel % width]
  const from = row * (width * each + 1)
  if (rows[from] !== 1) throw new Error('another filter')
  const colour = [0, 0, 0, 255]
  for (let k = 0; k < each; k++) {
    let value = 0
    for (let x = 0; x <= column; x++) value = (value + (rows[from + 1 + x * each + k] ?? 0)) & 255
    colour[k] = value
  }
  return colour
}
