/** A DJI file says which aircraft flies it, what hangs there and which lens keeps the photos; and is read back as that. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, test } from 'vitest'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import { missionFrom } from '../../../src/core/formats/importedMission.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import {
  camerasOf,
  payloadsOf,
  withCamera,
  withPayload,
  withVehicle,
} from '../../../src/core/mission/payloads.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { aMission, EXPORTED_AT_MS, waypoints } from '../../builders/mission.ts'
import { place } from '../../builders/site.ts'

const DJI = VEHICLES.filter(({ firmware }) => firmware === 'dji')
const route = aMission({ patterns: [waypoints([place(0, 0), place(80, 0), place(80, 80)], 60)] })

function written(mission: Mission): Uint8Array {
  const input: FormatInput = {
    mission,
    sites: [],
    route: plan({ mission, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'a'.repeat(64),
  }
  const { content } = writeDjiWpml(input)
  return typeof content === 'string' ? new TextEncoder().encode(content) : content
}
const readAgain = (mission: Mission): Mission => {
  const { value } = importMission(written(mission), 'route.kmz')
  return value ? missionFrom(value, aMission()) : expect.unreachable()
}

describe.each(DJI)('$id', (vehicle) => {
  const flown = withVehicle(route, vehicle)
  it('comes back as the same aircraft with its usual camera', () => {
    const { vehicle: read, camera } = readAgain(flown)
    expect(read.dji).toEqual(vehicle.dji)
    expect(camera?.id).toBe(camerasOf(vehicle)[0]?.id)
  })
  it.each((payloadsOf(vehicle) ?? []).map(({ id }) => id))('comes back with its payload: %s', (id) => {
    const carrying = withPayload(flown, id)
    expect(readAgain(carrying).vehicle.dji).toEqual(carrying.vehicle.dji)
  })
})

test.each([
  ['dji-m30t', 'm30-wide', 'wide'],
  ['dji-m30t', 'm30t-thermal', 'ir'],
  ['dji-m3e', 'm3e-tele', 'zoom'],
  ['dji-m3m', 'm3m-bands', 'narrow_band'],
] as const)('%s keeps the photos of %s as %s', (id, cameraId, format) => {
  const vehicle = DJI.find((row) => row.id === id) ?? expect.unreachable()
  const flown = withVehicle(route, vehicle)
  const mission = withCamera(flown, camerasOf(vehicle).find((row) => row.id === cameraId) ?? null)
  const files = unzipSync(written(mission))
  expect(strFromU8(files['wpmz/template.kml'] ?? new Uint8Array())).toContain(
    `<wpml:imageFormat>${format}</wpml:imageFormat>`,
  )
})

test('an aircraft whose number nobody knows keeps it', () => {
  const [row] = DJI
  const vehicle = row?.dji ? { ...row, dji: { ...row.dji, drone: 103, payload: 82 } } : expect.unreachable()
  expect(readAgain({ ...route, vehicle }).vehicle.dji).toMatchObject({ drone: 103, payload: 82 })
})
