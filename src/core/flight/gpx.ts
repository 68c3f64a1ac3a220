import { DOMParser } from '@xmldom/xmldom'
import { type Note, note, type Read } from '../units/note.ts'
import type { TrackPoint } from './flight.ts'

/** What a track reader may have to say. */
export type TrackNoteCode = 'not_gpx' | 'xml_entities' | 'no_track' | 'points_skipped'

const trackNote = (severity: Note['severity'], code: TrackNoteCode, params: Note['params'] = {}): Note =>
  note(severity, code, null, params)

/**
 * Reads the track points of a GPX file (GPX 1.1 schema, `trkpt` with `time`). Points without a time or a place are
 * counted and left out; elevations are over sea level, so heights over take-off are taken from the first point's.
 */
export function readGpxTrack(text: string): Read<TrackPoint[]> {
  // Document types can define entities that grow without bound; a track has no use for them.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return { value: null, notes: [trackNote('error', 'xml_entities')] }
  let document: ReturnType<DOMParser['parseFromString']>
  try {
    document = new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml')
  } catch {
    return { value: null, notes: [trackNote('error', 'not_gpx')] }
  }
  if (document?.documentElement?.localName !== 'gpx')
    return { value: null, notes: [trackNote('error', 'not_gpx')] }
  const points: TrackPoint[] = []
  let skipped = 0
  let groundM: number | null = null
  for (const element of Array.from(document.getElementsByTagName('trkpt'))) {
    const lat = Number.parseFloat(element.getAttribute('lat') ?? '')
    const lon = Number.parseFloat(element.getAttribute('lon') ?? '')
    const atMs = Date.parse(element.getElementsByTagName('time')[0]?.textContent ?? '')
    const elevation = Number.parseFloat(element.getElementsByTagName('ele')[0]?.textContent ?? '')
    // 0, 0 is what receivers write before they have a fix.
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180) || (lat === 0 && lon === 0) || !(atMs >= 0)) {
      skipped += 1
      continue
    }
    if (groundM === null && Number.isFinite(elevation)) groundM = elevation
    points.push({
      atMs,
      lat,
      lon,
      heightM:
        groundM !== null && Number.isFinite(elevation)
          ? Math.round((elevation - groundM) * 1000) / 1000
          : null,
    })
  }
  const notes = [
    ...(skipped > 0 ? [trackNote('warning', 'points_skipped', { count: skipped })] : []),
    ...(points.length === 0 ? [trackNote('error', 'no_track')] : []),
  ]
  return { value: points.length === 0 ? null : points.sort((a, b) => a.atMs - b.atMs), notes }
}
