import { unreadable } from '../../core/units/problem.ts'
import type { ExportFormat } from '../../contract/index.ts'
import { compareRoutes, type RouteDifference } from '../../core/formats/compareRoutes.ts'
import type { FormatInput } from '../../core/formats/formatInput.ts'
import { importMission } from '../../core/formats/importMission.ts'
import type { ImportedMission } from '../../core/formats/importedMission.ts'
import { readMissionFile } from '../../core/formats/missionFile.ts'
import { plan } from '../../core/route/plan.ts'
import type { Note } from '../../core/units/note.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { writeFormat } from './formats.ts'

/** What a file that a controller gave back differs in from what was written for it. */
export type Compared = { differences: RouteDifference[]; notes: Note[] }

/**
 * Reads a file back and holds it against the same mission written anew in that format, so that what the format cannot
 * say is no difference. A mission file, one that was read from a vehicle, is held against the mission itself.
 */
export function compareExport(
  input: FormatInput,
  bytes: Uint8Array,
  name: string,
  isDjiFly: boolean,
): Result<Compared> {
  const whole = readMissionFile(bytes).value
  if (whole) return ok({ differences: compareRoutes(heldOf(input), heldOf(whole), true), notes: [] })
  const read = importMission(bytes, name)
  const error = read.notes.find(({ severity }) => severity === 'error')
  // What could not be read may be the difference.
  if (!read.value || error) return unreadable(name, error ? [error] : [], 'unknown_format')
  const format = formatOf(name, isDjiFly, read.value.template !== undefined, input)
  const written = writeFormat(format, input)
  const own = importMission(written.bytes, written.fileName)
  if (!own.value) return fail('unknown_export', { format, known: '' })
  return ok({ differences: compareRoutes(own.value, read.value), notes: read.notes })
}

/** A mission as a vehicle holds it: what `sortie download` wrote is all of it, with fence and rally points. */
function heldOf({ mission, sites }: Pick<FormatInput, 'mission' | 'sites'>): ImportedMission {
  const { home, vehicle, fence, rallyPoints, breachReturn } = mission
  return {
    home,
    items: plan({ mission, sites }).items,
    fence,
    rallyPoints,
    ...(breachReturn ? { breachReturn } : {}),
    firmware: vehicle.firmware,
    mavType: vehicle.mavType,
    cruiseMS: vehicle.cruiseMS,
  }
}

/** The format that a returned file was written in: a mapping template is one that still holds the mission as such. */
function formatOf(name: string, isDjiFly: boolean, isMapping: boolean, input: FormatInput): ExportFormat {
  if (/\.csv$/i.test(name)) return 'litchi'
  if (!/\.(kmz|wpml)$/i.test(name)) return 'qgc-plan'
  if (isDjiFly) return 'dji-fly'
  return isMapping && writeFormat('dji-mapping', input).problem === null ? 'dji-mapping' : 'dji-wpml'
}
