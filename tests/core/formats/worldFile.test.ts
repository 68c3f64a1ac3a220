import { expect, it } from 'vitest'
import { pictureSize } from '../../../src/core/formats/pictures/pictureSize.ts'
import { writeJpeg } from '../../../src/core/formats/pictures/jpegWrite.ts'
import { readWorldFile } from '../../../src/core/formats/worldFile.ts'
import { applied } from '../../../src/core/geo/affine.ts'
import { aPng } from '../../builders/png.ts'

it('reads a world file from the middle of the first pixel, in any line ends and with commas', () => {
  for (const text of [
    '0.1\n0\n0\n-0.1\n500000.05\n4625499.95\n',
    '0,1\r\n0\r\n0\r\n-0,1\r\n500000,05\r\n4625499,95',
  ]) {
    const affine = readWorldFile(text)
    if (!affine) throw new Error(text)
    expect(applied(affine, { x: 0, y: 0 }).x).toBeCloseTo(500_000, 6)
    expect(applied(affine, { x: 0, y: 0 }).y).toBeCloseTo(4_625_500, 6)
    expect(applied(affine, { x: 10, y: 20 }).y).toBeCloseTo(4_625_498, 6)
  }
})

it('takes nothing else for one', () => {
  for (const text of [
    '',
    '1\n2\n3',
    '1 0 0 x 3 4',
    '0\n0\n0\n0\n1\n2',
    '1\n0\n0\n-1\n2\n3\n4',
    'NaN '.repeat(6),
  ])
    expect(readWorldFile(text)).toBeNull()
})

it('knows the size of a JPEG and a PNG by their heads, and of nothing else', () => {
  const rgb = new Uint8Array(40 * 20 * 3)
  expect(pictureSize(writeJpeg({ widthPx: 40, heightPx: 20, rgb }, 80))).toEqual({
    widthPx: 40,
    heightPx: 20,
  })
  expect(pictureSize(aPng(7, 9))).toEqual({ widthPx: 7, heightPx: 9 })
  expect(pictureSize(new Uint8Array(8))).toBeNull()
  expect(pictureSize(writeJpeg({ widthPx: 40, heightPx: 20, rgb }, 80).subarray(0, 60))).toBeNull()
})
