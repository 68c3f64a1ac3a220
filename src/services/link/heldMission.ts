import { missionFrom } from '../../core/formats/importedMission.ts'
import { Mission } from '../../core/mission/mission.ts'
import { HeightM } from '../../core/mission/pattern.ts'
import { fenceOfItems, rallyOfItems } from '../../core/route/fenceItems.ts'
import { roleOf } from '../../core/route/items.ts'
import { MAV_CMD, MAV_FRAME } from '../../core/route/mav.ts'
import type { Item } from '../../core/route/route.ts'
import { type Note, note } from '../../core/units/note.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import type { MissionKind, WireItem } from '../../link/missionProtocol.ts'
import { missionFromWire } from '../../link/wire.ts'

export type Lists = Record<MissionKind, WireItem[]>

/** The lists of a vehicle as they are aboard, with what it is, and what it would not give. */
export type HeldLists = {
  readonly lists: Lists
  readonly firmware: 'ardupilot' | 'px4'
  readonly mavType: number
  readonly system: number
  readonly notes: readonly Note[]
}

/**
 * What a vehicle holds as a mission made of `base`. What does not make a mission as documents keep it is a failure, whole:
 * a part of what is aboard is not what is aboard.
 */
export function missionOfLists(
  { lists, firmware, mavType, system, notes: before }: HeldLists,
  base: Mission,
): Result<{ mission: Mission; notes: Note[] }> {
  const notes = [...before]
  const { home: told, items } = missionFromWire(lists.mission, firmware)
  const rally = overHome('rally', lists.rally, told?.amslM ?? null)
  if (!rally.ok) return rally
  const fence = overHome('fence', lists.fence, told?.amslM ?? null)
  if (!fence.ok) return fence
  const home = told ?? standIn(items, [...lists.fence, ...lists.rally])
  if (!home) return fail('vehicle_empty', { system })
  if (!told) notes.push(note('warning', 'home_not_told'))
  const mission = missionFrom(
    {
      home,
      items: items.map((item) => ({ ...item, role: roleOf(item.command) })),
      ...fenceOfItems(fence.value.map(unwired), notes),
      rallyPoints: rallyOfItems(rally.value.map(unwired)),
      firmware,
      mavType: mavType,
      cruiseMS: null,
    },
    base,
  )
  const parsed = Mission.safeParse(mission)
  return parsed.success
    ? ok({ mission: parsed.data, notes })
    : fail('vehicle_list_unfit', { at: parsed.error.issues[0]?.path.join('.') ?? '' })
}

/** Where the first thing lies that the vehicle holds, for a home that it has not told. */
function standIn(
  items: readonly Pick<Item, 'lat' | 'lon'>[],
  others: readonly WireItem[],
): { lat: number; lon: number; amslM: null } | null {
  const first = [...items, ...others].find(({ lat, lon }) => lat !== 0 && lon !== 0)
  return first ? { lat: first.lat, lon: first.lon, amslM: null } : null
}

/** Points with heights over home; one over the sea, or a height that none can have, is not guessed at. */
function overHome(
  kind: MissionKind,
  items: readonly WireItem[],
  homeAmslM: number | null,
): Result<WireItem[]> {
  const turned: WireItem[] = []
  for (const item of items) {
    const hasHeight =
      item.command === MAV_CMD.NAV_RALLY_POINT || item.command === MAV_CMD.NAV_FENCE_RETURN_POINT
    const isOverSea = item.frame === MAV_FRAME.GLOBAL || item.frame === MAV_FRAME.GLOBAL_INT
    const altM = hasHeight && isOverSea ? item.altM - (homeAmslM ?? Number.NaN) : item.altM
    if (hasHeight && !HeightM.safeParse(altM).success)
      return fail('vehicle_item_strange', {
        kind,
        item: item.seq,
        field: 'alt',
        value: String(item.altM),
      })
    turned.push({ ...item, altM })
  }
  return ok(turned)
}

const unwired = (item: WireItem) => ({ ...item, params: [...item.params] as Item['params'] })
