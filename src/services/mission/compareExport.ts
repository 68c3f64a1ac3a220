import { unreadable } from '../../core/units/problem.ts'
import { missionReaderOf } from '../../core/formats/codecs.ts'
import { compareRoutes, type RouteDifference } from '../../core/formats/compareRoutes.ts'
import type { FormatInput } from '../../core/formats/formatInput.ts'
import { type ExportFormat, writtenFor } from '../../core/formats/formats.ts'
import { importMission } from '../../core/formats/importMission.ts'
import type { ImportedMission } from '../../core/formats/importedMission.ts'
import { readMissionFile } from '../../core/formats/missionFile.ts'
import { sniff } from '../../core/formats/sniff.ts'
import { writeFormat } from '../../core/formats/writeFormat.ts'
import { plan } from '../../core/route/plan.ts'
import type { Note } from '../../core/units/note.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'

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
  const format = formatOf(bytes, name, isDjiFly, read.value.template !== undefined, input)
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

/**
 * The format that a returned file was written in: of DJI's, DJI Fly's where that was the last, and a mapping template where
 * it still holds the mission as such. What is never written here is held against the plan, which holds every item.
 */
function formatOf(
  bytes: Uint8Array,
  name: string,
  isDjiFly: boolean,
  isMapping: boolean,
  input: FormatInput,
): ExportFormat {
  const reader = missionReaderOf(sniff(bytes, name))?.format
  if (reader !== 'dji-wpml') return (reader && writtenFor(reader)[0]) ?? 'qgc-plan'
  if (isDjiFly) return 'dji-fly'
  return isMapping && writeFormat('dji-mapping', input).problem === null ? 'dji-mapping' : 'dji-wpml'
}
