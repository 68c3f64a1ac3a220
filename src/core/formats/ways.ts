import { MAV_FRAME, PLACED_COMMANDS } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM } from '../units/quantise.ts'
import { type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { itemsOfStops, type Stop } from './stops.ts'
import type { Kind, Tally } from './tally.ts'

/**
 * What a height is over: the take-off, the sea, the ellipsoid of WGS-84, the ground under the place; `draped` numbers are no
 * heights (the drawing lies on the ground), and `none` where there is no number.
 */
export type HeightOver = 'home' | 'sea' | 'ellipsoid' | 'ground' | 'draped' | 'none'

export type WayPoint = {
  readonly lat: number
  readonly lon: number
  readonly altM: number | null
  readonly over: HeightOver
  readonly speedMS?: number | null
  readonly holdS?: number | null
}

/** A way that a file draws and that could be flown: a line, a route, a track, or its loose points in their order. */
export type Way = {
  readonly kind: Kind
  /** The file's own word for it: LineString, rte, trk, wpt … */
  readonly element: string
  readonly name: string
  readonly points: readonly WayPoint[]
}

/** What a person says of a drawing: which way of several ("all", its number from 1, or its name), and a height for all of it. */
export type Taking = {
  readonly take?: string | null | undefined
  readonly heightM?: number | null | undefined
}

/** Height over take-off and speed where a drawing has none: said, and open to be changed. */
const ASSUMED_HEIGHT_M = 60
const ASSUMED_SPEED_MS = 8
/** Beyond this a number in a file is no height, m. */
const LARGEST_M = 20_000

/** A name and the number of points of each way, as it is chosen by: "1 = round (LineString, 4)". */
export const listedWays = (ways: readonly Way[]): string =>
  ways
    .slice(0, 20)
    .map(
      ({ name, element, points }, i) =>
        `${i + 1} = ${name.replaceAll('|', '/').slice(0, 60) || '–'} (${element}, ${points.length})`,
    )
    .join(LIST_BREAK) + (ways.length > 20 ? `${LIST_BREAK}… + ${ways.length - 20}` : '')
export const LIST_BREAK = ' | '

/**
 * The ways to be flown. Those of two points or more are flyable; where there are several and nobody chose, none is taken
 * and the list is the answer. A single one is taken, and said where anything else was drawn beside it.
 */
export function taken(ways: readonly Way[], take: string | null, notes: Note[]): Way[] {
  const lines = ways.filter(({ points }) => points.length > 1)
  const flyable = lines.length > 0 ? lines : ways.filter(({ points }) => points.length > 0)
  const refuse = (code: 'several_routes' | 'take_unknown'): Way[] => {
    remark(
      notes,
      note('error', code, null, {
        count: flyable.length,
        list: listedWays(flyable),
        ...(take === null ? {} : { take: take.slice(0, 60) }),
      }),
    )
    return []
  }
  if (flyable.length === 0) return []
  const wanted = take?.trim() ?? ''
  if (wanted === '') {
    const [only] = flyable
    if (flyable.length > 1 || !only) return refuse('several_routes')
    if (ways.length > 1)
      remark(
        notes,
        note('info', 'way_taken', null, { name: only.name || only.element, count: only.points.length }),
      )
    return [only]
  }
  if (wanted.toLowerCase() === 'all') {
    if (flyable.length > 1) remark(notes, note('warning', 'ways_joined', null, { count: flyable.length }))
    return flyable
  }
  const named = flyable.filter(({ name }) => name.trim().toLowerCase() === wanted.toLowerCase())
  if (named.length === 1) return named
  const numbered = /^\d{1,6}$/.test(wanted) && named.length === 0 ? flyable[Number(wanted) - 1] : undefined
  return numbered ? [numbered] : refuse('take_unknown')
}

/** What a file holds beside its ways. */
type Rest = Pick<ImportedMission, 'home' | 'fence' | 'rallyPoints'> &
  Partial<Pick<ImportedMission, 'firmware' | 'cruiseMS'>>

/** A mission of what is taken of a drawing; `count` and the rest of what was met are told by the tally. */
export function missionOfWays(
  ways: readonly Way[],
  rest: Rest,
  { take, heightM }: Taking,
  counted: Tally,
  notes: Note[],
): Read<ImportedMission> {
  for (const { kind, points } of ways) counted.met(kind, kind === 'point' ? points.length : 1)
  const flown = taken(ways, take ?? null, notes)
  const isRefused = notes.some(({ code }) => code === 'several_routes' || code === 'take_unknown')
  if (flown.length === 0)
    return {
      value: null,
      notes: isRefused ? notes : [...notes, counted.nothingToFly(), ...counted.notes()],
    }
  for (const { kind, points } of flown) counted.used(kind, kind === 'point' ? points.length : 1)
  const points = flown.flatMap((way) => way.points)
  if (points.length > MOST_ITEMS)
    remark(notes, note('error', 'too_many_items', null, { count: points.length }))
  const { over, heights } = heightsOf(points.slice(0, MOST_ITEMS), heightM ?? null, notes)
  if (notes.some(({ code }) => code === 'heights_mixed')) return { value: null, notes }
  const stops = points.slice(0, MOST_ITEMS).map(
    ({ lat, lon, speedMS, holdS }, i): Stop => ({
      lat,
      lon,
      heightM: quantiseM(heights[i] as number),
      speedMS: speedMS || ASSUMED_SPEED_MS,
      holdS: holdS || 0,
      headingDeg: null,
      gimbalPitchDeg: null,
      photo: false,
      photoEveryM: null,
      photoEveryS: null,
    }),
  )
  const items = itemsOfStops(
    { takeoffHeightM: null, stops, atEnd: 'return' },
    rest.home ?? (stops[0] as Stop),
    'ardupilot',
  )
  return {
    value: {
      firmware: null,
      mavType: null,
      cruiseMS: null,
      ...rest,
      isDrawing: true,
      ...itemsOver(items, over),
    },
    notes: [...notes, ...counted.notes()],
  }
}

/**
 * One rule for all points of a way: all heights are over the same, or they are no route. Where there is none at all it
 * is assumed, and said; `givenM` stands for all of them, over take-off.
 */
export function heightsOf(
  points: readonly Pick<WayPoint, 'altM' | 'over'>[],
  givenM: number | null,
  notes: Note[],
): { over: HeightOver; heights: number[] } {
  // All noughts over something else than home are what programs write where they know no height.
  const isBlank = points.every(({ altM, over }) => altM === 0 && over !== 'home')
  const ofPoint = ({ altM, over }: Pick<WayPoint, 'altM' | 'over'>): HeightOver =>
    over === 'draped' ? 'draped' : isBlank || altM === null || !(Math.abs(altM) <= LARGEST_M) ? 'none' : over
  const kinds = new Map<HeightOver, number>()
  for (const point of points) kinds.set(ofPoint(point), (kinds.get(ofPoint(point)) ?? 0) + 1)
  const flat = (code: Note['code'], atM: number): { over: HeightOver; heights: number[] } => {
    remark(notes, note(code === 'heights_given' ? 'info' : 'warning', code, null, { heightM: atM }))
    return { over: 'home', heights: points.map(() => atM) }
  }
  if (givenM !== null) return flat('heights_given', givenM)
  const [most] = [...kinds].sort(([, a], [, b]) => b - a)
  const over = most?.[0] ?? 'none'
  if (kinds.size > 1)
    remark(
      notes,
      note('error', 'heights_mixed', null, { count: points.length - (most?.[1] ?? 0), of: points.length }),
    )
  if (over === 'none') return flat('heights_assumed', ASSUMED_HEIGHT_M)
  if (over === 'draped') return flat('heights_draped', ASSUMED_HEIGHT_M)
  return { over, heights: points.map(({ altM }) => altM ?? ASSUMED_HEIGHT_M) }
}

/** Items whose heights are as the file has them, each in the frame that says over what; see `settle` for what is made of it. */
export function itemsOver(
  items: readonly Item[],
  over: HeightOver,
): Pick<ImportedMission, 'items' | 'heightsOver'> {
  if (over !== 'sea' && over !== 'ellipsoid' && over !== 'ground') return { items: [...items] }
  const frame = over === 'ground' ? MAV_FRAME.GLOBAL_TERRAIN_ALT : MAV_FRAME.GLOBAL
  return {
    heightsOver: over,
    items: items.map((item) =>
      PLACED_COMMANDS.includes(item.command) && item.role !== 'takeoff' ? { ...item, frame } : item,
    ),
  }
}
