import type { LatLon } from '../../geo/position.ts'
import { homeAmslM } from '../../mission/asBefore.ts'
import type { Mission } from '../../mission/mission.ts'
import { newMission } from '../../mission/newMission.ts'
import type { Target } from '../../mission/pattern.ts'
import { usualCamera, withCamera } from '../../mission/payloads.ts'
import type { Camera, Vehicle } from '../../mission/vehicle.ts'
import type { Site } from '../../site/site.ts'
import type { Name } from '../../units/id.ts'

/** Slow enough to come to rest where a picture is taken. */
const SPEED_MS = 5

/** What a re-shoot is made of. `like`: the mission of the earlier flight, where it is here; `home` null: as it had it. */
export type ReshootWish = {
  readonly id: string
  readonly patternId: string
  readonly name: Name
  readonly sites: readonly Site[]
  readonly like: Mission | null
  readonly vehicle: Vehicle
  /** Null: the one that the aircraft usually has. */
  readonly camera: Camera | null
  readonly home: (LatLon & { readonly amslM: number | null }) | null
  readonly targets: readonly Target[]
}

/**
 * One patrol that takes earlier pictures again, in the order that is shortest. Home, ground, and where they are for the same
 * sites fence, rally points and what is done in need, are the earlier mission's; its approval and its day are not.
 */
export function reshootMission(wish: ReshootWish): Mission {
  const { like, vehicle } = wish
  const made = newMission({
    id: wish.id,
    name: wish.name,
    sites: wish.sites,
    vehicle,
    ...(wish.home ? { home: wish.home } : like ? { home: like.home } : {}),
    patterns: [
      {
        kind: 'visit',
        id: wish.patternId,
        targets: [...wish.targets],
        order: 'shortest',
        seed: 1,
        photo: true,
        speedMS: Math.min(SPEED_MS, vehicle.maxSpeedMS),
      },
    ],
  })
  const terrain = like?.terrain ?? null
  const home = wish.home
    ? { ...made.home, amslM: wish.home.amslM ?? homeAmslM({ home: { ...wish.home, amslM: null }, terrain }) }
    : like
      ? like.home
      : made.home
  const isSameGround = like !== null && wish.sites.every(({ id }) => like.siteIds.includes(id))
  return {
    ...withCamera(made, wish.camera ?? cameraOf(vehicle, like)),
    home,
    terrain,
    ...(like && isSameGround
      ? {
          siteIds: like.siteIds,
          takeoffHeightM: like.takeoffHeightM,
          ...(like.heightOver === 'home' ? { transitHeightM: like.transitHeightM } : {}),
          fence: like.fence,
          rallyPoints: like.rallyPoints,
          contingency: like.contingency,
          margin: like.margin,
        }
      : {}),
  }
}

/** The camera that an aircraft usually carries; the earlier mission's where the same aircraft had it. */
const cameraOf = (vehicle: Vehicle, like: Mission | null): Camera | null =>
  like?.camera && like.vehicle.id === vehicle.id ? like.camera : usualCamera(vehicle)
