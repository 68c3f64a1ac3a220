import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJpeg } from '../../../../src/core/formats/pictures/jpegRead.ts'
import { writeJpeg } from '../../../../src/core/formats/pictures/jpegWrite.ts'
import { cover, cropped, noLongerThan, type Pixels } from '../../../../src/core/formats/pictures/pixels.ts'
import { readPng } from '../../../../src/core/formats/pictures/pngRead.ts'
import { smallPicture } from '../../../../src/core/formats/pictures/smallPicture.ts'
import { aLargeJpeg } from '../../../builders/largeJpeg.ts'
import { aPng } from '../../../builders/png.ts'

/**
 * The same 40 by 24 pixels, red, green, blue and near white in its quarters, written by libjpeg and libpng: progressive with
 * colour at half the size, restarts after each group, lying on its side by EXIF, RGB with alpha, and with a palette.
 */
const BY_OTHERS = {
  progressive:
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgARCAAYACgDASIAAhEBAxEB/8QAGQABAQADAQAAAAAAAAAAAAAAAAcDBQYI/8QAGgEAAgIDAAAAAAAAAAAAAAAABgcCBQMECP/aAAwDAQACEAMQAAAB4BrkWf1W6zUofScvVBqDnlkdNFF8vYrbIKTN/8QAGxAAAgIDAQAAAAAAAAAAAAAABBAFFAYHFhX/2gAIAQEAAQUCUc7ZbMNiveOJOJerH//EACYRAAADBgUFAAAAAAAAAAAAAAECAwAEBRARMQYSFaHRFjJBUlP/2gAIAQMBAT8B6hhn12Nw2IkFIjFFXp1DMQ1KDaxQDy2lvnpuHMkewJf/xAAlEQAAAgcJAAAAAAAAAAAAAAABAwACBAUQsdEUFiE0UlNxgaH/2gAIAQIBAT8Bu49Nr1WqNTsayDhLMUx5CqWFo0yg+s+Z1IIf/8QAJhAAAAIHCQEAAAAAAAAAAAAAABAREhMyNKGjAwQFI0KBg8Lh0f/aAAgBAQAGPwIrTY3Zh2YveawZKaVkpT8EZS9EZS9PE+Lsf//EABsQAAAHAQAAAAAAAAAAAAAAAAEQESAwUfCB/9oACAEBAAE/ISw63baAbBIG7v8A/9oADAMBAAIAAwAAABDK0z57z//EABsRAQACAgMAAAAAAAAAAAAAAAEQESGxAEGh/9oACAEDAQE/EOC9wgQtZYQlImTyYNrcf//EABsRAQACAgMAAAAAAAAAAAAAAAEAESAxQdHw/9oACAECAQE/EJ7XINWWbB4Rpnu9sIv/xAAbEAABBAMAAAAAAAAAAAAAAAARAHHw8SAwQf/aAAgBAQABPxDGJ0U6KGR2TieDR3b/AP/Z',
  restarts:
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAYACgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/90ABAAB/9oADAMBAAIRAxEAPwDwKiuc/wCEv/6dP/In/wBaj/hL/wDp0/8AIn/1qj/iHHFP/QJ/5PT/APkz+nv+IhcM/wDQV/5JU/8AkD//0PNPh1/zEP8Atn/7NXZ1d/Y1+FP/AAvn/hL/APiaf2H/AGV9j/5d/tHm+b5/+0m3Hl++c9sV9Kf8MSf9Tn/5Sv8A7dX53mvDGb4HGTw+Io2mrXXNF7pPpJrZnw3iLgcRxFxRi80yuPtKNTk5ZXUb8tOEXpJpqzTWq/A//9HHor6h/wCGJP8Aqc//AClf/bqK/Jf7CzH/AJ9fjH/M/n//AFWzj/nz/wCTR/8Akj//0vjyiiiv7bPjz//T7T/glh/zU/8A7hf/ALd1970UV9vxr/yPsR/27/6RE48H/Aj8/wAz/9T9K6KKKAP/2Q==',
  onItsSide:
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAYACgDAREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDwKvzI/uMKAOy+HX/MQ/7Z/wDs1eTj/s/P9D+OPpD/APMq/wC43/uI7OvKP44CgD53/wCEv/6dP/In/wBav6//AOINf9TD/wApf/dD/QT/AIi7/wBQH/lT/wC5h/wl/wD06f8AkT/61H/EGv8AqYf+Uv8A7oH/ABF3/qA/8qf/AHM+lf2NfhT/AML5/wCEv/4mn9h/2V9j/wCXf7R5vm+f/tJtx5fvnPbFfnvFnhx/YnsP9r5+fm+xa1uX+++5+Ucd5l/xEX6t7nsPYc/Xn5ufl8oWtyed79La/Sn/AAxJ/wBTn/5Sv/t1fn3+q3/T7/yX/wC2Pyj/AFF/6if/ACT/AO2D/hiT/qc//KV/9uo/1W/6ff8Akv8A9sH+ov8A1E/+Sf8A2x+Wdf6Ln0oUAfe//BLD/mp//cL/APbuvxHxK/5g/wDt/wD9sPYy/wC38v1PvevxI9gKAP/Z',
  alpha:
    'iVBORw0KGgoAAAANSUhEUgAAACgAAAAYCAYAAACIhL/AAAAAU0lEQVR4nO3VsQ2AMAwF0YSSIVxnIkbLTK5ZCIa4j0Rxb4CvkxvPrnpG0LXP5Nw4omsfMJAykDKQMpAykJq1OvqL717Juf9f0EDKQMpAykDKQOoFKJgG97musgUAAAAASUVORK5CYII=',
  palette:
    'iVBORw0KGgoAAAANSUhEUgAAACgAAAAYCAMAAAC/Wk/yAAADAFBMVEXw8PAetCgeKMjIHh4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABbI3H9AAAAHklEQVR4nGNgxgIYsQCGUYVDXiETFsCADYwqHOoKAcbMBaGYYLiaAAAAAElFTkSuQmCC',
} as const
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
const pixelOf = ({ widthPx, rgb }: Pixels, x: number, y: number): number[] => [
  ...rgb.subarray(3 * (y * widthPx + x), 3 * (y * widthPx + x) + 3),
]
const COLOURS = {
  red: [200, 30, 30],
  green: [30, 180, 40],
  blue: [30, 40, 200],
  white: [240, 240, 240],
} as const

/** The colours in the middles of the four quarters: colour at half the size runs over an edge a little. */
function quarters(read: Pixels | null): string[] {
  if (!read) return []
  const { widthPx, heightPx } = read
  return [
    [1, 1],
    [3, 1],
    [1, 3],
    [3, 3],
  ].map(([x = 0, y = 0]) => {
    const pixel = pixelOf(read, Math.floor((x * widthPx) / 4), Math.floor((y * heightPx) / 4))
    const near = Object.entries(COLOURS).find(([, colour]) =>
      colour.every((value, i) => Math.abs(value - (pixel[i] ?? 0)) < 40),
    )
    return near?.[0] ?? pixel.join(' ')
  })
}
const [RED, GREEN, BLUE, WHITE] = Object.keys(COLOURS)

describe('pictures that others wrote', () => {
  it.each(['progressive', 'restarts'] as const)('are read: %s', (name) => {
    const read = readJpeg(bytesOf(BY_OTHERS[name]), 40)
    expect([read?.widthPx, read?.heightPx]).toEqual([40, 24])
    expect(quarters(read)).toEqual([RED, GREEN, BLUE, WHITE])
  })

  it('are turned upright as their EXIF says', () => {
    const read = readJpeg(bytesOf(BY_OTHERS.onItsSide), 40)
    expect([read?.widthPx, read?.heightPx]).toEqual([24, 40])
    expect(quarters(read)).toEqual([BLUE, RED, WHITE, GREEN])
  })

  it.each(['alpha', 'palette'] as const)('are read: PNG, %s', (name) => {
    expect(quarters(readPng(bytesOf(BY_OTHERS[name])))).toEqual([RED, GREEN, BLUE, WHITE])
  })

  it('are read at the least size that has the pixels which are wanted, each of its brightness', () => {
    const bright = (column: number, row: number) => 32 + ((column * 5 + row * 3) % 192)
    const large = aLargeJpeg({}, bright, { widthPx: 1024, heightPx: 512 })
    for (const [longPx, width] of [
      [100, 128],
      [200, 256],
      [500, 512],
      [900, 1024],
    ] as const) {
      const read = readJpeg(large, longPx)
      expect([read?.widthPx, read?.heightPx]).toEqual([width, width / 2])
      const small = read && noLongerThan(read, 128)
      for (const [x, y] of [
        [0, 0],
        [77, 40],
        [127, 63],
      ] as const)
        expect(Math.abs(((small ? pixelOf(small, x, y)[0] : 0) as number) - bright(x, y))).toBeLessThan(3)
    }
  })
})

/** Smooth colours, as photos have: their own noise is no measure of a codec. */
const aPicture = fc
  .record({
    widthPx: fc.integer({ min: 1, max: 70 }),
    heightPx: fc.integer({ min: 1, max: 70 }),
    seed: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
  })
  .map(({ widthPx, heightPx, seed: [a, b, c] }): Pixels => {
    const rgb = new Uint8Array(widthPx * heightPx * 3)
    for (let y = 0; y < heightPx; y++)
      for (let x = 0; x < widthPx; x++)
        rgb.set(
          [
            128 + 100 * Math.sin((x + a) / 20),
            128 + 100 * Math.cos((y + b) / 20),
            128 + 90 * Math.sin((c + x + y) / 25),
          ],
          3 * (y * widthPx + x),
        )
    return { widthPx, heightPx, rgb }
  })

describe('pictures that are written here', () => {
  it('are read again, near what they were, whatever their size', () => {
    fc.assert(
      fc.property(aPicture, (picture) => {
        const read = readJpeg(writeJpeg(picture, 95), 1000)
        expect([read?.widthPx, read?.heightPx]).toEqual([picture.widthPx, picture.heightPx])
        let off = 0
        for (const [i, value] of picture.rgb.entries()) off += Math.abs(value - (read?.rgb[i] ?? 0))
        expect(off / picture.rgb.length).toBeLessThan(8)
      }),
      { numRuns: 40 },
    )
  })

  it('hold nothing of what was covered, nor of what stands on its edge', () => {
    const corner = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 6 }), (ring) => {
        const [widthPx, heightPx] = [61, 37]
        const picture = { widthPx, heightPx, rgb: new Uint8Array(widthPx * heightPx * 3).fill(255) }
        cover(picture, [ring])
        // Whatever the ring's edge runs through is black.
        for (const [i, from] of ring.entries()) {
          const to = ring[(i + 1) % ring.length] ?? from
          for (let k = 0; k <= 20; k++) {
            const [x, y] = [0, 1].map(
              (axis) => (from[axis as 0 | 1] * (20 - k) + to[axis as 0 | 1] * k) / 20,
            ) as [number, number]
            const at = [
              Math.min(widthPx - 1, Math.floor(x * widthPx)),
              Math.min(heightPx - 1, Math.floor(y * heightPx)),
            ] as const
            expect(pixelOf(picture, ...at), at.join(' ')).toEqual([0, 0, 0])
          }
        }
      }),
      { numRuns: 200 },
    )
    const ring = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ] as const
    const made = smallPicture(aPng(200, 100), { longPx: 100, rings: [ring], box: null })
    const read = made && readJpeg(made.jpeg, 100)
    expect(read && pixelOf(read, 50, 25)).toEqual([0, 0, 0])
    expect(read && (pixelOf(read, 5, 5)[0] as number)).toBeGreaterThan(100)
  })

  it('are of the part that is asked for', () => {
    const tones = Float64Array.from({ length: 400 * 200 }, (_, i) => (i % 400 < 200 ? 40 : 200))
    const made = smallPicture(aPng(400, 200, tones), {
      longPx: 50,
      rings: [],
      box: { x: 0.5, y: 0.5, width: 0.5, height: 0.5 },
    })
    expect([made?.widthPx, made?.heightPx]).toEqual([50, 25])
    const read = made && readJpeg(made.jpeg, 50)
    expect(Math.abs(((read ? pixelOf(read, 25, 12)[0] : 0) as number) - 200)).toBeLessThan(4)
    const whole = { widthPx: 2, heightPx: 2, rgb: Uint8Array.from([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]) }
    expect(cropped(whole, { x: 1, y: 1, width: 0, height: 0 }).rgb).toEqual(Uint8Array.of(4, 4, 4))
  })
})

it('bytes of any kind are no picture, or one, and never a fault', () => {
  const sound = [...Object.values(BY_OTHERS).map(bytesOf), aPng(9, 7)]
  const damaged = fc
    .tuple(fc.constantFrom(...sound), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat())
    .map(([bytes, changes, cut]) => {
      const copy = bytes.slice(0, cut % 5 === 0 ? cut % bytes.length : bytes.length)
      for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value
      return copy
    })
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      for (const read of [readJpeg(bytes, 64), readPng(bytes)])
        if (read) expect(read.rgb.length).toBe(3 * read.widthPx * read.heightPx)
    }),
    { numRuns: 300 },
  )
  // A few bytes that say they are the largest picture there is.
  const boast = bytesOf(BY_OTHERS.restarts)
  const frame = boast.findIndex((byte, i) => byte === 0xff && boast[i + 1] === 0xc0)
  boast.set([0xff, 0xff, 0xff, 0xff], frame + 5)
  expect(readJpeg(boast, 64)).toBeNull()
})
