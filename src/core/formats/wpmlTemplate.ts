import type { Element } from '@xmldom/xmldom'
import { frameAt } from '../geo/frame.ts'
import { grow, normalise } from '../geo/offset.ts'
import { signedArea } from '../geo/polygon.ts'
import type { LatLon } from '../geo/position.ts'
import type { Corridor, Pattern, PhotoTrigger, Spacing, Survey } from '../mission/pattern.ts'
import { type Note, note, remark } from '../units/note.ts'
import { finiteIn } from '../units/finite.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import { numberOf } from './text.ts'
import { allOf, childNumber, childrenOf, childText } from './xml.ts'

/** What an area or a line of a DJI template comes to as patterns; null where it is a list of waypoints. */
export type WpmlTemplate = { type: string; patterns: Pattern[]; heightOver: 'home' | 'ground' | 'sea' }

/** Photos by overlap have no distance of their own: the spacing's camera gives it. */
const EVERY_M = 10
const DEFAULT_SPEED_MS = 5
const USUAL_OVERLAP = { H: 80, W: 70 }
/** Switches of a template that have no counterpart here: what they add to the flight is said to be left out. */
const EXTRAS = [
  'caliFlightEnable',
  'elevationOptimizeEnable',
  'smartObliqueEnable',
  'quickOrthoMappingEnable',
  'facadeWaylineEnable',
  'doubleGridWaylineEnable',
  'boundaryOptimEnable',
  'stripUseTemplateAltitude',
] as const

/**
 * The mapping templates of a WPML file: an area (mapping2d, mapping3d) as a survey, a line (mappingStrip) as a corridor.
 * What has no place in them is noted. https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/template-kml.html
 */
export function readTemplate(root: Element, notes: Note[]): WpmlTemplate | null {
  const read: WpmlTemplate = { type: '', patterns: [], heightOver: 'home' }
  for (const [i, folder] of allOf(root, 'Folder').entries()) {
    const type = childText(folder, 'templateType') ?? ''
    if (!type.startsWith('mapping')) continue
    const at = `template ${i + 1}`
    read.type = type
    read.heightOver = heightOverOf(folder, at, notes)
    for (const placemark of childrenOf(folder, 'Placemark')) {
      const pattern =
        type === 'mappingStrip'
          ? corridorOf(folder, placemark, at, read.patterns.length, notes)
          : surveyOf(folder, placemark, at, read.patterns.length, notes)
      if (!pattern) continue
      read.patterns.push(pattern)
      for (const name of EXTRAS)
        if (childNumber(placemark, name) === 1)
          remark(notes, note('warning', 'mapping_extra', at, { what: name }))
      if (type === 'mapping3d')
        remark(
          notes,
          note('warning', 'mapping_oblique', at, {
            pitch: childNumber(placemark, 'inclinedGimbalPitch') ?? '?',
          }),
        )
    }
  }
  if (read.type === '') return null
  if (read.patterns.length === 0) remark(notes, note('warning', 'mapping_no_area', null, { type: read.type }))
  return read
}

function heightOverOf(folder: Element, at: string, notes: Note[]): WpmlTemplate['heightOver'] {
  const param = childrenOf(folder, 'waylineCoordinateSysParam')[0]
  const mode = (param && childText(param, 'heightMode')) ?? 'relativeToStartPoint'
  const isFollowed = (param && childNumber(param, 'surfaceFollowModeEnable')) === 1
  if (isFollowed || mode === 'aboveGroundLevel' || mode === 'realTimeFollowSurface') return 'ground'
  if (mode === 'EGM96') return 'sea'
  if (mode !== 'relativeToStartPoint')
    remark(notes, note('error', 'wpml_height_mode', at, { mode: mode.slice(0, 40) }))
  return 'home'
}

/**
 * Height of the lanes as `heightOverOf` means it: following the ground it is stated by itself. One that is missing, or none
 * that could be flown, is an error; over the sea any is let through, for what it comes to hangs on home.
 */
function heightOf(folder: Element, placemark: Element, at: string, notes: Note[]): number {
  const param = childrenOf(folder, 'waylineCoordinateSysParam')[0]
  const followed = param ? childNumber(param, 'surfaceRelativeHeight') : null
  const heightM =
    followed ?? childNumber(placemark, 'height') ?? (param && childNumber(param, 'globalShootHeight'))
  const isOverSea = (param && childText(param, 'heightMode')) === 'EGM96'
  const known = isOverSea ? finiteIn(heightM, -1000, 20_000) : finiteIn(heightM, -200, 1000)
  if (known === null) remark(notes, note('error', 'wpml_no_height', at))
  return quantiseM(known ?? UNKNOWN_HEIGHT_M)
}
/** Stands where a height is an error, so that the rest of the file can be told of. */
const UNKNOWN_HEIGHT_M = 60

const speedOf = (folder: Element): number =>
  quantiseM(Math.min(50, Math.max(0.1, childNumber(folder, 'autoFlightSpeed') ?? DEFAULT_SPEED_MS)))

/** Overlaps in percent, of photos or else of a laser scanner. */
function spacingOf(placemark: Element, at: string, notes: Note[]): Spacing {
  const overlap = childrenOf(placemark, 'overlap')[0]
  const share = (axis: 'H' | 'W'): number => {
    const stated =
      overlap &&
      (childNumber(overlap, `orthoCameraOverlap${axis}`) ?? childNumber(overlap, `orthoLidarOverlap${axis}`))
    if (typeof stated === 'number') return Math.min(0.95, Math.max(0, stated / 100))
    remark(notes, note('warning', 'mapping_overlap_missing', at, { overlap: USUAL_OVERLAP[axis] }))
    return USUAL_OVERLAP[axis] / 100
  }
  return { by: 'camera', overlap: share('H'), sidelap: share('W') }
}

/** Photos at the overlap: by time they are here, too, told by distance, for the interval hangs on the camera. */
function photoOf(placemark: Element, at: string, notes: Note[]): PhotoTrigger {
  if (childText(placemark, 'shootType') === 'time') remark(notes, note('info', 'mapping_by_time', at))
  return { by: 'distance', everyM: EVERY_M }
}

function surveyOf(
  folder: Element,
  placemark: Element,
  at: string,
  before: number,
  notes: Note[],
): Survey | null {
  const [polygon] = childrenOf(placemark, 'Polygon')
  const outer = polygon && ringsOf(polygon, 'outerBoundaryIs', at, notes)[0]
  if (!polygon || !outer) return null
  const marginM = childNumber(placemark, 'margin') ?? 0
  return {
    kind: 'survey',
    id: `area-${before + 1}`,
    area: marginM > 0 ? widened(outer, Math.min(marginM, 1000)) : outer,
    holes: ringsOf(polygon, 'innerBoundaryIs', at, notes),
    heightM: heightOf(folder, placemark, at, notes),
    speedMS: speedOf(folder),
    spacing: spacingOf(placemark, at, notes),
    angleDeg: Math.min(360, Math.max(-360, childNumber(placemark, 'direction') ?? 0)),
    photo: photoOf(placemark, at, notes),
    crossGrid: false,
    leadInM: 0,
  }
}

/** The area with its margin, as one outline. */
function widened(ring: LatLon[], metres: number): LatLon[] {
  const { toLocal, toLatLon } = frameAt(ring[0] as LatLon)
  const area = [...grow(normalise([ring.map(toLocal)]), metres)].sort(
    (a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)),
  )[0]
  return area ? area.map(toLatLon).map(quantisePlace) : ring
}

/** The sides of a strip need not be alike; here they are, as wide as the wider one. */
function corridorOf(
  folder: Element,
  placemark: Element,
  at: string,
  before: number,
  notes: Note[],
): Corridor | null {
  const [line] = childrenOf(placemark, 'LineString')
  const path = line ? positionsOf(childText(line, 'coordinates'), at, notes) : []
  if (path.length < 2) return null
  const [left, right] = ['leftExtend', 'rightExtend'].map((name) =>
    Math.max(0, childNumber(placemark, name) ?? 0),
  ) as [number, number]
  if (left !== right) remark(notes, note('warning', 'mapping_sides', at, { left, right }))
  const isSingle = childNumber(placemark, 'singleLineEnable') === 1
  return {
    kind: 'corridor',
    id: `strip-${before + 1}`,
    path,
    // A single line sees what one pass of the camera sees.
    widthM: isSingle ? 1 : Math.min(2000, Math.max(1, 2 * Math.max(left, right))),
    spacing: spacingOf(placemark, at, notes),
    heightM: heightOf(folder, placemark, at, notes),
    speedMS: speedOf(folder),
    photo: photoOf(placemark, at, notes),
  }
}

/** The outlines of one kind of a polygon, corners in their order, without the one that closes them. */
function ringsOf(polygon: Element, kind: string, at: string, notes: Note[]): LatLon[][] {
  return childrenOf(polygon, kind).flatMap((boundary) => {
    const [linear] = childrenOf(boundary, 'LinearRing')
    const ring = linear ? positionsOf(childText(linear, 'coordinates'), at, notes) : []
    const [first, last] = [ring[0], ring.at(-1)]
    if (ring.length > 1 && first?.lat === last?.lat && first?.lon === last?.lon) ring.pop()
    if (ring.length >= 3) return [ring]
    remark(notes, note('error', 'too_few_corners', at, { corners: ring.length }))
    return []
  })
}

/** "lon,lat[,height]" groups; one that is no place is noted and left out. */
function positionsOf(text: string | null, at: string, notes: Note[]): LatLon[] {
  return (text ?? '').split(/\s+/).flatMap((group) => {
    if (group === '') return []
    const [lon, lat] = group.split(',').map(numberOf)
    if (lon !== undefined && lat !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
      return [quantisePlace({ lat, lon })]
    const isSwapped = Math.abs(lat ?? Number.NaN) > 90 && Math.abs(lon ?? Number.NaN) <= 90
    remark(
      notes,
      note('error', isSwapped ? 'swapped_coordinates' : 'bad_coordinates', at, {
        text: group.slice(0, 40),
      }),
    )
    return []
  })
}
