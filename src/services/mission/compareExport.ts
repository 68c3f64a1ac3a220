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

/** What is known of how it was written: that of DJI's it was DJI Fly's, or the very format; null: it is told by what is in it. */
export type WrittenAs = { readonly isDjiFly: boolean; readonly format: ExportFormat | null }
const AS_IT_IS: WrittenAs = { isDjiFly: false, format: null }

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
  { isDjiFly, format }: WrittenAs = AS_IT_IS,
): Result<Compared> {
  const whole = readMissionFile(bytes).value
  if (whole) return ok({ differences: compareRoutes(heldOf(input), heldOf(whole), true), notes: [] })
  if (format) return compareWritten(input, bytes, name, format)
  const read = importMission(bytes, name)
  const error = read.notes.find(({ severity }) => severity === 'error')
  // What could not be read may be the difference.
  if (!read.value || error) return unreadable(name, error ? [error] : [], 'unknown_format')
  const told = formatOf(bytes, name, isDjiFly, read.value.template !== undefined, input)
  const written = writeFormat(told, input)
  const own = importMission(written.bytes, written.fileName)
  if (!own.value) return fail('unknown_export', { format: told, known: '' })
  return ok({ differences: compareRoutes(own.value, read.value), notes: read.notes })
}

/** A file that was just written as such a format: route, fence and rally points, as far as it holds them. */
function compareWritten(
  input: FormatInput,
  bytes: Uint8Array,
  name: string,
  format: ExportFormat,
): Result<Compared> {
  const own = importMission(writeFormat(format, input).bytes, name)
  const read = importMission(bytes, name)
  if (!own.value) return fail('unknown_export', { format, known: '' })
  if (!read.value) return unreadable(name, read.notes, 'unknown_format')
  return ok({ differences: compareRoutes(own.value, read.value, true), notes: [] })
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
