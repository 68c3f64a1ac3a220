import { csvFields } from '../units/csvFields.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { itemsOfStops, type Stop, stopsOf } from './stops.ts'
import { placeFrom } from './placeFrom.ts'
import { tally } from './tally.ts'
import { decodeText, linesOf, numberOf } from './text.ts'
import { type HeightOver, heightsOf, itemsOver, type Taking } from './ways.ts'
import { bearingDeg } from '../geo/polygon.ts'
import { frameAt } from '../geo/frame.ts'

/**
 * Litchi's CSV (Mission Hub import): 46 columns, fifteen pairs of action and parameter among them. A machine reads it
 * and every column is a number of ours, so no field is guarded against spreadsheets: an apostrophe would break it.
 */
const ACTIONS = 15
const HEADER = [
  'latitude',
  'longitude',
  'altitude(m)',
  'heading(deg)',
  'curvesize(m)',
  'rotationdir',
  'gimbalmode',
  'gimbalpitchangle',
  ...Array.from({ length: ACTIONS }, (_, i) => [`actiontype${i + 1}`, `actionparam${i + 1}`]).flat(),
  'altitudemode',
  'speed(m/s)',
  'poi_latitude',
  'poi_longitude',
  'poi_altitude(m)',
  'poi_altitudemode',
  'photo_timeinterval',
  'photo_distinterval',
]

const ACTION = { stay: 0, photo: 1, startVideo: 2, stopVideo: 3, turn: 4, tilt: 5 } as const
/** Gimbal mode 2: the pitch of each waypoint, with a smooth change between them; 0 leaves it alone. */
const GIMBAL_INTERPOLATE = 2
/** Gimbal mode 1: towards a point of interest. */
const GIMBAL_FOCUS_POI = 1
const FEET = 0.3048
/** So many characters of what is amiss are shown. */
const MOST_SHOWN = 60
/** A stay is in thousandths of a second, and Litchi takes no longer one. */
const LONGEST_STAY_MS = 32_000

export function writeLitchi({ mission, route }: FormatInput): Written {
  const { flown, notes } = stopsOf(route.items, {
    cruiseMS: mission.vehicle.cruiseMS,
    homeAmslM: mission.home.amslM,
  })
  const { stops } = flown
  if (stops.length === 0) notes.push(note('error', 'too_few_points', null, { count: 0, least: 1 }))
  if (stops[0]?.video) notes.push(note('warning', 'video_from_first'))
  // What the file has no column for is set in the app: heading mode, finish action, path, cruise speed.
  notes.push(
    note('warning', 'litchi_by_hand', null, {
      finish: flown.atEnd,
      speedMS: quantiseM(mission.vehicle.cruiseMS),
    }),
  )
  const rows = stops.map((stop, i) => {
    const actions: [number, number][] = []
    const next = stops[i + 1]
    const isFilmedInto = i > 0 && stop.video === true
    const isFilmedOn = next?.video === true
    // A camera that records takes no photo: the clip ends first.
    if (isFilmedInto && !isFilmedOn) actions.push([ACTION.stopVideo, 0])
    for (let leftMs = Math.round(stop.holdS * 1000); leftMs > 0; leftMs -= LONGEST_STAY_MS)
      actions.push([ACTION.stay, Math.min(leftMs, LONGEST_STAY_MS)])
    if (stop.photo) actions.push([ACTION.photo, 0])
    if (isFilmedOn && !isFilmedInto) actions.push([ACTION.startVideo, 0])
    if (actions.length > ACTIONS) notes.push(note('warning', 'litchi_actions', `row ${i + 2}`))
    const pairs = Array.from({ length: ACTIONS }, (_, k) => actions[k] ?? [-1, 0]).flat()
    return [
      stop.lat.toFixed(8),
      stop.lon.toFixed(8),
      quantiseM(stop.heightM),
      quantiseM(stop.headingDeg ?? headingTo(stop, next ?? null, stops[i - 1] ?? null)),
      0,
      0,
      stop.gimbalPitchDeg === null ? 0 : GIMBAL_INTERPOLATE,
      quantiseM(stop.gimbalPitchDeg ?? 0),
      ...pairs,
      0,
      quantiseM(stop.speedMS),
      0,
      0,
      0,
      0,
      // Photos count from this waypoint on: what holds on the leg that ends at the next one.
      next?.photoEveryS ?? -1,
      next?.photoEveryM ?? -1,
    ].join(',')
  })
  return { content: `${[HEADER.join(','), ...rows].join('\r\n')}\r\n`, notes }
}

function headingTo(at: Stop, next: Stop | null, before: Stop | null): number {
  const [from, to] = next ? [at, next] : before ? [before, at] : [at, at]
  return Math.round(bearingDeg({ x: 0, y: 0 }, frameAt(from).toLocal(to)) * 10) / 10
}

/** Whether the first line of a text names places, with commas between. A header that is nearly right its reader reports. */
export function isLitchi(head: string): boolean {
  const [line = ''] = head.toLowerCase().split('\n')
  const at = line.indexOf('latitude')
  return at >= 0 && line.includes('longitude') && line.includes(',', at)
}

/** Reads Litchi's CSV in metres or feet, by the names of its columns. */
export function readLitchi(bytes: Uint8Array, isSwapped = false, taking: Taking = {}): Read<ImportedMission> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const [, head] = (linesOf(text, []).next().value ?? [0, '']) as [number, string]
  const names = csvFields(head.slice(0, 10_000)).map((name) => name.trim().toLowerCase())
  if (names.some((name) => TIMES.test(name)))
    return { value: null, notes: [...notes, note('error', 'table_is_log', 'line 1')] }
  // The unit of a column stands behind its name; the first of a name counts.
  const columns = new Map([...names.entries()].reverse().map(([i, name]) => [name.split('(')[0] ?? '', i]))
  const column = (stem: string): number => columns.get(stem) ?? -1
  if (column('latitude') < 0 || column('longitude') < 0 || column('altitude') < 0)
    return { value: null, notes: [...notes, note('error', 'litchi_header', 'line 1')] }
  const unitOf = (stem: string): string => /\(([^)]*)/.exec(names[column(stem)] ?? '')?.[1]?.trim() ?? ''
  const lengthM = LENGTHS[unitOf('altitude')]
  const isFeet = lengthM === FEET
  const speedMS = unitOf('speed') === '' && isFeet ? MPH : SPEEDS[unitOf('speed')]
  if (lengthM === undefined || (column('speed') >= 0 && speedMS === undefined)) {
    const unit = lengthM === undefined ? unitOf('altitude') : unitOf('speed')
    return {
      value: null,
      notes: [...notes, note('error', 'litchi_unit', 'line 1', { unit: unit.slice(0, 40) })],
    }
  }
  const counted = tally()
  for (const name of names) if (!isKnownColumn(name)) counted.unused(name || '?')
  const stops: Stop[] = []
  const heights: { altM: number | null; over: HeightOver }[] = []
  let isFilming = false
  let interval: Pick<Stop, 'photoEveryM' | 'photoEveryS'> = { photoEveryM: null, photoEveryS: null }
  for (const [i, line] of linesOf(text, notes)) {
    if (i === 0 || line.trim() === '') continue
    if (i > LINES_OF_NOTHING && stops.length === 0) break
    const at = `line ${i + 1}`
    const fields = csvFields(line).map((field) => field.trim())
    const number = (stem: string): number | null => {
      const value = numberOf(fields[column(stem)])
      return Number.isFinite(value) ? value : null
    }
    // More fields than columns: commas for decimal points, and every column behind is another's.
    if (fields.length > names.length && fields.slice(names.length).some((field) => field !== '')) {
      remark(notes, note('error', 'decimal_comma', at, { text: line.slice(0, MOST_SHOWN) }))
      continue
    }
    // Fewer: a row that was cut, whose last number may be half of one.
    if (fields.length < names.length) {
      remark(notes, note('error', 'litchi_row', at, { fields: fields.length, columns: names.length }))
      continue
    }
    const altitude = number('altitude')
    const [first, second] = [number('latitude'), number('longitude')].map((value) => value ?? Number.NaN)
    const place = placeFrom(isSwapped ? second : first, isSwapped ? first : second)
    if (altitude === null || typeof place === 'string') {
      remark(
        notes,
        note('error', typeof place === 'string' ? place : 'not_a_number', at, {
          text: line.slice(0, MOST_SHOWN),
        }),
      )
      continue
    }
    if (stops.length >= MOST_ITEMS) {
      remark(notes, note('error', 'too_many_items', at, { count: MOST_ITEMS }))
      break
    }
    // A field that is filled with what is no number would be read as empty: the row says something else.
    const [odd] = COLUMNS.filter((stem) => isFilled(fields[column(stem)]) && number(stem) === null)
    if (odd !== undefined)
      remark(
        notes,
        note('error', 'not_a_number', `${at}, ${odd}`, {
          text: (fields[column(odd)] ?? '').slice(0, MOST_SHOWN),
        }),
      )
    const altitudeMode = number('altitudemode') ?? 0
    heights.push({
      altM: altitude * lengthM,
      over: altitudeMode === 0 ? 'home' : altitudeMode === 1 ? 'ground' : 'none',
    })
    const poi = [number('poi_latitude'), number('poi_longitude')].some((value) => (value ?? 0) !== 0)
    if (poi) counted.unused('poi')
    if ((number('curvesize') ?? 0) !== 0) counted.unused('curvesize')
    if ((number('heading') ?? 0) !== 0) counted.unused('heading')
    const gimbal = number('gimbalmode') ?? 0
    const stop: Stop = {
      ...place,
      heightM: quantiseM(altitude * lengthM),
      speedMS: quantiseM((number('speed') || 0) * (speedMS ?? 1)) || DEFAULT_SPEED_MS,
      holdS: 0,
      headingDeg: null,
      gimbalPitchDeg:
        gimbal === GIMBAL_INTERPOLATE ? number('gimbalpitchangle') : (stops.at(-1)?.gimbalPitchDeg ?? null),
      photo: false,
      ...interval,
      ...(isFilming ? { video: true } : {}),
    }
    if (gimbal === GIMBAL_FOCUS_POI) counted.unused('gimbalmode 1')
    isFilming = readActions(stop, number, at, notes) ?? isFilming
    stops.push(stop)
    const [everyS, everyM] = [number('photo_timeinterval'), number('photo_distinterval')]
    interval = {
      photoEveryS: everyS !== null && everyS > 0 ? everyS : null,
      photoEveryM: everyM !== null && everyM > 0 ? quantiseM(everyM * lengthM) : null,
    }
  }
  if (stops.length === 0) return { value: null, notes: [...notes, note('error', 'no_waypoints')] }
  remark(notes, note('info', 'litchi_not_in_file'))
  const { over, heights: flownM } = heightsOf(heights, taking.heightM ?? null, notes)
  const flown = stops.map((stop, i): Stop => ({ ...stop, heightM: quantiseM(flownM[i] as number) }))
  const first = flown[0] as Stop
  return {
    value: {
      home: null,
      ...itemsOver(
        itemsOfStops({ takeoffHeightM: null, stops: flown, atEnd: 'return' }, first, 'litchi'),
        over,
      ),
      isDrawing: true,
      fence: [],
      rallyPoints: [],
      firmware: 'litchi',
      mavType: 2,
      cruiseMS: null,
    },
    notes: [...notes, ...counted.notes()],
  }
}

const COLUMNS: readonly string[] = [...new Set(HEADER.map((name) => name.split('(')[0] as string))]
const isKnownColumn = (name: string): boolean => COLUMNS.includes(name.split('(')[0] ?? '')
const isFilled = (field: string | undefined): boolean => field !== undefined && field !== ''

/** So many lines without a waypoint are no list of them. */
const LINES_OF_NOTHING = 100_000
/** Imperial files give speeds in miles an hour. */
const MPH = 0.44704
/** Lengths and speeds by the unit behind a column's name; Litchi's own are m, ft, m/s and mph. */
const LENGTHS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1,
  meters: 1,
  metres: 1,
  ft: FEET,
  feet: FEET,
}
const SPEEDS: Readonly<Record<string, number>> = {
  '': 1,
  'm/s': 1,
  mps: 1,
  mph: MPH,
  'km/h': 1 / 3.6,
  kmh: 1 / 3.6,
  'ft/s': FEET,
}
/** Columns that tell when: a log of a flight, not a list of waypoints. */
const TIMES = /^(date)?time\b|^timestamp\b|^flyctime\b/
/** Litchi's speed 0 is the cruise speed, which the file does not say. */
const DEFAULT_SPEED_MS = 5

/** Fills in what is done at a stop; answers whether a clip is recorded from there on, null where it changes nothing. */
function readActions(
  stop: Stop,
  number: (stem: string) => number | null,
  at: string,
  notes: Note[],
): boolean | null {
  let isFilming: boolean | null = null
  for (let k = 1; k <= ACTIONS; k++) {
    const type = number(`actiontype${k}`)
    const param = number(`actionparam${k}`) ?? 0
    if (type === null || type < 0) continue
    if (type === ACTION.stay) stop.holdS += param / 1000
    else if (type === ACTION.photo) stop.photo = true
    else if (type === ACTION.startVideo || type === ACTION.stopVideo) isFilming = type === ACTION.startVideo
    else if (type === ACTION.turn) stop.headingDeg = ((param % 360) + 360) % 360
    else if (type === ACTION.tilt) stop.gimbalPitchDeg = param
    else remark(notes, note('warning', 'litchi_action', at, { action: type }))
  }
  return isFilming
}
