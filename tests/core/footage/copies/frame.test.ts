import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessClocks } from '../../../../src/core/footage/clock.ts'
import { PROGRAM } from '../../../../src/contract/program.ts'
import { Footage } from '../../../../src/core/footage/footage.ts'
import { fromClip, pngSize } from '../../../../src/core/footage/copies/frame.ts'
import { viewsOf } from '../../../../src/core/footage/view/footageViews.ts'
import pkg from '../../../../package.json' with { type: 'json' }
import { aPng } from '../../../builders/png.ts'
import { place } from '../../../builders/site.ts'

const START = 1_779_243_340_000
const clip = (over: Partial<Footage> = {}): Footage => ({
  id: '0190aaaa-0000-7000-8000-000000000781',
  sha256: 'c'.repeat(64),
  sizeBytes: 1,
  fileName: 'c.MP4',
  mimeType: 'video/mp4',
  kind: 'clip',
  flightId: '0190aaaa-0000-7000-8000-000000000001',
  takenAt: { raw: 'mvhd 3', source: 'container', assumedZone: null, utcMs: START },
  placement: { at: place(0, 0), heightM: 50, headingDeg: 10, pitchDeg: -45, by: 'own', reason: '' },
  device: '',
  widthPx: null,
  heightPx: null,
  durationS: 60,
  lens: { hfovDeg: 70, vfovDeg: 50 },
  importedAtMs: 0,
  ...over,
})
const track = Array.from({ length: 61 }, (_, s) => ({
  atMs: START + s * 1000,
  ...place(s * 5, 0),
  heightM: 60,
}))
const frameOf = (parent: Footage, momentS: number): Footage => ({
  ...parent,
  kind: 'photo',
  id: '0190aaaa-0000-7000-8000-000000000782',
  ...fromClip(parent, momentS, track),
  derived: {
    kind: 'frame',
    parentId: parent.id,
    parentSha256: parent.sha256,
    momentS,
    recipe: {
      program: PROGRAM,
      decoder: '',
      codec: '',
      encoding: 'image/png',
      widthPx: 1,
      heightPx: 1,
      mediaTimeS: momentS,
    },
    by: '',
    atMs: 0,
  },
})

describe('a frame of a clip', () => {
  it('is of the clip’s time and the moment, with the zone and the correction that the clip has', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 59, noNaN: true }),
        fc.string({ maxLength: 100 }),
        (momentS, raw) => {
          const takenAt = { ...clip().takenAt, raw, assumedZone: 'Asia/Shanghai', aheadS: 7, aheadWhy: 'w' }
          const frame = frameOf(clip({ takenAt: takenAt as Footage['takenAt'] }), momentS)
          expect(frame.takenAt).toMatchObject({ assumedZone: 'Asia/Shanghai', aheadS: 7 })
          expect(frame.takenAt?.utcMs).toBe(START + Math.round(momentS * 1000))
          expect(Footage.safeParse(frame).error).toBeUndefined()
        },
      ),
    )
    expect(fromClip(clip({ takenAt: null }), 3, track).takenAt).toBeNull()
  })

  it('is where the clip’s own record of that second says', () => {
    const seconds: NonNullable<Footage['seconds']> = [0, 10, 11].map((s) => {
      const { lat, lon } = place(s, 7)
      return [s, lat, lon, 40 + s, 90, -30]
    })
    expect(fromClip(clip({ seconds }), 11.9, track).placement).toMatchObject({ heightM: 51, by: 'own' })
    expect(fromClip(clip({ seconds }), 10.2, track).placement).toMatchObject({ heightM: 50, headingDeg: 90 })
    // A gap in the record is bridged by the track.
    expect(fromClip(clip({ seconds }), 6, track).placement).toMatchObject({ by: 'track', heightM: 60 })
  })

  it('is where a person put the clip; and nowhere where nobody knows', () => {
    const byHand = { ...clip().placement, by: 'hand', reason: 'r' } as NonNullable<Footage['placement']>
    expect(fromClip(clip({ placement: byHand }), 9, track).placement).toEqual(byHand)
    expect(fromClip(clip(), 9, []).placement).toBeNull()
    expect(fromClip(clip(), 0.5, []).placement).toEqual(clip().placement)
  })

  it('is no second view of what its clip saw, and no second witness of its clock', () => {
    expect(viewsOf(frameOf(clip(), 2), track)).toEqual([])
    const off = clip({ takenAt: { ...clip().takenAt, utcMs: START + 8 * 3_600_000 } as Footage['takenAt'] })
    const alone = guessClocks([off], { track })
    expect(alone).not.toEqual([])
    expect(guessClocks([off, frameOf(off, 2), frameOf(off, 3)], { track })).toEqual(alone)
  })
})

describe('the size of a PNG', () => {
  it('is read from its head', () => {
    expect(pngSize(aPng(321, 77))).toEqual({ widthPx: 321, heightPx: 77 })
  })
  it('is not known of anything else, and never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => pngSize(bytes) === null))
    expect(pngSize(aPng(3, 3).subarray(0, 20))).toBeNull()
  })
})

it('the program names the version that it is', () => {
  expect(PROGRAM).toBe(`Sortie ${pkg.version}`)
})
