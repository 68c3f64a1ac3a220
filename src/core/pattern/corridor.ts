import { coarserLine, MANY_CORNERS } from '../geo/coarser.ts'
import type { Vec } from '../geo/frame.ts'
import { difference, union } from '../geo/offset.ts'
import { cross, distance, isJagged, type Region, type Segment, signedArea, sub } from '../geo/polygon.ts'
import { laneSpacingM } from '../mission/footprint.ts'
import type { Corridor } from '../mission/pattern.ts'
import type { Note } from '../units/note.ts'
import { beyondBounds, roundedM, toldApartM } from './bounds.ts'
import { type PatternContext, type PatternTrack, routeNote } from './context.ts'
import { lookingDown, photoMarks, withStops } from './photos.ts'
import { seenFrom } from './survey/strip.ts'
import { type TrackPoint, trackPoint } from './track.ts'

/** Pieces shorter than this, m, are not flown. */
const SHORTEST_M = 0.5
/** At sharper bends a pass gets two corners instead of one far out: this many times its distance at most. */
const MITRE_LIMIT = 2

/** Passes side by side along a line, there and back, each kept inside the fence. */
export function planCorridor(pattern: Corridor, context: PatternContext): PatternTrack {
  const spacingM = laneSpacingM(pattern.spacing, context.camera, pattern.heightM)
  if (spacingM === null) return { points: [], coverage: null, notes: [routeNote('no_camera', pattern.id)] }
  const notes: Note[] = []
  const drawn = withoutRepeats(pattern.path.map((corner) => context.frame.toLocal(corner)))
  const { line: path, toleranceM } = coarserLine(drawn, ...toldApartM(Math.min(spacingM, pattern.widthM)))
  if (toleranceM > 0)
    notes.push(routeNote('outline_simplified', pattern.id, { toleranceM: roundedM(toleranceM) }))
  if (path.length > MANY_CORNERS && isJagged(path))
    return { points: [], coverage: null, notes: [...notes, routeNote('area_too_jagged', pattern.id)] }
  if (path.length < 2) return { points: [], coverage: null, notes: [routeNote('empty_pattern', pattern.id)] }
  const last = path[path.length - 1] as Vec
  const line =
    distance(context.home, last) < distance(context.home, path[0] as Vec) ? [...path].reverse() : path

  const passes = Math.max(1, Math.ceil(pattern.widthM / spacingM - 1e-9))
  const lengthM = line.slice(1).reduce((sum, corner, i) => sum + distance(line[i] as Vec, corner), 0)
  const beyond = beyondBounds(pattern, lengthM * passes, line.length * passes, context.mostM)
  if (beyond) return { points: [], coverage: null, notes: [...notes, beyond] }
  const points: TrackPoint[] = []
  const flown: Segment[] = []
  const marks = photoMarks(pattern.photo, pattern.spacing, context.camera, pattern.heightM)
  const add = (at: Vec, role: TrackPoint['role']) =>
    points.push(trackPoint(at, pattern.heightM, pattern.speedMS, role, role === 'lane' ? marks : undefined))
  const finder = context.free ? context.finderOver(context.free) : null
  const goTo = (place: Vec) => {
    const here = points[points.length - 1]?.at
    if (here && distance(here, place) < 0.01) return
    const way = here && finder ? finder.path(here, place) : null
    if (here && finder && !way) notes.push(routeNote('no_way_inside', pattern.id))
    for (const corner of way?.slice(1, -1) ?? []) add(corner, 'transit')
    add(place, 'turn')
  }
  for (let k = 0; k < passes; k++) {
    const offset = offsetLine(line, (k - (passes - 1) / 2) * spacingM)
    const pass = k % 2 === 0 ? offset : offset.reverse()
    for (let i = 1; i < pass.length; i++) {
      const leg = { a: pass[i - 1] as Vec, b: pass[i] as Vec }
      for (const piece of finder ? finder.pieces(leg.a, leg.b) : [leg]) {
        if (distance(piece.a, piece.b) < SHORTEST_M) continue
        goTo(piece.a)
        add(piece.b, 'lane')
        flown.push(piece)
      }
    }
  }
  if (points.length === 0) return { points, coverage: null, notes: [routeNote('area_not_free', pattern.id)] }

  const isLane = (point: TrackPoint) => point.role === 'lane'
  const track = lookingDown(withStops(points, pattern.photo, isLane), pattern.photo)
  if (context.isDraft) return { points: track, coverage: null, notes }
  const area = bandAbout(line, pattern.widthM)
  const seen = union(flown.map(({ a, b }) => [seenFrom({ from: a, to: b }, spacingM)]))
  const areaOf = (region: Region) => region.reduce((sum, outline) => sum + signedArea(outline), 0)
  const share = areaOf(difference(area, seen)) / areaOf(area)
  if (share > 0.005)
    notes.push(routeNote('area_partly_uncovered', pattern.id, { share: Math.round(share * 1000) / 1000 }))
  return { points: track, coverage: { area, seen }, notes }
}

const withoutRepeats = (path: readonly Vec[]): Vec[] =>
  path.filter((corner, i) => i === 0 || distance(corner, path[i - 1] as Vec) > 1e-3)

/**
 * A line moved sideways, to the left for positive metres. Neighbouring pieces meet on the bisector of their bend; a
 * sharp bend gets two corners, each beyond the bend, so that no gap is left on its outside.
 */
function offsetLine(line: readonly Vec[], metres: number): Vec[] {
  if (metres === 0) return [...line]
  const moved: Vec[] = []
  for (let i = 0; i < line.length; i++) {
    const here = line[i] as Vec
    const before = line[i - 1]
    const after = line[i + 1]
    const n1 = before ? leftOf(before, here) : null
    const n2 = after ? leftOf(here, after) : null
    const normal = n1 ?? n2
    if (!normal) continue
    if (!n1 || !n2) {
      moved.push({ x: here.x + normal.x * metres, y: here.y + normal.y * metres })
      continue
    }
    const bisector = { x: n1.x + n2.x, y: n1.y + n2.y }
    const length = Math.hypot(bisector.x, bisector.y)
    // Along the bisector the two moved lines meet at metres / cos(half the bend) = 2 / length.
    if (length > 2 / MITRE_LIMIT) {
      const reach = (2 * metres) / (length * length)
      moved.push({ x: here.x + bisector.x * reach, y: here.y + bisector.y * reach })
      continue
    }
    const isOutside = cross(n1, n2) * metres < 0
    const past = isOutside ? Math.abs(metres) : 0
    moved.push(
      { x: here.x + n1.x * metres + n1.y * past, y: here.y + n1.y * metres - n1.x * past },
      { x: here.x + n2.x * metres - n2.y * past, y: here.y + n2.y * metres + n2.x * past },
    )
  }
  return moved
}

function leftOf(from: Vec, to: Vec): Vec {
  const d = sub(to, from)
  const length = Math.hypot(d.x, d.y)
  return { x: -d.y / length, y: d.x / length }
}

/** Everything within half a width of a line: square at its ends, round at its bends. */
function bandAbout(line: readonly Vec[], widthM: number): Region {
  const pieces = line.slice(1).map((to, i) => ({ from: line[i] as Vec, to }))
  const bends = line.slice(1, -1).map((place) => ({ from: place, to: { x: place.x + 1e-3, y: place.y } }))
  const square = pieces.map(({ from, to }) => {
    const n = leftOf(from, to)
    const h = widthM / 2
    return [
      { x: from.x - n.x * h, y: from.y - n.y * h },
      { x: to.x - n.x * h, y: to.y - n.y * h },
      { x: to.x + n.x * h, y: to.y + n.y * h },
      { x: from.x + n.x * h, y: from.y + n.y * h },
    ]
  })
  return union([...square.map((outline) => [outline]), ...bends.map((bend) => [seenFrom(bend, widthM)])])
}
