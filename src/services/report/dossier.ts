import fs from 'node:fs'
import type { ReportAsked } from '../../contract/index.ts'
import { isApproved } from '../../core/campaign/approval.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { paperStateOf } from '../../core/papers/paper.ts'
import { REGISTER_WORDS } from '../../core/papers/registerWords.ts'
import { dossierReport } from '../../core/papers/reports/dossier.ts'
import { clockTime, inLanguage, type ReportMark } from '../../core/papers/reports/parts.ts'
import type { TimelineEvent } from '../../core/papers/reports/timeline.ts'
import type { Language } from '../../core/units/language.ts'
import { departuresOfFlights } from '../../store/keptFlights.ts'
import { sightingsOfFinding } from '../../store/sightings.ts'
import { wordsOf } from '../../words/words.ts'
import { gatherDossier } from '../dossier/gather.ts'
import { departureSaid } from './flight.ts'
import { footageHere, type MadePage, type Making } from './making.ts'
import { said } from './words.ts'

/** As large as a picture of three in a row is printed, at 200 dots an inch. */
const LONG_PX = 480

/** The dossier of an enterprise, written to a file. */
export async function makeDossier(
  { id }: Extract<ReportAsked, { kind: 'dossier' }>,
  { context, language, pictures, file, tell, made }: Making,
): Promise<MadePage> {
  const { db } = context.workspace
  const dossier = gatherDossier(context, id, Number.POSITIVE_INFINITY)
  const { enterprise, sites, visits, orders, missions, flights, duties, selfChecks, papers } = dossier
  const findings = dossier.findings.rows.map(({ row, doc }) => ({
    doc,
    dueMs: row.dueMs,
    isOverdue: row.overdue,
    footageIds: sightingsOfFinding(db, doc.id).flatMap((sighting) => sighting.doc.footageId ?? []),
  }))
  const found = footageHere(
    context,
    findings.flatMap(({ footageIds }) => footageIds),
  )
  const shown = found.here.filter(({ kind }) => kind === 'photo' || kind === 'clip')
  const total = shown.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  let done = 0
  const wanted = { wishes: [{ longPx: LONG_PX, box: null }], momentS: null }
  const taken = await pictures.takeAll(shown, wanted, ({ fileName, sizeBytes }: Footage) => {
    done += sizeBytes
    tell(fileName, done, total)
  })
  const marks: ReportMark[] = [
    ...(orders.rows.some(({ doc: { issued, withdrawn } }) => issued === null && withdrawn === null)
      ? (['draft'] as const)
      : []),
    ...(findings.some(({ doc }) => doc.transitions.some(({ alone }) => alone === true))
      ? (['alone'] as const)
      : []),
  ]
  const departed = departuresOfFlights(
    db,
    flights.rows.map((flight) => flight.id),
  )
  const page = dossierReport({
    made: made(marks, taken),
    enterprise: enterprise.doc,
    sites: sites.map(({ doc }) => doc),
    visits: visits.rows.map(({ doc: { kind, mode, fromMs, toMs }, campaign, standing }) => ({
      kind,
      mode,
      fromMs,
      toMs,
      isApproved: isApproved(standing.state),
      campaign: campaign?.name ?? null,
    })),
    findings: findings.map(({ footageIds, ...one }) => ({
      ...one,
      pictureNos: [...new Set(footageIds)].flatMap((of) => {
        const at = shown.findIndex((picture) => picture.id === of)
        return at < 0 ? [] : [at + 1]
      }),
    })),
    orders: orders.rows.map(({ doc }) => doc),
    missions: missions.rows.map(({ name, isAuthorised }) => ({ name, isAuthorised })),
    flights: flights.rows.map(({ id: flightId, missionName, ...flight }) => ({
      ...flight,
      mission: missionName,
      departures: (departed.get(flightId) ?? []).map((one) => departureSaid(one, language)),
    })),
    duties,
    selfChecks: selfChecks.rows,
    papers: papers.rows.map((doc) => ({
      kind: wordsOf(language, 'paperKind', doc.kind) ?? doc.kind,
      no: doc.no,
      state: wordsOf(language, 'paperState', paperStateOf(doc)) ?? '',
      madeAtMs: doc.versions[0]?.made.atMs ?? 0,
    })),
    statistics: dossier.statistics,
    timeline: dossier.timeline.map((event) => ({ atMs: event.atMs, said: eventSaid(event, language) })),
    pictures: taken.map((one) => one.shown),
    notHere: found.notHere,
  })
  fs.writeFileSync(file, page, { flag: 'wx' })
  const title = language === 'zh' ? '企业档案' : 'Dossier'
  return {
    name: `${title} ${inLanguage(language, enterprise.doc.name)} ${clockTime(context.nowMs()).slice(0, 10)}`,
    about: { aggregate: 'enterprise', id },
    taken,
    notes: [],
  }
}

/** An event of the timeline in words. */
function eventSaid(event: TimelineEvent, language: Language): string {
  const { visitKind, visitMode, state } = REGISTER_WORDS[language]
  const say = (values: Readonly<Record<string, string>>): string =>
    said('timeline', event.kind, language, values).trim()
  switch (event.kind) {
    case 'visit':
      return say({ visitKind: visitKind[event.visitKind], mode: visitMode[event.mode] })
    case 'step':
      return say({ title: event.title, state: state[event.state] })
    case 'paperMade':
    case 'paperSigned':
      return say({ paperKind: event.paperKind, no: event.no })
    default: {
      const { id: _id, atMs: _atMs, ...values } = event
      return say(values)
    }
  }
}
