import type { Element } from '@xmldom/xmldom'
import type { Contingency } from '../mission/mission.ts'
import { finiteIn } from '../units/finite.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseM } from '../units/quantise.ts'
import { homeFrom, type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { itemsOfStops, type Stop } from './stops.ts'
import { placeFrom } from './placeFrom.ts'
import { type Tally, tally } from './tally.ts'
import { decodeText, numberOf } from './text.ts'
import { type HeightOver, heightsOf, itemsOver, taken, type Taking, type WayPoint } from './ways.ts'
import { readTemplate } from './wpmlTemplate.ts'
import { TURN } from './wpmlWaylines.ts'
import { allOf, childNumber, childrenOf, childText, parseXml } from './xml.ts'
import { filesOfZip } from './zip.ts'

const SAME_PLACE_DEG = 1e-6

/** Whether a zip is DJI's kind of KMZ: it has a `waylines.wpml`, or a `template.kml` in its own folder. */
export const isWpml = (names: readonly string[]): boolean =>
  names.some((name) => /(^|\/)(wpmz\/template\.kml|waylines\.wpml)$/i.test(name))

/** Whether an XML text is one of DJI's two files by what is in it, whatever it is called: outside of its zip, too. */
export const isLooseWpml = (text: string): boolean =>
  /<wpml:|xmlns(?::\w+)?\s*=\s*["'][^"']*(?:dji|uav)\.com\/wpmz\//i.test(text.slice(0, 65_536))

/**
 * Reads the route of a WPML zip, whoever wrote it: what is flown (`waylines.wpml`), else the template. Where the two
 * do not agree it says so, for a controller may make the one from the other. Actions that have no mission command
 * are noted.
 */
export function readWpml(bytes: Uint8Array, taking: Taking = {}): Read<ImportedMission> {
  const { files, notes } = filesOfZip(bytes, (name) => isWpml([name]))
  const fileOf = (end: string) =>
    Object.entries(files).find(([name]) => name.toLowerCase().endsWith(end))?.[1] ?? null
  const flownFile = fileOf('waylines.wpml')
  const templateFile = fileOf('template.kml')
  if (notes.some(({ code }) => code === 'not_zip')) return { value: null, notes }
  if (!templateFile) remark(notes, note('warning', 'wpml_no_template'))
  const template = templateFile ? rootOf(templateFile, 'template.kml', notes) : null
  const flown = flownFile ? rootOf(flownFile, 'waylines.wpml', notes) : null
  return routeOf(template, flown, taking, notes)
}

/** Reads one of the two files by itself: a template has a `templateType`, anything else is what is flown. */
export function readLooseWpml(
  bytes: Uint8Array,
  fileName: string,
  taking: Taking = {},
): Read<ImportedMission> {
  const notes: Note[] = []
  const root = rootOf(bytes, fileName, notes)
  if (!root) return { value: null, notes }
  if (root.localName !== 'kml')
    return { value: null, notes: [...notes, note('error', 'not_kml', null, { root: root.localName ?? '' })] }
  const isTemplate = allOf(root, 'templateType').length > 0
  if (!isTemplate) remark(notes, note('warning', 'wpml_no_template'))
  return isTemplate ? routeOf(root, null, taking, notes) : routeOf(null, root, taking, notes)
}

function routeOf(
  template: Element | null,
  flown: Element | null,
  taking: Taking,
  notes: Note[],
): Read<ImportedMission> {
  const root = flown ?? template
  if (!root) return { value: null, notes: [...notes, note('error', 'wpml_no_route')] }
  const counted = tally()
  // A template of areas has no way of its own to hold against the lanes.
  const mapping = template ? readTemplate(template, notes) : null
  if (template && flown && !mapping && !isSameWay(template, flown))
    remark(notes, note('warning', 'wpml_files_differ'))
  const stops = readStops(root, taking, counted, notes)
  const hasPatterns = mapping !== null && mapping.patterns.length > 0
  if (stops.length === 0 && !hasPatterns)
    return { value: null, notes: [...notes, note('error', 'wpml_no_route')] }
  if (mapping) remark(notes, note('info', stops.length > 0 ? 'mapping_lanes_kept' : 'mapping_planned_here'))
  const config = allOf(root, 'missionConfig')[0] ?? null
  const templateConfig = template ? (allOf(template, 'missionConfig')[0] ?? null) : null
  const said = overOf(root, notes)
  const { over, heights } =
    stops.length > 0
      ? heightsOf(
          stops.map(({ altM }) => ({ altM, over: said })),
          taking.heightM ?? null,
          notes,
        )
      : { over: 'home' as const, heights: [] }
  const takeoffHeightM = config && childNumber(config, 'takeOffSecurityHeight')
  const home = referenceOf(templateConfig ?? config)
  const atEnd = atEndOf(config && childText(config, 'finishAction'))
  const flownStops = stops.map(({ stop }, i): Stop => ({ ...stop, heightM: quantiseM(heights[i] as number) }))
  const [first] = flownStops
  const items = first ? itemsOfStops({ takeoffHeightM, stops: flownStops, atEnd }, home ?? first, 'dji') : []
  if (items.length > MOST_ITEMS) remark(notes, note('error', 'too_many_items', null, { count: items.length }))
  return {
    value: {
      home,
      fence: [],
      rallyPoints: [],
      firmware: 'dji',
      mavType: 2,
      cruiseMS: (config && childNumber(config, 'globalTransitionalSpeed')) || null,
      isDrawing: true,
      contingency: contingencyOf(config, counted),
      ...numbersOf(config ?? templateConfig),
      ...itemsOver(items.slice(0, MOST_ITEMS), over),
      ...(mapping && hasPatterns ? { template: mapping } : {}),
    },
    notes: [...notes, ...counted.notes()],
  }
}

/** DJI's numbers of the aircraft and of what it carries, where the file says them; 0 stands for none. */
function numbersOf(config: Element | null): Pick<ImportedMission, 'dji'> {
  const numberIn = (parent: string, name: string): number | null => {
    const element = config && allOf(config, parent)[0]
    const value = element ? childNumber(element, name) : null
    return value !== null && Number.isInteger(value) && value >= 0 && value <= 65_535 ? value : null
  }
  const drone = numberIn('droneInfo', 'droneEnumValue')
  if (!drone) return {}
  const droneSub = numberIn('droneInfo', 'droneSubEnumValue') ?? 0
  return { dji: { drone, droneSub, payload: numberIn('payloadInfo', 'payloadEnumValue') } }
}

/** Over what the heights of a file are: `executeHeightMode` of waylines, `heightMode` of a template. */
function overOf(root: Element, notes: Note[]): HeightOver {
  const mode = (allOf(root, 'executeHeightMode')[0] ?? allOf(root, 'heightMode')[0])?.textContent?.trim()
  switch (mode ?? 'relativeToStartPoint') {
    case 'relativeToStartPoint':
      return 'home'
    case 'EGM96':
      return 'sea'
    case 'WGS84':
      return 'ellipsoid'
    case 'aboveGroundLevel':
    case 'realTimeFollowSurface':
      return 'ground'
    default:
      remark(notes, note('error', 'wpml_height_mode', null, { mode: (mode ?? '').slice(0, 40) }))
      return 'home'
  }
}

function rootOf(bytes: Uint8Array, name: string, notes: Note[]): Element | null {
  const { text, notes: said } = decodeText(bytes)
  notes.push(...said.map((n) => ({ ...n, at: n.at ?? name })))
  if (text === null) return null
  const parsed = parseXml(text)
  notes.push(...parsed.notes.map((n) => ({ ...n, at: n.at ?? name })))
  return parsed.root
}

const placemarksOf = (root: Element): Element[] =>
  allOf(root, 'Placemark').filter((placemark) => childrenOf(placemark, 'Point').length > 0)

/** "lon,lat" of a placemark, with or without white space and a height behind; a code for what is no place. */
function placeOf(placemark: Element): { lat: number; lon: number } | Note['code'] {
  const text = allOf(placemark, 'coordinates')[0]?.textContent?.trim() ?? ''
  const parts = text.split(',').map(numberOf)
  // Commas for points give a number more, or two.
  if (parts.length > 3) return 'decimal_comma'
  const [lon, lat] = parts
  return placeFrom(lat, lon)
}

function isSameWay(template: Element, flown: Element): boolean {
  const a = placemarksOf(template)
  const b = placemarksOf(flown)
  return (
    a.length === b.length &&
    a.every((placemark, i) => {
      const [p, q] = [placeOf(placemark), placeOf(b[i] as Element)]
      return (
        typeof p !== 'string' &&
        typeof q !== 'string' &&
        Math.abs(p.lat - q.lat) < SAME_PLACE_DEG &&
        Math.abs(p.lon - q.lon) < SAME_PLACE_DEG
      )
    })
  )
}

/** A stop with its height as the file has it: over what is said by the file. */
type FileStop = { stop: Omit<Stop, 'heightM'>; altM: number | null }

/** The stops of the waylines that are taken, one after the other: an oblique flight has five, and all are flown. */
function readStops(root: Element, taking: Taking, counted: Tally, notes: Note[]): FileStop[] {
  const { take } = taking
  const folders = allOf(root, 'Folder').filter((folder) => placemarksOf(folder).length > 0)
  const lines = folders.length > 0 ? folders : [root]
  const ways = lines.map((folder) => ({
    folder,
    kind: 'line' as const,
    element: 'wayline',
    // Its `waylineId` counts from nought: it would be mistaken for the number that it is chosen by.
    name: '',
    points: placemarksOf(folder).map(() => NOWHERE),
  }))
  const isAll = (take ?? '').trim() === '' && lines.length > 1
  if (isAll) remark(notes, note('warning', 'wpml_several_lines', null, { count: lines.length }))
  const flown = isAll ? ways : taken(ways, take ?? null, notes)
  counted.met('line', ways.length)
  counted.used('line', flown.length)
  // What a placemark draws that is neither a waypoint nor the area of a template.
  counted.met('line', allOf(root, 'LineString').filter(isLoose).length)
  counted.met('area', allOf(root, 'Polygon').filter(isLoose).length)
  return ways.flatMap((way, i) =>
    flown.includes(way)
      ? readLine(way.folder, lines.length > 1 ? `Folder ${i + 1}, ` : '', taking, counted, notes)
      : [],
  )
}

const NOWHERE: WayPoint = { lat: 0, lon: 0, altM: null, over: 'none' }

/** Whether a geometry is of no mapping template: those have their own reader. */
function isLoose(shape: Element): boolean {
  const folder = shape.parentNode?.parentNode as Element | null
  return !(folder && (childText(folder, 'templateType') ?? '').startsWith('mapping'))
}

/** The height of a waypoint as the file has it: its own, else that of the whole line, else null. */
function altitudeOf(placemark: Element, line: Element): number | null {
  const isGlobal = childNumber(placemark, 'useGlobalHeight') === 1
  const globalM = childNumber(line, 'globalHeight')
  const ownM = childNumber(placemark, 'height')
  return childNumber(placemark, 'executeHeight') ?? (isGlobal ? (globalM ?? ownM) : (ownM ?? globalM))
}

/** The stops of one wayline; `within` names it in notes where there are several. */
function readLine(root: Element, within: string, taking: Taking, counted: Tally, notes: Note[]): FileStop[] {
  const cruiseMS = finiteIn(numberOf(allOf(root, 'autoFlightSpeed')[0]?.textContent), 0.1, 50) ?? 5
  const stops: FileStop[] = []
  const intervals: { from: number; to: number; everyM: number | null; everyS: number | null }[] = []
  // What is done before the first waypoint: of that only the camera's angle lasts.
  let gimbalPitchDeg: number | null = null
  for (const start of childrenOf(root, 'startActionGroup'))
    for (const action of childrenOf(start, 'action')) {
      const [param] = childrenOf(action, 'actionActuatorFuncParam')
      const pitch = param ? childNumber(param, 'gimbalPitchRotateAngle') : null
      if (pitch === null) counted.unused(childText(action, 'actionActuatorFunc') || 'action')
      gimbalPitchDeg = pitch ?? gimbalPitchDeg
    }
  let isFilming = false
  for (const [i, placemark] of placemarksOf(root).entries()) {
    const at = `${within}Placemark ${i + 1}`
    const place = placeOf(placemark)
    if (typeof place === 'string') {
      remark(notes, note('error', place, at))
      continue
    }
    const index = childNumber(placemark, 'index')
    if (index !== i) remark(notes, note('warning', 'wpml_index', at, { found: index ?? -1, expected: i }))
    const heading = childrenOf(placemark, 'waypointHeadingParam')[0]
    const mode = heading && childText(heading, 'waypointHeadingMode')
    const angle = heading && childNumber(heading, 'waypointHeadingAngle')
    const isTurned = (mode === 'smoothTransition' || mode === 'fixed') && typeof angle === 'number'
    if (mode === 'towardPOI') counted.unused(mode)
    const turn = childrenOf(placemark, 'waypointTurnParam')[0]
    const turnMode = turn ? childText(turn, 'waypointTurnMode') : null
    // Curves between waypoints: here each is flown to.
    if (turnMode !== null && turnMode !== TURN) counted.unused(turnMode || 'waypointTurnMode')
    const stop: FileStop['stop'] = {
      ...place,
      speedMS: childNumber(placemark, 'waypointSpeed') || cruiseMS,
      holdS: 0,
      headingDeg: isTurned ? (angle + 360) % 360 : null,
      gimbalPitchDeg: null,
      photo: false,
      photoEveryM: null,
      photoEveryS: null,
      ...(isFilming ? { video: true } : {}),
    }
    for (const group of childrenOf(placemark, 'actionGroup')) {
      const trigger = allOf(group, 'actionTriggerType')[0]?.textContent?.trim() ?? ''
      const every = finiteIn(numberOf(allOf(group, 'actionTriggerParam')[0]?.textContent), 0.1, 1e4)
      if (trigger === 'multipleDistance' || trigger === 'multipleTiming') {
        for (const action of childrenOf(group, 'action'))
          if (every === null || childText(action, 'actionActuatorFunc') !== 'takePhoto')
            counted.unused(`${childText(action, 'actionActuatorFunc') ?? 'action'} (${trigger})`)
        intervals.push({
          from: childNumber(group, 'actionGroupStartIndex') ?? i,
          to: childNumber(group, 'actionGroupEndIndex') ?? i,
          everyM: trigger === 'multipleDistance' ? every : null,
          everyS: trigger === 'multipleTiming' ? every : null,
        })
        continue
      }
      for (const action of childrenOf(group, 'action')) {
        const name = childText(action, 'actionActuatorFunc') ?? ''
        const [param] = childrenOf(action, 'actionActuatorFuncParam')
        if (PHOTOS.includes(name)) stop.photo = true
        else if (name === 'startRecord' || name === 'stopRecord') isFilming = name === 'startRecord'
        else if (name === 'hover')
          stop.holdS += finiteIn(param && childNumber(param, 'hoverTime'), 0, 1e5) ?? 0
        else if (name === 'rotateYaw') {
          const yawDeg = param ? childNumber(param, 'aircraftHeading') : null
          if (yawDeg === null) counted.unused(name)
          else stop.headingDeg = ((yawDeg % 360) + 360) % 360
        } else if (name !== 'gimbalRotate' && name !== 'gimbalEvenlyRotate')
          remark(notes, note('warning', 'wpml_action', at, { action: name.slice(0, 40) }))
        if (param && (name === 'gimbalRotate' || name === 'gimbalEvenlyRotate' || name === 'orientedShoot'))
          gimbalPitchDeg = childNumber(param, 'gimbalPitchRotateAngle') ?? gimbalPitchDeg
        // The camera turned to the side, or its zoom, has no place in a stop.
        for (const turn of ['gimbalYawRotateAngle', 'focalLength'])
          if (param && (childNumber(param, turn) ?? 0) !== 0 && isEnabled(param, turn)) counted.unused(turn)
      }
    }
    const altM = altitudeOf(placemark, root)
    // Heights are never assumed of a file that is flown as it is.
    if (altM === null && (taking.heightM ?? null) === null) remark(notes, note('error', 'wpml_no_height', at))
    else stops.push({ stop: { ...stop, gimbalPitchDeg }, altM })
  }
  for (const { from, to, everyM, everyS } of intervals)
    for (const [i, { stop }] of stops.entries())
      if (i > from && i <= to) {
        if (everyM !== null) stop.photoEveryM = everyM
        if (everyS !== null) stop.photoEveryS = everyS
      }
  return stops
}

const PHOTOS: readonly string[] = ['takePhoto', 'orientedShoot', 'accurateShoot']

/** An angle counts unless its own switch is off. */
const isEnabled = (param: Element, angle: string): boolean =>
  childNumber(param, angle.replace('RotateAngle', 'RotateEnable')) !== 0

/** What DJI's configuration says of the end, the return and a lost link; what has no counterpart is counted. */
function contingencyOf(config: Element | null, counted: Tally): Partial<Contingency> {
  const text = (name: string) => (config ? childText(config, name) : null)
  const finish = text('finishAction')
  if (finish !== null && !FINISHES.includes(finish)) counted.unused(finish || 'finishAction')
  const returnM = config ? childNumber(config, 'globalRTHHeight') : null
  const returnHeightM = finiteIn(returnM, 0, 500)
  if (returnM !== null && returnHeightM === null) counted.unused(`globalRTHHeight ${returnM}`)
  const isGoingOn = text('exitOnRCLost') === 'goContinue'
  const lost = text('executeRCLostAction')
  const known = isGoingOn ? 'continue' : LOST[lost ?? '']
  if (lost !== null && known === undefined) counted.unused(lost || 'executeRCLostAction')
  return {
    atEnd: atEndOf(finish),
    ...(returnHeightM === null ? {} : { returnHeightM }),
    ...(known === undefined ? {} : { onLostLink: known }),
  }
}

const FINISHES: readonly string[] = ['goHome', 'autoLand', 'noAction']
const LOST: Readonly<Record<string, Contingency['onLostLink']>> = {
  goBack: 'return',
  landing: 'land',
  hover: 'hover',
}

const atEndOf = (finish: string | null): Contingency['atEnd'] =>
  finish === 'autoLand' ? 'land' : finish === 'noAction' ? 'hover' : 'return'

/** The reference of the take-off, "lat,lon,alt": the other way round than every point of the file. */
function referenceOf(config: Element | null): ImportedMission['home'] {
  const text = config && childText(config, 'takeOffRefPoint')
  const [lat, lon, altM] = (text ?? '').split(',').map(numberOf)
  const place = placeFrom(lat, lon)
  return typeof place === 'string' ? null : homeFrom(place, altM === undefined ? null : quantiseM(altM))
}
