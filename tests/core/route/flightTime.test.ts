/**
 * Estimated times against what autopilots took: flights in simulation of ArduPilot Copter 4.7-dev and PX4 1.16-alpha with
 * default parameters. The shapes are built here and the figures are copied, so that they are tested everywhere; where
 * the folder of facts is beside the checkout, its table is followed row by row, and its mission files are read.
 */
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { missionFrom } from '../../../src/core/formats/importedMission.ts'
import { type Flight, flightOf } from '../../../src/core/mission/vehicleFlight.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { reachedSeconds } from '../../../src/core/route/flightTime.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { sequence } from '../../builders/outlines.ts'
import { px4Reached } from '../../builders/px4Reference.ts'

type Autopilot = 'copter' | 'px4'
const vehicleOf = (autopilot: Autopilot) => {
  const found = VEHICLES.find(({ id }) => id === (autopilot === 'px4' ? 'px4-quad' : 'ardupilot-quad'))
  if (!found) throw new Error(autopilot)
  return found
}
const flightBy = (autopilot: Autopilot, params: Record<string, number> | null = null): Flight =>
  flightOf({ vehicle: vehicleOf(autopilot), onboard: params && { source: 'held', params } })

type Spot = readonly [x: number, y: number, z?: number]
const stops = (spots: readonly Spot[], speedMS: number, holdS = 0) =>
  ([[0, 0], ...spots] as readonly Spot[]).map(([x, y, z = 50], i) => ({
    x,
    y,
    z,
    speedMS,
    holdS: i === 0 ? 0 : holdS,
  }))
/** Seconds from reaching the first waypoint to reaching the last. */
const firstToLast = (spots: readonly Spot[], speedMS: number, flight: Flight, holdS = 0): number => {
  const reached = reachedSeconds(stops(spots, speedMS, holdS), flight)
  return (reached.at(-1) ?? 0) - (reached[1] ?? 0)
}

const lanes = (count: number, lengthM: number, apartM: number): Spot[] =>
  Array.from({ length: count }, (_, i): Spot[] => {
    const ends: Spot[] = [
      [50, i * apartM],
      [50 + lengthM, i * apartM],
    ]
    return i % 2 === 0 ? ends : ends.toReversed()
  }).flat()
const ring = Array.from({ length: 37 }, (_, i): Spot => {
  const turn = (i * Math.PI) / 18
  return [200 + 80 * Math.cos(turn), 80 * Math.sin(turn)]
})
const SHAPES: Readonly<Record<string, readonly Spot[]>> = {
  line: [
    [50, 0],
    [550, 0],
  ],
  square: [
    [50, 0],
    [250, 0],
    [250, 200],
    [50, 200],
    [50, 0],
  ],
  survey: lanes(12, 200, 20),
  ring,
  climb: [
    [100, 0],
    [300, 0, 100],
    [500, 0, 40],
  ],
  zigzag: Array.from({ length: 9 }, (_, i): Spot => [40 + 60 * i, i % 2 === 0 ? 80 : 0]),
}

/** Flown, s. */
const FLOWN: readonly [shape: string, speedMS: number, copter: number, px4: number, holdS?: number][] = [
  ['climb', 8, 68.8, 68.6],
  ['line', 12, 50.2, 52.9],
  ['line', 5, 102.1, 102.4],
  ['line', 8, 65.3, 66],
  ['ring', 8, 147.1, 98.3],
  ['square', 12, 87.4, 110],
  ['square', 5, 163.8, 177.1],
  ['square', 8, 108.3, 121.7],
  ['square', 8, 133, 129.8, 2],
  ['survey', 12, 312.2, 395.1],
  ['survey', 5, 538.9, 622.6],
  ['survey', 8, 374.2, 456.6],
  ['zigzag', 7, 129.2, 161.8],
]

describe('times of flown shapes', () => {
  const cases = FLOWN.flatMap(([shape, speedMS, copter, px4, holdS = 0]) => [
    { shape, speedMS, holdS, autopilot: 'copter' as const, flownS: copter },
    { shape, speedMS, holdS, autopilot: 'px4' as const, flownS: px4 },
  ])
  test.each(cases)('$shape at $speedMS m/s on $autopilot, stays of $holdS s', (row) => {
    const spots = SHAPES[row.shape] ?? []
    const seconds = firstToLast(spots, row.speedMS, flightBy(row.autopilot), row.holdS)
    expect(Math.abs(seconds / row.flownS - 1), `${seconds} for ${row.flownS} s`).toBeLessThan(0.05)
  })
})

/** Seconds of the independent reference from reaching the first waypoint to reaching the last. */
const referenceS = (path: ReturnType<typeof stops>): number => {
  const reached = px4Reached(path.map(({ x, y, z, holdS, speedMS }) => ({ at: [x, y, z], holdS, speedMS })))
  return (reached.at(-1) ?? 0) - (reached[1] ?? 0)
}

describe('the reference of PX4 against what was flown', () => {
  const offBy = ([shape, speedMS, , flownS, holdS]: (typeof FLOWN)[number]): number =>
    referenceS(stops(SHAPES[shape] ?? [], speedMS, holdS)) / flownS - 1

  test.each(FLOWN)('%s at %d m/s within 5 %%', (...row) => {
    expect(Math.abs(offBy(row))).toBeLessThan(0.05)
  })

  test('flights up to 8 m/s within 2 % in the mean', () => {
    const slow = FLOWN.filter(([, speedMS]) => speedMS <= 8).map(offBy)
    expect(Math.abs(slow.reduce((sum, off) => sum + off, 0) / slow.length)).toBeLessThan(0.02)
  })
})

const ringOf = (count: number, radiusM: number): Spot[] =>
  Array.from({ length: count + 1 }, (_, i) => {
    const turn = (2 * Math.PI * i) / count
    return [300 + radiusM * Math.cos(turn), radiusM * Math.sin(turn)]
  })

/** Shapes that nobody fitted anything to, by a seed: random numbers from 0 to 1 make them. */
const RANDOM: Readonly<Record<string, (random: () => number) => readonly Spot[]>> = {
  lanes: (random) => lanes(4 + Math.floor(8 * random()), 30 + 300 * random(), 6 + 40 * random()),
  star: (random) => {
    const [radiusM, turn] = [40 + 150 * random(), 1.8 + 1.3 * random()]
    return Array.from({ length: 10 }, (_, i) => [
      300 + radiusM * Math.cos(i * turn),
      radiusM * Math.sin(i * turn),
    ])
  },
  ring: (random) => ringOf(10 + Math.floor(40 * random()), 25 + 150 * random()),
  walk: (random) => Array.from({ length: 12 }, () => [50 + 400 * random(), 400 * random()]),
  'short legs': (random) => {
    let [x, y, course] = [50, 0, 0]
    return Array.from({ length: 20 }, () => {
      course += 2.5 * (random() - 0.5)
      const lengthM = 4 + 20 * random()
      x += lengthM * Math.cos(course)
      y += lengthM * Math.sin(course)
      return [x, y]
    })
  },
  heights: (random) =>
    Array.from({ length: 10 }, () => [50 + 400 * random(), 400 * random(), 30 + 60 * random()]),
  stays: (random) => Array.from({ length: 10 }, () => [50 + 300 * random(), 300 * random()]),
}

describe('the estimate for PX4 against the reference', () => {
  const offShare = (path: ReturnType<typeof stops>): number => {
    const reached = reachedSeconds(path, flightBy('px4'))
    return Math.abs(((reached.at(-1) ?? 0) - (reached[1] ?? 0)) / referenceS(path) - 1)
  }

  test.each(FLOWN)('%s at %d m/s, a flown shape, within 5 %%', (shape, speedMS, _copter, _px4, holdS = 0) => {
    expect(offShare(stops(SHAPES[shape] ?? [], speedMS, holdS))).toBeLessThan(0.05)
  })

  const sharp = Array.from({ length: 10 }, (_, i): Spot => [50 + 20 * i, i % 2 === 0 ? 0 : 80])
  const triangle: readonly Spot[] = [
    [50, 0],
    [400, 0],
    [225, 303],
    [50, 0],
  ]
  test.each([
    ['zigzag with sharp corners', sharp, 7],
    ['narrow lanes', lanes(10, 120, 15), 6],
    ['triangle', triangle, 10],
    ['ring of 32 chords', ringOf(32, 120), 9],
  ] as const)('%s, not flown, within 10 %%', (_name, spots, speedMS) => {
    expect(offShare(stops(spots, speedMS))).toBeLessThan(0.1)
  })

  test.each(Object.entries(RANDOM))('%s by six seeds within 10 %%', (name, shape) => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = sequence(seed)
      const speedMS = 3 + 7 * random()
      const path = stops(shape(random), speedMS)
      const made = name === 'stays' ? path.map((stop) => ({ ...stop, holdS: 9 * random() })) : path
      expect(offShare(made), `seed ${seed}, ${speedMS} m/s`).toBeLessThan(0.1)
    }
  })
})

describe('laws of flight times', () => {
  const spot = fc.tuple(
    fc.integer({ min: -500, max: 500 }),
    fc.integer({ min: -500, max: 500 }),
    fc.integer({ min: 10, max: 120 }),
  )
  const route = fc.array(spot, { minLength: 1, maxLength: 12 })
  const flights = VEHICLES.map((vehicle) => flightOf({ vehicle, onboard: null }))

  test('no leg is flown faster than it is commanded, and each stay is spent', () => {
    fc.assert(
      fc.property(
        route,
        fc.double({ min: 1, max: 15, noNaN: true }),
        fc.constantFrom(...flights),
        (spots, speedMS, flight) => {
          const path = stops(spots, speedMS)
          const reached = reachedSeconds(path, flight)
          expect(reached).toHaveLength(path.length)
          const metres = path.slice(1).reduce((sum, to, i) => {
            const from = path[i] as (typeof path)[number]
            return sum + Math.hypot(to.x - from.x, to.y - from.y)
          }, 0)
          // Cut corners and the radius of the last waypoint aside.
          expect((reached.at(-1) ?? 0) * speedMS).toBeGreaterThanOrEqual(metres - 8 * path.length)
          for (const [i, seconds] of reached.entries()) {
            expect(Number.isFinite(seconds)).toBe(true)
            if (i > 0) expect(seconds).toBeGreaterThanOrEqual(reached[i - 1] as number)
          }
          const staying = reachedSeconds(stops(spots, speedMS, 60), flight).at(-1) ?? 0
          expect(staying).toBeGreaterThanOrEqual(60 * (path.length - 2))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('a slower command never makes a straight flight shorter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.constantFrom(...flights),
        (metres, one, other, flight) => {
          const at = (speedMS: number) => reachedSeconds(stops([[metres, 0]], speedMS), flight)[1] ?? 0
          expect(at(Math.min(one, other))).toBeGreaterThanOrEqual(at(Math.max(one, other)) - 0.15)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('a point flown to twice, a leg straight up and no leg at all are no trouble', () => {
    for (const flight of flights) {
      expect(reachedSeconds([], flight)).toEqual([])
      expect(reachedSeconds(stops([], 8), flight)).toEqual([0])
      const odd = reachedSeconds(
        stops(
          [
            [100, 0],
            [100, 0],
            [100, 0, 90],
            [100, 0, 20],
          ],
          8,
        ),
        flight,
      )
      expect(odd.every((seconds) => Number.isFinite(seconds))).toBe(true)
      expect((odd[4] ?? 0) - (odd[2] ?? 0)).toBeGreaterThan(40 / flight.climbMS + 70 / flight.descentMS - 1.5)
    }
  })
})

describe('speeds above what the autopilot allows', () => {
  const line: readonly Spot[] = [
    [50, 0],
    [1050, 0],
  ]
  test.each(['copter', 'px4'] as const)('%s flies 14 m/s as 12, and both slower than told', (autopilot) => {
    const at = (speedMS: number) => firstToLast(line, speedMS, flightBy(autopilot))
    expect(at(14)).toBe(at(12))
    expect(1000 / at(14)).toBeLessThan(10.5)
    expect(Math.abs(at(12) / at(10) - 1)).toBeLessThan(0.06)
  })

  test('the limit that was read from the vehicle holds instead, under its name of each generation', () => {
    const at = (params: Record<string, number>) => firstToLast(line, 14, flightBy('copter', params))
    expect(at({ WP_SPD: 5 })).toBe(at({ WPNAV_SPEED: 500 }))
    expect(1000 / at({ WP_SPD: 5 })).toBeLessThan(5)
    expect(at({ WP_SPD: 14 })).toBeLessThan(at({ WP_SPD: 12 }))
    const px4 = (params: Record<string, number>) => firstToLast(line, 14, flightBy('px4', params))
    expect(1000 / px4({ MPC_XY_VEL_MAX: 6 })).toBeLessThan(6)
  })
})

const shared = path.resolve(import.meta.dirname, '../../../../shared')
const flown = path.join(shared, 'facts/flight-times.md')
const missions = path.join(shared, 'fixtures/calibration')
const isThere = fs.existsSync(flown) && fs.existsSync(missions)

type Row = { mission: string; autopilot: Autopilot; airborneS: number; timeS: number }

/** `| name | copter or px4 | airborne | first to last | …` */
const rows = (isThere ? fs.readFileSync(flown, 'utf8').split('\n') : []).flatMap((line): Row[] => {
  const [, mission, autopilot, airborne, time] = line.split('|').map((cell) => cell.trim())
  return mission && (autopilot === 'copter' || autopilot === 'px4')
    ? [{ mission, autopilot, airborneS: Number(airborne), timeS: Number(time) }]
    : []
})

/** The return heights of the firmwares' defaults, which those flights had: RTL_ALT 15 m, RTL_RETURN_ALT 60 m. */
const RETURN_M = { copter: 15, px4: 60 } as const

function estimate({ mission, autopilot }: Row) {
  const vehicle = vehicleOf(autopilot)
  const file = `${mission}.waypoints`
  const { value } = importMission(new Uint8Array(fs.readFileSync(path.join(missions, file))), file)
  if (!value) throw new Error(`${file} cannot be read`)
  const base = newMission({
    id: '018f0000-0000-7000-8000-000000000001',
    name: { zh: mission, en: mission },
    sites: [],
    vehicle,
  })
  const read = missionFrom(value, base)
  const made: Mission = {
    ...read,
    vehicle,
    contingency: { ...read.contingency, returnHeightM: RETURN_M[autopilot] },
  }
  return plan({ mission: made, sites: [] }).figures
}

describe.skipIf(!isThere)('times of the flown missions (../shared/facts/flight-times.md)', () => {
  test('every row names a mission that is there', () => {
    expect(rows.length).toBeGreaterThan(0)
    for (const { mission } of rows)
      expect(fs.existsSync(path.join(missions, `${mission}.waypoints`))).toBe(true)
  })

  test.each(rows)('$mission on $autopilot: first to last within 5 %, airborne within 10 %', (row) => {
    const { timeS, airborneS } = estimate(row)
    expect(Math.abs(timeS / row.timeS - 1), `${timeS} for ${row.timeS} s`).toBeLessThan(0.05)
    expect(Math.abs(airborneS / row.airborneS - 1), `${airborneS} for ${row.airborneS} s`).toBeLessThan(0.1)
  })
})
