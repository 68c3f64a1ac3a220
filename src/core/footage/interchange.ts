import type { Footage } from './footage.ts'
import type { FootageView } from './view/footageViews.ts'

/** A clip second by second, for programs that show video on a map. */
export type MovingClip = {
  readonly footage: Footage
  /** Its seconds, in order; see `viewsOf`. */
  readonly views: readonly FootageView[]
  /** Height of take-off above mean sea level, m; null when nobody knows. */
  readonly homeAmslM: number | null
}

/** Names of MISB ST 0601, as ArcGIS's Video Multiplexer maps them (FMV_Multiplexer_Field_Mapping_Template.csv). */
const COLUMNS = [
  'Precision Time Stamp',
  'Sensor Latitude',
  'Sensor Longitude',
  'Sensor True Altitude',
  'Platform Heading Angle',
  'Platform Pitch Angle',
  'Platform Roll Angle',
  'Sensor Relative Azimuth Angle',
  'Sensor Relative Elevation Angle',
  'Sensor Relative Roll Angle',
  'Sensor Horizontal Field of View',
  'Sensor Vertical Field of View',
] as const

/**
 * Esri's FMV metadata table: one line a second, time in microseconds since 1970. Platform and sensor are one: the
 * platform looks where the camera does, level; what is not known is left empty. A machine reads it and every column is
 * a number of ours: no field is guarded against spreadsheets.
 */
export function fmvCsv({ footage, views, homeAmslM }: MovingClip): string {
  const beginMs = footage.takenAt?.utcMs ?? 0
  const rows = views.map(({ momentS, view, assumed }) => {
    const isKnown = !assumed.includes('attitude')
    const known = (value: number, digits: number): string => (isKnown ? value.toFixed(digits) : '')
    return [
      String((beginMs + (momentS ?? 0) * 1000) * 1000),
      view.at.lat.toFixed(7),
      view.at.lon.toFixed(7),
      homeAmslM === null ? '' : (homeAmslM + view.heightM).toFixed(2),
      known(view.headingDeg, 2),
      isKnown ? '0' : '',
      isKnown ? '0' : '',
      isKnown ? '0' : '',
      known(view.pitchDeg, 2),
      isKnown ? '0' : '',
      view.lens.hfovDeg.toFixed(2),
      view.lens.vfovDeg.toFixed(2),
    ].join(',')
  })
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`
}

/** The camera's way as a moving point (OGC 19-045r3, MF-JSON Trajectory), with where it looked beside it. */
export function mfJson({ footage, views, homeAmslM }: MovingClip): string {
  const beginMs = footage.takenAt?.utcMs ?? 0
  const datetimes = views.map(({ momentS }) => new Date(beginMs + (momentS ?? 0) * 1000).toISOString())
  const measured = views.filter(({ assumed }) => !assumed.includes('attitude'))
  const property = (name: string, values: readonly number[], uom: string) => ({
    datetimes: measured.map(({ momentS }) => new Date(beginMs + (momentS ?? 0) * 1000).toISOString()),
    [name]: { type: 'Measure', form: uom, values, interpolation: 'Linear' },
  })
  const feature = {
    type: 'Feature',
    crs: { type: 'Name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
    trs: { type: 'Name', properties: { name: 'urn:ogc:data:time:iso8601' } },
    temporalGeometry: {
      type: 'MovingPoint',
      datetimes,
      coordinates: views.map(({ view }) => [
        view.at.lon,
        view.at.lat,
        ...(homeAmslM === null ? [] : [Math.round((homeAmslM + view.heightM) * 100) / 100]),
      ]),
      interpolation: 'Linear',
    },
    temporalProperties:
      measured.length === 0
        ? []
        : [
            property(
              'heading',
              measured.map(({ view }) => view.headingDeg),
              'DEG',
            ),
            property(
              'pitch',
              measured.map(({ view }) => view.pitchDeg),
              'DEG',
            ),
          ],
    properties: {
      file: footage.fileName,
      sha256: footage.sha256,
      ...(footage.security ? { security: footage.security } : {}),
    },
  }
  return `${JSON.stringify(feature, null, 1)}\n`
}
