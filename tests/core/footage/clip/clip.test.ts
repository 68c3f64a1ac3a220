import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipPicture } from '../../../../src/core/footage/clip/clip.ts'
import { movieBox } from '../../../../src/services/reading/movieBox.ts'

const root = path.resolve(import.meta.dirname, '../../../..')

describe('how a clip is coded', () => {
  it.each([
    ['missions/demo/footage/DJI_20260520101540_0001_V.MP4', 'H.264'],
    ['tests/fixtures/flight/DJI_20260520101540_0001_V_hevc.MP4', 'H.265'],
  ])('%s: %s', async (file, codec) => {
    const movie = await movieBox(path.join(root, file))
    expect(movie && clipPicture(movie.moov)?.codec).toBe(codec)
  })
  it('is not known of bytes that are no movie header, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(clipPicture(Uint8Array.from([...bytes, 0x73, 0x74, 0x73, 0x64]))).toBeNull()
      }),
    )
  })
})
