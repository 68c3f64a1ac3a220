import type { ExportFormat } from '../../../src/contract/index.ts'
import type { FormatInput, Written } from '../../../src/core/formats/formatInput.ts'
import { writeGeoJson } from '../../../src/core/formats/geojson.ts'
import { writeMissionFile } from '../../../src/core/formats/missionFile.ts'
import { writeQgcPlan } from '../../../src/core/formats/qgcPlan.ts'
import { writeWpl } from '../../../src/core/formats/wpl.ts'
import type { Note } from '../../../src/core/units/note.ts'

const WRITERS: Readonly<Record<ExportFormat, (input: FormatInput) => Written>> = {
  'qgc-plan': writeQgcPlan,
  wpl: writeWpl,
  geojson: writeGeoJson,
  mission: writeMissionFile,
}

/** What a format will not carry of a mission, told before anything is written. */
export const lostIn = (
  format: ExportFormat,
  { mission, route, sites }: Omit<FormatInput, 'releases' | 'revision'>,
): Note[] => WRITERS[format]({ mission, route, sites, releases: [], revision: '' }).notes
