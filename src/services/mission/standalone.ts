import { unreadable } from '../../core/units/problem.ts'
import { EXPORT_FORMATS, type ExportFormat, FORMATS, type FormatInfo } from '../../core/formats/formats.ts'
import { isFlownBy, placeBelow, targetsOf } from '../../core/formats/targets.ts'
import { importMission } from '../../core/formats/importMission.ts'
import { importedInWgs84 } from '../../core/formats/inDatum.ts'
import { type ImportWish, missionOfFile } from '../../core/formats/settle.ts'
import { MAP_DATUMS, type MapDatum } from '../../core/geo/mapDatum.ts'
import { type Compared, compareExport } from './compareExport.ts'
import { type ImportedMission, isSomewhere } from '../../core/formats/importedMission.ts'
import { readMissionFile } from '../../core/formats/missionFile.ts'
import { Authorisation } from '../../core/mission/mission.ts'
import type { MissionFile } from '../../core/mission/missionFile.ts'
import { overTerrain, placesOf } from '../../core/mission/points.ts'
import { ReleaseRequest } from '../../core/mission/release.ts'
import { newMission } from '../../core/mission/newMission.ts'
import { type Application, application, applicationText } from '../../core/papers/flightApplication.ts'
import { plan } from '../../core/route/plan.ts'
import type { Route } from '../../core/route/route.ts'
import type { Judged } from '../../core/safety/releaseGate.ts'
import type { CheckItem, Verdict } from '../../core/safety/verdict.ts'
import { groundAt, type Terrain } from '../../core/terrain/terrain.ts'
import type { LatLon } from '../../core/geo/position.ts'
import { type Note, note } from '../../core/units/note.ts'
import { type Failure, fail, ok, type Result } from '../../core/units/result.ts'
import { newId } from '../host/newId.ts'
import { evaluate, exported, type Exported } from './missionWork.ts'
import { missionRevision } from './revision.ts'

/** Use cases without a workspace, for the command line: a mission file in, a route, a verdict or an export out. */

// What the command line speaks of; it imports no room of the core itself.
export { Authorisation, MAP_DATUMS, ReleaseRequest }
export type { CheckItem, Failure, MapDatum, MissionFile, Note, Verdict }

/** The mission of a file with the ground under it from an elevation model; flown over that ground when `isFollowed`. */
export async function withTerrain(
  file: MissionFile,
  model: { bytes: Uint8Array; name: string },
  isFollowed: boolean,
): Promise<Result<{ file: MissionFile; notes: Note[] }>> {
  const { readTerrain } = await import('../reading/elevation.ts')
  const { value, notes } = await readTerrain(model.bytes, model.name, placesOf(file.mission))
  if (!value) return terrainFailure(notes, model.name)
  const mission = isFollowed ? overTerrain(file.mission, value) : { ...file.mission, terrain: value }
  return ok({ file: { ...file, mission }, notes })
}

function terrainFailure(notes: readonly Note[], file: string): Failure {
  const error = notes.find(({ severity }) => severity === 'error')
  if (error?.code === 'terrain_elsewhere') return fail('terrain_elsewhere', { file })
  return unreadable(file, notes, 'terrain_unreadable')
}

/** Reads `mission.json`; the failure names the file and the first thing that does not fit. */
export function readMission(bytes: Uint8Array, name: string): Result<MissionFile> {
  const { value, notes } = readMissionFile(bytes)
  const error = notes.find((note) => note.severity === 'error')
  return value ? ok(value) : unreadable(name, error ? [error] : [], 'not_a_mission')
}

/** Notes of a route, and where it comes down when that is not home: null when it is, as everybody expects. */
export function endOf(route: Route): { landings: NonNullable<Route['landings']> | null; notes: Note[] } {
  const { landings = [], notes } = route
  const away = landings.filter(({ at }) => at === 'rally')
  return {
    landings: away.length > 0 ? landings : null,
    notes: [
      ...notes,
      ...away.map(({ rally, fromHomeM }) =>
        note('info', 'ends_at_rally', null, { rally, homeM: Math.round(fromHomeM) }),
      ),
    ],
  }
}

/** Route of a mission file; the route alone when the verdict is not wanted. */
export function routeOf(file: MissionFile): { revision: string; route: Route } {
  return { revision: missionRevision(file.mission), route: plan(file) }
}

/** A mission file as it is judged: there are no layers beside a file, so nothing is said of roads and buildings. */
export const judgedOf = ({ mission, sites }: MissionFile, nowMs: number): Judged => ({
  mission,
  sites,
  surroundings: [],
  permits: null,
  nowMs,
})

export const checkOf = (file: MissionFile, nowMs: number) => evaluate(judgedOf(file, nowMs))

/** The application for the flight of a mission file: what only a workspace knows of it is said to be missing. */
export function applicationOf({ mission, sites }: MissionFile, language: 'zh' | 'en'): Application {
  const route = plan({ mission, sites })
  return application({
    mission,
    route,
    sites,
    craft: null,
    batteries: [],
    approval: null,
    persons: [],
    language,
  })
}
export { applicationText }

/** Writes a mission file to a format; what is unsafe and not released is a failure that names the rules. */
export function exportFile(
  file: MissionFile,
  format: string,
  request: ReleaseRequest | null,
  nowMs: number,
  language: 'zh' | 'en' = 'zh',
): Result<Exported> {
  const known = EXPORT_FORMATS.find((name) => name === format)
  if (!known) return fail('unknown_export', { format, known: EXPORT_FORMATS.join(', ') })
  return exported(judgedOf(file, nowMs), { format: known, request, language, known: file.releases })
}

/**
 * A mission file from a file of any program that is read here, or another mission file. An elevation model gives the
 * ground under home and under heights that are over the ground; the mission keeps it.
 */
export async function importFile(
  bytes: Uint8Array,
  name: string,
  nowMs: number,
  wish: ImportWish,
  model: { bytes: Uint8Array; name: string } | null = null,
): Promise<Result<{ file: MissionFile; notes: Note[] }>> {
  const own = readMissionFile(bytes)
  if (own.value) return ok({ file: own.value, notes: own.notes })
  const read = importMission(bytes, name, wish)
  const stem = name.replace(/\.[^.]+$/, '').slice(0, 200) || 'mission'
  const base = newMission({ id: newId(nowMs), name: { zh: stem, en: stem }, sites: [] })
  const ground = model ? await terrainUnder(read.value, wish, model) : null
  if (ground && !ground.ok) return ground
  const groundM = ground ? (at: LatLon) => groundAt(ground.value.terrain, at) : () => null
  const made = missionOfFile(read, name, wish, base, { groundM })
  if (!made.ok) return made
  const mission = ground ? { ...made.value.mission, terrain: ground.value.terrain } : made.value.mission
  return ok({
    file: { format: 'sortie-mission', version: 1, mission, sites: [], releases: [] },
    notes: [...made.value.notes, ...(ground?.value.notes ?? [])],
  })
}

/** The ground of an elevation model about the places of what was read. */
async function terrainUnder(
  imported: ImportedMission | null,
  { datum, home }: ImportWish,
  model: { bytes: Uint8Array; name: string },
): Promise<Result<{ terrain: Terrain; notes: Note[] }>> {
  const { readTerrain } = await import('../reading/elevation.ts')
  const known = imported && importedInWgs84(imported, datum)
  const places = [
    ...(home ? [home] : known?.home ? [known.home] : []),
    ...(known?.items ?? []).filter(isSomewhere),
    ...(known?.fence ?? []).flatMap((zone) => (zone.shape === 'polygon' ? zone.ring : [zone.center])),
  ]
  if (places.length === 0) return fail('terrain_elsewhere', { file: model.name })
  const { value, notes } = await readTerrain(model.bytes, model.name, places)
  return value ? ok({ terrain: value, notes }) : terrainFailure(notes, model.name)
}

/** All files for a sortie: those that go, each with where it lies below a folder by its name; and what cannot, with why. */
export function sortieOf(file: MissionFile): {
  going: { format: ExportFormat; place: (fileName: string) => string }[]
  left: { format: ExportFormat; why: Note }[]
  /** Whether anything of it is flown. */
  flies: boolean
} {
  const { mission, sites, releases } = file
  const { revision, route } = routeOf(file)
  const all = targetsOf({ mission, sites, releases, revision, route, exportedAtMs: 0 }).filter(
    ({ isOfSortie }) => isOfSortie,
  )
  const going = all.flatMap(({ format, why }) =>
    why ? [] : [{ format, place: (fileName: string) => placeBelow(format, fileName) }],
  )
  return {
    going,
    left: all.flatMap(({ format, why }) => (why ? [{ format, why }] : [])),
    flies: going.some(({ format }) => isFlownBy(format, mission.vehicle)),
  }
}

/** Whether a file that was written as a format holds the mission, as far as it is read again; what no reader takes does. */
export function compareWrittenFile(
  file: MissionFile,
  bytes: Uint8Array,
  name: string,
  format: ExportFormat,
): boolean {
  const { readAs, gives }: FormatInfo = FORMATS[format]
  if (readAs === null || !gives.includes('mission')) return true
  const { mission, sites, releases } = file
  const { revision, route } = routeOf(file)
  const input = { mission, sites, releases, revision, route, exportedAtMs: 0 }
  const compared = compareExport(input, bytes, name, { isDjiFly: false, format })
  return compared.ok && compared.value.differences.length === 0
}

/** A route that a controller gave back, against the mission that was exported for it. */
export function compareFile(file: MissionFile, bytes: Uint8Array, name: string): Result<Compared> {
  const { mission, sites, releases } = file
  const { revision, route } = routeOf(file)
  return compareExport({ mission, sites, releases, revision, route, exportedAtMs: 0 }, bytes, name)
}
