import { unreadable } from '../../core/units/problem.ts'
import type { ReleaseRequest } from '../../contract/index.ts'
import { EXPORT_FORMATS } from '../../contract/index.ts'
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
import { newMission } from '../../core/mission/newMission.ts'
import type { Release } from '../../core/mission/release.ts'
import { plan } from '../../core/route/plan.ts'
import type { Route } from '../../core/route/route.ts'
import { blockingErrors } from '../../core/safety/blocking.ts'
import { judge } from '../../core/safety/judge.ts'
import type { CheckItem, Verdict } from '../../core/safety/verdict.ts'
import { groundAt, type Terrain } from '../../core/terrain/terrain.ts'
import type { LatLon } from '../../core/geo/position.ts'
import { type Note, note } from '../../core/units/note.ts'
import { type Failure, fail, ok, type Result } from '../../core/units/result.ts'
import { writeWhole } from '../../store/whole.ts'
import { newId } from '../host/newId.ts'
import { missionRevision } from './revision.ts'
import { isFlyable, writeFormat } from './formats.ts'

/** Use cases without a workspace, for the command line: a mission file in, a route, a verdict or an export out. */

// What the command line speaks of; it imports no room of the core itself.
export { Authorisation, MAP_DATUMS, writeWhole }
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

export type RouteAnswer = { revision: string; route: Route; verdict: Verdict }

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

/** Route and verdict of a mission file; the route alone when the verdict is not wanted. */
export function routeOf(file: MissionFile): { revision: string; route: Route } {
  return { revision: missionRevision(file.mission), route: plan(file) }
}

export function checkOf(file: MissionFile, nowMs: number): RouteAnswer {
  const { revision, route } = routeOf(file)
  return { revision, route, verdict: judge({ mission: file.mission, sites: file.sites, route, nowMs }) }
}

/** A mission that may fly: its route, and the releases that let it pass; else a failure that names the rules. */
export function flyable(
  file: MissionFile,
  request: ReleaseRequest | null,
  nowMs: number,
): Result<{ revision: string; route: Route; releases: Release[] }> {
  const { revision, route, verdict } = checkOf(file, nowMs)
  const releases = releasesOf(file, verdict, revision, request, nowMs)
  const blocking = blockingErrors(verdict, releases, revision)
  const [emergency] = blocking.needsEmergencyBasis
  if (request && emergency) return fail('needs_emergency_basis', { rule: emergency })
  const held = verdict.items.filter(
    ({ severity, rule }) => severity === 'error' && blocking.rules.includes(rule),
  )
  if (held.length > 0)
    return fail('unsafe', {
      errors: held.length,
      rules: blocking.rules.join(', '),
      codes: [...new Set(held.map(({ code }) => code))].join(', '),
    })
  return ok({ revision, route, releases: releases.filter((release) => release.revision === revision) })
}

function releasesOf(
  file: MissionFile,
  verdict: Verdict,
  revision: string,
  request: ReleaseRequest | null,
  nowMs: number,
): Release[] {
  const errors = verdict.items.filter(({ severity }) => severity === 'error')
  const rules = [...new Set(errors.map(({ rule }) => rule))]
  return request && rules.length > 0
    ? [...file.releases, { revision, rules, ...request, atMs: nowMs }]
    : file.releases
}

/** Writes a mission to a format; what is unsafe and not released is a failure that names the rules. */
export function exportFile(
  file: MissionFile,
  format: string,
  request: ReleaseRequest | null,
  nowMs: number,
  language: 'zh' | 'en' = 'zh',
): Result<{ bytes: Uint8Array; notes: Note[]; revision: string; releases: Release[] }> {
  const known = EXPORT_FORMATS.find((name) => name === format)
  if (!known) return fail('unknown_export', { format, known: EXPORT_FORMATS.join(', ') })
  const checked = isFlyable(known) ? flyable(file, request, nowMs) : ok(drawable(file, request, nowMs))
  if (!checked.ok) return checked
  const { mission, sites } = file
  const written = writeFormat(known, { mission, sites, language, exportedAtMs: nowMs, ...checked.value })
  if (written.problem)
    return fail('format_cannot_hold', {
      ...written.problem.params,
      format: known,
      problem: written.problem.code,
      at: written.problem.at ?? '',
    })
  const { revision, releases } = checked.value
  return ok({ bytes: written.bytes, notes: written.notes, revision, releases })
}

/** What nobody flies is never held back: an approval needs the route first. */
function drawable(file: MissionFile, request: ReleaseRequest | null, nowMs: number) {
  const { revision, route, verdict } = checkOf(file, nowMs)
  const releases = releasesOf(file, verdict, revision, request, nowMs)
  return { revision, route, releases: releases.filter((release) => release.revision === revision) }
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

/** A route that a controller gave back, against the mission that was exported for it. */
export function compareFile(file: MissionFile, bytes: Uint8Array, name: string): Result<Compared> {
  const { mission, sites, releases } = file
  const { revision, route } = routeOf(file)
  return compareExport({ mission, sites, releases, revision, route, exportedAtMs: 0 }, bytes, name, false)
}
