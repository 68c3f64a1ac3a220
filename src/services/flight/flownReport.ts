import type { Flight, TrackPoint } from '../../core/flight/flight.ts'
import { type PlanFlown, planFlown } from '../../core/flight/planFlown.ts'
import { pointsOf, type TrackColumns } from '../../core/flight/trackFile.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { FormatInput } from '../../core/formats/formatInput.ts'
import { facts, html, page, table } from '../../core/formats/papers/html.ts'
import { headOnPaper } from '../../core/formats/papers/journalHead.ts'
import { mapSvg } from '../../core/formats/papers/mapSvg.ts'
import { dateTime, number, sitesOf } from '../../core/formats/papers/sheet.ts'
import { paperWords, type PaperWords } from '../../core/formats/papers/words.ts'
import { plan } from '../../core/route/plan.ts'
import { missionRevision } from '../mission/revision.ts'

type FlownPaper = FormatInput & {
  readonly flight: Flight
  readonly found: PlanFlown
  /** The logs that the track was read from. */
  readonly logs: readonly Footage[]
}

/**
 * The same of a flight alone: planned and compared first, by its whole track where there is one. `revision`: null for
 * that of the mission.
 */
export function flownReport(
  {
    revision,
    ...paper
  }: Omit<FlownPaper, 'route' | 'found' | 'revision' | 'releases'> & { readonly revision: string | null },
  columns: TrackColumns | null,
): string {
  const { mission, sites, flight } = paper
  const route = plan({ mission, sites })
  return flownPaper({
    ...paper,
    route,
    releases: [],
    revision: revision ?? missionRevision(mission),
    found: planFlown(mission, route, columns ? pointsOf(columns) : flight.track),
  })
}

/** The plan and what was flown of it, as a page to print: breaches first, then waypoints, then every leg. */
function flownPaper(input: FlownPaper): string {
  const language = input.language ?? 'zh'
  const w = paperWords(language)
  const { words } = w
  const { mission, flight, found, logs, head } = input
  const reached = found.waypoints.filter(({ reachedAtMs }) => reachedAtMs !== null).length
  const m = (value: number | null): string => (value === null ? '-' : `${number(value, w, 1)} m`)
  const body = html`
    <header><div><h1>${words.flown}</h1><p><b>${w.nameOf(mission.name)}</b></p>
      <p class="small">${words.revision} ${input.revision}</p></div></header>
    ${facts([
      [words.sites, sitesOf(input, w)],
      [words.takeoffAt, clock(flight.takeoffAtMs, w)],
      [words.landedAt, clock(flight.landedAtMs, w)],
      [words.operator, flight.pilot || words.none],
      [words.aircraft, flight.aircraft || words.none],
      [words.points, number(flight.track.length, w)],
      [words.waypointsReached, `${reached} / ${found.waypoints.length}`],
      [words.largestOff, m(found.largestM)],
      [words.breaches, number(found.breaches.length, w)],
    ])}
    <h2>${words.breaches}</h2>${
      found.breaches.length === 0
        ? html`<p>${words.noBreaches}</p>`
        : table(
            [words.item, words.fence, words.from, words.duration, words.by, words.latitude, words.longitude],
            found.breaches.map((breach) => [
              words[breach.kind],
              breach.zone === 0 ? words.maxTrueHeight : breach.zone,
              clock(breach.fromMs, w),
              `${number((breach.toMs - breach.fromMs) / 1000, w, 1)} s`,
              m(breach.worstM),
              breach.at.lat.toFixed(6),
              breach.at.lon.toFixed(6),
            ]),
          )
    }
    <h2>${words.mapFlown}</h2>${mapSvg(input, words.north, trackOf(flight.track))}
    <h2>${words.waypointList}</h2>${table(
      [words.seq, words.nearest, words.reachedAt],
      found.waypoints.map(({ waypoint, nearestM, reachedAtMs }) => [
        waypoint,
        m(nearestM),
        reachedAtMs === null ? words.missed : clock(reachedAtMs, w),
      ]),
    )}
    <h2>${words.legsFlown}</h2>${table(
      [words.to, words.largestOff, words.heightOff, words.at],
      found.legs.map(({ waypoint, largestM, heightM, atMs }) => [
        waypoint ?? words.home,
        m(largestM),
        heightM === null ? '-' : `${heightM > 0 ? '+' : ''}${number(heightM, w, 1)} m`,
        clock(atMs, w),
      ]),
    )}
    <h2>${words.logs}</h2>${table(
      [words.item, 'SHA-256'],
      logs.map(({ fileName, sha256 }) => [fileName, sha256]),
    )}
    <div class="lines"><div>${words.operator}</div><div>${words.supervisor}</div><div>${words.date}</div></div>
    ${headOnPaper(head, language)}`
  return page(language, `${words.flown} ${w.nameOf(mission.name)}`, body)
}

/** A track of thousands of points is drawn by so many. */
const MOST_DRAWN = 2000

const trackOf = (track: readonly TrackPoint[]): readonly TrackPoint[] => {
  const step = Math.max(1, Math.ceil(track.length / MOST_DRAWN))
  return track.filter((_, i) => i % step === 0 || i === track.length - 1)
}

/** To the second, in China's time. */
const clock = (atMs: number, w: PaperWords): string =>
  `${dateTime(atMs, w)}:${String(Math.floor(atMs / 1000) % 60).padStart(2, '0')}`
