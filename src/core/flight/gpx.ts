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

/** At most `limit` points of a track, the first and last kept. */
export function thinTrack(points: readonly TrackPoint[], limit: number): TrackPoint[] {
  if (points.length <= limit) return [...points]
  return Array.from(
    { length: limit },
    (_, i) => points[Math.round((i * (points.length - 1)) / (limit - 1))] as TrackPoint,
  )
}

/**
 * Where a track was at a moment, between its points; null outside of it (2 s of grace) or in a gap of more than 5 s
 *: a place is never made up.
 */
export function positionAt(
  points: readonly TrackPoint[],
  atMs: number,
  longestGapMs = 5000,
): TrackPoint | null {
  const next = points.findIndex((point) => point.atMs >= atMs)
  if (next <= 0) {
    const edge = next === 0 ? points[0] : points[points.length - 1]
    return edge && Math.abs(edge.atMs - atMs) <= 2000 ? edge : null
  }
  const a = points[next - 1] as TrackPoint
  const b = points[next] as TrackPoint
  if (b.atMs - a.atMs > longestGapMs) return null
  const t = b.atMs === a.atMs ? 0 : (atMs - a.atMs) / (b.atMs - a.atMs)
  return {
    atMs,
    lat: a.lat + (b.lat - a.lat) * t,
    lon: a.lon + (b.lon - a.lon) * t,
    heightM: a.heightM === null || b.heightM === null ? null : a.heightM + (b.heightM - a.heightM) * t,
  }
}
