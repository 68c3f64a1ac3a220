/** Pictures that a KML or KMZ lays on the ground become tiles of one layer. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallOutput } from '../../../src/contract/index.ts'
import { anOverlayKml, type Box, inBox, inQuad, quartersPng } from '../../builders/kmz.ts'
import { QUARTERS, quarterPlaces } from '../../builders/quarters.ts'
import { scratchServices, type ScratchServices } from '../../builders/services.ts'
import { tileColour } from '../../builders/tileColour.ts'
import { aZip, type ZipMember } from '../../builders/zips.ts'

let services: ScratchServices
beforeAll(() => {
  services = scratchServices()
})
afterAll(() => services.close())

const BOX = { north: 41.78, south: 41.77, east: 109.99, west: 109.97 }
const file = (name: string, content: Uint8Array): ZipMember => ({ name, content })
const kmz = (...members: ZipMember[]): Uint8Array => aZip(members)

async function lay(name: string, content: Uint8Array, beside: Readonly<Record<string, Uint8Array>> = {}) {
  return services.call('layer.import', {
    file: services.given(name, content),
    beside: Object.entries(beside).map(([one, bytes]) => services.given(one, bytes)),
    name: null,
    datum: null,
    isOverlays: true,
  })
}

async function laid(...given: Parameters<typeof lay>) {
  const made = await lay(...given)
  if (!made.ok) throw new Error(JSON.stringify(made))
  const { doc, notes } = made.value as CallOutput<'layer.import'>
  if (doc.source.kind !== 'tiles') throw new Error(doc.source.kind)
  const { source } = doc
  const maps = path.join(services.dir, 'w', 'maps', `${source.sha256}.mbtiles`)
  const at = (lat: number, lon: number) => tileColour(maps, { lat, lon }, source.maxZoom)
  const inQuarters = (box: Box) => quarterPlaces(box).map(({ lat, lon }) => at(lat, lon))
  return { source, notes, at, inQuarters }
}

const near = (colour: number[] | null | undefined, expected: readonly number[] | undefined, by = 4) => {
  for (const k of [0, 1, 2])
    expect(Math.abs((colour?.[k] ?? -99) - (expected?.[k] ?? 0)), String(colour)).toBeLessThanOrEqual(by)
}

describe('a KMZ', () => {
  it('lays its picture in its box, asks for its datum, and keeps what is seen through', async () => {
    const content = kmz(
      file('doc.kml', anOverlayKml(inBox('files/厂区.png', BOX))),
      file('files/厂区.png', quartersPng(200, 100, true)),
    )
    const { source, notes, inQuarters } = await laid('厂区.kmz', content)
    expect(notes).toEqual([])
    expect(source.datum).toBeUndefined()
    expect(source.north).toBeCloseTo(BOX.north, 9)
    expect(source.east).toBeCloseTo(BOX.east, 9)
    const [a, hole, c, d] = inQuarters(BOX)
    near(a, QUARTERS[0])
    expect(hole?.[3]).toBe(0)
    near(c, QUARTERS[2])
    near(d, QUARTERS[3])
  })

  it('may turn it, and lay it between four corners: outside of it nothing is drawn', async () => {
    const turned = await laid(
      'turned.kmz',
      kmz(
        file('doc.kml', anOverlayKml(inBox('a.png', BOX, 180))),
        file('a.png', quartersPng(200, 100, false)),
      ),
    )
    // Upside down: what was north-west lies south-east.
    const places = turned.inQuarters(BOX)
    for (const k of [0, 1, 2, 3]) near(places[k], QUARTERS[3 - k])
    const tilted = await laid(
      'tilted.kmz',
      kmz(
        file('doc.kml', anOverlayKml(inBox('a.png', BOX, 30))),
        file('a.png', quartersPng(200, 100, false)),
      ),
    )
    expect(tilted.at(tilted.source.north - 0.0002, tilted.source.west + 0.0002)?.[3] ?? 0).toBe(0)
    const diamond = await laid(
      'quad.kmz',
      kmz(
        file(
          'doc.kml',
          anOverlayKml(
            inQuad('a.png', [
              [109.97, 41.775],
              [109.98, 41.77],
              [109.99, 41.775],
              [109.98, 41.78],
            ]),
          ),
        ),
        file('a.png', quartersPng(100, 100, false)),
      ),
    )
    expect(diamond.at(41.7795, 109.9715)?.[3] ?? 0).toBe(0)
    // Its top left corner is the northern one, its top right the eastern one.
    near(diamond.at(41.7775, 109.98), QUARTERS[0])
    near(diamond.at(41.775, 109.985), QUARTERS[1])
    near(diamond.at(41.775, 109.975), QUARTERS[2])
  })

  it('lays several over one another by their order, in all levels of a super-overlay', async () => {
    const quarter = { ...BOX, south: 41.775, east: 109.98 }
    const link = Buffer.from(
      '<kml><Document><NetworkLink><Link><href>1/0.kml</href></Link></NetworkLink><NetworkLink><Link><href>https://example.invalid/x.kml</href></Link></NetworkLink></Document></kml>',
    )
    const { inQuarters, at } = await laid(
      'super.kmz',
      kmz(
        file('doc.kml', link),
        file('0/0.kml', anOverlayKml(inBox('0.png', BOX))),
        file('0/0.png', quartersPng(60, 40, false)),
        file('1/0.kml', anOverlayKml(inBox('../1/0.png', quarter))),
        file('1/0.png', quartersPng(120, 80, false)),
      ),
    )
    inQuarters(quarter).forEach((colour, k) => near(colour, QUARTERS[k]))
    near(at(41.7725, 109.9875), QUARTERS[3])
  })

  it('says what is left out, and lays the rest', async () => {
    const content = kmz(
      file(
        'doc.kml',
        anOverlayKml(
          inBox('a.png', BOX),
          inBox('missing.png', BOX),
          inBox('https://example.invalid/a.png', BOX),
          inBox('../../outside.png', BOX),
          inBox('b.gif', BOX),
        ),
      ),
      file('a.png', quartersPng(20, 10, false)),
      file('b.gif', Buffer.from('GIF89a')),
    )
    const { notes } = await laid('some.kmz', content)
    expect(notes).toMatchObject([
      { code: 'overlay_elsewhere', params: { count: 3 } },
      { code: 'overlay_unread', params: { count: 1 } },
    ])
  })
})

it('a KML lays the pictures that were chosen beside it', async () => {
  const { inQuarters } = await laid('a.kml', anOverlayKml(inBox('b.png', BOX)), {
    'b.png': quartersPng(20, 10, false),
  })
  near(inQuarters(BOX)[0], QUARTERS[0])
})

describe('one that was made to do harm is refused in one line', () => {
  const bomb = new Uint8Array(40 * 1024 * 1024)
  it.each([
    ['a bomb', kmz(file('doc.kml', anOverlayKml(inBox('a.png', BOX))), file('a.png', bomb)), 'zip_too_large'],
    ['nothing but a bomb', kmz(file('doc.kml', bomb)), 'zip_too_large'],
    ['no picture', kmz(file('doc.kml', anOverlayKml(inBox('a.png', BOX)))), 'overlay_elsewhere'],
    [
      'a picture that breaks off',
      kmz(
        file('doc.kml', anOverlayKml(inBox('a.png', BOX))),
        file('a.png', quartersPng(50, 50, false).subarray(0, 100)),
      ),
      'overlay_unread',
    ],
    [
      'a picture that claims to be vast',
      kmz(file('doc.kml', anOverlayKml(inBox('a.png', BOX))), file('a.png', vast())),
      'overlay_unread',
    ],
    [
      'a box over the pole',
      kmz(
        file('doc.kml', anOverlayKml(inBox('a.png', { ...BOX, north: 89.9 }))),
        file('a.png', quartersPng(5, 5, false)),
      ),
      'overlay_beyond',
    ],
  ])('(%s)', async (name, content, problem) => {
    const made = await lay(`${name}.kmz`, content)
    expect(made).toMatchObject({ ok: false, code: 'unreadable_file', params: { problem } })
  })

  function vast(): Uint8Array {
    const png = Buffer.from(quartersPng(5, 5, false))
    png.writeUInt32BE(100_000, 16)
    png.writeUInt32BE(100_000, 20)
    return png
  }
})
