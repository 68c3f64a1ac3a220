import type { ExportFormat } from '../../../src/contract/index.ts'
import type { FormatInput, Written } from '../../../src/core/formats/formatInput.ts'
import { writeFlightArea } from '../../../src/core/formats/flightArea.ts'
import { writeGeoJson } from '../../../src/core/formats/geojson.ts'
import { writeGpx } from '../../../src/core/formats/gpxRoute.ts'
import { writeKml } from '../../../src/core/formats/kmlMission.ts'
import { writeLitchi } from '../../../src/core/formats/litchi.ts'
import { writeMissionFile } from '../../../src/core/formats/missionFile.ts'
import {
  writeApplication,
  writeApplicationDocx,
  writeApplicationTable,
} from '../../../src/core/formats/papers/application.ts'
import { writeSheet } from '../../../src/core/formats/papers/sheet.ts'
import { writeQgcPlan } from '../../../src/core/formats/qgcPlan.ts'
import { writeWpl, writeWplFence, writeWplRally } from '../../../src/core/formats/wpl.ts'
import { writeDjiFly, writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import { writeDjiMapping } from '../../../src/core/formats/wpmlMapping.ts'
import type { Note } from '../../../src/core/units/note.ts'

const WRITERS: Readonly<Record<ExportFormat, (input: FormatInput) => Written>> = {
  'qgc-plan': writeQgcPlan,
  wpl: writeWpl,
  'wpl-fence': writeWplFence,
  'wpl-rally': writeWplRally,
  'dji-wpml': writeDjiWpml,
  'dji-mapping': writeDjiMapping,
  'dji-fly': writeDjiFly,
  'dji-area': writeFlightArea,
  litchi: writeLitchi,
  kml: writeKml,
  gpx: writeGpx,
  geojson: writeGeoJson,
  sheet: writeSheet,
  application: writeApplication,
  'application-docx': writeApplicationDocx,
  'application-csv': writeApplicationTable,
  mission: writeMissionFile,
}

/** What a format will not carry of a mission, told before anything is written. */
export const lostIn = (
  format: ExportFormat,
  { mission, route, sites }: Omit<FormatInput, 'releases' | 'revision' | 'exportedAtMs'>,
): Note[] => WRITERS[format]({ mission, route, sites, releases: [], revision: '', exportedAtMs: 0 }).notes
