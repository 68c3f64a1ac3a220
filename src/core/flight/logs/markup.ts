import { heightMOf, isFix } from '../../geo/measured.ts'
import { elements } from './elements.ts'
import { counter, type LogReader, logNote, logOf, NO_TRACK, trackKeeper } from './log.ts'
import { chooseSource, joinTracks, speakersOf } from './speakers.ts'

/** What one track of the file says. */
const aTrack = () => ({
  track: trackKeeper(),
  groundM: null as number | null,
  zero: 0,
  bad: 0,
  /** Places without a time, and pairs that fit only the other way round. */
  untimed: 0,
  swapped: 0,
})

/**
 * GPX 1.1 tracks (`trkpt` with `time`) and Google's gx:Track in KML (as many `when` as `coord`, in their order). Heights
 * are over sea level: those over take-off are taken from the first point's; a KML track that says it is relative to the
 * ground has them already. Tracks that follow one another are one flight in parts; of those that run beside one another one
 * is taken, `source` (`track2`) or the first with most of the points. Waypoints, routes and drawings beside a track are no
 * flight: they are counted.
 */
export function markupReader(kind: 'gpx' | 'kml', source: string | null = null): LogReader {
  const { counts, notes, damagedLine } = counter()
  const tracks = speakersOf(aTrack)
  let number = 0
  let beside = 0
  const add = (lat: number, lon: number, saidM: number, atMs: number): void => {
    const said = tracks.of(Math.max(1, number))
    if (lat === 0 && lon === 0) said.zero += 1
    else if (Math.abs(lat) > 90 && isFix(lon, lat)) said.swapped += 1
    else if (!isFix(lat, lon)) said.bad += 1
    else if (!(atMs >= 0)) said.untimed += 1
    else {
      const altM = heightMOf(saidM)
      said.groundM ??= altM
      const heightM = altM === null || said.groundM === null ? null : altM - said.groundM
      said.track.add(atMs, lat, lon, heightM)
    }
  }
  let times: number[] = []
  let coords = 0
  const reader = elements(
    kind === 'gpx' ? ['trkpt', 'wpt', 'rtept'] : ['when', 'coord', 'coordinates', 'altitudeMode'],
    ({ name, attributes, body }) => {
      if (name === 'wpt' || name === 'rtept' || name === 'coordinates') beside += 1
      else if (name === 'altitudeMode') {
        if (number > 0) tracks.of(number).groundM = body.trim() === 'relativeToGround' ? 0 : null
      } else if (name === 'when') times.push(Date.parse(body.trim()))
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
    {
      names: [kind === 'gpx' ? 'trk' : 'Track'],
      met() {
        number += 1
        times = []
        coords = 0
      },
    },
  )
  return {
    take: reader.take,
    finish() {
      const { isRefused, cutAtLine } = reader.end(kind)
      if (cutAtLine !== null) damagedLine(cutAtLine)
      const all = tracks.all()
      const { track, ...said } = chosenTrack(all, source)
      let [untimed, swapped] = [0, 0]
      for (const [, one] of all) {
        counts.zero += one.zero
        counts.bad += one.bad
        untimed += one.untimed
        swapped += one.swapped
      }
      const unused = [
        ...(untimed > 0 ? [logNote('warning', 'points_untimed', { count: untimed })] : []),
        ...(swapped > 0 ? [logNote('warning', 'points_swapped', { count: swapped })] : []),
      ]
      const left = beside > 0 ? [logNote('info', 'drawn_beside', { count: beside })] : []
      return logOf(kind, track, {
        clockOffsetS: track.count > 0 ? 0 : null,
        sources: said.sources,
        notes: isRefused
          ? [logNote('error', 'xml_entities')]
          : [...notes(), ...unused, ...said.notes, ...left],
      })
    },
  }
}

/** The track of the file: its parts one after the other, or the one of those beside one another that is chosen. */
function chosenTrack(all: readonly [number, ReturnType<typeof aTrack>][], source: string | null) {
  const parts = all.map(([number, { track }]) => ({ number, track: track.done() }))
  const withPoints = parts.filter(({ track }) => track.count > 0)
  const choose = (of: typeof parts) =>
    chooseSource(
      of.map((part) => [part.number, part] as const),
      { name: (number) => `track${number}`, points: ({ track }) => track.count },
      source,
    )
  const chosen = choose(withPoints)
  if (!chosen.taken) return { track: parts[0]?.track ?? NO_TRACK, sources: [], notes: chosen.notes }
  if (source !== null && chosen.sources.some(({ name, isTaken }) => isTaken && name === source))
    return { track: chosen.taken.track, sources: chosen.sources, notes: chosen.notes }
  const first = chosen.taken
  const { joined, taken } = joinTracks([
    first.track,
    ...withPoints.filter((part) => part !== first).map(({ track }) => track),
  ])
  const sources = withPoints.map(({ number, track }) => ({
    name: `track${number}`,
    points: track.count,
    isTaken: taken.includes(track),
  }))
  const named = (isTaken: boolean) =>
    sources
      .filter((one) => one.isTaken === isTaken)
      .map(({ name, points }) => `${name} (${points})`)
      .join(', ')
  return {
    track: joined,
    sources: sources.length > 1 ? sources : [],
    notes: [
      ...chosen.notes.filter(({ code }) => code !== 'sources_left'),
      ...(taken.length > 1 ? [logNote('info', 'tracks_joined', { count: taken.length })] : []),
      ...(taken.length < withPoints.length
        ? [logNote('warning', 'sources_left', { taken: named(true), names: named(false) })]
        : []),
    ],
  }
}

const attribute = (attributes: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? ''

const child = (body: string, name: string): string =>
  new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`).exec(body)?.[1] ?? ''
