import { DOMParser } from '@xmldom/xmldom'
import type { TrackPoint } from '../flight.ts'
import { readGpxTrack } from '../gpx.ts'
import { counter, isFix, type Log, type LogReader, logNote, logOf, NO_TRACK, trackKeeper } from './log.ts'

/** A document is read whole: beyond this it is no track of a flight. */
const LARGEST = 100 * 1024 * 1024

/** GPX and KML as tracks. */
export function markupReader(kind: 'gpx' | 'kml'): LogReader {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  let size = 0
  return {
    take(bytes) {
      size += bytes.length
      if (size <= LARGEST) text += decoder.decode(bytes, { stream: true })
    },
    finish() {
      if (size > LARGEST)
        return logOf(kind, NO_TRACK, { notes: [logNote('error', 'cut_short', { bytes: size })] })
      if (kind === 'kml') return kmlLog(text)
      const { value, notes } = readGpxTrack(text)
      const own = notes.filter(({ code }) => code !== 'no_track')
      return logOf('gpx', kept(value ?? []), { clockOffsetS: value ? 0 : null, notes: own })
    },
  }
}

/** Google's gx:Track: as many times as places, in their order. */
function kmlLog(text: string): Log {
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    return logOf('kml', NO_TRACK, { notes: [logNote('error', 'damaged_parts', { count: 1 })] })
  const { counts, notes } = counter()
  const points: TrackPoint[] = []
  let groundM: number | null = null
  try {
    const root = new DOMParser({ onError: () => undefined }).parseFromString(text.trimStart(), 'text/xml')
    const all = (name: string) => Array.from(root.getElementsByTagNameNS('*', name))
    const times = all('when').map((when) => Date.parse(when.textContent ?? ''))
    for (const [i, coord] of all('coord').entries()) {
      const [lon, lat, altM] = (coord.textContent ?? '').trim().split(/\s+/).map(Number)
      const atMs = times[i]
      if (lat === undefined || lon === undefined || atMs === undefined || !(atMs >= 0) || !isFix(lat, lon)) {
        counts.bad += 1
        continue
      }
      if (groundM === null && altM !== undefined && Number.isFinite(altM)) groundM = altM
      const heightM =
        groundM === null || altM === undefined ? null : Math.round((altM - groundM) * 1000) / 1000
      points.push({ atMs, lat, lon, heightM })
    }
  } catch {
    counts.damaged += 1
  }
  return logOf('kml', kept(points), { clockOffsetS: points.length > 0 ? 0 : null, notes: notes() })
}

function kept(points: readonly TrackPoint[]) {
  const track = trackKeeper()
  for (const point of points) track.add(point)
  return track.done()
}
