import { heightMOf } from '../../geo/measured.ts'
import { elements } from './elements.ts'
import { counter, isFix, type LogReader, logNote, logOf, trackKeeper } from './log.ts'

/**
 * GPX 1.1 tracks (`trkpt` with `time`) and Google's gx:Track in KML (as many `when` as `coord`, in their order). Heights
 * are over sea level: those over take-off are taken from the first point's.
 */
export function markupReader(kind: 'gpx' | 'kml'): LogReader {
  const { counts, notes, damagedLine } = counter()
  const track = trackKeeper()
  let groundM: number | null = null
  const add = (lat: number, lon: number, saidM: number, atMs: number): void => {
    if (lat === 0 && lon === 0) counts.zero += 1
    else if (!isFix(lat, lon) || !(atMs >= 0)) counts.bad += 1
    else {
      const altM = heightMOf(saidM)
      groundM ??= altM
      track.add({ atMs, lat, lon, heightM: altM === null || groundM === null ? null : altM - groundM })
    }
  }
  const times: number[] = []
  let coords = 0
  const reader = elements(
    kind === 'gpx' ? ['trkpt'] : ['when', 'coord'],
    ({ name, attributes, body }) => {
      if (name === 'when') times.push(Date.parse(body.trim()))
      else if (name === 'coord') {
        const [lon = Number.NaN, lat = Number.NaN, altM = Number.NaN] = body.trim().split(/\s+/).map(Number)
        add(lat, lon, altM, times[coords++] ?? Number.NaN)
      } else
        add(
          Number.parseFloat(attribute(attributes, 'lat')),
          Number.parseFloat(attribute(attributes, 'lon')),
          Number.parseFloat(child(body, 'ele')),
          Date.parse(child(body, 'time').trim()),
        )
    },
    ({ name, line }) => {
      damagedLine(line)
      // The others keep their partners.
      if (name === 'when') times.push(Number.NaN)
      else if (name === 'coord') coords += 1
    },
  )
  return {
    take: reader.take,
    finish() {
      const { isRefused, cutAtLine } = reader.end(kind)
      if (cutAtLine !== null) damagedLine(cutAtLine)
      const own = track.done()
      return logOf(kind, own, {
        clockOffsetS: own.count > 0 ? 0 : null,
        notes: isRefused ? [logNote('error', 'xml_entities')] : notes(),
      })
    },
  }
}

const attribute = (attributes: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? ''

const child = (body: string, name: string): string =>
  new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(body)?.[1] ?? ''
