import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Footage } from '../../../../src/core/footage/footage.ts'
import { readPhoto } from '../../../../src/core/footage/photo/photo.ts'
import { anXmp, aPhotoJpeg, type PhotoTags, SOMEWHERE } from '../../../builders/photoJpeg.ts'

const AT = Date.UTC(2026, 4, 20, 2, 16)
const GPS = {
  gpsDate: '2026:05:20',
  gpsTime: [
    [2, 1],
    [16, 1],
    [0, 1],
  ],
} as const
const read = (tags: PhotoTags) => {
  const { value, notes } = readPhoto(aPhotoJpeg(tags))
  if (!value) throw new Error('nothing read')
  return { ...value, codes: notes.map(({ code }) => code), notes }
}

describe('when a photo was taken', () => {
  it('by the receiver, before a clock without a zone, whose error is told', () => {
    const { takenAt, clockAheadS, notes } = read({ ...SOMEWHERE, ...GPS, original: '2026:05:20 10:20:00' })
    expect(takenAt).toMatchObject({ source: 'utc', utcMs: AT, assumedZone: null })
    expect(clockAheadS).toBe(240)
    expect(notes).toMatchObject([{ code: 'clock_differs', params: { seconds: 240 } }])
  })
  it('by the receiver alone', () => {
    const { takenAt, clockAheadS, codes } = read({ ...SOMEWHERE, ...GPS })
    expect(takenAt?.utcMs).toBe(AT)
    expect(clockAheadS).toBeNull()
    expect(codes).toEqual([])
  })
  it('by a clock with its zone before the receiver, which tells of its last fix; the difference is told', () => {
    const { takenAt, clockAheadS } = read({
      ...GPS,
      original: '2026:05:20 09:16:30',
      offsetOriginal: '+07:00',
    })
    expect(takenAt).toMatchObject({ source: 'exif', assumedZone: '+07:00', utcMs: AT + 30_000 })
    expect(clockAheadS).toBe(30)
  })
  it.each([
    ['its own offset', { offsetOriginal: '+07:00' }, 2],
    ['any offset of the camera', { offset: '+07:00' }, 2],
    ['UTC', { offsetOriginal: 'Z' }, 9],
    ['China’s where there is none', {}, 1],
    ['China’s where it is none', { offset: '+27:00' }, 1],
  ])('reads the clock by %s', (_, offsets, hour) => {
    expect(read({ original: '2026:05:20 09:16:00', ...offsets }).takenAt?.utcMs).toBe(
      Date.UTC(2026, 4, 20, hour, 16),
    )
  })
  it.each<[string, PhotoTags]>([
    ['original', { original: '2026:05:20 10:16:00', digitized: '2026:05:20 11:00:00' }],
    [
      'digitized',
      { digitized: '2026:05:20 10:16:00', xmp: anXmp({ 'xmp:CreateDate': '2026-05-20T12:00:00' }) },
    ],
    ['XMP original', { xmp: anXmp({ 'exif:DateTimeOriginal': '2026-05-20T10:16:00' }) }],
    ['XMP created', { xmp: anXmp({ 'xmp:CreateDate': '2026-05-20T02:16:00Z' }) }],
    ['Photoshop created', { xmp: anXmp({ 'photoshop:DateCreated': '2026-05-20T10:16:00.50+08:00' }) }],
    [
      'a sound one behind a broken one',
      { original: '0000:00:00 00:00:00', digitized: '2026:05:20 10:16:00' },
    ],
  ])('%s comes before the time of the last change', (_, tags) => {
    const { takenAt, codes } = read({ changed: '2026:05:22 18:00:00', ...tags })
    expect(takenAt).toMatchObject({ source: 'exif', utcMs: AT })
    expect(codes).not.toContain('change_time')
  })
  it('of a receiver that missed a turn of the GPS week is moved on by it, where the clock says so', () => {
    // 1024 weeks before 2026-05-20.
    const old = { ...GPS, gpsDate: '2006:10:04' }
    expect(read({ ...old, original: '2026:05:20 10:16:00' }).takenAt).toMatchObject({
      source: 'utc',
      utcMs: AT,
    })
    // Without a clock, or with one that says something else, it stays what the receiver tells.
    for (const tags of [old, { ...old, original: '2016:05:20 10:16:00' }])
      expect(read(tags).takenAt?.utcMs).toBe(AT - 1024 * 7 * 86_400_000)
  })
  it('is the time of the last change where nothing else is said, and says so', () => {
    const { takenAt, codes } = read({ changed: '2026:05:20 10:16:00' })
    expect(takenAt).toMatchObject({ source: 'file', utcMs: AT })
    expect(codes).toContain('change_time')
    // A day alone is no time.
    expect(read({ xmp: anXmp({ 'xmp:CreateDate': '2026-05-20' }) }).takenAt).toBeNull()
  })
  it.each<[string, PhotoTags]>([
    ['a receiver without a fix', { ...GPS, gpsStatus: 'V' }],
    [
      '0/0',
      {
        gpsDate: '2026:05:20',
        gpsTime: [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      },
    ],
    ['no date', { gpsTime: GPS.gpsTime }],
    ['a date before there was a fix', { ...GPS, gpsDate: '1980:01:06' }],
    ['a date that there is not', { ...GPS, gpsDate: '2026:13:40' }],
    [
      '25 hours',
      {
        ...GPS,
        gpsTime: [
          [25, 1],
          [0, 1],
          [0, 1],
        ],
      },
    ],
  ])('%s tells no UTC', (_, tags) => {
    expect(read({ ...tags, original: '2026:05:20 10:20:00' })).toMatchObject({
      takenAt: { source: 'exif', utcMs: AT + 240_000 },
      clockAheadS: null,
    })
  })
})

describe('where a photo was taken', () => {
  it('by EXIF, on any side, with small letters too', () => {
    expect(read(SOMEWHERE).placement?.at).toEqual({ lat: 41.77, lon: 109.97 })
    expect(read({ ...SOMEWHERE, latRef: 's', lonRef: 'w' }).placement?.at).toEqual({
      lat: -41.77,
      lon: -109.97,
    })
  })
  it.each<[string, PhotoTags, string]>([
    ['a void fix', { ...SOMEWHERE, gpsStatus: 'V' }, 'gps_invalid'],
    [
      '0/0',
      {
        ...SOMEWHERE,
        lat: [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      },
      'gps_unreadable',
    ],
    [
      'seconds of 0/0',
      {
        ...SOMEWHERE,
        lon: [
          [109, 1],
          [58, 1],
          [0, 0],
        ],
      },
      'gps_unreadable',
    ],
    ['a latitude alone', { lat: SOMEWHERE.lat, latRef: 'N' }, 'gps_unreadable'],
    [
      'beyond the pole',
      {
        ...SOMEWHERE,
        lat: [
          [4_000_000_000, 1],
          [0, 1],
          [0, 1],
        ],
      },
      'gps_unreadable',
    ],
    ['no side of the equator', { lat: SOMEWHERE.lat, lon: SOMEWHERE.lon, lonRef: 'E' }, 'gps_hemisphere'],
    [
      'nought',
      {
        ...SOMEWHERE,
        lat: [
          [0, 1],
          [0, 1],
          [0, 1],
        ],
        lon: [
          [0, 1],
          [0, 1],
          [0, 1],
        ],
      },
      'zero_position',
    ],
    ['nothing', {}, 'no_position'],
    [
      'not a number in XMP',
      { xmp: anXmp({ 'drone-dji:GpsLatitude': '41,77', 'drone-dji:GpsLongitude': '109,97' }) },
      'no_position',
    ],
  ])('%s is no place, and says so', (_, tags, code) => {
    const { placement, codes } = read({ original: '2026:05:20 10:16:00', ...tags })
    expect(placement).toBeNull()
    expect(codes).toEqual([code])
  })
  it('tells a poor fix and another datum', () => {
    const { placement, notes } = read({
      ...SOMEWHERE,
      original: '2026:05:20 10:16:00',
      gpsDop: [93, 10],
      gpsDatum: 'TOKYO',
    })
    expect(placement).not.toBeNull()
    expect(notes).toMatchObject([
      { code: 'gps_dop', params: { dop: 9.3 } },
      { code: 'map_datum', params: { name: 'TOKYO' } },
    ])
    expect(read({ ...SOMEWHERE, ...GPS, gpsDop: [12, 10], gpsDatum: 'WGS-84' }).codes).toEqual([])
  })
})

describe('any tags', () => {
  const fraction = fc.tuple(
    fc.oneof(fc.constantFrom(0, 1, 41, 4_294_967_295), fc.nat()),
    fc.oneof(fc.constantFrom(0, 1, 1000), fc.nat()),
  )
  const word = fc.oneof(
    fc.constantFrom(
      '2026:05:20 10:16:00',
      '0000:00:00 00:00:00',
      '9999:12:31 23:59:60',
      '+08:00',
      'N',
      's',
      'V',
    ),
    fc.string({ maxLength: 300 }),
  )
  const parts = fc.array(fraction, { minLength: 1, maxLength: 4 })
  it('give a record that the schema takes', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            changed: word,
            original: word,
            digitized: word,
            offset: word,
            lat: parts,
            latRef: word,
            lon: parts,
            lonRef: word,
            gpsDate: word,
            gpsTime: parts,
            gpsStatus: word,
            gpsDop: fraction,
            gpsDatum: word,
          },
          { requiredKeys: [] },
        ),
        (tags) => {
          const { value } = readPhoto(aPhotoJpeg(tags))
          const { clockAheadS, ...own } = value ?? { clockAheadS: null }
          expect(
            Footage.pick({
              takenAt: true,
              placement: true,
              device: true,
              widthPx: true,
              heightPx: true,
              lens: true,
              clockAheadS: true,
            }).safeParse({
              ...own,
              ...(clockAheadS === null ? {} : { clockAheadS }),
            }).error,
          ).toBeUndefined()
        },
      ),
      { numRuns: 300 },
    )
  })
})

const field = path.resolve(import.meta.dirname, '../../../../../shared/fixtures/field')
describe.runIf(fs.existsSync(field))('the photos of the field', () => {
  it.each([
    ['ph_gpsutc.jpg', AT, true],
    ['ph_gpsonly.jpg', AT, true],
    ['ph_offset.jpg', AT, true],
    ['ph_void.jpg', AT + 240_000, false],
  ])('%s', (name, utcMs, isPlaced) => {
    const { value } = readPhoto(Uint8Array.from(fs.readFileSync(path.join(field, name))))
    expect(value?.takenAt?.utcMs).toBe(utcMs)
    expect(value?.placement !== null).toBe(isPlaced)
  })
})
