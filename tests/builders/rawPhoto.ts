/** Pictures that are no JPEG, built without the reader: a TIFF as DNG has it, and a HEIC about the same TIFF. */
export type RawPhoto = {
  make: string
  model: string
  taken: string
  xmp: string
  /** EXIF of the lens; 4000 by 3000 pixels. */
  lens?: { focalMm?: number; filmMm?: number; digitalZoom?: number }
}

/** DJI's XMP of some tags, as attributes of one description or as elements in it: both are in use. */
export function djiXmp(tags: Readonly<Record<string, string>>, form: 'attributes' | 'elements'): string {
  const written = Object.entries(tags).map(([name, value]) =>
    form === 'attributes'
      ? ` drone-dji:${name}="${value}"`
      : `<drone-dji:${name}>${value}</drone-dji:${name}>`,
  )
  const [inside, between] = form === 'attributes' ? [written.join(''), ''] : ['', written.join('')]
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"${inside}>${between}</rdf:Description></rdf:RDF></x:xmpmeta>`
}

export type Entry = { tag: number; type: number; value: Uint8Array | number }
export const ASCII = 2
export const LONG = 4
const BYTE = 1
export const RATIONAL = 5
const SIZE: Readonly<Record<number, number>> = { [BYTE]: 1, [ASCII]: 1, [LONG]: 4, [RATIONAL]: 8 }
/** A fraction of a thousandth. */
const rational = (value: number): Uint8Array =>
  new Uint8Array(Uint32Array.of(Math.round(value * 1000), 1000).buffer)
export const text = (word: string): Uint8Array => new TextEncoder().encode(`${word}\0`)

/** A little-endian TIFF: make, model, time, and DJI's XMP in tag 700. */
export function aDng({ make, model, taken, xmp, lens }: RawPhoto): Uint8Array {
  const exif: Entry[] = [
    { tag: 0x9003, type: ASCII, value: text(taken) },
    ...(lens?.focalMm ? [{ tag: 0x920a, type: RATIONAL, value: rational(lens.focalMm) }] : []),
    ...(lens
      ? [
          { tag: 0xa002, type: LONG, value: 4000 },
          { tag: 0xa003, type: LONG, value: 3000 },
        ]
      : []),
    ...(lens?.digitalZoom ? [{ tag: 0xa404, type: RATIONAL, value: rational(lens.digitalZoom) }] : []),
    ...(lens?.filmMm ? [{ tag: 0xa405, type: LONG, value: lens.filmMm }] : []),
  ]
  const main = (exifAt: number): Entry[] => [
    { tag: 0x010f, type: ASCII, value: text(make) },
    { tag: 0x0110, type: ASCII, value: text(model) },
    { tag: 0x02bc, type: BYTE, value: new TextEncoder().encode(xmp) },
    { tag: 0x8769, type: LONG, value: exifAt },
  ]
  const first = directory(main(0), 8)
  const exifAt = 8 + first.length
  const bytes = [directory(main(exifAt), 8), directory(exif, exifAt)]
  const header = Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0)
  return joined([header, ...bytes])
}

export function directory(entries: readonly Entry[], at: number): Uint8Array {
  const fixed = 2 + 12 * entries.length + 4
  const view = new DataView(new ArrayBuffer(fixed))
  const tail: Uint8Array[] = []
  let tailAt = at + fixed
  view.setUint16(0, entries.length, true)
  for (const [i, { tag, type, value }] of entries.entries()) {
    const from = 2 + 12 * i
    view.setUint16(from, tag, true)
    view.setUint16(from + 2, type, true)
    view.setUint32(from + 4, typeof value === 'number' ? 1 : value.length / (SIZE[type] ?? 1), true)
    if (typeof value === 'number') view.setUint32(from + 8, value, true)
    // Up to four bytes stand in the entry itself.
    else if (value.length <= 4) new Uint8Array(view.buffer).set(value, from + 8)
    else {
      const padded = new Uint8Array(value.length + (value.length % 2))
      padded.set(value)
      view.setUint32(from + 8, tailAt, true)
      tail.push(padded)
      tailAt += padded.length
    }
  }
  return joined([new Uint8Array(view.buffer), ...tail])
}

/** A HEIC (ISO 23008-12) with nothing in it but its EXIF item. */
export function aHeic(photo: RawPhoto): Uint8Array {
  const payload = joined([Uint8Array.of(0, 0, 0, 6), new TextEncoder().encode('Exif\0\0'), aDng(photo)])
  const infe = box(
    'infe',
    joined([Uint8Array.of(2, 0, 0, 0, 0, 1, 0, 0), new TextEncoder().encode('Exif'), Uint8Array.of(0)]),
  )
  const iinf = box('iinf', joined([Uint8Array.of(0, 0, 0, 0, 0, 1), infe]))
  const iloc = (offset: number) => {
    const body = new DataView(new ArrayBuffer(22))
    // Version 0; offsets and lengths of four bytes, no base offset; one item of one extent.
    body.setUint8(4, 0x44)
    body.setUint16(6, 1)
    body.setUint16(8, 1)
    body.setUint16(12, 1)
    body.setUint32(14, offset)
    body.setUint32(18, payload.length)
    return box('iloc', new Uint8Array(body.buffer))
  }
  const meta = (offset: number) => box('meta', joined([Uint8Array.of(0, 0, 0, 0), iinf, iloc(offset)]))
  const ftyp = box('ftyp', new TextEncoder().encode('heic\0\0\0\0mif1heic'))
  const offset = ftyp.length + meta(0).length + 8
  return joined([ftyp, meta(offset), box('mdat', payload)])
}

function box(type: string, content: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(8))
  head.setUint32(0, 8 + content.length)
  for (let i = 0; i < 4; i++) head.setUint8(4 + i, type.charCodeAt(i))
  return joined([new Uint8Array(head.buffer), content])
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
