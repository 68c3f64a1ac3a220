import type { Name } from '../units/id.ts'
import { CAMERAS } from './cameras.ts'
import type { Mission } from './mission.ts'
import type { Camera, Vehicle } from './vehicle.ts'

/** How DJI's route files name what photos are kept of (WPML `imageFormat`, spelled as it is documented). */
export type Lens = 'wide' | 'zoom' | 'ir' | 'narrow_band' | 'visable'

/** What is carried as one piece: the lenses of a gimbal, the usual one first. */
export type Payload = {
  readonly id: string
  readonly name: Name
  /** DJI's number of it (WPML `payloadEnumValue`); null: there is none, or none is known. */
  readonly number: number | null
  readonly lenses: readonly (readonly [camera: string, lens: Lens])[]
}

/** An aircraft with what it can carry, the usual first. */
type Airframe = {
  /** Ids of its rows among the vehicles. */
  readonly vehicles: readonly string[]
  /** DJI's numbers of it: what a mission tells of an aircraft whose row is another one by now. */
  readonly dji: readonly [drone: number, droneSub: number] | null
  readonly payloads: readonly Payload[]
}

const builtIn = (number: number | null, lenses: Payload['lenses']): readonly Payload[] => [
  { id: 'own', name: { zh: '机身自带', en: 'built in' }, number, lenses },
]
const zenmuse = (type: string, number: number, lenses: Payload['lenses']): Payload => ({
  id: type.toLowerCase(),
  name: { zh: `禅思 ${type}`, en: `Zenmuse ${type}` },
  number,
  lenses,
})

/** From the makers' specification pages; DJI's numbers from the product table of its Cloud API, that of the P1 from its sample code. */
const AIRFRAMES: readonly Airframe[] = [
  {
    vehicles: ['dji-m30'],
    dji: [67, 0],
    payloads: builtIn(52, [
      ['m30-wide', 'wide'],
      ['m30-zoom', 'zoom'],
    ]),
  },
  {
    vehicles: ['dji-m30t'],
    dji: [67, 1],
    payloads: builtIn(53, [
      ['m30-wide', 'wide'],
      ['m30-zoom', 'zoom'],
      ['m30t-thermal', 'ir'],
    ]),
  },
  {
    vehicles: ['dji-m350-h20t'],
    dji: [89, 0],
    payloads: [
      zenmuse('H20T', 43, [
        ['h20-wide', 'wide'],
        ['h20-zoom', 'zoom'],
        ['h20t-thermal', 'ir'],
      ]),
      zenmuse('H20', 42, [
        ['h20-wide', 'wide'],
        ['h20-zoom', 'zoom'],
      ]),
      zenmuse('H30T', 83, [
        ['h30-wide', 'wide'],
        ['h30-zoom', 'zoom'],
        ['h30t-thermal', 'ir'],
      ]),
      zenmuse('H30', 82, [
        ['h30-wide', 'wide'],
        ['h30-zoom', 'zoom'],
      ]),
      zenmuse('P1', 50, [
        ['p1-35', 'visable'],
        ['p1-24', 'visable'],
        ['p1-50', 'visable'],
      ]),
    ],
  },
  {
    vehicles: ['dji-m3e'],
    dji: [77, 0],
    payloads: builtIn(66, [
      ['m3e-wide', 'wide'],
      ['m3e-tele', 'zoom'],
    ]),
  },
  {
    vehicles: ['dji-m3t'],
    dji: [77, 1],
    payloads: builtIn(67, [
      ['m3t-wide', 'wide'],
      ['m3t-tele', 'zoom'],
      ['m3t-thermal', 'ir'],
    ]),
  },
  {
    vehicles: ['dji-m3m'],
    dji: [77, 2],
    payloads: builtIn(68, [
      ['m3m-rgb', 'wide'],
      ['m3m-bands', 'narrow_band'],
    ]),
  },
  {
    vehicles: ['dji-m3td'],
    dji: [91, 1],
    payloads: builtIn(81, [
      ['m3td-wide', 'wide'],
      ['m3td-tele', 'zoom'],
      ['m3td-thermal', 'ir'],
    ]),
  },
  {
    vehicles: ['dji-m4e'],
    dji: [99, 0],
    payloads: builtIn(88, [
      ['m4e-wide', 'wide'],
      ['m4e-medium', 'zoom'],
      ['m4e-tele', 'zoom'],
    ]),
  },
  {
    vehicles: ['dji-m4t'],
    dji: [99, 1],
    payloads: builtIn(89, [
      ['m4t-wide', 'wide'],
      ['m4t-medium', 'zoom'],
      ['m4t-tele', 'zoom'],
      ['m4t-thermal', 'ir'],
    ]),
  },
  {
    vehicles: ['dji-mini-4-pro'],
    dji: [68, 0],
    payloads: builtIn(null, [['mini4pro-wide', 'wide']]),
  },
  { vehicles: ['autel-evo2-pro'], dji: null, payloads: builtIn(null, [['evo2-pro', 'wide']]) },
  {
    vehicles: ['autel-evo2-dual'],
    dji: null,
    payloads: builtIn(null, [
      ['evo2-dual-wide', 'wide'],
      ['evo2-thermal', 'ir'],
    ]),
  },
  {
    vehicles: ['autel-max-4t'],
    dji: null,
    payloads: builtIn(null, [
      ['evomax-wide', 'wide'],
      ['evomax-zoom', 'zoom'],
      ['evomax-thermal', 'ir'],
    ]),
  },
  {
    vehicles: ['autel-max-4n'],
    dji: null,
    payloads: builtIn(null, [
      ['evomax-wide', 'wide'],
      ['evomax-thermal', 'ir'],
    ]),
  },
]

/** Cameras that no maker ties to an aircraft of his own: what any other aircraft may have under it. */
const FREE = ['one-inch-20mp', 'small-12mp']

type Named = Pick<Vehicle, 'id' | 'dji'>
/** An aircraft and the camera that is reckoned with. */
type Rig = Pick<Mission, 'vehicle' | 'camera'>

/** By its row; else by DJI's numbers, which a copy in a mission keeps. */
const airframeOf = ({ id, dji }: Named): Airframe | undefined =>
  AIRFRAMES.find(({ vehicles }) => vehicles.includes(id)) ??
  AIRFRAMES.find((one) => one.dji !== null && one.dji[0] === dji?.drone && one.dji[1] === dji.droneSub)

const cameraOf = (id: string): Camera | undefined => CAMERAS.find((camera) => camera.id === id)
const has = ({ lenses }: Payload, camera: Pick<Camera, 'id'>): boolean =>
  lenses.some(([id]) => id === camera.id)

/** What an aircraft can carry, the usual first; null where that is not known: one of one's own making. */
export const payloadsOf = (vehicle: Named): readonly Payload[] | null => airframeOf(vehicle)?.payloads ?? null

/** What an aircraft carries, by the number that it has for it; null where what it can carry is not known. */
export function payloadOf(vehicle: Named): Payload | null {
  const payloads = payloadsOf(vehicle)
  return payloads?.find(({ number }) => number === (vehicle.dji?.payload ?? null)) ?? payloads?.[0] ?? null
}

/** The cameras to choose from for an aircraft with what it carries, the usual first. */
export const camerasOf = (vehicle: Named): readonly Camera[] =>
  (payloadOf(vehicle)?.lenses.map(([id]) => id) ?? FREE).flatMap((id) => cameraOf(id) ?? [])

/** The camera that an aircraft usually looks with. */
export const usualCamera = (vehicle: Named): Camera | null => camerasOf(vehicle)[0] ?? null

/** Which lens of its payload a camera is; a camera of no payload that is known looks straight ahead, wide. */
export function lensOf({ vehicle, camera }: Rig): Lens {
  const all = [payloadOf(vehicle), ...(payloadsOf(vehicle) ?? [])].flatMap((payload) => payload?.lenses ?? [])
  return all.find(([id]) => id === camera?.id)?.[1] ?? 'wide'
}

/** What does not go together of an aircraft and its camera, by the tables: one's own camera goes with anything. */
export type Mismatch = 'camera_not_carried' | 'payload_differs'

/** Whether the mission's camera hangs under its aircraft; null: it does, or nobody can tell. */
export function mismatchOf({ vehicle, camera }: Rig): Mismatch | null {
  if (!camera || !cameraOf(camera.id)) return null
  const payloads = payloadsOf(vehicle)
  if (!payloads) return FREE.includes(camera.id) ? null : 'camera_not_carried'
  const carrying = payloads.filter((payload) => has(payload, camera))
  if (carrying.length === 0) return 'camera_not_carried'
  const isNamed = carrying.some(({ number }) => number === (vehicle.dji?.payload ?? null))
  return isNamed ? null : 'payload_differs'
}

/** The mission with a payload under its aircraft, and the camera given or the payload's usual one. */
function carrying<M extends Rig>(mission: M, { number, lenses }: Payload, camera: Camera | null): M {
  const { dji } = mission.vehicle
  return {
    ...mission,
    vehicle: dji ? { ...mission.vehicle, dji: { ...dji, payload: number, payloadSub: 0 } } : mission.vehicle,
    camera: camera ?? cameraOf(lenses[0]?.[0] ?? '') ?? null,
  }
}

/** The mission with another payload of its aircraft and that one's usual camera; as it is where the aircraft has no such one. */
export function withPayload<M extends Rig>(mission: M, payloadId: string): M {
  const payload = payloadsOf(mission.vehicle)?.find(({ id }) => id === payloadId)
  return payload ? carrying(mission, payload, null) : mission
}

/** The mission with another camera, and the payload that has it named in the numbers of its aircraft; null: without one. */
export function withCamera<M extends Rig>(mission: M, camera: Camera | null): M {
  if (!camera) return { ...mission, camera: null }
  const own = payloadOf(mission.vehicle)
  const payload = own && has(own, camera) ? own : payloadsOf(mission.vehicle)?.find((one) => has(one, camera))
  return payload ? carrying(mission, payload, camera) : { ...mission, camera }
}

/**
 * The mission with another aircraft: it brings its payload. A camera that hangs under the new one too stays, any other gives
 * way to the usual one.
 */
export function withVehicle<M extends Rig>(mission: M, vehicle: Vehicle): M {
  const changed = { ...mission, vehicle }
  const { camera } = mission
  const stays = camera !== null && (!cameraOf(camera.id) || mismatchOf(changed) === null)
  return stays ? changed : withCamera(changed, usualCamera(vehicle))
}
