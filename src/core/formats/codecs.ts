import type { LayerFeature } from '../geo/layer.ts'
import { note, type Read } from '../units/note.ts'
import { writeFlightArea } from './flightArea.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { type ExportFormat, type Format, FORMATS, type ReadFormat } from './formats.ts'
import { isGeoJson, readGeoJsonAreas, readGeoJsonMission, writeGeoJson } from './geojson.ts'
import { readGpxAreas } from './gpxAreas.ts'
import { readGpxMission, writeGpx } from './gpxRoute.ts'
import type { ImportedMission } from './importedMission.ts'
import { readKmlAreas } from './kml.ts'
import { readKmlMission, writeKml } from './kmlMission.ts'
import { kmlOfKmz, readKmzAreas } from './kmz.ts'
import { isLitchi, readLitchi, writeLitchi } from './litchi.ts'
import { writeMissionFile } from './missionFile.ts'
import { writeApplication, writeApplicationDocx, writeApplicationTable } from './papers/application.ts'
import { writeSheet } from './papers/sheet.ts'
import { readQgcPlan, writeQgcPlan } from './qgcPlan.ts'
import { isShp, readShapefile, readZippedShapefiles } from './shapefile.ts'
import { type Sniffed, sniff } from './sniff.ts'
import type { Taking } from './ways.ts'
import { isWplText, readWpl, writeWpl, writeWplFence, writeWplRally } from './wpl.ts'
import { writeDjiFly, writeDjiWpml } from './wpml.ts'
import { writeDjiMapping } from './wpmlMapping.ts'
import { isLooseWpml, isWpml, readLooseWpml, readWpml } from './wpmlRead.ts'

/** How a file is to be read, where it leaves that open. */
export type Reading = Taking & {
  /** It has its latitudes where longitudes belong; DJI's own files are never read so. */
  readonly isSwapped?: boolean | undefined
}

/** What stands beside a loose `.shp`: the files of its name with these extensions. */
export type Beside = { readonly dbf?: Uint8Array; readonly prj?: Uint8Array; readonly cpg?: Uint8Array }

type MissionReader = {
  /** Whether a file is of this format, by its content: the first that says so reads it. */
  readonly is: (file: Sniffed) => boolean
  readonly read: (file: Sniffed, isSwapped: boolean, taking: Taking) => Read<ImportedMission>
  /** One file of it is one route: another cannot be taken. */
  readonly holdsOne?: true
}
type AreaReader = {
  readonly is: (file: Sniffed) => boolean
  readonly read: (file: Sniffed, isSwapped: boolean, beside: Beside) => Read<LayerFeature[]>
}

/** The code of a format, as its row of `FORMATS` asks for it: what is written has `write`, what is given has a reader. */
type CodecOf<F extends Format> = {
  readonly write: F extends ExportFormat ? (input: FormatInput) => Written : null
  readonly mission: GivenBy<F, 'mission', MissionReader>
  readonly areas: GivenBy<F, 'areas', AreaReader>
}
type GivenBy<F extends Format, What, Reader> = F extends ReadFormat
  ? What extends (typeof FORMATS)[F]['gives'][number]
    ? Reader
    : null
  : null

/** Of what is only written, or read as another format is. */
const written = <W>(write: W) => ({ write, mission: null, areas: null })

const CODECS: { readonly [F in Format]: CodecOf<F> } = {
  'qgc-plan': {
    write: writeQgcPlan,
    mission: {
      // What is no plan after all is reported by its reader.
      is: (file) => file.first === '{' && !isGeoJson(file.text()),
      read: ({ bytes }, isSwapped) => readQgcPlan(bytes, isSwapped),
      holdsOne: true,
    },
    areas: null,
  },
  wpl: {
    write: writeWpl,
    mission: {
      is: (file) => !file.isZip && isWplText(file.head()),
      read: ({ bytes }, isSwapped) => readWpl(bytes, isSwapped),
      holdsOne: true,
    },
    areas: null,
  },
  'wpl-fence': written(writeWplFence),
  'wpl-rally': written(writeWplRally),
  'dji-wpml': {
    write: writeDjiWpml,
    mission: {
      is: (file) =>
        isWpml(file.names()) || (isMarkup(file) && file.root === 'kml' && isLooseWpml(file.text())),
      read: ({ bytes, fileName, isZip }, _, taking) =>
        isZip ? readWpml(bytes, taking) : readLooseWpml(bytes, fileName, taking),
    },
    areas: null,
  },
  'dji-mapping': written(writeDjiMapping),
  'dji-fly': written(writeDjiFly),
  'dji-area': written(writeFlightArea),
  litchi: {
    write: writeLitchi,
    mission: {
      is: (file) => !file.isZip && file.first !== '<' && file.first !== '{' && isLitchi(file.head()),
      read: ({ bytes }, isSwapped, taking) => readLitchi(bytes, isSwapped, taking),
      holdsOne: true,
    },
    areas: null,
  },
  kml: {
    write: writeKml,
    mission: {
      is: (file) => isMarkup(file) && file.root === 'kml',
      read: ({ bytes }, isSwapped, taking) => readKmlMission(bytes, isSwapped, taking),
    },
    // Any other markup is reported as no KML.
    areas: {
      is: (file) => isMarkup(file) && file.root !== 'gpx',
      read: ({ bytes }, isSwapped) => readKmlAreas(bytes, isSwapped),
    },
  },
  gpx: {
    write: writeGpx,
    mission: {
      is: (file) => isMarkup(file) && file.root === 'gpx',
      read: ({ bytes }, isSwapped, taking) => readGpxMission(bytes, isSwapped, taking),
    },
    areas: {
      is: (file) => isMarkup(file) && file.root === 'gpx',
      read: ({ bytes }, isSwapped) => readGpxAreas(bytes, isSwapped),
    },
  },
  geojson: {
    write: writeGeoJson,
    mission: {
      is: (file) => file.first === '{' && isGeoJson(file.text()),
      read: ({ bytes }, isSwapped, taking) => readGeoJsonMission(bytes, isSwapped, taking),
    },
    areas: {
      is: ({ first }) => first === '{' || first === '[',
      read: ({ bytes }, isSwapped) => readGeoJsonAreas(bytes, isSwapped),
    },
  },
  sheet: written(writeSheet),
  application: written(writeApplication),
  'application-docx': written(writeApplicationDocx),
  'application-csv': written(writeApplicationTable),
  // It comes back whole, with its sites and releases: `readMissionFile`.
  mission: written(writeMissionFile),
  shapefile: {
    write: null,
    mission: null,
    areas: {
      is: (file) => isShp(file.bytes) || file.names().some((name) => /\.shp$/i.test(name)),
      read: ({ bytes, isZip }, isSwapped, beside) =>
        isZip ? readZippedShapefiles(bytes, isSwapped) : readShapefile({ shp: bytes, ...beside }, isSwapped),
    },
  },
  kmz: {
    write: null,
    mission: { is: ({ isZip }) => isZip, read: readKmzMission },
    areas: { is: ({ isZip }) => isZip, read: ({ bytes }, isSwapped) => readKmzAreas(bytes, isSwapped) },
  },
}

const isMarkup = ({ first, isZip }: Sniffed): boolean => first === '<' && !isZip

/** The drawing in a KMZ as it would be read by itself. */
function readKmzMission(
  { bytes, fileName }: Sniffed,
  isSwapped: boolean,
  taking: Taking,
): Read<ImportedMission> {
  const { text, notes } = kmlOfKmz(bytes)
  const inner = text && sniff(text, fileName)
  const reader = inner && isMarkup(inner) ? missionReaderOf(inner)?.reader : null
  if (!inner || !reader)
    return { value: null, notes: notes.length > 0 ? notes : [note('error', 'unknown_format', fileName)] }
  const read = reader.read(inner, isSwapped, taking)
  return { ...read, notes: [...notes, ...read.notes] }
}

/** Writes a mission to a format; what the format does not carry is told by `lostIn`. */
export const writerOf = (format: ExportFormat): ((input: FormatInput) => Written) => CODECS[format].write

const ALL = Object.keys(FORMATS) as Format[]

/** Who reads a mission from a file, and the format that it is of; null where nobody knows it. */
export function missionReaderOf(file: Sniffed): { format: Format; reader: MissionReader } | null {
  for (const format of ALL) {
    const reader: MissionReader | null = CODECS[format].mission
    if (reader?.is(file)) return { format, reader }
  }
  return null
}

/** Who reads areas, lines and points from a file; null where nobody knows it. */
export function areaReaderOf(file: Sniffed): AreaReader | null {
  for (const format of ALL) {
    const reader: AreaReader | null = CODECS[format].areas
    if (reader?.is(file)) return reader
  }
  return null
}
