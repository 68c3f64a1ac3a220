import { z } from 'zod'
import { Id } from '../units/id.ts'
import { CAMERAS } from './cameras.ts'
import type { Mission } from './mission.ts'
import { payloadOf, withCamera, withPayload, withVehicle } from './payloads.ts'
import { VEHICLES } from './vehicles.ts'

/** What of a mission says what it is flown with. */
export type Rig = Pick<Mission, 'vehicle' | 'camera' | 'craftId' | 'batteryIds'>

/** What was flown with last, by ids: tables and registers say the rest, as they are by then. */
export const RigChoice = z.object({
  vehicleId: z.string().max(60),
  payloadId: z.string().max(60).nullable(),
  cameraId: z.string().max(60).nullable(),
  craftId: Id.nullable(),
  batteryIds: z.array(Id).max(20),
})
export type RigChoice = z.infer<typeof RigChoice>

export const choiceOf = ({ vehicle, camera, craftId, batteryIds = [] }: Rig): RigChoice => ({
  vehicleId: vehicle.id,
  payloadId: payloadOf(vehicle)?.id ?? null,
  cameraId: camera?.id ?? null,
  craftId: craftId ?? null,
  batteryIds,
})

/**
 * A rig with what was chosen last, as far as that is still there: of aircraft and batteries only those that are `known`. As
 * it is where nothing was kept, or nothing of it can be read.
 */
export function withChoice(rig: Rig, kept: unknown, known: readonly string[]): Rig {
  const parsed = RigChoice.safeParse(kept)
  const vehicle = parsed.success ? VEHICLES.find(({ id }) => id === parsed.data.vehicleId) : undefined
  if (!parsed.success || !vehicle) return rig
  const { payloadId, cameraId, craftId, batteryIds } = parsed.data
  const flown = withPayload(withVehicle(rig, vehicle), payloadId ?? '')
  const camera = CAMERAS.find(({ id }) => id === cameraId)
  const ids = batteryIds.filter((id) => known.includes(id))
  return {
    ...(camera ? withCamera(flown, camera) : cameraId === null ? withCamera(flown, null) : flown),
    ...(craftId !== null && known.includes(craftId) ? { craftId } : {}),
    ...(ids.length > 0 ? { batteryIds: ids } : {}),
  }
}

/** The mission with a type of aircraft, which brings its camera, and none of the register. */
export function ofType<M extends Rig>(mission: M, vehicleId: string): M {
  const vehicle = VEHICLES.find(({ id }) => id === vehicleId)
  return withCraft(vehicle ? withVehicle(mission, vehicle) : mission, null)
}

/** The mission with an aircraft of the register, whose type it then is flown with; null: with none. */
export function withCraft<M extends Rig>(
  mission: M,
  craft: { readonly id: string; readonly vehicleId: string } | null,
): M {
  const { craftId: _, ...rest } = mission
  if (!craft) return rest as M
  const vehicle = VEHICLES.find(({ id }) => id === craft.vehicleId)
  const changed = vehicle && vehicle.id !== mission.vehicle.id ? withVehicle(mission, vehicle) : mission
  return { ...changed, craftId: craft.id }
}

/** Capacity left of the weakest of some batteries, 0.3 to 1: what the verdict reckons with. 1 where nobody has measured it. */
export const weakestOf = (
  ids: readonly string[],
  batteries: readonly { readonly id: string; readonly health: number | null }[],
): number =>
  batteries
    .filter(({ id }) => ids.includes(id))
    .reduce((least, { health }) => Math.min(least, health ?? 1), 1)
