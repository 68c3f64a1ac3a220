import { type Frame, frameAt, type Vec } from '../../geo/frame.ts'
import type { LatLon } from '../../geo/position.ts'
import type { Mission } from '../../mission/mission.ts'
import type { Route } from '../../route/route.ts'
import type { Site } from '../../site/site.ts'
import type { FormatInput } from '../formatInput.ts'
import { escapeHtml, type Html, html, raw } from './html.ts'

const WIDTH = 1000
const PAD = 40
const MOST_HEIGHT = 760
/** Lengths that a scale bar may have, m. */
const BARS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]
const ARROWS = 24

/** Something of a kind that stands on a map under its number. */
export type MapMark = { readonly at: LatLon; readonly no: string }

/** What a map shows; what there is none of is null or empty. */
export type MapParts = {
  readonly mission: Pick<Mission, 'home' | 'rallyPoints' | 'fence'> | null
  readonly route: Pick<Route, 'points' | 'landings'> | null
  readonly sites: readonly Pick<Site, 'boundary' | 'assets'>[]
  readonly track: readonly LatLon[]
  /** Where pictures stood and which way they looked (degrees from north; null: nobody knows). */
  readonly pictures: readonly (MapMark & { readonly headingDeg: number | null })[]
  readonly findings: readonly MapMark[]
  /** Waypoints that have their numbers, as far as there is room. */
  readonly waypoints?: readonly MapMark[]
}

/**
 * The route with fence, sites, home and rally points, and a track that was flown where there is one, north up, with a
 * scale bar: all drawn, nothing fetched.
 */
export const mapSvg = (
  { mission, route, sites }: FormatInput,
  north: string,
  { track = [], isNumbered = false }: { track?: readonly LatLon[]; isNumbered?: boolean } = {},
): Html =>
  drawnMap(
    {
      mission,
      route,
      sites: sites.filter(({ id }) => mission.siteIds.includes(id)),
      track,
      pictures: [],
      findings: [],
      waypoints: isNumbered ? route.points.map((at, i) => ({ at, no: String(i + 1) })) : [],
    },
    north,
  )?.svg ?? html``

/** What lies farther than this from what else a map shows would make that too small to be seen, m. */
const FAR_M = 20_000

/**
 * A map of what is given, north up, with a scale bar: all drawn, nothing fetched. `off`: how many pictures and findings lie
 * too far away to stand on it. Null where nothing has a place.
 */
export function drawnMap(
  { mission, route, sites, track, ...marks }: MapParts,
  north: string,
): { readonly svg: Html; readonly off: number } | null {
  const ground = [
    ...(mission ? [mission.home, ...mission.rallyPoints] : []),
    ...(route?.points ?? []),
    ...track,
    ...sites.flatMap(({ boundary }) => boundary),
    ...(mission?.fence ?? []).flatMap((zone) =>
      zone.shape === 'polygon' ? zone.ring : cornersOf(zone.center, zone.radiusM),
    ),
  ]
  const [origin] = [...ground, ...[...marks.pictures, ...marks.findings].map(({ at }) => at)]
  if (!origin) return null
  const frame = frameAt(mission?.home ?? origin)
  const isNear = ({ at }: MapMark): boolean => {
    const { x, y } = frame.toLocal(at)
    return Math.hypot(x, y) <= FAR_M
  }
  const [pictures, findings] = [marks.pictures.filter(isNear), marks.findings.filter(isNear)]
  const all = [...ground, ...[...pictures, ...findings].map(({ at }) => at)].map((at) => frame.toLocal(at))
  const xs = all.map(({ x }) => x)
  const ys = all.map(({ y }) => y)
  const [west, east, south, northM] = [least(xs), most(xs), least(ys), most(ys)]
  const scale = Math.min(
    (WIDTH - 2 * PAD) / Math.max(20, east - west),
    (MOST_HEIGHT - 2 * PAD) / Math.max(20, northM - south),
  )
  const height = Math.round((northM - south) * scale + 2 * PAD)
  const left = (WIDTH - (east - west) * scale) / 2
  const draw = drawing(frame, (at) => ({
    x: left + (at.x - west) * scale,
    y: height - PAD - (at.y - south) * scale,
  }))
  const barM = BARS.findLast((metres) => metres * scale <= WIDTH / 4) ?? 10
  const way = (route?.points ?? []).map(draw.place)
  const step = Math.max(1, Math.ceil(way.length / ARROWS))
  const parts = [
    ...sites.map((site) => draw.ring(site.boundary, 'fill="#dfe8ee" stroke="#345" stroke-width="1.5"')),
    ...sites.flatMap((site) =>
      site.assets.map((asset) =>
        asset.footing.kind === 'point'
          ? draw.circle(
              asset.footing.at,
              Math.max(2, asset.footing.radiusM * scale),
              'fill="#b9c4cc" stroke="#567"',
            )
          : asset.footing.kind === 'area'
            ? draw.ring(asset.footing.ring, 'fill="#c4ccd2" stroke="#567"')
            : draw.line(asset.footing.path, 'stroke="#567" stroke-width="2"'),
      ),
    ),
    ...(mission?.fence ?? []).map((zone) => {
      const look = zone.inclusion
        ? 'fill="none" stroke="#0a6b3a" stroke-width="3"'
        : 'fill="#f3c6c6" fill-opacity="0.6" stroke="#a00" stroke-width="2" stroke-dasharray="7 4"'
      return zone.shape === 'polygon'
        ? draw.ring(zone.ring, look)
        : draw.circle(zone.center, zone.radiusM * scale, look)
    }),
    ...(way.length > 0
      ? [
          `<polyline points="${way.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="none" stroke="#c23b00" stroke-width="2.5"/>`,
        ]
      : []),
    ...way.slice(1).flatMap((to, i) => (i % step === 0 ? [arrow(way[i] as Vec, to)] : [])),
    ...waypointNumbers(marks.waypoints ?? [], draw.place),
    ...(track.length > 1
      ? [draw.line(track, 'stroke="#6a1b9a" stroke-width="2.5" stroke-dasharray="8 4"')]
      : []),
    ...(mission?.rallyPoints ?? []).map((point) => draw.mark(point, 'R', '#0a6b3a')),
    ...(mission ? [draw.mark(mission.home, 'H', '#0b5a8f')] : []),
    ...(route?.landings ?? []).flatMap((landing) => {
      const last = route?.points.at(-1)
      return landing.at === 'rally' && last
        ? [
            draw.line([last, landing], 'stroke="#c23b00" stroke-width="2" stroke-dasharray="4 5"'),
            draw.ringAbout(landing, '#c23b00'),
          ]
        : []
    }),
    ...lookouts(pictures, draw.place),
    ...numbered(findings, draw.place),
    `<g stroke="#111" fill="#111"><path d="M${PAD} ${height - 14}h${(barM * scale).toFixed(1)}" stroke-width="4"/><text x="${PAD}" y="${height - 20}" stroke="none" font-size="18">${barM} m</text><path d="M${WIDTH - 34} 46l10 24-10-6-10 6z"/><text x="${WIDTH - 34}" y="36" stroke="none" font-size="20" text-anchor="middle">${escapeHtml(north)}</text></g>`,
  ]
  const svg = raw(
    `<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="sans-serif">${parts.join('')}</svg>`,
  )
  const drawn = pictures.length + findings.length
  return { svg, off: marks.pictures.length + marks.findings.length - drawn }
}

/** How far two numbers are apart at the least, so that both can be read. */
const APART = 24

/** Marks that have room for their numbers, the first come first. */
function withRoom<T extends MapMark>(
  marks: readonly T[],
  place: (at: LatLon) => Vec,
): { mark: T; x: number; y: number; isRoom: boolean }[] {
  const taken = new Set<string>()
  return marks.map((mark) => {
    const { x, y } = place(mark.at)
    const [column, row] = [Math.round(x / APART), Math.round(y / APART)]
    const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((k) => `${column + i} ${row + k}`))
    const isRoom = !around.some((cell) => taken.has(cell))
    if (isRoom) taken.add(`${column} ${row}`)
    return { mark, x, y, isRoom }
  })
}

/** The numbers of waypoints, beside them. */
const waypointNumbers = (waypoints: readonly MapMark[], place: (at: LatLon) => Vec): string[] =>
  withRoom(waypoints, place).flatMap(({ mark: { no }, x, y, isRoom }) =>
    isRoom
      ? [
          `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3" fill="#c23b00"/><text x="${(x + 6).toFixed(1)}" y="${(y - 6).toFixed(1)}" font-size="15" font-weight="700" fill="#7a2500" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeHtml(no)}</text>`,
        ]
      : [],
  )

/** Where pictures stood: a dot, a wedge that way they looked, and the number where there is room for it. */
const lookouts = (pictures: MapParts['pictures'], place: (at: LatLon) => Vec): string[] =>
  withRoom(pictures, place).map(({ mark: { no, headingDeg }, x, y, isRoom }) => {
    const wedge =
      headingDeg === null
        ? ''
        : `<path d="M0 0L-8 -20A22 22 0 0 1 8 -20Z" transform="rotate(${Math.round(headingDeg)})" fill="#1565c0" fill-opacity="0.35"/>`
    const number = isRoom
      ? `<text y="-8" x="8" font-size="15" font-weight="700" fill="#0d3c7a" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeHtml(no)}</text>`
      : ''
    return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">${wedge}<circle r="4.5" fill="#1565c0" stroke="#fff" stroke-width="1"/>${number}</g>`
  })

/** Findings as numbered diamonds; one that has no room for its number is a smaller one. */
const numbered = (findings: readonly MapMark[], place: (at: LatLon) => Vec): string[] =>
  // The smaller ones first, so that they cover no number.
  withRoom(findings, place)
    .sort((a, b) => Number(a.isRoom) - Number(b.isRoom))
    .map(({ mark: { no }, x, y, isRoom }) =>
      isRoom
        ? `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"><path d="M0 -16L16 0L0 16L-16 0Z" fill="#b00020" stroke="#fff" stroke-width="1.5"/><text y="5" font-size="14" font-weight="700" fill="#fff" text-anchor="middle">${escapeHtml(no)}</text></g>`
        : `<path d="M0 -8L8 0L0 8L-8 0Z" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})" fill="#b00020" stroke="#fff"/>`,
    )

const least = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const most = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

function cornersOf(center: LatLon, radiusM: number): LatLon[] {
  const frame = frameAt(center)
  return [frame.toLatLon({ x: -radiusM, y: -radiusM }), frame.toLatLon({ x: radiusM, y: radiusM })]
}

function drawing(frame: Frame, toPage: (at: Vec) => Vec) {
  const place = (at: LatLon): Vec => toPage(frame.toLocal(at))
  return {
    place,
    ring: (ring: readonly LatLon[], look: string): string =>
      `<polygon points="${ring
        .map((at) => {
          const { x, y } = place(at)
          return `${x.toFixed(1)},${y.toFixed(1)}`
        })
        .join(' ')}" ${look}/>`,
    line: (path: readonly LatLon[], look: string): string =>
      `<polyline points="${path
        .map((at) => {
          const { x, y } = place(at)
          return `${x.toFixed(1)},${y.toFixed(1)}`
        })
        .join(' ')}" fill="none" ${look}/>`,
    circle(center: LatLon, radius: number, look: string): string {
      const { x, y } = place(center)
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" ${look}/>`
    },
    ringAbout(at: LatLon, color: string): string {
      const { x, y } = place(at)
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="18" fill="none" stroke="${color}" stroke-width="3"/>`
    },
    mark(at: LatLon, letter: string, color: string): string {
      const { x, y } = place(at)
      return `<g><circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="13" fill="${color}"/><text x="${x.toFixed(1)}" y="${(y + 6).toFixed(1)}" font-size="17" font-weight="700" fill="#fff" text-anchor="middle">${letter}</text></g>`
    },
  }
}

function arrow(from: Vec, to: Vec): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  if (length < 16) return ''
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const [mx, my] = [(from.x + to.x) / 2, (from.y + to.y) / 2]
  const point = (along: number, across: number) =>
    `${(mx + ux * along - uy * across).toFixed(1)},${(my + uy * along + ux * across).toFixed(1)}`
  return `<polygon points="${point(8, 0)} ${point(-5, 5)} ${point(-5, -5)}" fill="#c23b00"/>`
}
