import { describe, expect, it } from 'vitest'
import { Footage } from '../../../../src/core/footage/footage.ts'
import { readPhoto } from '../../../../src/core/footage/photo/photo.ts'
import { aDng, djiXmp, type RawPhoto } from '../../../builders/rawPhoto.ts'

/** As a Matrice 30T writes it; the place is made up. */
const TAGS = {
  GpsStatus: 'RTK',
  GpsLatitude: '+41.770000000',
  GpsLongitude: '+109.970000000',
  AbsoluteAltitude: '+1665.000',
  RelativeAltitude: '+60.000',
  GimbalRollDegree: '+0.00',
  GimbalYawDegree: '+90.00',
  GimbalPitchDegree: '-45.00',
}
const read = (
  tags: Readonly<Record<string, string>>,
  over: Partial<RawPhoto> = {},
  form: 'attributes' | 'elements' = 'attributes',
) => {
  const { value, notes } = readPhoto(
    aDng({
      make: 'DJI',
      model: 'M30T',
      taken: '2026:05:20 10:15:30',
      xmp: djiXmp({ ...TAGS, ...tags }, form),
      ...over,
    }),
  )
  if (!value) throw new Error('nothing read')
  return { ...value, codes: notes.map(({ code }) => code) }
}

describe('which of the cameras took it', () => {
  it.each([
    ['WideCamera', 'wide'],
    ['ZoomCamera', 'zoom'],
    ['InfraredCamera', 'thermal'],
    ['Thermal', 'thermal'],
    ['VisibleLight', 'visible'],
  ])('%s is %s, as attribute and as element', (ImageSource, kind) => {
    expect(read({ ImageSource }).lensKind).toBe(kind)
    expect(read({ ImageSource }, {}, 'elements').lensKind).toBe(kind)
  })
  it('says nothing where the photo does not', () => {
    expect(read({})).not.toHaveProperty('lensKind')
    expect(read({ ImageSource: 'SomethingNew' })).not.toHaveProperty('lensKind')
  })
})

describe('the field of view', () => {
  /** Across a 4:3 picture, by hand: its width is 4/5 of the diagonal, 34.613 mm of 35 mm film's. */
  const across = (equivalentMm: number) => (2 * Math.atan(34.613 / 2 / equivalentMm) * 180) / Math.PI

  it('of a zoom lens follows its glass, and its digital zoom comes on top, once', () => {
    const seven = read({ ImageSource: 'ZoomCamera' }, { lens: { focalMm: 29.9, filmMm: 162 } })
    expect(seven.lens?.hfovDeg).toBeCloseTo(across(162), 2)
    expect(seven).not.toHaveProperty('zoom')
    const fourteen = read(
      { ImageSource: 'ZoomCamera' },
      { lens: { focalMm: 29.9, filmMm: 162, digitalZoom: 2 } },
    )
    expect(fourteen.lens?.hfovDeg).toBeCloseTo(across(324), 2)
    expect(fourteen.zoom).toBe(2)
  })
  it('is not narrowed twice where the equivalent can only have the zoom in it', () => {
    // 324 / 29.9 = 10.8: no sensor is that small.
    const zoomed = read(
      { ImageSource: 'ZoomCamera' },
      { lens: { focalMm: 29.9, filmMm: 324, digitalZoom: 2 } },
    )
    expect(zoomed.lens?.hfovDeg).toBeCloseTo(across(324), 2)
    // A telephone: 25 mm glass, zoomed 2.5 times, writes 49 mm.
    const phone = read({}, { make: 'Google', lens: { focalMm: 4.53, filmMm: 49, digitalZoom: 2.5 } })
    expect(phone.lens?.hfovDeg).toBeCloseTo(across(49), 2)
  })
  it('of a zoom lens does not come from a calibration, which is of fixed glass', () => {
    const tags = { CalibratedFocalLength: '3666.7' }
    expect(read({ ...tags, ImageSource: 'ZoomCamera' }, { lens: { filmMm: 162 } }).lens?.hfovDeg).toBeCloseTo(
      across(162),
      2,
    )
    expect(read({ ...tags, ImageSource: 'WideCamera' }, { lens: { filmMm: 162 } }).lens?.hfovDeg).toBeCloseTo(
      (2 * Math.atan(4000 / 2 / 3666.7) * 180) / Math.PI,
      4,
    )
  })
})

describe('what the receiver says of the place', () => {
  it('gives its error on the ground', () => {
    const { placement } = read({ RtkFlag: '50', RtkStdLat: '0.012', RtkStdLon: '0.009', RtkStdHgt: '0.02' })
    expect(placement?.errorM).toBeCloseTo(0.015, 6)
  })
  it('is no place where it calls it invalid', () => {
    const { placement, codes } = read({ GpsStatus: 'Invalid' })
    expect(placement).toBeNull()
    expect(codes).toContain('gps_invalid')
  })
  it('keeps the roll of the gimbal, and leaves it out when it is level', () => {
    expect(read({ GimbalRollDegree: '-3.50' }).placement?.rollDeg).toBe(-3.5)
    expect(read({}).placement).not.toHaveProperty('rollDeg')
  })
})

describe('the laser’s target', () => {
  // 54.1 m off: 50 m east (0.000601° at 41.77 N) and 20.7 m down.
  const TARGET = {
    LRFStatus: 'Normal',
    LRFTargetDistance: '54.103',
    LRFTargetLon: '109.9706014',
    LRFTargetLat: '41.7700000',
    LRFTargetAlt: '1.285',
    LRFTargetAbsAlt: '1644.340',
  }
  it.each(['attributes', 'elements'] as const)(
    'is read from %s, its height counted from take-off',
    (form) => {
      const { target, codes } = read(TARGET, {}, form)
      expect(target).toEqual({
        at: { lat: 41.77, lon: 109.9706014 },
        amslM: 1644.34,
        heightM: 39.34,
        distanceM: 54.103,
      })
      expect(codes).not.toContain('laser_unusable')
    },
  )
  it.each([
    ['its status', { LRFStatus: 'TooFar' }],
    ['0, 0', { LRFTargetLat: '0.0000000', LRFTargetLon: '0.0000000' }],
    ['no distance', { LRFTargetDistance: '0.000' }],
    ['a distance beyond any laser', { LRFTargetDistance: '9000.0', LRFTargetLat: '41.85' }],
    ['a place where the distance does not reach', { LRFTargetLon: '109.9800000' }],
    ['no place', { LRFTargetLat: 'nan', LRFTargetLon: '' }],
  ])('is none by %s, and that is said', (_, over) => {
    const { codes, ...value } = read({ ...TARGET, ...over })
    expect(value).not.toHaveProperty('target')
    expect(codes).toContain('laser_unusable')
  })
  it('is none, without a word, where there is no laser', () => {
    expect(read({}).codes).not.toContain('laser_unusable')
  })
})

it('what is read is a footage document', () => {
  const {
    codes: _,
    clockAheadS: __,
    ...own
  } = read(
    { ImageSource: 'ZoomCamera', GimbalRollDegree: '+1.5', RtkStdLat: '0.01', RtkStdLon: '0.01' },
    { lens: { filmMm: 162, digitalZoom: 2 } },
  )
  const doc = {
    id: '0190aaaa-0000-7000-8000-00000000f001',
    sha256: 'a'.repeat(64),
    sizeBytes: 1,
    fileName: 'z.dng',
    mimeType: 'image/x-adobe-dng',
    kind: 'photo',
    flightId: null,
    importedAtMs: 0,
    ...own,
  }
  expect(Footage.parse(doc)).toEqual(doc)
})
