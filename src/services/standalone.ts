import type { ReleaseRequest } from '../contract/index.ts'
import { EXPORT_FORMATS } from '../contract/index.ts'
import { importMission } from '../core/formats/importMission.ts'
import { missionFrom } from '../core/formats/importedMission.ts'
import { readMissionFile } from '../core/formats/missionFile.ts'
import { readAreas } from '../core/formats/readAreas.ts'
import type { LatLon } from '../core/geo/position.ts'
import { Authorisation, type Mission, type Pattern } from '../core/mission/mission.ts'
import type { MissionFile } from '../core/mission/missionFile.ts'
import { newMission } from '../core/mission/newMission.ts'
import type { Release } from '../core/mission/release.ts'
import { CAMERAS, VEHICLES } from '../core/mission/vehicles.ts'
import { plan } from '../core/route/plan.ts'
import type { Route } from '../core/route/route.ts'
import { blockingErrors } from '../core/safety/blocking.ts'
import { judge } from '../core/safety/judge.ts'
import type { CheckItem, Verdict } from '../core/safety/verdict.ts'
import type { Site } from '../core/site/site.ts'
import type { Note } from '../core/units/note.ts'
import { type Failure, fail, ok, type Result } from '../core/units/result.ts'
import { missionRevision, newId } from './context.ts'
import { isFlyable, writeFormat } from './formats.ts'

/** Use cases without a workspace, for the command line: a mission file in, a route, a verdict or an export out. */

// What the command line speaks of; it imports no room of the core itself.
export { Authorisation }
export type { CheckItem, Failure, MissionFile, Note }

export type PlanRequest = {
  area: { bytes: Uint8Array; name: string }
  pattern: 'survey' | 'perimeter'
  spacingM: number | null
  cameraId: string | null
  overlap: number
  sidelap: number
  heightM: number
  speedMS: number
  angleDeg: 'auto' | number
  standoffM: number
  exclusions: { bytes: Uint8Array; name: string } | null
  fence: { bytes: Uint8Array; name: string } | null
  home: LatLon | null
  vehicleId: string | null
  ground: { lowestM: number; highestM: number } | null
  authorisation: Authorisation | null
  nowMs: number
}

type Rings = { outer: LatLon[]; holes: LatLon[][] }

/** The polygons of a file, or a failure that says what is wrong with it. */
function polygonsOf(file: {
  bytes: Uint8Array
  name: string
}): Result<{ polygons: Rings[]; label: string; notes: Note[] }> {
  const { value, notes } = readAreas(file.bytes, file.name)
  const error = notes.find((note) => note.severity === 'error')
  if (!value)
    return fail('unreadable_file', {
      file: file.name,
      problem: error?.code ?? 'no_features',
      at: error?.at ?? '',
    })
  if (error) return fail('unreadable_file', { file: file.name, problem: error.code, at: error.at ?? '' })
  const ring = (list: [number, number][]): LatLon[] => list.slice(0, -1).map(([lon, lat]) => ({ lat, lon }))
  const polygons = value.flatMap(({ geometry }): Rings[] => {
    if (geometry.type !== 'Polygon') return []
    const [outer, ...holes] = geometry.coordinates.map(ring).filter((corners) => corners.length >= 3)
    return outer ? [{ outer, holes }] : []
  })
  if (polygons.length === 0)
    return fail('unreadable_file', { file: file.name, problem: 'no_polygon', at: '' })
  return ok({ polygons, label: value.find(({ label }) => label)?.label ?? '', notes })
}

/** A mission over the areas of a file, with the defaults of the command line. */
export function planArea(request: PlanRequest): Result<{ file: MissionFile; notes: Note[] }> {
  const area = polygonsOf(request.area)
  if (!area.ok) return area
  const excluded = request.exclusions
    ? polygonsOf(request.exclusions)
    : ok({ polygons: [] as Rings[], label: '', notes: [] })
  if (!excluded.ok) return excluded
  const fenced = request.fence ? polygonsOf(request.fence) : null
  if (fenced && !fenced.ok) return fenced
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

  const { polygons, label } = area.value
  const exclusions = excluded.value.polygons.map(({ outer }) => outer)
  const patterns = polygons.map((rings, i) =>
    patternOver(request, rings, `${request.pattern}-${i + 1}`, camera !== null),
  )
  const stem = label || request.area.name.replace(/\.[^.]+$/, '')
  const site: Site | null =
    request.ground && siteOver(polygons[0] as Rings, stem, request.ground, request.nowMs)
  const standoff = request.pattern === 'perimeter' ? request.standoffM : 0
  let mission = newMission({
    id: newId(request.nowMs),
    name: { zh: stem.slice(0, 200) || 'mission', en: stem.slice(0, 200) },
    sites: site ? [site] : [],
    areas: polygons.map(({ outer }) => outer),
    exclusions,
    vehicle,
    patterns,
    ...(request.home ? { home: request.home } : {}),
  })
  if (standoff > 0 && !fenced)
    mission = { ...mission, fence: widened(mission, polygons, exclusions, standoff) }
  return ok({
    file: {
      format: 'sortie-mission',
      version: 1,
      mission: {
        ...mission,
        transitHeightM: request.heightM,
        takeoffHeightM: Math.min(mission.takeoffHeightM, Math.max(1, request.heightM)),
        contingency: { ...mission.contingency, returnHeightM: Math.max(0, request.heightM) },
        camera: camera ?? mission.camera,
        authorisation: request.authorisation,
        fence: fenced ? fenceFrom(fenced.value.polygons, exclusions) : mission.fence,
      },
      sites: site ? [site] : [],
      releases: [],
    },
    notes: [...area.value.notes, ...excluded.value.notes],
  })
}

function patternOver(request: PlanRequest, rings: Rings, id: string, hasCamera: boolean): Pattern {
  const common = { id, speedMS: request.speedMS, photo: { by: 'none' } as const }
  if (request.pattern === 'perimeter')
    return {
      ...common,
      kind: 'perimeter',
      cornerRadiusM: 0,
      startNear: null,
      boundary: rings.outer,
      standoffM: request.standoffM,
      side: 'outside',
      heightsM: [request.heightM],
      laps: 1,
      direction: 'clockwise',
      camera: 'inward',
    }
  return {
    ...common,
    kind: 'survey',
    crossGrid: false,
    leadInM: 0,
    area: rings.outer,
    holes: rings.holes,
    heightM: request.heightM,
    spacing:
      request.spacingM === null && hasCamera
        ? { by: 'camera', overlap: request.overlap, sidelap: request.sidelap }
        : { by: 'distance', spacingM: request.spacingM ?? 30 },
    angleDeg: request.angleDeg,
    photo: hasCamera ? { by: 'distance', everyM: 10 } : { by: 'none' },
  }
}

/** A perimeter outside the area needs its fence that much farther out. */
function widened(
  mission: Mission,
  polygons: readonly Rings[],
  exclusions: readonly LatLon[][],
  standoffM: number,
): Mission['fence'] {
  const areas = polygons.map(({ outer }) => outer)
  return newMission({
    id: mission.id,
    name: mission.name,
    sites: [],
    areas,
    exclusions,
    home: mission.home,
    vehicle: { ...mission.vehicle, positionErrorM: mission.vehicle.positionErrorM + standoffM },
    patterns: mission.patterns,
  }).fence
}

const fenceFrom = (inclusions: readonly Rings[], exclusions: readonly LatLon[][]): Mission['fence'] => {
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
  rings: Rings,
  name: string,
  ground: { lowestM: number; highestM: number },
  nowMs: number,
): Site {
  return {
    id: newId(nowMs),
    enterpriseId: newId(nowMs),
    name: { zh: name.slice(0, 200) || 'area', en: '' },
    boundary: rings.outer,
    ground: { ...ground, source: 'command line' },
    assets: [],
    remarks: '',
  }
}

/** Reads `mission.json`; the failure names the file and the first thing that does not fit. */
export function readMission(bytes: Uint8Array, name: string): Result<MissionFile> {
  const { value, notes } = readMissionFile(bytes)
  const error = notes.find((note) => note.severity === 'error')
  return value
    ? ok(value)
    : fail('unreadable_file', {
        file: name,
        problem: error?.code ?? '',
        at: error?.at ?? '',
        detail: String(error?.params['problem'] ?? ''),
      })
}

export type RouteAnswer = { revision: string; route: Route; verdict: Verdict }

/** Route and verdict of a mission file; the route alone when the verdict is not wanted. */
export function routeOf(file: MissionFile): { revision: string; route: Route } {
  return { revision: missionRevision(file.mission), route: plan(file) }
}

export function checkOf(file: MissionFile, nowMs: number): RouteAnswer {
  const { revision, route } = routeOf(file)
  return { revision, route, verdict: judge({ mission: file.mission, sites: file.sites, route, nowMs }) }
}

/** Writes a mission to a format; what is unsafe and not released is a failure that names the rules. */
export function exportFile(
  file: MissionFile,
  format: string,
  request: ReleaseRequest | null,
  nowMs: number,
): Result<{ bytes: Uint8Array; notes: Note[]; revision: string; releases: Release[] }> {
  const known = EXPORT_FORMATS.find((name) => name === format)
  if (!known) return fail('unknown_export', { format, known: EXPORT_FORMATS.join(', ') })
  const { revision, route, verdict } = checkOf(file, nowMs)
  const errors = verdict.items.filter((item) => item.severity === 'error')
  const rules = [...new Set(errors.map((item) => item.rule))]
  const releases: Release[] =
    request && rules.length > 0
      ? [...file.releases, { revision, rules, ...request, atMs: nowMs }]
      : file.releases
  if (isFlyable(known)) {
    const blocking = blockingErrors(verdict, releases, revision)
    const [emergency] = blocking.needsEmergencyBasis
    if (request && emergency) return fail('needs_emergency_basis', { rule: emergency })
    if (blocking.rules.length > 0)
      return fail('unsafe', {
        errors: errors.length,
        rules: blocking.rules.join(', '),
        codes: [
          ...new Set(errors.filter((item) => blocking.rules.includes(item.rule)).map((item) => item.code)),
        ].join(', '),
      })
  }
  const current = releases.filter((release) => release.revision === revision)
  const written = writeFormat(known, {
    mission: file.mission,
    sites: file.sites,
    route,
    releases: current,
    revision,
  })
  return ok({ bytes: written.bytes, notes: written.notes, revision, releases: current })
}

/** A mission file from a plan, a waypoint list, a GeoJSON or another mission file. */
export function importFile(
  bytes: Uint8Array,
  name: string,
  nowMs: number,
): Result<{ file: MissionFile; notes: Note[] }> {
  const own = readMissionFile(bytes)
  if (own.value) return ok({ file: own.value, notes: own.notes })
  const { value, notes } = importMission(bytes, name)
  const error = notes.find((note) => note.severity === 'error')
  if (!value)
    return fail('unreadable_file', {
      file: name,
      problem: error?.code ?? 'unknown_format',
      at: error?.at ?? '',
    })
  const stem = name.replace(/\.[^.]+$/, '').slice(0, 200) || 'mission'
  const base = newMission({ id: newId(nowMs), name: { zh: stem, en: stem }, sites: [] })
  return ok({
    file: {
      format: 'sortie-mission',
      version: 1,
      mission: missionFrom(value, base),
      sites: [],
      releases: [],
    },
    notes,
  })
}
