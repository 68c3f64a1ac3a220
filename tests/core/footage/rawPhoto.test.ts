import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPhoto } from '../../../src/core/footage/photo/photo.ts'
import { recognise } from '../../../src/core/footage/recognise.ts'
import { aDng, aHeic } from '../../builders/rawPhoto.ts'

const photo = {
  make: 'DJI',
  model: 'M3M',
  taken: '2026:05:20 10:15:30',
  xmp: '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" drone-dji:GpsLatitude="+41.7712000" drone-dji:GpsLongitude="+109.9723000" drone-dji:RelativeAltitude="+60.10" drone-dji:GimbalYawDegree="-45.5" drone-dji:GimbalPitchDegree="-90.00"/></rdf:RDF></x:xmpmeta>',
}

describe('pictures that are no JPEG', () => {
  it.each([
    ['image/x-adobe-dng', aDng(photo)],
    ['image/heic', aHeic(photo)],
  ])('%s is known by its content and says its device and time', (mimeType, bytes) => {
    expect(recognise(bytes)).toMatchObject({ kind: 'photo', mimeType })
    const { value } = readPhoto(bytes)
    expect(value).toMatchObject({
      device: 'DJI M3M',
      takenAt: { raw: photo.taken, utcMs: Date.UTC(2026, 4, 20, 2, 15, 30) },
    })
  })

  it('a DNG says where it was and looked, by DJI’s XMP', () => {
    expect(readPhoto(aDng(photo)).value?.placement).toEqual({
      at: { lat: 41.7712, lon: 109.9723 },
      heightM: 60.1,
      headingDeg: 314.5,
      pitchDeg: -90,
      by: 'own',
      reason: '',
    })
  })

  it('never throws, cut anywhere', () => {
    for (const whole of [aDng(photo), aHeic(photo)])
      for (let end = 0; end < whole.length; end += 3)
        expect(readPhoto(whole.slice(0, end)).value).not.toBeNull()
  })
})

describe('a photo within a larger piece of memory', () => {
  it('is read from its own bytes', () => {
    const dng = aDng(photo)
    const pool = Buffer.concat([Buffer.alloc(999, 1), dng, Buffer.alloc(77, 2)])
    const within = pool.subarray(999, 999 + dng.length)
    expect(readPhoto(within)).toEqual(readPhoto(dng))
    expect(readPhoto(within).value?.device).toBe('DJI M3M')
  })
})

describe('a TIFF that is laid on the ground', () => {
  const terrain = fs.readFileSync(path.join(import.meta.dirname, '../../fixtures/terrain/dem_synthetic.tif'))

  it('is no photo', () => {
    expect(recognise(terrain)).toEqual({ kind: 'document', mimeType: 'image/tiff', extension: 'tif' })
  })

  it('is a photo where it only looks like one, and cut anywhere it is read without a fault', () => {
    const dng = aDng({ make: 'DJI', model: 'M3E', taken: '2026:05:20 10:15:30', xmp: '' })
    for (let end = 0; end < 200; end++)
      for (const bytes of [dng, terrain]) expect(() => recognise(bytes.subarray(0, end))).not.toThrow()
    expect(recognise(dng).mimeType).toBe('image/x-adobe-dng')
  })
})
