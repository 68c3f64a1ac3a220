import type { Mission } from '../mission/mission.ts'
import {
  fenceItems,
  fenceOfItems,
  isFenceCommand,
  isRallyCommand,
  rallyItems,
  rallyOfItems,
} from '../route/fenceItems.ts'
import { roleOf } from '../route/items.ts'
import { MAV_CMD, MAV_FRAME } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseDeg, quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { jumpsRenumbered } from './jumps.ts'
import { decodeText, linesOf } from './text.ts'

/**
 * `QGC WPL 110` (https://mavlink.io/en/file_formats/): a header and twelve columns a line. Line 0 is home: ArduPilot's
 * tools overwrite whatever stands there, so the first real item is line 1.
 */
export function writeWpl({ mission, route, releases }: FormatInput): Written {
  const notes: Note[] = [note('info', 'contingency_not_carried')]
  if (mission.home.amslM === null) notes.push(note('warning', 'home_height_unknown'))
  if (mission.fence.length > 0) notes.push(note('warning', 'fence_not_carried'))
  if (mission.rallyPoints.length > 0) notes.push(note('warning', 'rally_not_carried'))
  if (releases.length > 0) notes.push(note('warning', 'release_not_carried'))
  if (route.items.some((item) => item.params.includes(null))) notes.push(note('info', 'nan_written_as_zero'))
  return { content: listed(mission, route.items), notes }
}

/**
 * The fence in the same form: what Mission Planner's fence page and MAVProxy's `fence load` take and save beside a
 * mission.
 */
export function writeWplFence({ mission }: FormatInput): Written {
  const notes: Note[] = []
  if (mission.fence.length === 0) notes.push(note('error', 'no_fence_to_write'))
  if (mission.fence.some((zone) => zone.floorM !== null || zone.ceilingM !== null))
    notes.push(note('warning', 'fence_heights_not_carried'))
  return { content: listed(mission, fenceItems(mission)), notes }
}

/** The rally points in the same form, for Mission Planner's rally page and MAVProxy's `rally load`. */
export function writeWplRally({ mission }: FormatInput): Written {
  const notes = mission.rallyPoints.length === 0 ? [note('error', 'no_rally_to_write')] : []
  return { content: listed(mission, rallyItems(mission)), notes }
}

function listed(mission: Mission, items: readonly Item[]): string {
  const line = (seq: number, current: number, item: Omit<Item, 'seq' | 'role'>) =>
    [
      seq,
      current,
      item.frame,
      item.command,
      ...item.params.map((value) => trimmed(value ?? 0, 8)),
      item.lat.toFixed(8),
      item.lon.toFixed(8),
      item.altM.toFixed(6),
      item.autoContinue ? 1 : 0,
    ].join('\t')
  const home = {
    command: MAV_CMD.NAV_WAYPOINT,
    frame: MAV_FRAME.GLOBAL,
    params: [0, 0, 0, 0] as Item['params'],
    lat: mission.home.lat,
    lon: mission.home.lon,
    altM: mission.home.amslM ?? 0,
    autoContinue: true,
  }
  const lines = ['QGC WPL 110', line(0, 1, home), ...items.map((item) => line(item.seq, 0, item))]
  return `${lines.join('\n')}\n`
}

/** So many lines without an item are no list of them. */
const LINES_OF_NOTHING = 100_000

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)))

/** Reads what QGroundControl, Mission Planner and pymavlink write: tabs, spaces or commas between, comments, any line end. */
export function readWpl(bytes: Uint8Array, isSwapped = false): Read<ImportedMission> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const [, first] = linesOf(text).next().value as [number, string]
  const header = /^(QGC|PB) WPL (\d+)$/.exec(first.slice(0, 80).trim().replace(/\s+/g, ' '))
  if (!header) return { value: null, notes: [...notes, note('error', 'wpl_header', 'line 1')] }
  const version = Number(header[2])
  if (![100, 110, 120].includes(version))
    return { value: null, notes: [...notes, note('error', 'wpl_version', 'line 1', { found: version })] }
  const rows: Item[] = []
  const indexes: number[] = []
  let home: ImportedMission['home'] = null
  let count = 0
  for (const [i, raw] of linesOf(text)) {
    const line = raw.trim()
    if (i === 0 || line === '' || line.startsWith('#')) continue
    if (i > LINES_OF_NOTHING && count === 0) break
    const at = `line ${i + 1}`
    const row = readLine(line, at, notes, isSwapped)
    if (!row) continue
    if (row.index !== count)
      remark(notes, note('warning', 'wpl_index', at, { found: row.index, expected: count }))
    count += 1
    // Version 110 puts home first (with 120, QGroundControl's old form, the list begins with the mission).
    // A first line that is no plain waypoint is a real item: some tools write no home, and dropping it would lose it.
    if (count === 1 && version !== 120 && row.index === 0 && row.item.command === MAV_CMD.NAV_WAYPOINT) {
      if (isPlace(row.item)) home = { lat: row.item.lat, lon: row.item.lon, amslM: inRange(row.item.altM) }
      continue
    }
    if (rows.length >= MOST_ITEMS) continue
    rows.push({ ...row.item, seq: rows.length + 1 })
    indexes.push(row.index)
  }
  if (count > MOST_ITEMS) remark(notes, note('warning', 'too_many_items', null, { count }))
  // Lines, and not one that can be read: no list of waypoints, whatever its first line says.
  const bad = notes.find(({ code }) => code === 'wpl_line')
  if (count === 0 && bad) return { value: null, notes: [...notes, { ...bad, severity: 'error' }] }
  if (!home) remark(notes, note('warning', 'wpl_no_home'))
  if (rows.length === 0) remark(notes, note('warning', 'no_waypoints'))
  // A side file holds nothing but the fence or the rally points.
  const isFence = ({ command }: Item) => isFenceCommand(command)
  const isRally = ({ command }: Item) => isRallyCommand(command)
  const { fence, breachReturn } = fenceOfItems(rows.filter(isFence), notes)
  const isFlown = (item: Item) => !isFence(item) && !isRally(item)
  const flown = jumpsRenumbered(
    rows.filter(isFlown).map((item, i) => ({ ...item, seq: i + 1 })),
    // QGroundControl's old form counts its jumps from one, its lines from nought.
    indexes.filter((_, i) => isFlown(rows[i] as Item)).map((index) => (version === 120 ? index + 1 : index)),
    notes,
  )
  return {
    value: {
      home,
      items: flown,
      fence,
      rallyPoints: rallyOfItems(rows.filter(isRally)),
      ...(breachReturn ? { breachReturn } : {}),
      firmware: null,
      mavType: null,
      cruiseMS: null,
    },
    notes,
  }
}

const isPlace = ({ lat, lon }: { lat: number; lon: number }): boolean =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)

const inRange = (amslM: number): number | null => (amslM >= -500 && amslM <= 9000 ? amslM : null)

function readLine(
  line: string,
  at: string,
  notes: Note[],
  isSwapped: boolean,
): { index: number; item: Item } | null {
  // A comma inside a number of a tab-separated line is a decimal comma: reading on would shift the columns.
  const separator = line.includes('\t') ? /\t/ : /[\s,]+/
  const fields = line.split(separator).map((field) => field.trim())
  if (line.includes('\t') && fields.some((field) => /^-?\d+,\d+$/.test(field))) {
    remark(notes, note('error', 'wpl_decimal_comma', at))
    return null
  }
  if (fields.length !== 12) {
    remark(notes, note('error', 'wpl_line', at, { fields: fields.length }))
    return null
  }
  const values = fields.map((field) =>
    /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(field) ? Number(field) : Number.NaN,
  )
  const [index, , frame, command, p1, p2, p3, p4, first, second, altM, autoContinue] = values as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const [lat, lon] = isSwapped ? [second, first] : [first, second]
  const needed = [index, frame, command, lat, lon, altM, autoContinue]
  if (needed.some((value) => !Number.isFinite(value))) {
    remark(notes, note('error', 'not_a_number', at))
    return null
  }
  const orNull = (value: number) => (Number.isFinite(value) ? value : null)
  if (Math.abs(lat) > 90 && Math.abs(lon) <= 90) remark(notes, note('error', 'swapped_coordinates', at))
  else if (Math.abs(lat) > 90 || Math.abs(lon) > 180) remark(notes, note('error', 'bad_coordinates', at))
  return {
    index,
    item: {
      seq: 0,
      command: Math.round(command),
      frame: Math.round(frame),
      params: [orNull(p1), orNull(p2), orNull(p3), orNull(p4)],
      lat: quantiseDeg(lat),
      lon: quantiseDeg(lon),
      altM: quantiseM(altM),
      autoContinue: autoContinue !== 0,
      role: roleOf(Math.round(command)),
    },
  }
}
