import { fit } from '../../core/units/fit.ts'
import { unreadable } from '../../core/units/problem.ts'
import { frameAt } from '../../core/geo/frame.ts'
import type { LatLon } from '../../core/geo/position.ts'
import { datumNotes, featuresInWgs84 } from '../../core/formats/inDatum.ts'
import type { Beside } from '../../core/formats/codecs.ts'
import { readAreas } from '../../core/formats/readAreas.ts'
import { type Drawn, type DrawnArea, drawnOf } from '../../core/formats/drawn.ts'
import type { Kind } from '../../core/formats/tally.ts'
import type { MapDatum } from '../../core/geo/mapDatum.ts'
import { circleOutline } from '../../core/geo/offset.ts'
import { distance } from '../../core/geo/polygon.ts'
import type { Authorisation, FenceZone, Mission } from '../../core/mission/mission.ts'
import { MissionFile } from '../../core/mission/missionFile.ts'
import { newMission } from '../../core/mission/newMission.ts'
import type { Pattern, Spacing } from '../../core/mission/pattern.ts'
import { CAMERAS, VEHICLES } from '../../core/mission/vehicles.ts'
import type { Site } from '../../core/site/site.ts'
import type { Note } from '../../core/units/note.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { newId } from '../host/newId.ts'

/** The patterns that can be laid over what a file holds. */
export const AREA_PATTERNS = ['survey', 'perimeter', 'corridor', 'orbit'] as const
export type AreaPattern = (typeof AREA_PATTERNS)[number]

type File = { bytes: Uint8Array; name: string; beside: Beside }

export type PlanRequest = {
  area: File
  pattern: AreaPattern
  spacingM: number | null
  cameraId: string | null
  overlap: number
  sidelap: number
  heightM: number
  speedMS: number
  angleDeg: 'auto' | number
  /** Perimeter and orbit: metres outside; corridor: metres to each side of the line. */
  standoffM: number
  /** Orbit: null goes round the whole of what is drawn. */
  radiusM: number | null
  exclusions: File | null
  fence: File | null
  rally: File | null
  home: LatLon | null
  /** Of home above mean sea level, m; null: of the ground that is stated, else unknown. */
  homeAmslM: number | null
  vehicleId: string | null
  ground: { lowestM: number; highestM: number } | null
  authorisation: Authorisation | null
  /** What the coordinates of all the files are measured in. */
  datum: MapDatum
  /** All of them have their latitudes where longitudes belong. */
  isSwapped: boolean
  nowMs: number
}

type Planned = { file: MissionFile; notes: Note[] }
type Reading = Pick<PlanRequest, 'datum' | 'isSwapped'>
type Shapes = Drawn & { readonly label: string }

/** What is made of the shapes of a file; what is left of it is told. */
const USES: Readonly<Record<AreaPattern | 'exclude' | 'fence' | 'rally', readonly Kind[]>> = {
  survey: ['area', 'hole'],
  perimeter: ['area'],
  corridor: ['line', 'area'],
  orbit: ['point', 'area'],
  exclude: ['area'],
  fence: ['area', 'hole'],
  rally: ['point'],
}

const NEED_AREAS: readonly (keyof typeof USES)[] = ['survey', 'perimeter', 'exclude', 'fence']

/** What a file holds, or a failure that says what is wrong with it: nothing that cannot be read is left out. */
function drawnIn(file: File, use: keyof typeof USES, { datum, isSwapped }: Reading): Result<Shapes> {
  const read = readAreas(file.bytes, file.name, file.beside, isSwapped)
  const value = read.value && featuresInWgs84(read.value, datum)
  const error = read.notes.find((note) => note.severity === 'error')
  if (error?.code === 'swapped_coordinates' && !isSwapped)
    return fail('swapped_file', { file: file.name, at: error.at ?? '' })
  if (!value || error) return unreadable(file.name, error ? [error] : [], 'no_features')
  const drawn = drawnOf(value, USES[use])
  if (NEED_AREAS.includes(use) && drawn.areas.length === 0)
    return fail('unreadable_file', { file: file.name, problem: 'no_polygon', at: '' })
  const notes = [...read.notes, ...datumNotes(datum), ...drawn.notes]
  return ok({
    ...drawn,
    label: value.find(({ label }) => label)?.label ?? '',
    notes: notes.map((one) => ({ ...one, at: one.at ? `${file.name}: ${one.at}` : file.name })),
  })
}

/** A mission over what a file holds, with the defaults of the command line. */
export function planArea(request: PlanRequest): Result<Planned> {
  const { pattern } = request
  const area = drawnIn(request.area, pattern, request)
  if (!area.ok) return area
  const excluded = request.exclusions ? drawnIn(request.exclusions, 'exclude', request) : null
  if (excluded && !excluded.ok) return excluded
  const fenced = request.fence ? drawnIn(request.fence, 'fence', request) : null
  if (fenced && !fenced.ok) return fenced
  const rally = request.rally ? drawnIn(request.rally, 'rally', request) : null
  if (rally && !rally.ok) return rally
  if (rally?.value.points.length === 0)
    return fail('unreadable_file', { file: request.rally?.name ?? '', problem: 'no_points', at: '' })
  const vehicle = request.vehicleId ? VEHICLES.find(({ id }) => id === request.vehicleId) : VEHICLES[0]
  if (!vehicle)
    return fail('unknown_vehicle', {
      id: request.vehicleId ?? '',
      known: VEHICLES.map(({ id }) => id).join(', '),
    })
  const camera = request.cameraId ? CAMERAS.find(({ id }) => id === request.cameraId) : null
  if (camera === undefined)
    return fail('unknown_camera', {
      id: request.cameraId ?? '',
      known: CAMERAS.map(({ id }) => id).join(', '),
    })

  const laid = patternsOver(request, area.value, camera !== null)
  if (laid.length === 0)
    return fail('unreadable_file', { file: request.area.name, problem: 'no_features', at: '' })
  const exclusions = excluded?.value.areas.map(({ outer }) => outer) ?? []
  const stem = area.value.label || request.area.name.replace(/\.[^.]+$/, '')
  const rings = laid.map(({ ring }) => ring)
  const site = request.ground && rings[0] && siteOver(rings[0], stem, request.ground, request.nowMs)
  const wish = {
    id: newId(request.nowMs),
    name: { zh: stem.slice(0, 200) || 'mission', en: stem.slice(0, 200) },
    sites: site ? [site] : [],
    areas: rings,
    exclusions,
    vehicle,
    patterns: laid.map((one) => one.pattern),
    ...(request.home ? { home: request.home } : {}),
  }
  const mission = newMission(wish)
  const beyondM = Math.max(0, ...laid.map((one) => one.beyondM))
  const returnHeightM = Math.min(MOST_RETURN_M, Math.max(0, request.heightM))
  return fitting(request.area.name, {
    file: {
      format: 'sortie-mission',
      version: 1,
      mission: {
        ...mission,
        transitHeightM: request.heightM,
        takeoffHeightM: Math.min(mission.takeoffHeightM, Math.max(1, request.heightM)),
        home: { ...mission.home, amslM: request.homeAmslM ?? mission.home.amslM },
        rallyPoints: rallyPointsAt(rally?.value.points ?? [], vehicle, returnHeightM),
        contingency: { ...mission.contingency, returnHeightM },
        camera: camera ?? mission.camera,
        authorisation: request.authorisation,
        fence: fenced
          ? fenceFrom(fenced.value.areas, exclusions)
          : beyondM > 0
            ? fenceBeyond(mission, rings, exclusions, beyondM)
            : mission.fence,
      },
      sites: site ? [site] : [],
      releases: [],
    },
    notes: [area, excluded, fenced, rally].flatMap((read) => read?.value.notes ?? []),
  })
}

/** Returns are flown no higher than this over home, m: the most that a mission can say. */
const MOST_RETURN_M = 500

/** Rally points as high as returns are flown; PX4 counts the return height from the rally point. */
const rallyPointsAt = (
  places: readonly LatLon[],
  { firmware }: Mission['vehicle'],
  returnHeightM: number,
): Mission['rallyPoints'] =>
  places.map((at, i) => ({ id: `rally-${i + 1}`, ...at, heightM: firmware === 'px4' ? 0 : returnHeightM }))

/** What was planned, when it is a mission that can be read again: so many patterns, corners, zones and no more. */
function fitting(name: string, planned: Planned): Result<Planned> {
  const fitted = fit(MissionFile, planned.file)
  if (fitted.ok) return ok(planned)
  const { path: at, ...misfit } = fitted.misfit
  return fail('mission_too_large', { ...misfit, file: name, at })
}

/** A pattern, the ring that it is laid over, and how far beyond that it flies. */
type Laid = { pattern: Pattern; ring: LatLon[]; beyondM: number }

function patternsOver(request: PlanRequest, drawn: Shapes, hasCamera: boolean): Laid[] {
  const { heightM, speedMS } = request
  const spacing: Spacing =
    request.spacingM === null && hasCamera
      ? { by: 'camera', overlap: request.overlap, sidelap: request.sidelap }
      : { by: 'distance', spacingM: request.spacingM ?? 30 }
  const photo = hasCamera ? ({ by: 'distance', everyM: 10 } as const) : ({ by: 'none' } as const)
  const common = (n: number) => ({ id: `${request.pattern}-${n + 1}`, speedMS, photo })
  switch (request.pattern) {
    case 'survey':
      return drawn.areas.map(({ outer, holes }, i) => ({
        ring: outer,
        beyondM: 0,
        pattern: {
          ...common(i),
          kind: 'survey',
          area: outer,
          holes,
          heightM,
          spacing,
          angleDeg: request.angleDeg,
          crossGrid: false,
          leadInM: 0,
        },
      }))
    case 'perimeter':
      return drawn.areas.map(({ outer }, i) => ({
        ring: outer,
        beyondM: request.standoffM,
        pattern: {
          ...common(i),
          kind: 'perimeter',
          boundary: outer,
          standoffM: request.standoffM,
          side: 'outside',
          heightsM: [heightM],
          laps: 1,
          direction: 'clockwise',
          camera: 'inward',
          cornerRadiusM: 0,
          startNear: null,
        },
      }))
    case 'corridor':
      // A polygon is a line too: once round it.
      return [...drawn.lines, ...drawn.areas.map(({ outer }) => [...outer, outer[0] as LatLon])].map(
        (path, i) => ({
          ring: path.length > 2 ? path : bandAbout(path),
          beyondM: request.standoffM,
          pattern: {
            ...common(i),
            kind: 'corridor',
            path,
            widthM: Math.max(1, 2 * request.standoffM),
            spacing,
            heightM,
          },
        }),
      )
    case 'orbit':
      return [
        ...drawn.points.map((at) => ({ center: at, reachM: 0 })),
        ...drawn.areas.map(({ outer }) => middleOf(outer)),
      ].map(({ center, reachM }, i) => {
        const radiusM = Math.min(2000, Math.max(2, request.radiusM ?? reachM + request.standoffM))
        return {
          ring: circleAbout(center, radiusM),
          beyondM: 0,
          pattern: {
            ...common(i),
            kind: 'orbit',
            center,
            radiusM,
            clearRadiusM: Math.min(1000, reachM),
            heightsM: [heightM],
            spiral: false,
            laps: 1,
            direction: 'clockwise',
            camera: 'center',
            lookHeightM: 0,
          },
        }
      })
  }
}

/** The middle of a ring's bounding box, and how far its farthest corner lies from there. */
function middleOf(ring: readonly LatLon[]): { center: LatLon; reachM: number } {
  const frame = frameAt(ring[0] as LatLon)
  const local = ring.map((corner) => frame.toLocal(corner))
  const of = (pick: (corner: { x: number; y: number }) => number) => {
    const values = local.map(pick)
    return (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2
  }
  const middle = { x: of(({ x }) => x), y: of(({ y }) => y) }
  return {
    center: frame.toLatLon(middle),
    reachM: local.reduce((most, corner) => Math.max(most, distance(corner, middle)), 0),
  }
}

function circleAbout(center: LatLon, radiusM: number): LatLon[] {
  const frame = frameAt(center)
  return circleOutline({ x: 0, y: 0 }, radiusM, true).map((corner) => frame.toLatLon(corner))
}

/** A single stretch as a thin ring, so that a fence can go round it. */
function bandAbout(path: readonly LatLon[]): LatLon[] {
  const [a, b] = path as [LatLon, LatLon]
  const frame = frameAt(a)
  const { x, y } = frame.toLocal(b)
  const length = Math.max(1e-6, Math.hypot(x, y))
  return [a, b, frame.toLatLon({ x: x - y / length, y: y + x / length })]
}

/** What flies outside its ring needs its fence that much farther out. */
function fenceBeyond(
  mission: Mission,
  areas: readonly LatLon[][],
  exclusions: readonly LatLon[][],
  beyondM: number,
): FenceZone[] {
  return newMission({
    id: mission.id,
    name: mission.name,
    sites: [],
    areas,
    exclusions,
    home: mission.home,
    vehicle: { ...mission.vehicle, positionErrorM: mission.vehicle.positionErrorM + beyondM },
    patterns: mission.patterns,
  }).fence
}

const fenceFrom = (inclusions: readonly DrawnArea[], exclusions: readonly LatLon[][]): FenceZone[] => {
  const zone = (id: string, inclusion: boolean, ring: LatLon[]) =>
    ({ id, shape: 'polygon', inclusion, ring, floorM: null, ceilingM: null }) as const
  return [
    ...inclusions.map(({ outer }, i) => zone(`fence-${i + 1}`, true, outer)),
    ...inclusions.flatMap(({ holes }) => holes).map((hole, i) => zone(`fence-hole-${i + 1}`, false, hole)),
    ...exclusions.map((ring, i) => zone(`exclusion-${i + 1}`, false, [...ring])),
  ]
}

/** Stands for the site whose ground heights were given on the command line. */
function siteOver(
  boundary: LatLon[],
  name: string,
  ground: { lowestM: number; highestM: number },
  nowMs: number,
): Site {
  return {
    id: newId(nowMs),
    enterpriseId: newId(nowMs),
    name: { zh: name.slice(0, 200) || 'area', en: '' },
    boundary,
    ground: { ...ground, source: 'command line' },
    assets: [],
    remarks: '',
  }
}
