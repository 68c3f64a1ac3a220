import type { ExportFormat } from '../contract/index.ts'
import type { FormatInput, Written } from '../core/formats/formatInput.ts'
import { writeGeoJson } from '../core/formats/geojson.ts'
import { writeMissionFile } from '../core/formats/missionFile.ts'
import { writeQgcPlan } from '../core/formats/qgcPlan.ts'
import { writeWpl } from '../core/formats/wpl.ts'
import type { Note } from '../core/units/note.ts'

type Format = {
  extension: string
  mimeType: string
  /** Whether a vehicle could fly it as it is: then errors in the verdict hold it back. */
  flyable: boolean
  write: (input: FormatInput) => Written
}

const FORMATS: Record<ExportFormat, Format> = {
  'qgc-plan': { extension: 'plan', mimeType: 'application/json', flyable: true, write: writeQgcPlan },
  wpl: { extension: 'waypoints', mimeType: 'text/plain', flyable: true, write: writeWpl },
  geojson: { extension: 'geojson', mimeType: 'application/geo+json', flyable: false, write: writeGeoJson },
  mission: {
    extension: 'sortie.json',
    mimeType: 'application/json',
    flyable: false,
    write: writeMissionFile,
  },
}

export const isFlyable = (format: ExportFormat): boolean => FORMATS[format].flyable

/** The bytes of a mission in a format, with a file name made of the mission's name and the revision's beginning. */
export function writeFormat(
  format: ExportFormat,
  input: FormatInput,
): { fileName: string; mimeType: string; bytes: Uint8Array; notes: Note[] } {
  const { extension, mimeType, write } = FORMATS[format]
  const { text, notes } = write(input)
  // Names travel to SD cards and other systems: nothing that a path or FAT would stumble over.
  const stem = input.mission.name.zh.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_').slice(0, 80) || 'mission'
  return {
    fileName: `${stem}-${input.revision.slice(0, 8)}.${extension}`,
    mimeType,
    bytes: new TextEncoder().encode(text),
    notes,
  }
}
