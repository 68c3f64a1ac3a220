import type { ExportFormat } from '../../contract/index.ts'
import type { FormatInput, Written } from '../../core/formats/formatInput.ts'
import { writeFlightArea } from '../../core/formats/flightArea.ts'
import { writeGeoJson } from '../../core/formats/geojson.ts'
import { writeGpx } from '../../core/formats/gpxRoute.ts'
import { writeKml } from '../../core/formats/kmlMission.ts'
import { writeLitchi } from '../../core/formats/litchi.ts'
import { writeMissionFile } from '../../core/formats/missionFile.ts'
import {
  writeApplication,
  writeApplicationDocx,
  writeApplicationTable,
} from '../../core/formats/papers/application.ts'
import { writeSheet } from '../../core/formats/papers/sheet.ts'
import { writeQgcPlan } from '../../core/formats/qgcPlan.ts'
import { writeWpl, writeWplFence, writeWplRally } from '../../core/formats/wpl.ts'
import { writeDjiFly, writeDjiWpml } from '../../core/formats/wpml.ts'
import { writeDjiMapping } from '../../core/formats/wpmlMapping.ts'
import type { Note } from '../../core/units/note.ts'
import { fileStem } from '../../core/units/shown.ts'

type Format = {
  extension: string
  mimeType: string
  /** Whether a vehicle could fly it as it is: then errors in the verdict hold it back. */
  flyable: boolean
  write: (input: FormatInput) => Written
}

const KMZ = 'application/vnd.google-earth.kmz'

const FORMATS: Record<ExportFormat, Format> = {
  'qgc-plan': { extension: 'plan', mimeType: 'application/json', flyable: true, write: writeQgcPlan },
  wpl: { extension: 'waypoints', mimeType: 'text/plain', flyable: true, write: writeWpl },
  'wpl-fence': { extension: 'fence.waypoints', mimeType: 'text/plain', flyable: false, write: writeWplFence },
  'wpl-rally': { extension: 'rally.waypoints', mimeType: 'text/plain', flyable: false, write: writeWplRally },
  'dji-wpml': { extension: 'kmz', mimeType: KMZ, flyable: true, write: writeDjiWpml },
  'dji-mapping': { extension: 'kmz', mimeType: KMZ, flyable: true, write: writeDjiMapping },
  'dji-fly': { extension: 'kmz', mimeType: KMZ, flyable: true, write: writeDjiFly },
  // An area to stay in is no flight: an approval or a dock may need it before the mission is safe.
  'dji-area': {
    extension: 'json',
    mimeType: 'application/geo+json',
    flyable: false,
    write: writeFlightArea,
  },
  litchi: { extension: 'csv', mimeType: 'text/csv', flyable: true, write: writeLitchi },
  kml: {
    extension: 'kml',
    mimeType: 'application/vnd.google-earth.kml+xml',
    flyable: false,
    write: writeKml,
  },
  gpx: { extension: 'gpx', mimeType: 'application/gpx+xml', flyable: false, write: writeGpx },
  geojson: { extension: 'geojson', mimeType: 'application/geo+json', flyable: false, write: writeGeoJson },
  sheet: { extension: 'html', mimeType: 'text/html', flyable: false, write: writeSheet },
  application: { extension: 'html', mimeType: 'text/html', flyable: false, write: writeApplication },
  'application-docx': {
    extension: 'docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    flyable: false,
    write: writeApplicationDocx,
  },
  'application-csv': {
    extension: 'csv',
    mimeType: 'text/csv',
    flyable: false,
    write: writeApplicationTable,
  },
  mission: {
    extension: 'sortie.json',
    mimeType: 'application/json',
    flyable: false,
    write: writeMissionFile,
  },
}

export const isFlyable = (format: ExportFormat): boolean => FORMATS[format].flyable

/**
 * The bytes of a mission in a format, with a file name made of the mission's name and the revision's beginning.
 * `problem`: the first reason why the format cannot hold this mission; the file is not to be used then.
 */
export function writeFormat(
  format: ExportFormat,
  input: FormatInput,
): { fileName: string; mimeType: string; bytes: Uint8Array; notes: Note[]; problem: Note | null } {
  const { extension, mimeType, write } = FORMATS[format]
  const { content, notes } = write(input)
  const stem = fileStem(input.mission.name.zh) || 'mission'
  return {
    fileName: `${stem}-${input.revision.slice(0, 8)}.${extension}`,
    mimeType,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    notes,
    problem: notes.find(({ severity }) => severity === 'error') ?? null,
  }
}
