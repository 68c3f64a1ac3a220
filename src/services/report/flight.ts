import type { ReportAsked } from '../../contract/index.ts'
import type { Flight } from '../../core/flight/flight.ts'
import type { Departure } from '../../core/flight/kept.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { together } from '../../core/mission/release.ts'
import type { Battery, Craft } from '../../core/permit/craft.ts'
import { approvalFacts } from '../../core/papers/reports/flightFacts.ts'
import type { FlightReportParts } from '../../core/papers/reports/flightReport.ts'
import { clockTime, durationText, inLanguage, type ReportMark } from '../../core/papers/reports/parts.ts'
import { REGISTER_WORDS } from '../../core/papers/registerWords.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Language } from '../../core/units/language.ts'
import { note } from '../../core/units/note.ts'
import { footageOfFlight } from '../../store/footage.ts'
import { frozenRevisions } from '../../store/frozen.ts'
import { departuresOfFlights, flownUnder } from '../../store/keptFlights.ts'
import { sightingsOfFlight } from '../../store/sightings.ts'
import { someSites } from '../../store/sites.ts'
import { wholeTracks } from '../flight/wholeTracks.ts'
import { seenOf } from '../footage/seen.ts'
import type { Context } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { missionRevision } from '../mission/revision.ts'
import { footageHere, type MadePage, type Making } from './making.ts'
import { said } from './words.ts'

/** As large as a picture of three in a row is printed, at 200 dots an inch. */
const LONG_PX = 480

/** The report of a flight, written to a file. */
export async function makeFlight(
  { id }: Extract<ReportAsked, { kind: 'flight' }>,
  { context, language, pictures, work, file, tell, made }: Making,
): Promise<MadePage> {
  const { db } = context.workspace
  const flight = stored<Flight>(context, 'flight', id).doc
  const { mission, approved, approval, report } = flownUnder(db, flight)
  const { releases, revision } = revisionOf(context, flight, mission)
  const sites = someSites(db, [...new Set([...flight.siteIds, ...(mission?.siteIds ?? [])])]).map(
    ({ doc }) => doc,
  )
  const shown = footageOfFlight(db, id)
    .map(({ doc }) => doc)
    .filter(({ kind, previewOf }) => previewOf === undefined && (kind === 'photo' || kind === 'clip'))
    .sort(byTime)
  const logs = footageHere(context, flight.logIds)
  const total = shown.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  let done = 0
  const wanted = { wishes: [{ longPx: LONG_PX, box: null }], momentS: null }
  const taken = await pictures.takeAll(shown, wanted, ({ fileName, sizeBytes }) => {
    done += sizeBytes
    tell(fileName, done, total)
  })
  const seen = sightingsOfFlight(db, id).map(({ doc }) => doc)
  const findings = seen.flatMap((sighting) => {
    const finding = referredBy<Finding>(context, 'finding', sighting.findingId)
    return finding ? [{ sighting, finding }] : []
  })
  const register = REGISTER_WORDS[language]
  const flownWith = {
    approved,
    approval,
    report,
    craft: referredBy<Craft>(context, 'craft', mission?.craftId),
    batteries: (mission?.batteryIds ?? []).flatMap(
      (one) => referredBy<Battery>(context, 'battery', one) ?? [],
    ),
  }
  const isApproved = approvalFacts({ ...flownWith, flight, mission }, language).length > 0
  const isAlone =
    releases.some(({ proof }) => proof === 'none') ||
    findings.some(({ finding }) => finding.transitions.some(({ alone }) => alone === true))
  const marks: ReportMark[] = [
    ...(isApproved ? [] : (['unapproved'] as const)),
    ...(isAlone ? (['alone'] as const) : []),
  ]
  const whole = await wholeTracks(context.threads).fileOf(context.workspace, flight)
  const departures = departuresOfFlights(db, [id]).get(id) ?? []
  const parts: FlightReportParts = {
    made: made(marks, taken),
    flight,
    mission,
    revision,
    sites,
    enterprises: [...new Set(sites.map(({ enterpriseId }) => enterpriseId))].flatMap(
      (one) => referredBy<Enterprise>(context, 'enterprise', one)?.name ?? [],
    ),
    flownWith,
    departures: departures.map((one) => departureSaid(one, language)),
    releases,
    coverage: sites.map((site) => {
      const { seenShare, coarseShare, seenWithinM, assets } = seenOf(
        context,
        site,
        flight.takeoffAtMs,
        flight.landedAtMs,
        id,
      )
      const assetsSeen = assets.filter(({ seenAtMs }) => seenAtMs !== null).length
      return { site: site.name, seenShare, coarseShare, seenWithinM, assets: assets.length, assetsSeen }
    }),
    pictures: taken.map((one) => one.shown),
    logs: logs.here.map(({ fileName, sha256 }) => ({ fileName, sha256 })),
    findings: findings.map(({ sighting, finding }) => {
      const at = shown.findIndex((one) => one.id === sighting.footageId)
      return {
        title: finding.title,
        level: register.level[finding.level],
        state: register.state[finding.state],
        outcome: sighting.outcome,
        words: sighting.words,
        at: sighting.at,
        pictureNo: at < 0 ? null : at + 1,
      }
    }),
    notHere:
      logs.notHere +
      (flight.missionId !== null && mission === null ? 1 : 0) +
      new Set(flight.siteIds.filter((one) => !sites.some((site) => site.id === one))).size +
      (seen.length - findings.length),
  }
  await context.readers.run('flightReport', { parts, columns: whole?.columns ?? null, file }, work)
  const name = mission ? inLanguage(language, mission.name) : ''
  const title = language === 'zh' ? '飞行报告' : 'Flight report'
  return {
    name: [title, name, clockTime(flight.takeoffAtMs).slice(0, 10)].filter((one) => one !== '').join(' '),
    about: { aggregate: 'flight', id },
    taken,
    notes: flight.track.length === 0 ? [note('warning', 'report_no_track')] : [],
  }
}

/** By the time they were taken; what has none last, by name. */
const byTime = (a: Footage, b: Footage): number =>
  (a.takenAt?.utcMs ?? Number.MAX_SAFE_INTEGER) - (b.takenAt?.utcMs ?? Number.MAX_SAFE_INTEGER) ||
  (a.fileName < b.fileName ? -1 : 1)

/** The revision that was flown, and what let it pass; by what it was exported as where that was kept. */
function revisionOf(
  context: Context,
  { missionId, missionRevision: flown }: Flight,
  mission: Mission | null,
) {
  const kept =
    missionId !== null && flown !== null ? frozenRevisions(context.workspace.db, missionId, flown) : []
  return {
    releases: together(...kept.map(({ doc }) => doc.releases)),
    revision: kept[0]?.doc.revision ?? (mission ? missionRevision(mission) : null),
  }
}

/** What a flight did that its approval did not cover, in words. */
export function departureSaid({ code, by, limit, fromMs }: Departure, language: Language): string {
  const isLength = code === 'outsideArea' || code === 'tooHigh' || code === 'tooHighOverSea'
  const metres = (value: number): string => `${value.toFixed(1)} m`
  const isNever = code === 'unconfirmed' && by === null
  const words = said('departed', isNever ? 'unconfirmedNever' : code, language, {
    by: by === null ? '' : isLength ? metres(by) : durationText(by, language),
    limit: limit === null ? '' : isLength ? metres(limit) : clockTime(limit),
  })
  return isLength ? `${words} (${clockTime(fromMs)})` : words
}
