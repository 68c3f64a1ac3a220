/**
 * Every format of files with missions or drawings, and what each of them is: the one list of them. The code of each is in
 * `codecs.ts`, which the compiler holds against this table; words are in both dictionaries (`format.…`, `formatHint.…`).
 * It imports no codec, so that whoever only names formats loads none.
 */

/** What of a mission a file of the format holds. What is not carried and is there is told by `lost.ts`. */
export type Carries = {
  /** `items`: every item of the route; `stops`: where it goes, and what is done there; `none`: nothing of it. */
  readonly route: 'items' | 'stops' | 'none'
  /** Photos, clips, the gimbal. */
  readonly camera: boolean
  readonly speeds: boolean
  /** `level`: zones without their heights; another format: in a file of that, beside this one. */
  readonly fence: 'whole' | 'level' | 'none' | 'wpl-fence'
  readonly rally: 'whole' | 'none' | 'wpl-rally'
  /** What is done when something fails, all of it or a part. */
  readonly contingency: 'whole' | 'part' | 'none'
  /** Who let errors pass, and why. */
  readonly releases: boolean
  /** What the applicant is reminded of. */
  readonly reminders: boolean
  /** It states heights over the sea, which takes home's. */
  readonly needsHomeAmsl: boolean
}

export type FormatInfo = {
  /** How names of its files end, the one that is written first; what is chosen beside such a file is among them. */
  readonly endings: readonly [string, ...string[]]
  readonly mediaType: string
  /**
   * `flight`: an aircraft could fly it as it is, so that errors of the verdict hold it back; `side`: a part of a mission, to
   * be loaded beside one or kept (an area to stay in is no flight: an approval or a dock may need it before the mission is
   * safe); `map` and `paper`: for people; `own`: the mission file.
   */
  readonly use: 'flight' | 'side' | 'map' | 'paper' | 'own'
  /** Null for what is read and never written. */
  readonly carries: Carries | null
  /** The format whose reader takes its files again; null where none does. */
  readonly readAs: string | null
  /** What that reader makes of a file: a mission, areas and lines for a map, or both. */
  readonly gives: readonly ('mission' | 'areas')[]
}

const NOTHING: Carries = {
  route: 'none',
  camera: false,
  speeds: false,
  fence: 'none',
  rally: 'none',
  contingency: 'none',
  releases: false,
  reminders: false,
  needsHomeAmsl: false,
}
const FLOWN_BY_DJI: Carries = { ...NOTHING, route: 'stops', camera: true, speeds: true, contingency: 'part' }
const JSON_TYPE = 'application/json'
const GEOJSON_TYPE = 'application/geo+json'
const KMZ_TYPE = 'application/vnd.google-earth.kmz'

/** In the order in which they are offered, and asked whether a file is theirs. */
export const FORMATS = {
  'qgc-plan': {
    endings: ['plan'],
    mediaType: JSON_TYPE,
    use: 'flight',
    carries: {
      ...NOTHING,
      route: 'items',
      camera: true,
      speeds: true,
      fence: 'level',
      rally: 'whole',
      releases: true,
      needsHomeAmsl: true,
    },
    readAs: 'qgc-plan',
    gives: ['mission'],
  },
  wpl: {
    endings: ['waypoints', 'txt', 'mission'],
    mediaType: 'text/plain',
    use: 'flight',
    carries: {
      ...NOTHING,
      route: 'items',
      camera: true,
      speeds: true,
      fence: 'wpl-fence',
      rally: 'wpl-rally',
      needsHomeAmsl: true,
    },
    readAs: 'wpl',
    gives: ['mission'],
  },
  'wpl-fence': {
    endings: ['fence.waypoints'],
    mediaType: 'text/plain',
    use: 'side',
    carries: { ...NOTHING, fence: 'level' },
    readAs: 'wpl',
    gives: ['mission'],
  },
  'wpl-rally': {
    endings: ['rally.waypoints'],
    mediaType: 'text/plain',
    use: 'side',
    carries: { ...NOTHING, rally: 'whole' },
    readAs: 'wpl',
    gives: ['mission'],
  },
  'dji-wpml': {
    endings: ['kmz', 'wpml'],
    mediaType: KMZ_TYPE,
    use: 'flight',
    carries: FLOWN_BY_DJI,
    readAs: 'dji-wpml',
    gives: ['mission'],
  },
  'dji-mapping': {
    endings: ['kmz'],
    mediaType: KMZ_TYPE,
    use: 'flight',
    carries: FLOWN_BY_DJI,
    readAs: 'dji-wpml',
    gives: ['mission'],
  },
  'dji-fly': {
    endings: ['kmz'],
    mediaType: KMZ_TYPE,
    use: 'flight',
    carries: FLOWN_BY_DJI,
    readAs: 'dji-wpml',
    gives: ['mission'],
  },
  'dji-area': {
    endings: ['json'],
    mediaType: GEOJSON_TYPE,
    use: 'side',
    carries: { ...NOTHING, fence: 'level' },
    readAs: null,
    gives: [],
  },
  litchi: {
    endings: ['csv'],
    mediaType: 'text/csv',
    use: 'flight',
    carries: { ...NOTHING, route: 'stops', camera: true, speeds: true },
    readAs: 'litchi',
    gives: ['mission'],
  },
  kml: {
    endings: ['kml', 'ovkml'],
    mediaType: 'application/vnd.google-earth.kml+xml',
    use: 'map',
    carries: {
      ...NOTHING,
      route: 'stops',
      speeds: true,
      fence: 'level',
      rally: 'whole',
      needsHomeAmsl: true,
    },
    readAs: 'kml',
    gives: ['mission', 'areas'],
  },
  gpx: {
    endings: ['gpx'],
    mediaType: 'application/gpx+xml',
    use: 'map',
    carries: { ...NOTHING, route: 'stops', speeds: true, needsHomeAmsl: true },
    readAs: 'gpx',
    gives: ['mission', 'areas'],
  },
  geojson: {
    endings: ['geojson', 'json'],
    mediaType: GEOJSON_TYPE,
    use: 'map',
    carries: { ...NOTHING, route: 'items', camera: true, speeds: true, fence: 'level', rally: 'whole' },
    readAs: 'geojson',
    gives: ['mission', 'areas'],
  },
  sheet: {
    endings: ['html'],
    mediaType: 'text/html',
    use: 'paper',
    carries: {
      ...NOTHING,
      route: 'stops',
      camera: true,
      speeds: true,
      fence: 'whole',
      rally: 'whole',
      contingency: 'whole',
      releases: true,
    },
    readAs: null,
    gives: [],
  },
  application: {
    endings: ['html'],
    mediaType: 'text/html',
    use: 'paper',
    carries: {
      ...NOTHING,
      route: 'stops',
      fence: 'level',
      rally: 'whole',
      contingency: 'part',
      reminders: true,
    },
    readAs: null,
    gives: [],
  },
  'application-docx': {
    endings: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    use: 'paper',
    carries: {
      ...NOTHING,
      route: 'stops',
      fence: 'level',
      rally: 'whole',
      contingency: 'part',
      reminders: true,
    },
    readAs: null,
    gives: [],
  },
  'application-csv': {
    endings: ['csv'],
    mediaType: 'text/csv',
    use: 'paper',
    carries: { ...NOTHING, fence: 'level', rally: 'whole' },
    readAs: null,
    gives: [],
  },
  mission: {
    endings: ['sortie.json'],
    mediaType: JSON_TYPE,
    use: 'own',
    carries: {
      route: 'items',
      camera: true,
      speeds: true,
      fence: 'whole',
      rally: 'whole',
      contingency: 'whole',
      releases: true,
      reminders: true,
      needsHomeAmsl: false,
    },
    readAs: 'mission',
    gives: [],
  },
  shapefile: {
    endings: ['shp', 'zip', 'dbf', 'prj', 'cpg'],
    mediaType: 'application/vnd.shp',
    use: 'map',
    carries: null,
    readAs: 'shapefile',
    gives: ['areas'],
  },
  kmz: {
    endings: ['kmz'],
    mediaType: KMZ_TYPE,
    use: 'map',
    carries: null,
    readAs: 'kmz',
    gives: ['mission', 'areas'],
  },
} as const satisfies Readonly<Record<string, FormatInfo>>

export type Format = keyof typeof FORMATS
/** Formats that missions are written to. */
export type ExportFormat = { [F in Format]: (typeof FORMATS)[F]['carries'] extends null ? never : F }[Format]
/** Formats that have a reader of their own. */
export type ReadFormat = { [F in Format]: (typeof FORMATS)[F]['readAs'] extends F ? F : never }[Format]

const infoOf = (format: Format): FormatInfo => FORMATS[format]
const ALL = Object.keys(FORMATS) as Format[]

export const EXPORT_FORMATS = ALL.filter((format) => infoOf(format).carries !== null) as [
  ExportFormat,
  ...ExportFormat[],
]

/** Whether an aircraft could fly it: then errors in the verdict hold it back. */
export const isFlyable = (format: ExportFormat): boolean => FORMATS[format].use === 'flight'

/** How names of files end that a mission, or areas and lines, can be read from: `.plan`, each once. */
export const endingsOf = (what: FormatInfo['gives'][number]): string[] => [
  ...new Set(
    ALL.map(infoOf)
      .filter(({ gives }) => gives.includes(what))
      .flatMap(({ endings }) => endings.map((ending) => `.${ending.split('.').at(-1)}`)),
  ),
]

/** Formats whose files the reader of one takes, the one itself among them. */
export const writtenFor = (reader: Format): ExportFormat[] =>
  EXPORT_FORMATS.filter((format) => FORMATS[format].readAs === reader)
