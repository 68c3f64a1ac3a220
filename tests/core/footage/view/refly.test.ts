import { describe, expect, it } from 'vitest'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { reflyTargets } from '../../../../src/core/footage/view/refly.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import { ORIGIN } from '../../../builders/site.ts'

const photo = (placement: Partial<NonNullable<Footage['placement']>> | null): Footage => ({
  id: '0190aaaa-0000-7000-8000-000000000778',
  sha256: 'b'.repeat(64),
  sizeBytes: 1,
  fileName: 'p.JPG',
  mimeType: 'image/jpeg',
  kind: 'photo',
  flightId: null,
  takenAt: null,
  placement: placement && {
    at: ORIGIN,
    heightM: 60,
    headingDeg: 90,
    pitchDeg: -45,
    by: 'own',
    reason: '',
    ...placement,
  },
  device: '',
  widthPx: null,
  heightPx: null,
  lens: null,
  importedAtMs: 0,
})
const targetOf = (placement: Parameters<typeof photo>[0]) => reflyTargets([photo(placement)], () => 't')[0]

describe('a second look', () => {
  it('is at the middle of the picture, from its other side, nearer and lower', () => {
    const target = targetOf({})
    // 60 m high and 45° down to the east: 60 m ahead.
    const { x, y } = frameAt(ORIGIN).toLocal(target?.at ?? ORIGIN)
    expect([x, y].map(Math.round)).toEqual([60, 0])
    expect(target).toMatchObject({ standoffM: 20, heightM: 36, fromDeg: 90 })
  })

  it('is below a picture that looked down, or nobody knows where, from any side', () => {
    for (const over of [{ pitchDeg: -90 }, { pitchDeg: null }, { headingDeg: null }, { pitchDeg: -3 }])
      expect(targetOf(over)).toMatchObject({ fromDeg: null, at: { lat: ORIGIN.lat, lon: ORIGIN.lon } })
  })

  it('is nowhere for a picture without a place', () => {
    expect(targetOf(null)).toBeUndefined()
    expect(targetOf({ heightM: null })).toBeUndefined()
  })
})
