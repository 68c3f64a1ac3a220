/** Pictures that a KML lays on the ground: where they lie, and which are left out. */
import { describe, expect, it } from 'vitest'
import { inDrawOrder, nameBeside, readGroundOverlays } from '../../../src/core/formats/groundOverlays.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { anOverlayKml, inBox, inQuad } from '../../builders/kmz.ts'

const BOX = { north: 41.78, south: 41.77, east: 109.99, west: 109.97 }
const read = (...overlays: string[]) => readGroundOverlays(anOverlayKml(...overlays))

describe('a box', () => {
  it('has its corners from the top left, clockwise', () => {
    expect(read(inBox('a.png', BOX, 0, 3)).value).toEqual([
      {
        href: 'a.png',
        drawOrder: 3,
        isUpright: true,
        corners: [
          { lat: 41.78, lon: 109.97 },
          { lat: 41.78, lon: 109.99 },
          { lat: 41.77, lon: 109.99 },
          { lat: 41.77, lon: 109.97 },
        ],
      },
    ])
  })

  it('is turned against the clock about its middle, in metres', () => {
    const middle = { lat: 41.775, lon: 109.98 }
    const { toLocal } = frameAt(middle)
    const upright = toLocal({ lat: BOX.north, lon: BOX.west })
    const [topLeft] = read(inBox('a.png', BOX, 90)).value?.[0]?.corners ?? []
    if (!topLeft) throw new Error('no corner')
    // A quarter turn to the left: (x, y) comes to (−y, x).
    expect(toLocal(topLeft).x).toBeCloseTo(-upright.y, 3)
    expect(toLocal(topLeft).y).toBeCloseTo(upright.x, 3)
  })

  it('of four corners begins at the lower left and goes against the clock', () => {
    const [overlay] =
      read(
        inQuad('a.png', [
          [1, 10],
          [2, 10],
          [2, 11],
          [1, 11],
        ]),
      ).value ?? []
    expect(overlay?.corners[0]).toEqual({ lat: 11, lon: 1 })
    expect(overlay?.corners[2]).toEqual({ lat: 10, lon: 2 })
  })
})

it.each([
  ['across the 180th meridian', inBox('a.png', { ...BOX, west: 179.9, east: -179.9 }), 'overlay_beyond'],
  ['to the pole', inBox('a.png', { ...BOX, north: 90 }), 'overlay_beyond'],
  ['off the Earth', inBox('a.png', { ...BOX, east: 300 }), 'overlay_beyond'],
  [
    'by corners on both sides of the 180th meridian',
    inQuad('a.png', [
      [179, 1],
      [-179, 1],
      [-179, 2],
      [179, 2],
    ]),
    'overlay_beyond',
  ],
  ['upside down', inBox('a.png', { ...BOX, north: 41, south: 42 }), 'overlay_no_box'],
  ['turned about', inBox('a.png', { ...BOX, west: 110, east: 109 }), 'overlay_no_box'],
  ['of no numbers', inBox('a.png', { ...BOX, north: Number.NaN }), 'overlay_no_box'],
  ['without a picture', inBox('', BOX), 'overlay_no_box'],
  [
    'by three corners',
    inQuad('a.png', [
      [1, 1],
      [2, 1],
      [2, 2],
    ]),
    'overlay_no_box',
  ],
] as const)('a box %s is left out and told of once', (_, overlay, code) => {
  const { value, notes } = read(overlay, overlay, inBox('b.png', BOX))
  expect(value?.map(({ href }) => href)).toEqual(['b.png'])
  expect(notes).toMatchObject([{ code, params: { count: 2 } }])
})

it('draws them by their order, and of one order the coarser first', () => {
  const quarter = { ...BOX, south: 41.775, west: 109.98 }
  const found = read(inBox('fine', quarter), inBox('over', BOX, 0, 1), inBox('coarse', BOX)).value ?? []
  expect(inDrawOrder(found).map(({ href }) => href)).toEqual(['coarse', 'fine', 'over'])
})

it.each([
  ['doc.kml', 'files/a%20b.png', 'files/a b.png'],
  ['0/1/2.kml', '../tile.png', '0/tile.png'],
  ['doc.kml', String.raw`files\图.png`, 'files/图.png'],
  ['doc.kml', '../../../etc/passwd', null],
  ['doc.kml', '/etc/passwd', null],
  ['doc.kml', String.raw`C:\pictures\a.png`, null],
  ['doc.kml', 'https://example.invalid/a.png', null],
  ['doc.kml', '%2e%2e/a.png', null],
])('of %s the picture %s is %s', (kml, href, name) => {
  expect(nameBeside(kml, href)).toBe(name)
})
