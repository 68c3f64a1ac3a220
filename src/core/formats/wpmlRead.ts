import type { Element } from '@xmldom/xmldom'
import type { Contingency } from '../mission/mission.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseDeg, quantiseM } from '../units/quantise.ts'
import { type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { itemsOfStops, type Stop } from './stops.ts'
import { placeFrom } from './placeFrom.ts'
import { decodeText } from './text.ts'
import { readTemplate } from './wpmlTemplate.ts'
import { allOf, childNumber, childrenOf, childText, parseXml } from './xml.ts'
import { filesOfZip } from './zip.ts'

const SAME_PLACE_DEG = 1e-6

/** Whether a zip is DJI's kind of KMZ: it has `wpmz/waylines.wpml` or `wpmz/template.kml`. */
export const isWpml = (names: readonly string[]): boolean =>
  names.some((name) => /(^|\/)wpmz\/(waylines\.wpml|template\.kml)$/i.test(name))

/**
 * Reads the route of a WPML zip, whoever wrote it: what is flown (`waylines.wpml`), else the template. Where the two
 * do not agree it says so, for a controller may make the one from the other. Actions that have no mission command
 * are noted.
 */
export function readWpml(bytes: Uint8Array): Read<ImportedMission> {
  const { files, notes } = filesOfZip(bytes, (name) => isWpml([name]))
  const fileOf = (end: string) =>
    Object.entries(files).find(([name]) => name.toLowerCase().endsWith(end))?.[1] ?? null
  const flownFile = fileOf('waylines.wpml')
  const templateFile = fileOf('template.kml')
  if (notes.some(({ code }) => code === 'not_zip')) return { value: null, notes }
  if (!templateFile) remark(notes, note('warning', 'wpml_no_template'))
  const template = templateFile ? rootOf(templateFile, 'template.kml', notes) : null
  const flown = flownFile ? rootOf(flownFile, 'waylines.wpml', notes) : null
  const root = flown ?? template
  if (!root) return { value: null, notes: [...notes, note('error', 'wpml_no_route')] }
  // A template of areas has no way of its own to hold against the lanes.
  const mapping = template ? readTemplate(template, notes) : null
  if (template && flown && !mapping && !isSameWay(template, flown))
    remark(notes, note('warning', 'wpml_files_differ'))
  const stops = readStops(root, notes)
  const hasPatterns = mapping !== null && mapping.patterns.length > 0
  if (stops.length === 0 && !hasPatterns)
    return { value: null, notes: [...notes, note('error', 'wpml_no_route')] }
  if (mapping) remark(notes, note('info', stops.length > 0 ? 'mapping_lanes_kept' : 'mapping_planned_here'))
  const config = allOf(root, 'missionConfig')[0] ?? null
  const templateConfig = template ? (allOf(template, 'missionConfig')[0] ?? null) : null
  const mode = allOf(root, 'executeHeightMode')[0]?.textContent ?? allOf(root, 'heightMode')[0]?.textContent
  if (stops.length > 0 && mode && mode.trim() !== 'relativeToStartPoint')
    remark(notes, note('warning', 'wpml_height_mode', null, { mode: mode.trim().slice(0, 40) }))
  const takeoffHeightM = config && childNumber(config, 'takeOffSecurityHeight')
  const home = referenceOf(templateConfig ?? config)
  const atEnd = atEndOf(config && childText(config, 'finishAction'))
  const [first] = stops
  const items = first ? itemsOfStops({ takeoffHeightM, stops, atEnd }, home ?? first, 'dji') : []
  return {
    value: {
      home,
      items: items.slice(0, MOST_ITEMS),
      fence: [],
      rallyPoints: [],
      firmware: 'dji',
      mavType: 2,
      cruiseMS: (config && childNumber(config, 'globalTransitionalSpeed')) || null,
      ...(mapping && hasPatterns ? { template: mapping } : {}),
    },
    notes,
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
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
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

/** The stops of every wayline of a file, one after the other: an oblique flight has five. */
function readStops(root: Element, notes: Note[]): Stop[] {
  const folders = allOf(root, 'Folder').filter((folder) => placemarksOf(folder).length > 0)
  if (folders.length > 1)
    remark(notes, note('warning', 'wpml_several_lines', null, { count: folders.length }))
  return (folders.length > 0 ? folders : [root]).flatMap((folder, i) =>
    readLine(folder, folders.length > 1 ? `Folder ${i + 1}, ` : '', notes),
  )
}

/** The stops of one wayline; `within` names it in notes where there are several. */
function readLine(root: Element, within: string, notes: Note[]): Stop[] {
  const cruiseMS = Number(allOf(root, 'autoFlightSpeed')[0]?.textContent ?? '') || 5
  const stops: Stop[] = []
  const intervals: { from: number; to: number; everyM: number | null; everyS: number | null }[] = []
  // What is done before the first waypoint: of that only the camera's angle lasts.
  let gimbalPitchDeg: number | null = null
  for (const start of childrenOf(root, 'startActionGroup'))
    for (const param of allOf(start, 'actionActuatorFuncParam'))
      gimbalPitchDeg = childNumber(param, 'gimbalPitchRotateAngle') ?? gimbalPitchDeg
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
    const stop: Stop = {
      ...place,
      heightM: quantiseM(childNumber(placemark, 'executeHeight') ?? childNumber(placemark, 'height') ?? 0),
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
      const every = Number(allOf(group, 'actionTriggerParam')[0]?.textContent ?? '')
      if (trigger === 'multipleDistance' || trigger === 'multipleTiming') {
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
        const param = childrenOf(action, 'actionActuatorFuncParam')[0]
        if (name === 'takePhoto' || name === 'orientedShoot' || name === 'accurateShoot') stop.photo = true
        if (name === 'startRecord' || name === 'stopRecord') isFilming = name === 'startRecord'
        if (name === 'hover') stop.holdS = (param && childNumber(param, 'hoverTime')) ?? 0
        if (name === 'rotateYaw')
          stop.headingDeg = (((param && childNumber(param, 'aircraftHeading')) ?? 0) + 360) % 360
        if (param && (name === 'gimbalRotate' || name === 'gimbalEvenlyRotate' || name === 'orientedShoot'))
          gimbalPitchDeg = childNumber(param, 'gimbalPitchRotateAngle') ?? gimbalPitchDeg
        if (!KNOWN_ACTIONS.includes(name))
          remark(notes, note('info', 'wpml_action', at, { action: name.slice(0, 40) }))
      }
    }
    stops.push({ ...stop, gimbalPitchDeg })
  }
  for (const { from, to, everyM, everyS } of intervals)
    for (const [i, stop] of stops.entries())
      if (i > from && i <= to) {
        if (everyM !== null && everyM > 0) stop.photoEveryM = everyM
        if (everyS !== null && everyS > 0) stop.photoEveryS = everyS
      }
  return stops
}

const KNOWN_ACTIONS: readonly string[] = [
  'takePhoto',
  'orientedShoot',
  'accurateShoot',
  'startRecord',
  'stopRecord',
  'hover',
  'rotateYaw',
  'gimbalRotate',
  'gimbalEvenlyRotate',
]

const atEndOf = (finish: string | null): Contingency['atEnd'] =>
  finish === 'autoLand' ? 'land' : finish === 'noAction' ? 'hover' : 'return'

/** The reference of the take-off, "lat,lon,alt": the other way round than every point of the file. */
function referenceOf(config: Element | null): ImportedMission['home'] {
  const text = config && childText(config, 'takeOffRefPoint')
  const [lat, lon, altM] = (text ?? '').split(',').map((part) => Number.parseFloat(part))
  if (lat === undefined || lon === undefined || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return null
  return {
    lat: quantiseDeg(lat),
    lon: quantiseDeg(lon),
    amslM: altM !== undefined && Number.isFinite(altM) ? quantiseM(altM) : null,
  }
}
