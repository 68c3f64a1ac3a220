import type { Affine } from '../geo/affine.ts'
import { numberOf } from './text.ts'

/** How files end that say where the picture of the same name lies: `.tfw`, `.jgw`, `.pgw`, `.tifw`, `.wld`, … */
export const WORLD_ENDING = /\.(tfw|tifw|tiffw|jgw|jpgw|jpegw|pgw|pngw|wld)$/i

/**
 * Reads a world file: six numbers, one a line, that take a pixel to the map. They speak of the middle of the first pixel;
 * the map here takes a picture's corner, 0/0, to the ground. Null for what is none.
 */
export function readWorldFile(text: string): Affine | null {
  // A comma for the point, as some programs write it where that is the custom.
  const numbers = text
    .slice(0, 1000)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => numberOf(word.replace(',', '.')))
  const [a, d, b, e, x, y] = numbers as [number, number, number, number, number, number]
  if (numbers.length !== 6 || !numbers.every(Number.isFinite) || a * e - b * d === 0) return null
  return { a, b, c: x - (a + b) / 2, d, e, f: y - (d + e) / 2 }
}
