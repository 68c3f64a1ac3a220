import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { groundBehind } from '../../../../src/core/footage/view/footprint.ts'
import { groundOver } from '../../../../src/core/footage/view/ground.ts'
import { type Earlier, targetAsBefore } from '../../../../src/core/footage/view/reshoot.ts'
import { reshootMission } from '../../../../src/core/footage/view/reshootMission.ts'
import { writeQgcPlan } from '../../../../src/core/formats/qgcPlan.ts'
import { writeWpl } from '../../../../src/core/formats/wpl.ts'
import { writeDjiWpml } from '../../../../src/core/formats/wpml.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import {
  isAsBefore,
  standingOf,
  type TargetAsBefore,
  targetsAsBefore,
} from '../../../../src/core/mission/asBefore.ts'
import { Mission } from '../../../../src/core/mission/mission.ts'
import type { Target } from '../../../../src/core/mission/pattern.ts'
import { FARTHEST_M } from '../../../../src/core/footage/view/view.ts'
import { CAMERAS } from '../../../../src/core/mission/cameras.ts'
import { VEHICLES } from '../../../../src/core/mission/vehicles.ts'
import { plan } from '../../../../src/core/route/plan.ts'
import { applyFix } from '../../../../src/core/safety/applyFix.ts'
import { judge } from '../../../../src/core/safety/judge.ts'
import { quantiseM, quantisePlace } from '../../../../src/core/units/quantise.ts'
import { aFlight, anId } from '../../../builders/enterprise.ts'
import { aFootage } from '../../../builders/footage.ts'
import { aMission, anAuthorisation, EXPORTED_AT_MS, NOW_MS } from '../../../builders/mission.ts'
import { anAsset, aSite, ORIGIN, place } from '../../../builders/site.ts'
import { aModel, aSlope } from '../../../builders/slope.ts'

const M3E = CAMERAS.find(({ id }) => id === 'm3e-wide') as Mission['camera'] & object
const lensOf = ({ sensorWidthMm, sensorHeightMm, focalLengthMm }: typeof M3E) => ({
  hfovDeg: (2 * Math.atan(sensorWidthMm / 2 / focalLengthMm) * 180) / Math.PI,
  vfovDeg: (2 * Math.atan(sensorHeightMm / 2 / focalLengthMm) * 180) / Math.PI,
})
const vehicleOf = (id: string) => VEHICLES.find((row) => row.id === id) as Mission['vehicle']

/** A picture from 50 m up, 60 m south of a tank, down at it. */
const aPhoto = (over: Partial<Footage> = {}, placed: Partial<Footage['placement'] & object> = {}): Footage =>
  aFootage({
    widthPx: M3E.imageWidthPx,
    heightPx: M3E.imageHeightPx,
    lens: lensOf(M3E),
    flightId: anId(300),
    placement: {
      at: quantisePlace(place(100, 40)),
      heightM: 50,
      headingDeg: 0,
      pitchDeg: -40,
      by: 'own',
      reason: '',
      ...placed,
    },
    ...over,
  })

const SHOT = { id: 'shot-1', name: '罐区渗漏', at: place(100, 100) }
const flown = (mission: Mission, footage: Footage, over: Partial<Flight> = {}): Earlier => ({
  footage,
  momentS: null,
  flight: aFlight({ id: anId(300), missionId: mission.id, ...over }),
  mission,
})
const reshot = (earlier: Earlier, over: Partial<Parameters<typeof reshootMission>[0]> = {}): Mission => {
  const target = targetAsBefore(earlier, SHOT, 60)
  if (!target) throw new Error('no target')
  return Mission.parse(
    reshootMission({
      id: anId(400),
      patternId: 'again',
      name: { zh: '复查复拍', en: 'Re-shoot' },
      sites: [aSite({ assets: [anAsset()] })],
      like: earlier.mission,
      vehicle: vehicleOf('ardupilot-quad'),
      camera: M3E,
      home: null,
      targets: [target],
      ...over,
    }),
  )
}
const onlyTarget = (mission: Mission): TargetAsBefore => {
  const [target] = targetsAsBefore(mission)
  if (!target) throw new Error('no target')
  return target
}
const shotOf = (mission: Mission) => {
  const points = plan({ mission, sites: [] }).points.filter(({ photo }) => photo)
  expect(points).toHaveLength(1)
  return points[0] as (typeof points)[number]
}
/** What a re-shoot's route would take, as its own photo would say it of itself. */
const pictureOf = (mission: Mission): Footage => {
  const { lat, lon, heightM, headingDeg, gimbalPitchDeg } = shotOf(mission)
  const camera = mission.camera as typeof M3E
  return aPhoto(
    { widthPx: camera.imageWidthPx, heightPx: camera.imageHeightPx, lens: lensOf(camera) },
    { at: { lat, lon }, heightM, headingDeg, pitchDeg: gimbalPitchDeg },
  )
}
const codesOf = (mission: Mission, sites = [aSite({ assets: [anAsset()] })]) =>
  judge({ mission, sites, route: plan({ mission, sites }), nowMs: NOW_MS }).items
const reshootCodes = (mission: Mission) =>
  codesOf(mission)
    .filter(({ rule }) => rule === 'camera.reshoot')
    .map(({ code, severity }) => `${severity} ${code}`)

describe('a re-shoot', () => {
  test('repeats place, height over the sea, direction, pitch and lens, and takes one photo there', () => {
    const point = shotOf(reshot(flown(aMission(), aPhoto())))
    expect(point).toMatchObject({
      ...quantisePlace(place(100, 40)),
      heightM: 50,
      headingDeg: 0,
      gimbalPitchDeg: -40,
      photo: true,
      role: 'visit',
    })
    expect(point.holdS).toBeGreaterThan(0)
    expect(reshootCodes(reshot(flown(aMission(), aPhoto())))).toEqual([])
  })

  test('carries the height over the sea to a home that lies higher, lower, or elsewhere', () => {
    const earlier = flown(aMission(), aPhoto())
    const home = (amslM: number | null) => ({ ...place(30, 10), amslM })
    expect(shotOf(reshot(earlier, { home: home(1310) })).heightM).toBe(40)
    expect(shotOf(reshot(earlier, { home: home(1287.5) })).heightM).toBe(62.5)
    // Home is moved after the mission was made.
    const made = reshot(earlier)
    expect(shotOf({ ...made, home: { ...made.home, amslM: 1320 } }).heightM).toBe(30)
  })

  test('carries it by the elevation model where nobody stated home, also for a take-off beside home', () => {
    const terrain = aSlope(0.1)
    const old = aMission({ terrain, home: { ...ORIGIN, amslM: null } })
    const track = [{ atMs: 1, ...place(200, 0), heightM: 0 }]
    // That aircraft stood 200 m east, 20 m higher.
    const earlier = flown(old, aPhoto(), { track })
    expect(shotOf(reshot(earlier)).heightM).toBeCloseTo(70, 0)
    expect(shotOf(reshot(earlier, { home: { ...place(-100, 0), amslM: null } })).heightM).toBeCloseTo(80, 0)
    // Home as stated and the model's rise from there.
    const stated = { ...old, home: { ...ORIGIN, amslM: 1590 } }
    expect(shotOf(reshot(flown(stated, aPhoto(), { track }))).heightM).toBeCloseTo(70, 0)
  })

  test.each(['home', 'ground', 'sea'] as const)(
    'stands at the same height over the sea with heights over %s',
    (heightOver) => {
      const terrain = aSlope(0.05)
      const old = aMission({ terrain, home: { ...ORIGIN, amslM: 1600 } })
      const made = { ...reshot(flown(old, aPhoto())), heightOver }
      expect(shotOf(made).heightM).toBeCloseTo(50, 1)
      if (heightOver === 'ground') expect(reshootCodes(made)).toEqual([])
    },
  )

  test('never copies a height over take-off: where no ground is known it is asked for, and said', () => {
    const old = aMission({ home: { ...ORIGIN, amslM: null } })
    const earlier = flown(old, aPhoto())
    const elsewhere = reshot(earlier, { home: { ...place(40, 0), amslM: null } })
    expect(reshootCodes(elsewhere)).toEqual(['unknown reshoot_height'])
    // From the very same take-off the figure means the same height.
    expect(reshootCodes(reshot(earlier))).toEqual([])
    expect(shotOf(reshot(earlier)).heightM).toBe(50)
    // A height that nobody has.
    expect(reshootCodes(reshot(flown(aMission(), aPhoto({}, { heightM: null }))))).toContain(
      'unknown reshoot_height',
    )
    // Without its flight nobody knows what the height was over.
    expect(reshootCodes(reshot({ ...earlier, flight: null }))).toEqual(['unknown reshoot_height'])
    // Somebody says it.
    const [pattern] = elsewhere.patterns
    if (pattern?.kind !== 'visit') throw new Error('no visit')
    const targets = pattern.targets.map((target) =>
      isAsBefore(target)
        ? { ...target, heightM: 44, asBefore: { ...target.asBefore, height: { by: 'hand' as const } } }
        : target,
    )
    const said = { ...elsewhere, patterns: [{ ...pattern, targets }] }
    expect(reshootCodes(said)).toEqual([])
    expect(shotOf(said).heightM).toBe(44)
  })

  test('says 可能拍不到 where the error of the place is wider than the frame', () => {
    // About 78 m away a frame of 82 m by 78 m.
    const of = (placed: object) => reshootCodes(reshot(flown(aMission(), aPhoto({}, placed))))
    expect(of({ errorM: 45 })).toEqual(['warning reshoot_may_miss'])
    expect(of({ errorM: 35 })).toEqual([])
    const narrow = { lens: { hfovDeg: 10, vfovDeg: 7.5 } }
    const zoom = { ...M3E, id: 'zoom', focalLengthMm: 17.3 / 2 / Math.tan((5 * Math.PI) / 180) }
    const byHand = reshot(flown(aMission(), aPhoto(narrow, { by: 'hand' })), { camera: zoom })
    expect(reshootCodes(byHand)).toEqual(['warning reshoot_may_miss'])
  })

  test('matches a lens that is not at hand by resolution along the line of sight, and says so', () => {
    const zoomed = aPhoto({ lens: { hfovDeg: 20, vfovDeg: 15 }, widthPx: 4000 })
    const made = reshot(flown(aMission(), zoomed))
    expect(reshootCodes(made)).toEqual(['warning reshoot_lens_matched'])
    const standing = standingOf(onlyTarget(made), made)
    const before = (2 * Math.tan((10 * Math.PI) / 180) * (50 / Math.sin((40 * Math.PI) / 180))) / 4000
    const after = ((standing.awayM as number) * M3E.sensorWidthMm) / (M3E.focalLengthMm * M3E.imageWidthPx)
    expect(after).toBeCloseTo(before, 9)
    // No place to match it from: the picture looks over the horizon.
    const high = aPhoto({ lens: { hfovDeg: 20, vfovDeg: 15 } }, { pitchDeg: 5 })
    expect(reshootCodes(reshot(flown(aMission(), high)))).toEqual(['warning reshoot_lens_kept'])
    expect(reshootCodes(reshot(flown(aMission(), aPhoto({ lens: null }))))).toEqual([
      'warning reshoot_lens_unknown',
    ])
  })

  test('aims at the finding where the picture does not say where it looked', () => {
    const made = reshot(flown(aMission(), aPhoto({}, { headingDeg: null, pitchDeg: null })))
    expect(reshootCodes(made)).toEqual(['warning reshoot_direction'])
    const point = shotOf(made)
    expect(Math.sin(((point.headingDeg as number) * Math.PI) / 180)).toBeCloseTo(0, 3)
    expect(point.gimbalPitchDeg).toBeCloseTo((-Math.atan2(50, 60) * 180) / Math.PI, 1)
  })

  test('takes the second of a clip that is meant', () => {
    const { lat, lon } = quantisePlace(place(120, 50))
    const clip = aPhoto({
      kind: 'clip',
      mimeType: 'video/mp4',
      durationS: 10,
      seconds: [
        [0, ORIGIN.lat, ORIGIN.lon, 50, 0, -40],
        [7, lat, lon, 44, 90, -30],
      ],
    })
    const earlier = { ...flown(aMission(), clip), momentS: 8.2 }
    expect(shotOf(reshot(earlier))).toMatchObject({
      lat,
      lon,
      heightM: 44,
      headingDeg: 90,
      gimbalPitchDeg: -30,
    })
  })

  test('is not made of a picture without a place', () => {
    expect(targetAsBefore(flown(aMission(), aFootage()), SHOT, 60)).toBeNull()
  })

  test('is made where the place cannot be flown to, and the verdict says why', () => {
    const sites = [aSite({ assets: [anAsset()] })]
    const outside = reshot(flown(aMission(), aPhoto({}, { at: quantisePlace(place(400, 400)) })))
    expect(codesOf(outside, sites).map(({ code }) => code)).toContain('outside')
    expect(shotOf(outside).lat).toBe(quantisePlace(place(400, 400)).lat)
    const near = reshot(flown(aMission(), aPhoto({}, { at: quantisePlace(place(100, 100)), heightM: 20 })))
    expect(codesOf(near, sites).map(({ code }) => code)).toContain('low_over_asset')
  })

  test('is lowered by the fix of the height limit, and then stays where it was put', () => {
    const made = reshot(flown(aMission(), aPhoto({}, { heightM: 140 })))
    const lowered = applyFix(made, { code: 'lowerPatterns', params: { heightM: 100 } }) as Mission
    expect(shotOf(made).heightM).toBe(140)
    expect(shotOf(lowered).heightM).toBe(100)
    expect(reshootCodes(lowered)).toEqual([])
    const untouched = applyFix(made, { code: 'lowerPatterns', params: { heightM: 141 } }) as Mission
    expect(onlyTarget(untouched)).toEqual(onlyTarget(made))
  })

  test('several are one patrol, in the order that is short', () => {
    const old = aMission()
    const targets = [place(100, 190), place(100, 30), place(100, 120)].map(
      (at, i) =>
        targetAsBefore(
          flown(old, aPhoto({}, { at: quantisePlace(at) })),
          { ...SHOT, id: `s${i}` },
          60,
        ) as Target,
    )
    const made = reshot(flown(old, aPhoto()), { targets })
    const ways = plan({ mission: made, sites: [] })
      .points.filter(({ photo }) => photo)
      .map(({ lat }) => lat)
    expect(ways).toHaveLength(3)
    expect([ways, ways.toReversed()]).toContainEqual(ways.toSorted((a, b) => a - b))
  })
})

const picture = fc.record({
  x: fc.double({ min: -300, max: 300, noNaN: true }),
  y: fc.double({ min: -300, max: 300, noNaN: true }),
  heightM: fc.double({ min: 20, max: 115, noNaN: true }).map(quantiseM),
  headingDeg: fc.double({ min: 0, max: 359.9, noNaN: true }),
  pitchDeg: fc.double({ min: -79, max: -12, noNaN: true }),
  lens: fc.constantFrom(lensOf(M3E), { hfovDeg: 30, vfovDeg: 22 }, { hfovDeg: 84, vfovDeg: 66 }),
  camera: fc.constantFrom(...CAMERAS),
})
type Picture = typeof picture extends fc.Arbitrary<infer T> ? T : never
const photoOf = ({ x, y, heightM, headingDeg, pitchDeg, lens }: Picture, isRounded = true): Footage =>
  aPhoto(
    { lens },
    { at: isRounded ? quantisePlace(place(x, y)) : place(x, y), heightM, headingDeg, pitchDeg },
  )

describe('laws', () => {
  test('the camera’s middle meets the same point of the ground within the rounding of its direction, through any lens', () => {
    fc.assert(
      fc.property(picture, fc.boolean(), (one, isRounded) => {
        const photo = photoOf(one, isRounded)
        const before = groundBehind({ ...viewIn(photo) }, 0, 0, null)
        const again = viewIn(pictureOf(reshot(flown(aMission(), photo), { camera: one.camera })))
        const slant = Math.sin((-again.pitchDeg * Math.PI) / 180)
        const awayM = again.heightM / slant
        fc.pre(before !== null && awayM < FARTHEST_M)
        const after = groundBehind(again, 0, 0, null)
        const { x, y } = frameAt((before as { at: LatLon }).at).toLocal((after as { at: LatLon }).at)
        // Half of 1e-5 degrees, each way, seen from as far as the lens puts it, on ground that it meets at a slant.
        const roundingM = ((0.5e-5 * Math.PI) / 180) * awayM * (1 / slant + 1)
        expect(Math.hypot(x, y)).toBeLessThan(roundingM + 2e-5)
      }),
      { numRuns: 300, seed: 16 },
    )
  })

  test('a re-shoot of what a re-shoot took is the same mission', () => {
    fc.assert(
      fc.property(picture, (one) => {
        const first = reshot(flown(aMission(), photoOf(one)), { camera: one.camera })
        const again = reshot(flown(first, pictureOf(first)), { camera: one.camera })
        const [a, b] = [shotOf(first), shotOf(again)]
        expect({ ...b, headingDeg: 0, gimbalPitchDeg: 0, place: null }).toEqual({
          ...a,
          headingDeg: 0,
          gimbalPitchDeg: 0,
          place: null,
        })
        expect(b.headingDeg).toBeCloseTo(a.headingDeg as number, 4)
        expect(b.gimbalPitchDeg).toBeCloseTo(a.gimbalPitchDeg as number, 4)
      }),
      { numRuns: 60, seed: 16 },
    )
  })

  test('a home that is moved up or down changes no height over the sea', () => {
    const shift = fc.integer({ min: -40_000, max: 40_000 }).map((mm) => mm / 1000)
    fc.assert(
      fc.property(picture, shift, (one, byM) => {
        const made = reshot(flown(aMission(), photoOf(one)), { camera: one.camera })
        const moved = { ...made, home: { ...made.home, amslM: 1300 + byM } }
        const [a, b] = [shotOf(made), shotOf(moved)]
        expect(b.heightM + 1300 + byM).toBeCloseTo(a.heightM + 1300, 6)
        expect({ ...b, heightM: 0, place: null }).toEqual({ ...a, heightM: 0, place: null })
      }),
      { numRuns: 60, seed: 16 },
    )
  })

  test('over an elevation model too the middle meets the same ground', () => {
    const terrain = aModel((x, y) => 1600 + 0.05 * x - 0.03 * y)
    const old = aMission({ terrain, home: { ...ORIGIN, amslM: 1600 } })
    const photo = aPhoto({}, { headingDeg: 37, pitchDeg: -33 })
    const made = reshot(flown(old, photo), { home: { ...place(150, -20), amslM: null } })
    const from = made.home.amslM as number
    const before = groundBehind(viewIn(photo), 0, 0, groundOver(terrain, 1600))
    const after = groundBehind(viewIn(pictureOf(made)), 0, 0, groundOver(terrain, from))
    const { x, y } = frameAt((before as { at: LatLon }).at).toLocal((after as { at: LatLon }).at)
    expect(Math.hypot(x, y)).toBeLessThan(0.01)
  })
})

const viewIn = ({ placement, lens }: Footage) => {
  if (!placement || !lens) throw new Error('no view')
  return {
    at: placement.at,
    heightM: placement.heightM as number,
    headingDeg: placement.headingDeg as number,
    pitchDeg: placement.pitchDeg as number,
    lens,
  }
}

describe('as three aircraft take it', () => {
  const exported = (id: string) => {
    const made = {
      ...reshot(
        flown(
          aMission({ margin: { mapErrorM: 2, reactionS: null, gustDriftM: 2, windMS: 3 } }),
          aPhoto({}, { headingDeg: 350 }),
        ),
        {
          vehicle: vehicleOf(id),
          camera: null,
        },
      ),
      authorisation: anAuthorisation(),
      plannedAtMs: NOW_MS,
    }
    const sites = [aSite({ assets: [anAsset()] })]
    const route = plan({ mission: made, sites })
    const verdict = judge({ mission: made, sites, route, nowMs: NOW_MS })
    expect(verdict.items.filter(({ severity }) => severity === 'error')).toEqual([])
    return {
      mission: made,
      sites,
      route,
      releases: [],
      exportedAtMs: EXPORTED_AT_MS,
      revision: 'f',
    }
  }
  const { lat, lon } = quantisePlace(place(100, 40))

  test('ArduPilot: gimbal, speed, heading, the place, the photo, and home', () => {
    const input = exported('ardupilot-quad')
    const { items } = input.route
    const at = items.findIndex(({ role }) => role === 'visit')
    const pick = items
      .slice(at - 3, at + 3)
      .map(({ command, frame, params, lat, lon, altM }) => [command, frame, params, lat, lon, altM])
    expect(pick).toEqual([
      [16, 3, [0, 0, 0, 0], lat, lon, 60],
      [205, 2, [-40, 0, 0, 0], 0, 0, 2],
      [115, 2, [350, 0, 0, 0], 0, 0, 0],
      [16, 3, [3, 0, 0, 0], lat, lon, 50],
      [2000, 2, [0, 0, 1, 0], 0, 0, 0],
      [20, 2, [0, 0, 0, 0], 0, 0, 0],
    ])
    const rows = String(writeWpl(input).content).trimEnd().split('\n').slice(2)
    expect(rows).toHaveLength(items.length)
    expect(rows.some((row) => row.split('\t')[3] === '205' && Number(row.split('\t')[4]) === -40)).toBe(true)
    expect(rows.some((row) => row.split('\t')[3] === '115' && Number(row.split('\t')[4]) === 350)).toBe(true)
  })

  test('PX4: the heading stands in the place’s own fourth parameter', () => {
    const input = exported('px4-quad')
    const { items } = input.route
    const visit = items.find(({ role }) => role === 'visit')
    expect(visit).toMatchObject({ command: 16, frame: 3, params: [3, 0, 0, 350], lat, lon, altM: 50 })
    expect(items.filter(({ command }) => command === 205).map(({ params }) => params)).toEqual([
      [-40, 0, 0, 0],
    ])
    expect(items.some(({ command }) => command === 115)).toBe(false)
    const { mission } = JSON.parse(String(writeQgcPlan(input).content)) as {
      mission: { items: { command: number; params: (number | null)[] }[] }
    }
    const simple = mission.items.filter(({ command }) => command === 16)
    expect(simple.at(-1)?.params).toEqual([3, 0, 0, 350, lat, lon, 50])
    expect(mission.items.find(({ command }) => command === 205)?.params[0]).toBe(-40)
  })

  test('DJI: heading, gimbal, wait and photo of the waypoint', () => {
    const written = writeDjiWpml(exported('dji-m3e'))
    expect(written.notes.filter(({ severity }) => severity === 'error')).toEqual([])
    const waylines = new TextDecoder().decode(unzipSync(written.content as Uint8Array)['wpmz/waylines.wpml'])
    const marks = waylines.split('<Placemark>').slice(1)
    const shot = marks.find((mark) => mark.includes('>takePhoto<')) as string
    const value = (name: string) => new RegExp(`<wpml:${name}>([^<]*)<`).exec(shot)?.[1]
    expect(/<coordinates>\s*([^<\s]*)/.exec(shot)?.[1]).toBe(`${lon},${lat}`)
    expect(value('executeHeight')).toBe('50')
    expect(value('waypointHeadingMode')).toBe('smoothTransition')
    expect(value('waypointHeadingAngle')).toBe('-10')
    expect(value('gimbalPitchRotateAngle')).toBe('-40')
    expect(value('hoverTime')).toBe('3')
    expect(shot.indexOf('>gimbalRotate<')).toBeLessThan(shot.indexOf('>hover<'))
    expect(shot.indexOf('>hover<')).toBeLessThan(shot.indexOf('>takePhoto<'))
  })
})
