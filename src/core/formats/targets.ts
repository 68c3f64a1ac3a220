import type { Firmware, Vehicle } from '../mission/vehicle.ts'
import { type Note, note } from '../units/note.ts'
import type { FormatInput } from './formatInput.ts'
import { EXPORT_FORMATS, type ExportFormat, FORMATS, isFlyable } from './formats.ts'
import { lostIn } from './lost.ts'
import { writeFormat } from './writeFormat.ts'

/** What an aircraft's controller reads: all that goes to it for a sortie, and what may go there besides. */
type Reads = { readonly sortie: readonly ExportFormat[]; readonly also: readonly ExportFormat[] }

const PILOT: Reads = { sortie: ['dji-wpml'], also: ['dji-mapping', 'dji-area'] }
const FLY: Reads = { sortie: ['dji-fly'], also: [] }

const READS: Readonly<Record<Firmware, Reads>> = {
  ardupilot: { sortie: ['qgc-plan', 'wpl', 'wpl-fence', 'wpl-rally'], also: [] },
  px4: { sortie: ['qgc-plan'], also: ['wpl'] },
  dji: PILOT,
  litchi: { sortie: ['litchi'], also: [] },
  // Its own dialect of WPML is documented with numbers that contradict one another: the drawing is what its app takes for certain.
  autel: { sortie: ['kml'], also: [] },
}
/** DJI's numbers of aircraft that are flown with DJI Fly. */
const FLY_DRONES: readonly number[] = [68]

const readsOf = ({ firmware, dji }: Pick<Vehicle, 'firmware' | 'dji'>): Reads =>
  firmware === 'dji' && dji && FLY_DRONES.includes(dji.drone) ? FLY : READS[firmware]

/** Where a ground station looks for its files, below the folder that is chosen; the others look wherever they are told to. */
const FOLDERS: Readonly<Partial<Record<ExportFormat, string>>> = { 'qgc-plan': 'QGroundControl/Missions' }

/** In which order formats stand for an aircraft, and under what. */
export const TARGET_GROUPS = ['flight', 'side', 'paper', 'map', 'own'] as const
export type TargetGroup = (typeof TARGET_GROUPS)[number]

/** A format as it stands to a mission. */
export type Target = {
  readonly format: ExportFormat
  readonly group: TargetGroup
  /** Why it cannot go; null: it can. */
  readonly why: Note | null
  /** What of the mission it does not hold, where its aircraft reads it. */
  readonly notes: readonly Note[]
  /** It goes with all files for the sortie. */
  readonly isOfSortie: boolean
}

/** Whether an aircraft of such a firmware would fly a file as it is: then errors of the verdict hold it back. */
export const isFlownBy = (format: ExportFormat, { firmware }: Pick<Vehicle, 'firmware'>): boolean =>
  isFlyable(format) || (firmware === 'autel' && READS.autel.sortie.includes(format))

/** Where a file of a format lies below the folder that is chosen: folders and name, with strokes between them. */
export const placeBelow = (format: ExportFormat, fileName: string): string =>
  [FOLDERS[format], fileName].filter((part) => part !== undefined).join('/')

/**
 * Every format, in groups: what of a mission its aircraft reads, what it cannot hold of this one, and what is for people.
 * A fence or rally points that a mission has not got are no reason to hold the rest back: that file alone stays away.
 */
export function targetsOf(input: FormatInput): Target[] {
  const { vehicle } = input.mission
  const reads = readsOf(vehicle)
  const targets = EXPORT_FORMATS.map((format): Target => {
    const isRead = reads.sortie.includes(format) || reads.also.includes(format)
    const { use } = FORMATS[format]
    const isForAircraft = use === 'flight' || use === 'side'
    const notes = isRead ? writeFormat(format, input).notes : isForAircraft ? [] : lostIn(format, input)
    const why =
      isForAircraft && !isRead
        ? note('error', 'not_for_aircraft', null, { aircraftRow: vehicle.id })
        : (notes.find(({ severity }) => severity === 'error') ?? null)
    return {
      format,
      group: isRead && use === 'map' ? 'flight' : use,
      why,
      notes: isRead ? notes : [],
      isOfSortie: format === 'sheet' || reads.sortie.includes(format),
    }
  })
  return TARGET_GROUPS.flatMap((group) => targets.filter((target) => target.group === group))
}

/** What is lost of one file and lies in another beside it. */
const BESIDE: Readonly<Partial<Record<string, ExportFormat>>> = {
  fence_not_carried: 'wpl-fence',
  rally_not_carried: 'wpl-rally',
}

/** What of a mission none of the files for its sortie holds, each said once. */
export function lostOfSortie(targets: readonly Target[]): Note[] {
  const going = targets.filter(({ isOfSortie, why }) => isOfSortie && why === null)
  const lost = new Map<string, Note>()
  for (const said of going.flatMap(({ notes }) => notes)) {
    const beside = BESIDE[said.code]
    if (said.severity === 'warning' && !going.some(({ format }) => format === beside))
      lost.set(said.code, said)
  }
  return [...lost.values()]
}

/** The format that a single file is usually wanted in: the first that the aircraft takes of this mission. */
export const usualFormat = (targets: readonly Target[]): ExportFormat =>
  (targets.find(({ isOfSortie, why }) => isOfSortie && why === null) ?? targets[0])?.format ?? 'mission'
