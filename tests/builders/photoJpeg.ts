import { ASCII, directory, type Entry, joined, LONG, RATIONAL, text } from './rawPhoto.ts'

/** A whole number of two bytes. */
const SHORT = 3

type Fraction = readonly [above: number, below: number]

/** What a photo says of its time and place, tag by tag as it stands in the file; what is left out is not in it. */
export type PhotoTags = {
  readonly changed?: string
  /** How it is to be turned, 1 to 8. */
  readonly orientation?: number
  readonly original?: string
  readonly digitized?: string
  readonly offset?: string
  readonly offsetOriginal?: string
  readonly offsetDigitized?: string
  readonly lat?: readonly Fraction[]
  readonly latRef?: string
  readonly lon?: readonly Fraction[]
  readonly lonRef?: string
  readonly gpsDate?: string
  readonly gpsTime?: readonly Fraction[]
  readonly gpsStatus?: string
  readonly gpsDop?: Fraction
  readonly gpsDatum?: string
  /** A whole packet of XMP. */
  readonly xmp?: string
  /** Makes it another file. */
  readonly mark?: string
}

/** 41° 46' 12" N, 109° 58' 12" E. */
export const SOMEWHERE = {
  lat: [
    [41, 1],
    [46, 1],
    [12, 1],
  ],
  latRef: 'N',
  lon: [
    [109, 1],
    [58, 1],
    [12, 1],
  ],
  lonRef: 'E',
} as const satisfies PhotoTags

const fractions = (values: readonly Fraction[]): Uint8Array =>
  new Uint8Array(Uint32Array.from(values.flat()).buffer)
const ascii = (tag: number, value: string | undefined): Entry[] =>
  value === undefined ? [] : [{ tag, type: ASCII, value: text(value) }]
const rational = (tag: number, value: readonly Fraction[] | undefined): Entry[] =>
  value === undefined ? [] : [{ tag, type: RATIONAL, value: fractions(value) }]

/** A JPEG of 16 by 16 grey pixels with these tags, written without the reader. */
export const aPhotoJpeg = (tags: PhotoTags): Uint8Array =>
  joined([
    jpegHead(tags),
    // One component of eight bits, 16 by 16, with empty tables: enough to say its size.
    segment(0xc0, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0)),
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
    Uint8Array.of(0, 0xff, 0xd9),
  ])

/** The beginning of a JPEG, with these tags as EXIF and XMP. */
export function jpegHead(tags: PhotoTags): Uint8Array {
  const exif = [
    ...ascii(0x9003, tags.original),
    ...ascii(0x9004, tags.digitized),
    ...ascii(0x9010, tags.offset),
    ...ascii(0x9011, tags.offsetOriginal),
    ...ascii(0x9012, tags.offsetDigitized),
  ]
  const gps = [
    ...ascii(1, tags.latRef),
    ...rational(2, tags.lat),
    ...ascii(3, tags.lonRef),
    ...rational(4, tags.lon),
    ...rational(7, tags.gpsTime),
    ...ascii(9, tags.gpsStatus),
    ...rational(0x0b, tags.gpsDop && [tags.gpsDop]),
    ...ascii(0x12, tags.gpsDatum),
    ...ascii(0x1d, tags.gpsDate),
  ]
  const main = (exifAt: number, gpsAt: number): Entry[] => [
    ...ascii(0x010f, 'DJI'),
    ...ascii(0x0110, 'M3T'),
    ...(tags.orientation === undefined ? [] : [{ tag: 0x0112, type: SHORT, value: tags.orientation }]),
    ...ascii(0x0132, tags.changed),
    { tag: 0x8769, type: LONG, value: exifAt },
    { tag: 0x8825, type: LONG, value: gpsAt },
  ]
  const exifAt = 8 + directory(main(0, 0), 8).length
  const gpsAt = exifAt + directory(exif, exifAt).length
  const tiff = joined([
    Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0),
    directory(main(exifAt, gpsAt), 8),
    directory(exif, exifAt),
    directory(gps, gpsAt),
  ])
  const letters = (word: string) => new TextEncoder().encode(word)
  return joined([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe1, joined([letters('Exif\0\0'), tiff])),
    ...(tags.xmp ? [segment(0xe1, letters(`http://ns.adobe.com/xap/1.0/\0${tags.xmp}`))] : []),
    ...(tags.mark ? [segment(0xfe, letters(tags.mark))] : []),
  ])
}

/** A part of a JPEG by its marker. */
export function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content])
}

/** XMP with attributes of Adobe's and EXIF's names, `xmp:CreateDate` and the like. */
export const anXmp = (attributes: Readonly<Record<string, string>>): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"${Object.entries(
    attributes,
  )
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')}/></rdf:RDF></x:xmpmeta>`
