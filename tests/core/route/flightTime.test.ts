/**
 * Estimated times against what autopilots took (simulated flights, figures in ../shared/facts/flight-times.md).
 * The missions are read in place, where that folder is beside the checkout.
 */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { missionFrom } from '../../../src/core/formats/importedMission.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'

const shared = path.resolve(import.meta.dirname, '../../../../shared')
const flown = path.join(shared, 'facts/flight-times.md')
const missions = path.join(shared, 'fixtures/calibration')
const isThere = fs.existsSync(flown) && fs.existsSync(missions)

type Row = { mission: string; autopilot: string; airborneS: number; timeS: number }

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
  const id = autopilot === 'px4' ? 'px4-quad' : 'ardupilot-quad'
  const vehicle = VEHICLES.find((row) => row.id === id)
  const file = `${mission}.waypoints`
  const { value } = importMission(new Uint8Array(fs.readFileSync(path.join(missions, file))), file)
  if (!vehicle || !value) throw new Error(`${file} cannot be read`)
  const base = newMission({
    id: '018f0000-0000-7000-8000-000000000001',
    name: { zh: mission, en: mission },
    sites: [],
    vehicle,
  })
  const read = missionFrom(value, base)
  const returnHeightM = autopilot === 'px4' ? RETURN_M.px4 : RETURN_M.copter
  const made = { ...read, vehicle, contingency: { ...read.contingency, returnHeightM } }
  return plan({ mission: made, sites: [] }).figures
}

describe.skipIf(!isThere)('times of the flown missions (../shared/facts/flight-times.md)', () => {
  test('every row is there', () => {
    expect(rows).toHaveLength(24)
  })

  test.each(rows)('$mission on $autopilot: first to last within 5 %, airborne within 10 %', (row) => {
    const { timeS, airborneS } = estimate(row)
    expect(Math.abs(timeS / row.timeS - 1), `${timeS} for ${row.timeS} s`).toBeLessThan(0.05)
    expect(Math.abs(airborneS / row.airborneS - 1), `${airborneS} for ${row.airborneS} s`).toBeLessThan(0.1)
  })
})
