import {
  fenceItems,
  fenceOfItems,
  isFenceCommand,
  isRallyCommand,
  rallyItems,
  rallyOfItems,
} from '../route/fenceItems.ts'
import { roleOf } from '../route/items.ts'
import { isElsewhere, MAV_CMD, MAV_FRAME, PLACED_COMMANDS } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { finiteIn } from '../units/finite.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { homeFrom, type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { jumpsRenumbered } from './jumps.ts'
import { placeFrom } from './placeFrom.ts'
import { decodeText, linesOf, numberOf } from './text.ts'

/**
 * `QGC WPL 110` (https://mavlink.io/en/file_formats/): a header and twelve columns a line. Line 0 is home: ArduPilot's
 * tools overwrite whatever stands there, so the first real item is line 1.
 */
export function writeWpl({ mission, route }: FormatInput): Written {
  const notes: Note[] = []
  if (route.items.some((item) => item.params.includes(null))) notes.push(note('info', 'nan_written_as_zero'))
  const home: Listed = {
    seq: 0,
    command: MAV_CMD.NAV_WAYPOINT,
    frame: MAV_FRAME.GLOBAL,
    params: [0, 0, 0, 0],
    lat: mission.home.lat,
    lon: mission.home.lon,
    altM: mission.home.amslM ?? 0,
    autoContinue: true,
  }
  return { content: listed([home, ...route.items]), notes }
}

/**
 * The fence in the same form, for Mission Planner's fence page and MAVProxy's `fence load`. It has no line of home, and
 * counts from 1: pymavlink, and MAVProxy with it, keep every line and number them anew from 0, so that a home would be
 * sent as an item of the fence, which ArduPilot refuses; Mission Planner takes a line 0 for home and leaves it out, and
 * puts an empty one before a list that begins with another number.
 */
export const writeWplFence = ({ mission }: FormatInput): Written => ({
  content: listed(fenceItems(mission)),
  notes: [],
})

/** The rally points, likewise, for Mission Planner's rally page and MAVProxy's `rally load`. */
export const writeWplRally = ({ mission }: FormatInput): Written => ({
  content: listed(rallyItems(mission)),
  notes: [],
})

type Listed = Omit<Item, 'role'>

/** Line 0, home, is the current one. */
function listed(items: readonly Listed[]): string {
  const lines = items.map((item) =>
    [
      item.seq,
      item.seq === 0 ? 1 : 0,
      item.frame,
      item.command,
      ...item.params.map((value) => trimmed(value ?? 0, 8)),
      item.lat.toFixed(8),
      item.lon.toFixed(8),
      item.altM.toFixed(6),
      item.autoContinue ? 1 : 0,
    ].join('\t'),
  )
  return `${['QGC WPL 110', ...lines].join('\n')}\n`
}

/** So many lines without an item are no list of them. */
const LINES_OF_NOTHING = 100_000

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)))

/** Whether a text begins like such a list, after empty lines and comments. */
export const isWplText = (head: string): boolean => /^\uFEFF?(?:\s*#[^\n]*\n)*\s*(QGC|PB) WPL/.test(head)

/**
 * Reads what QGroundControl, Mission Planner and pymavlink write and read: any white space between the columns, or commas,
 * empty lines, comments, any line end. A line that cannot be read is an error: no list is flown without it.
 */
export function readWpl(bytes: Uint8Array, isSwapped = false): Read<ImportedMission> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const [headerAt, first] = headOf(text)
  const header = /^(QGC|PB) WPL (\d+)$/.exec(first.slice(0, 80).trim().replace(/\s+/g, ' '))
  if (!header) return { value: null, notes: [...notes, note('error', 'wpl_header', `line ${headerAt + 1}`)] }
  const version = Number(header[2])
  if (![100, 110, 120].includes(version))
    return {
      value: null,
      notes: [...notes, note('error', 'wpl_version', `line ${headerAt + 1}`, { found: version })],
    }
  const rows: Item[] = []
  const indexes: number[] = []
  let home: ImportedMission['home'] = null
  let count = 0
  let countsFrom = 0
  for (const [i, raw] of linesOf(text, notes)) {
    const line = raw.trim()
    if (i <= headerAt || line === '' || line.startsWith('#')) continue
    if (i > LINES_OF_NOTHING && count === 0) break
    const at = `line ${i + 1}`
    const row = readLine(line, at, notes, isSwapped)
    if (!row) continue
    // A side file has no home, and counts from 1.
    const isSide = isFenceCommand(row.item.command) || isRallyCommand(row.item.command)
    if (count === 0 && row.index === 1 && isSide) countsFrom = 1
    if (row.index !== countsFrom + count)
      remark(notes, note('warning', 'wpl_index', at, { found: row.index, expected: countsFrom + count }))
    count += 1
    // Version 110 puts home first (with 120, QGroundControl's old form, the list begins with the mission).
    // A first line that is no plain waypoint is a real item: some tools write no home, and dropping it would lose it.
    if (count === 1 && version !== 120 && row.index === 0 && row.item.command === MAV_CMD.NAV_WAYPOINT) {
      // A height in any other frame is none over the sea.
      home = homeFrom(row.item, row.item.frame === MAV_FRAME.GLOBAL ? row.item.altM : null)
      continue
    }
    if (rows.length >= MOST_ITEMS || row.isLost) continue
    rows.push({ ...row.item, seq: rows.length + 1 })
    indexes.push(row.index)
  }
  if (count > MOST_ITEMS) remark(notes, note('error', 'too_many_items', null, { count }))
  // Lines, and not one that can be read: no list of waypoints, whatever its first line says.
  if (count === 0 && notes.some(({ severity }) => severity === 'error')) return { value: null, notes }
  if (!home) remark(notes, note('warning', 'wpl_no_home'))
  if (rows.length === 0) remark(notes, note('error', 'no_waypoints'))
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

/** The first line that says something: the header, where it is one. */
function headOf(text: string): [number, string] {
  for (const [i, line] of linesOf(text, [])) {
    if (i > LINES_OF_NOTHING) break
    if (line.trim() !== '' && !line.trim().startsWith('#')) return [i, line]
  }
  return [0, '']
}

/** The columns of a line. Commas part them only where nothing else does: beside white space they are decimal commas. */
function fieldsOf(line: string): string[] {
  const fields = line.split(/,?\s+/)
  return fields.length === COLUMNS ? fields : line.split(/\t/.test(line) ? /\s+/ : /[\s,]+/)
}

const COLUMNS = 12

function readLine(
  line: string,
  at: string,
  notes: Note[],
  isSwapped: boolean,
): { index: number; item: Item; isLost: boolean } | null {
  const fields = fieldsOf(line)
  const bad = (code: Note['code'], params: Note['params'] = {}): null => {
    remark(notes, note('error', code, at, params))
    return null
  }
  if (fields.some((field) => /^[+-]?\d+,\d+$/.test(field))) return bad('wpl_decimal_comma')
  if (fields.length !== COLUMNS) return bad('wpl_line', { fields: fields.length })
  const values = fields.map(numberOf)
  const [index, , , , p1, p2, p3, p4, first, second, high, autoContinue] = values as [
    number,
    ...number[],
  ] as [number, number, number, number, number, number, number, number, number, number, number, number]
  const [command, frame] = [wholeIn(values[3], 65_535), wholeIn(values[2], 255)]
  const [lat, lon] = isSwapped ? [second, first] : [first, second]
  if (command === null || frame === null || ![index, lat, lon, high, autoContinue].every(Number.isFinite))
    return bad('not_a_number', { text: fields.join(' ').slice(0, 60) })
  const orNull = (value: number) => (Number.isFinite(value) ? value : null)
  const place = isAnywhere(command) ? placeFrom(lat, lon) : null
  if (typeof place === 'string') bad(place, { text: `${lat}, ${lon}` })
  else if (isElsewhere(command, frame)) bad('item_frame', { frame })
  return {
    index,
    // Its number counts all the same: those of the other lines stay right.
    isLost: typeof place === 'string' || isElsewhere(command, frame),
    item: {
      seq: 0,
      command,
      frame,
      params: [orNull(p1), orNull(p2), orNull(p3), orNull(p4)],
      ...quantisePlace({ lat, lon }),
      altM: quantiseM(high),
      autoContinue: autoContinue !== 0,
      role: roleOf(command),
    },
  }
}

const isAnywhere = (command: number): boolean =>
  PLACED_COMMANDS.includes(command) || isFenceCommand(command) || isRallyCommand(command)

const wholeIn = (value: number | undefined, most: number): number | null =>
  Number.isInteger(value) ? finiteIn(value, 0, most) : null
