import type { Flight } from '../../core/flight/flight.ts'
import type { FlightFacts } from '../../core/footage/matching.ts'
import { BESIDE_M, type LogGroup, missionsFor } from '../../core/footage/newFlights.ts'
import { siteUnder } from '../../core/site/siteUnder.ts'
import { frozenOfMission } from '../../store/frozen.ts'
import { allMissions } from '../../store/missions.ts'
import { allSites } from '../../store/sites.ts'
import type { Context } from '../host/context.ts'
import { newId } from '../host/newId.ts'

/** A flight that logs are of and that nobody has recorded: as it would be kept, and the missions that it may be of. */
export type Proposal = {
  readonly flight: Flight
  readonly missions: { id: string; revision: string | null }[]
  readonly files: string[]
  readonly facts: FlightFacts
}

const MOST_MISSIONS = 50

/** Flights for groups of logs, with site and mission by time and place; nothing is written. */
export function proposals(
  groups: readonly (LogGroup & { readonly files: string[]; readonly device: string })[],
  context: Context,
): Proposal[] {
  if (groups.length === 0) return []
  const { db } = context.workspace
  const sites = allSites(db).map(({ doc }) => doc)
  const missions = allMissions(db).map(({ doc }) => doc)
  return groups.map(({ fromMs, toMs, places, files, device }) => {
    const site = siteUnder(places, sites, BESIDE_M)
    const found = missionsFor(site, missions, sites, { takeoffAtMs: fromMs, places })
    const { suggested } = found
    const offered = found.missions.slice(0, MOST_MISSIONS).map(({ id }) => ({
      id,
      revision: flownRevision(context, id, fromMs),
    }))
    const flight: Flight = {
      id: newId(context.nowMs()),
      missionId: suggested?.id ?? null,
      missionRevision: offered.find(({ id }) => id === suggested?.id)?.revision ?? null,
      siteIds: suggested?.siteIds ?? (site ? [site.id] : []),
      takeoffAtMs: fromMs,
      landedAtMs: toMs,
      pilot: '',
      aircraft: device.slice(0, 100),
      logIds: [],
      track: [],
      remarks: '',
    }
    const facts = { id: flight.id, fromMs, toMs, track: places, corners: [] }
    return { flight, missions: offered, files, facts }
  })
}

/** The revision of a mission that was exported last before a take-off; null where none was. */
function flownRevision({ workspace }: Context, missionId: string, takeoffMs: number): string | null {
  const exported = frozenOfMission(workspace.db, missionId)
    .flatMap(({ doc }) => doc.exports.map(({ atMs }) => ({ atMs, revision: doc.revision })))
    .filter(({ atMs }) => atMs <= takeoffMs)
    .sort((a, b) => b.atMs - a.atMs)
  return exported[0]?.revision ?? null
}
