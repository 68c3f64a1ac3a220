import path from 'node:path'
import type { Actor, CallOutput, ServicesHost } from '../../../contract/index.ts'
import { calls } from '../../../contract/index.ts'
import { PAPER_NAMES } from '../../../core/papers/paperNames.ts'
import { refTo } from '../../../core/people/person.ts'
import { tellCampaign } from './campaign.ts'
import { type Acting, type Ask, type Case, type Seen, tellCase } from './cases.ts'
import { demo } from './documents.ts'
import { middleOf, orderedCases } from './orders.ts'
import { fillDuties } from './duties.ts'
import { type Desk, tellOrderPapers, tellVisitPapers } from './papers.ts'
import { fillPermits } from './permits.ts'
import { DEMO_PEOPLE, demoActor } from './people.ts'
import { tellAlone, tellThisWeek } from './thisWeek.ts'

/** What the demo is put in through: the same door that the window uses. */
export type DemoDoor = Pick<ServicesHost, 'session' | 'call' | 'registerFile'>

type Footage = CallOutput<'footage.ingest'>['footage']

/**
 * Puts the demo (five invented people, seven invented enterprises with their sites and missions, a flight with its footage,
 * findings and what became of them, duties, self-checks, a draw, an approval of flights with what was filed and reported
 * under it, a campaign of four rounds with its visits, papers with the scans of what was signed, a base map) into an empty
 * workspace by the contract's own calls, so that every record, original and journal entry comes about in the ordinary way.
 * `assetsDir` is the folder that holds `demo/footage` and `demo/scans`.
 * @throws {Error} naming the call and its code when one is refused.
 */
export async function fillDemo(door: DemoDoor, assetsDir: string): Promise<void> {
  await people(door)
  const ask = askThrough(door, demoActor('operator'))
  for (const doc of demo.layers) await ask('layer.put', { base: null, doc })
  for (const doc of demo.enterprises) await ask('enterprise.put', { base: null, doc })
  for (const doc of demo.sites) await ask('site.put', { base: null, doc })
  for (const doc of demo.missions) await ask('mission.put', { base: null, doc })
  await ask('flight.put', { base: null, doc: demo.flight })

  const refs = demo.footage.map(
    (fileName) => door.registerFile(path.join(assetsDir, 'demo', 'footage', fileName), fileName).ref,
  )
  // The track goes in first: photos without a position of their own are placed from it.
  await ask('footage.ingest', { files: refs.slice(0, 1), flightId: demo.flight.id })
  const { footage } = await ask('footage.ingest', { files: refs.slice(1), flightId: demo.flight.id })

  const acting = {
    officer: askThrough(door, demoActor('officer')),
    chief: askThrough(door, demoActor('supervisor')),
  }
  const middles = demo.sites.map(({ boundary }) => middleOf(boundary))
  for (const found of [...(demo.findings as unknown as Case[]), ...orderedCases(middles)])
    await tellCase(acting, found, lookedIn(footage))
  const desk: Desk = {
    inspect: acting.officer,
    supervise: acting.chief,
    scan: (kind) =>
      door.registerFile(
        path.join(assetsDir, 'demo', 'scans', `${kind}.pdf`),
        `${PAPER_NAMES[kind]} (样例扫描件).pdf`,
      ).ref,
  }
  // Papers are filled in by a thread: what is told meanwhile takes no longer for them.
  await Promise.all([tellOrderPapers(desk), tellRest(ask, acting)])
  await tellVisitPapers(desk)
}

async function tellRest(plan: Ask, { officer, chief }: Acting): Promise<void> {
  await fillDuties(officer, chief)
  await tellCampaign({
    plan,
    inspect: officer,
    approve: chief,
    officers: [refTo(DEMO_PEOPLE.officer), refTo(DEMO_PEOPLE.secondOfficer)],
  })
  await fillPermits(plan)
  await tellThisWeek(plan, officer, chief)
}

/** Its people, the supervisor first, who takes the others in. */
async function people(door: DemoDoor): Promise<void> {
  const { supervisor, ...others } = DEMO_PEOPLE
  const ask = askThrough(door, demoActor('supervisor'))
  await tellAlone(ask)
  await ask('person.begin', supervisor)
  for (const doc of Object.values(others)) await ask('person.put', { base: null, doc, passphrase: null })
}

/** Asks in a session of somebody's own. */
function askThrough(door: DemoDoor, actor: Actor): Ask {
  const session = door.session(actor)
  return async (name, input) => {
    const answer = await door.call(session, name, input)
    if (!answer.ok)
      throw new Error(`the demo: ${name} answered ${answer.code} ${JSON.stringify(answer.params)}`)
    return calls[name].output.parse(answer.value) as CallOutput<typeof name>
  }
}

/**
 * A sighting with the id of the photo that the script names. One made on the ground belongs to no flight, and one
 * without a time is a re-check made now: right after the case's last step.
 */
const lookedIn =
  (footage: Footage) =>
  ({ fileName, ...seen }: Seen, nowMs: number): object => ({
    ...seen,
    seenAtMs: seen.seenAtMs ?? nowMs,
    footageId: footage.find(({ doc }) => doc.fileName === fileName)?.doc.id ?? null,
    flightId: seen.seenFrom === 'air' ? demo.flight.id : null,
  })
