import { mismatchOf, usualCamera } from '../../mission/payloads.ts'
import { VEHICLES } from '../../mission/vehicles.ts'
import type { Rule } from '../rule.ts'
import { checkItem } from '../subject.ts'

/**
 * `camera.carried`: the camera that photos, spacing and resolution are reckoned with hangs under the aircraft, and a DJI
 * file names the payload that has it.
 *
 * Limit: the table of what each aircraft carries, from its maker. A warning: pictures come out otherwise than planned, or
 * not at all, and nothing falls down. A camera or an aircraft that the tables do not know is taken at its word.
 */
export const cameraCarried: Rule = {
  id: 'camera.carried',
  release: 'reason',
  check({ mission }) {
    const { vehicle, camera } = mission
    const code = mismatchOf(mission)
    if (!code || !camera) return []
    // The camera stays where only the payload is another one.
    const instead = code === 'payload_differs' ? camera : usualCamera(vehicle)
    const isRow = VEHICLES.some(({ id }) => id === vehicle.id)
    return [
      checkItem('camera.carried', code, {
        severity: 'warning',
        params: {
          cameraRow: camera.id,
          // What is no row of the table is called as somebody called it.
          aircraftRow: isRow ? vehicle.id : vehicle.name.zh || vehicle.name.en,
          number: vehicle.dji?.payload ?? 0,
        },
        fixes: instead ? [{ code: 'takeCamera', params: { cameraRow: instead.id } }] : [],
      }),
    ]
  },
}
