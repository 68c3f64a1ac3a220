import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { footprint, middleOfPicture, possibleGround } from '../../../../src/core/footage/view/footprint.ts'
import { groundOf, groundOver } from '../../../../src/core/footage/view/ground.ts'
import { type FootageView, viewBox, viewsOf } from '../../../../src/core/footage/view/footageViews.ts'
import { packFootageViews, unpackFootageViews } from '../../../../src/core/footage/view/packedViews.ts'
import { sawPoint } from '../../../../src/core/footage/view/sawPoint.ts'
import { overGroundM, sees, type View, viewOf } from '../../../../src/core/footage/view/view.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import { aMission } from '../../../builders/mission.ts'
import { ORIGIN, place } from '../../../builders/site.ts'
import { aModel, aSlope } from '../../../builders/slope.ts'

const LENS = { hfovDeg: 73.7, vfovDeg: 58.7 }
const view = (over: Partial<View> = {}): View => ({
  at: ORIGIN,
  heightM: 60,
  headingDeg: 90,
  pitchDeg: -45,
  lens: LENS,
  ...over,
})
const local = (at: { lat: number; lon: number }) => frameAt(ORIGIN).toLocal(at)
const RISE = 0.2
const slope = groundOver(aSlope(RISE), 1600)

describe('a picture over a slope', () => {
  it('has its middle where the ray meets the ground, not where level ground would be', () => {
    // 45° down to the east: 60 m less the way ahead; the slope rises 0.2 m a metre: 60 - s = 0.2 s, s = 50.
    expect(local(middleOfPicture(view(), slope) ?? ORIGIN).x).toBeCloseTo(50, 0)
    expect(local(middleOfPicture(view(), null) ?? ORIGIN).x).toBeCloseTo(60, 3)
  })

  it('has its corners where a hand calculation puts them', () => {
    const { ring, isCut, isFlat } = footprint(view(), slope)
    expect([isCut, isFlat]).toEqual([false, false])
    // The camera looks along (1, 0, -1)/√2; right is south (0, -1, 0), up is (1, 0, 1)/√2.
    const [w, h, root] = [Math.tan((36.85 * Math.PI) / 180), Math.tan((29.35 * Math.PI) / 180), Math.SQRT1_2]
    const corner = (u: number, v: number) => {
      const [east, north, up] = [root + v * h * root, -u * w, -root + v * h * root]
      // 60 + t·up = 0.2·t·east
      const t = 60 / (RISE * east - up)
      return { x: t * east, y: t * north }
    }
    // Six pieces an edge: corners are every sixth.
    for (const [i, [u, v]] of [
      [-1, 1],
      [1, 1],
      [1, -1],
      [-1, -1],
    ].entries()) {
      const found = local(ring[i * 6] ?? ORIGIN)
      const { x, y } = corner(u as number, v as number)
      expect(Math.hypot(found.x - x, found.y - y)).toBeLessThan(1)
    }
  })

  it('may have looked farther down the slope than up it, where nobody knows the direction', () => {
    const { ring } = possibleGround(view(), slope, 3)
    const xs = ring.map((at) => local(at).x)
    // East: (60 - 0.2 x) tan 60° = x; west: (60 + 0.2 x) tan 60° = x; and 3 m of error besides.
    const reach = (sign: number) => (60 * Math.sqrt(3)) / (1 + sign * RISE * Math.sqrt(3)) + 3
    expect(Math.max(...xs)).toBeCloseTo(reach(1), 0)
    expect(-Math.min(...xs)).toBeCloseTo(reach(-1), 0)
  })

  it('rolled by a quarter turn is as wide as it was high', () => {
    const level = footprint(view({ pitchDeg: -90, headingDeg: 0 })).ring.map(local)
    const turned = footprint(view({ pitchDeg: -90, headingDeg: 0, rollDeg: 90 })).ring.map(local)
    const across = (ring: readonly { x: number }[]) => Math.max(...ring.map(({ x }) => x))
    const along = (ring: readonly { y: number }[]) => Math.max(...ring.map(({ y }) => y))
    expect(across(turned)).toBeCloseTo(along(level), 6)
    expect(along(turned)).toBeCloseTo(across(level), 6)
    // Turned clockwise by 10° the upper edge's middle lies that much east of north; the edge is 29.35° from the middle.
    const tilted = view({ pitchDeg: -90, headingDeg: 0, rollDeg: 10 })
    const [x, y] = [20 * Math.sin(Math.PI / 18), 20 * Math.cos(Math.PI / 18)]
    expect(sees(tilted, place(x, y), 0, null)?.fromCentre).toBeCloseTo(
      20 / 60 / Math.tan(29.35 * (Math.PI / 180)),
      3,
    )
  })

  it('counts its height from the ground below it', () => {
    const up = view({ at: place(100, 0) })
    expect(overGroundM(up, slope)).toBeCloseTo(40, 0)
    expect(overGroundM(up, null)).toBe(60)
  })

  it('says that it took the ground for flat where the model ends', () => {
    const far = view({ at: place(5000, 0) })
    expect(footprint(far, slope).isFlat).toBe(true)
    expect(
      footprint(far, slope)
        .ring.map(local)
        .every(({ x }) => x > 5000),
    ).toBe(true)
  })
})

const terrains = fc
  .record({
    rise: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    deep: fc.double({ min: -60, max: 30, noNaN: true }),
    wave: fc.integer({ min: 150, max: 900 }),
  })
  .map(({ rise, deep, wave }) =>
    groundOver(
      aModel((x, y) => 1600 + rise * x + deep * (1 - Math.cos(y / wave))),
      1600,
    ),
  )

it('whatever a view may hold over an elevation model lies in the box that an index keeps of it', () => {
  fc.assert(
    fc.property(
      terrains,
      fc.record({
        headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
        pitchDeg: fc.double({ min: -90, max: 0, noNaN: true }),
        rollDeg: fc.constantFrom(0, 0, 10, -35, 180),
        heightM: fc.double({ min: 5, max: 120, noNaN: true }),
      }),
      fc.array(
        fc.tuple(
          fc.double({ min: -1500, max: 1500, noNaN: true }),
          fc.double({ min: -1500, max: 1500, noNaN: true }),
        ),
        { minLength: 30, maxLength: 30 },
      ),
      fc.boolean(),
      (ground, over, places, isKnown) => {
        const one = view(over)
        if (overGroundM(one, ground) <= 0) return
        const box = viewBox({ view: one, assumed: isKnown ? [] : ['attitude'], ground })
        for (const [x, y] of places) {
          const at = place(x, y)
          const groundM = ground.at(at)
          if (groundM === null || groundM > one.heightM || !sees(one, at, groundM, null, isKnown)) continue
          expect(at.lat).toBeGreaterThanOrEqual(box.south - 1e-9)
          expect(at.lat).toBeLessThanOrEqual(box.north + 1e-9)
          expect(at.lon).toBeGreaterThanOrEqual(box.west - 1e-9)
          expect(at.lon).toBeLessThanOrEqual(box.east + 1e-9)
        }
      },
    ),
    { numRuns: 300 },
  )
})

describe('what saw this point', () => {
  const photo = (over: Partial<Footage>): Footage => ({
    id: '0190aaaa-0000-7000-8000-00000000f001',
    sha256: 'a'.repeat(64),
    sizeBytes: 1,
    fileName: 'p.jpg',
    mimeType: 'image/jpeg',
    kind: 'photo',
    flightId: '0190aaaa-0000-7000-8000-0000000f1001',
    takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: 1000 },
    placement: { at: ORIGIN, heightM: 60, headingDeg: 90, pitchDeg: -45, by: 'own', reason: '' },
    device: '',
    widthPx: 4000,
    heightPx: 3000,
    lens: LENS,
    importedAtMs: 0,
    ...over,
  })
  const asked = (one: Footage, at = place(50, 0), heightsM = [0], ground = slope as typeof slope | null) =>
    sawPoint(packFootageViews(viewsOf(one, [], ground)), at, heightsM)

  it('is the same whether views are asked as they are or as an index keeps them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 359, noNaN: true }),
        fc.double({ min: -90, max: 20, noNaN: true }),
        fc.constantFrom(0, 7, -170),
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.double({ min: -200, max: 200, noNaN: true }),
        (headingDeg, pitchDeg, rollDeg, x, y) => {
          const one = view({ headingDeg, pitchDeg, rollDeg })
          const placed: FootageView = {
            footageId: 'f',
            flightId: null,
            takenAtMs: null,
            widthPx: 4000,
            momentS: null,
            view: one,
            assumed: [],
            ground: slope,
          }
          const at = place(x, y)
          const plain = sees(one, at, slope.at(at) ?? 0, 4000)
          if (plain && plain.fromCentre > 0.999) return
          const [found] = sawPoint(packFootageViews([placed]), at, [0])
          if (!plain) expect(found === undefined || found.fromCentre > 0.999).toBe(true)
          else {
            expect(found?.distanceM).toBeCloseTo(plain.distanceM, 1)
            expect(found?.fromCentre).toBeCloseTo(plain.fromCentre, 3)
            expect(found?.gsdM).toBeCloseTo(plain.gsdM ?? Number.NaN, 5)
          }
          const [again] = packFootageViews([placed]).flatMap((packed) => [...unpackFootageViews(packed)])
          expect(again?.view.at.lat).toBeCloseTo(ORIGIN.lat, 8)
        },
      ),
    )
  })

  it('reckons over the elevation model, and says that the ground is assumed only without one', () => {
    const [over] = asked(photo({}))
    expect(over?.fromCentre).toBeLessThan(0.05)
    expect(over?.assumed).toEqual([])
    // Ten metres up at 50 m east: 50 m below and 50 m ahead of the camera.
    expect(over?.distanceM).toBeCloseTo(50 * Math.SQRT2, 0)
    const [flat] = asked(photo({}), undefined, [0], null)
    expect(flat?.fromCentre).toBeGreaterThan(0.1)
    expect(flat?.assumed).toEqual(['ground'])
  })

  it('of a tall thing tries its foot, middle and top, and the best counts', () => {
    const level = photo({
      placement: { at: ORIGIN, heightM: 60, headingDeg: 90, pitchDeg: 0, by: 'own', reason: '' },
    })
    const foot = asked(level, place(80, 0), [0], null)
    // The foot is 37° below the middle of the picture, whose edge is at 29°; the top stands in its middle.
    expect(foot).toEqual([])
    expect(asked(level, place(80, 0), [0, 30, 60], null)[0]?.heightM).toBe(60)
  })

  describe('with a laser', () => {
    const blind = {
      at: ORIGIN,
      heightM: 60,
      headingDeg: null,
      pitchDeg: null,
      by: 'own',
      reason: '',
    } as const
    // 100 m east, 60 m below: the laser itself gives 116.6 m.
    const target = { at: place(100, 0), amslM: 1600, heightM: 0, distanceM: 116.6 }

    it('the direction is known though the gimbal is not', () => {
      const seen = viewOf(photo({ placement: blind, target }))
      expect(seen?.assumed).toEqual([])
      expect(seen?.view.headingDeg).toBeCloseTo(90, 3)
      // atan(60 / 100)
      expect(seen?.view.pitchDeg).toBeCloseTo(-30.96, 2)
    })
    it('the direction beats the gimbal, and needs no height of its own: the distance gives it', () => {
      const bent = { ...blind, headingDeg: 40, pitchDeg: -80, heightM: null }
      const seen = viewOf(photo({ placement: bent, target: { ...target, heightM: null, amslM: null } }))
      expect(seen?.view.headingDeg).toBeCloseTo(90, 3)
      expect(seen?.view.heightM).toBeCloseTo(60, 0)
      expect(seen?.view.pitchDeg).toBeCloseTo(-30.96, 1)
    })
    it('what it saw lies in the plane that was measured, and what an index keeps still holds the ground', () => {
      // 100 m east and 20 m up: 40 m below the camera, so that its middle is the target and not 50 m behind it.
      const roof = photo({ placement: blind, target: { ...target, heightM: 20, distanceM: 107.7 } })
      const seen = viewOf(roof)
      const { ring } = footprint(seen?.view ?? view())
      const xs = ring.map((at) => local(at).x)
      expect(Math.min(...xs)).toBeLessThan(100)
      expect(Math.max(...xs)).toBeGreaterThan(100)
      const tops = sawPoint(packFootageViews(viewsOf(roof, [])), place(150, 0), [0])
      expect(tops[0]?.fromCentre).toBeLessThan(0.05)
      const box = viewBox({ view: seen?.view ?? view(), assumed: [], ground: null })
      expect(place(150, 0).lon).toBeLessThan(box.east)
    })
    it('straight below it tells no heading: the gimbal’s is kept, or none', () => {
      const under = { at: place(1, 0), amslM: null, heightM: 0, distanceM: 60 }
      expect(viewOf(photo({ placement: blind, target: under }))?.assumed).toEqual(['attitude'])
      const known = viewOf(photo({ placement: { ...blind, headingDeg: 33, pitchDeg: -88 }, target: under }))
      expect(known?.assumed).toEqual([])
      expect(known?.view.headingDeg).toBe(33)
    })
    it('what it measured comes before what was reckoned, at the distance that it measured', () => {
      const measured = photo({ placement: blind, target })
      const nearer = photo({
        id: '0190aaaa-0000-7000-8000-00000000f002',
        placement: { ...blind, at: place(60, 0), headingDeg: 90, pitchDeg: -56.3 },
      })
      const found = sawPoint(
        [measured, nearer].flatMap((one) => packFootageViews(viewsOf(one, []))),
        place(102, 1),
        [0],
      )
      expect(found.map(({ isLaser, distanceM }) => [isLaser, Math.round(distanceM)])).toEqual([
        [true, 117],
        [false, 73],
      ])
      expect(found[0]?.assumed).toEqual([])
      // A place that was not measured is reckoned like any other.
      const [elsewhere] = sawPoint(packFootageViews(viewsOf(measured, [])), place(80, 5), [0])
      expect(elsewhere).toMatchObject({ isLaser: false, assumed: ['ground'] })
    })
  })
})

describe('the ground of a flight', () => {
  const terrain = aSlope(RISE)
  const track = (x: number, heightM: number | null) => ({ track: [{ atMs: 0, ...place(x, 0), heightM }] })
  it('is counted from where its track begins at take-off, else from the mission’s home', () => {
    const mission = aMission({ terrain, home: { ...ORIGIN, amslM: 1600 } })
    expect(groundOf(track(100, 0.4), mission)?.at(place(100, 0))).toBeCloseTo(0, 1)
    expect(groundOf(track(100, 55), mission)?.at(place(100, 0))).toBeCloseTo(20, 1)
    expect(groundOf(track(100, 0), { ...mission, terrain: null })).toBeNull()
    expect(groundOf(null, mission)).toBeNull()
    // Where the model does not have the take-off, nothing can be counted from it.
    expect(groundOf(track(9000, 0), mission)).toBeNull()
  })
})
