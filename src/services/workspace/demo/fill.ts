import path from 'node:path'
import type { Actor, CallName, CallOutput, ServicesHost } from '../../../contract/index.ts'
import { calls } from '../../../contract/index.ts'
import { demo } from './documents.ts'
import { DEMO_PEOPLE, demoActor } from './people.ts'

/** What the demo is put in through: the same door that the window uses. */
export type DemoDoor = Pick<ServicesHost, 'session' | 'call' | 'registerFile'>

type Case = (typeof demo.findings)[number]
type Seen = Case['sighting'] | NonNullable<Extract<Case['then'][number], { sighting?: unknown }>['sighting']>
type Footage = CallOutput<'footage.ingest'>['footage']

/**
 * Puts the demo (five invented people, seven invented enterprises with their sites and missions, a flight with its footage, three findings,
 * a base map) into an empty workspace by the contract's own calls, so that every record, original and journal entry
 * comes about in the ordinary way. `assetsDir` is the folder that holds `demo/footage`.
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

  const askAsOfficer = askThrough(door, demoActor('officer'))
  for (const found of demo.findings) await tell(askAsOfficer, found, footage)
}

/** Its people, the supervisor first, who takes the others in. */
async function people(door: DemoDoor): Promise<void> {
  const { supervisor, ...others } = DEMO_PEOPLE
  const ask = askThrough(door, demoActor('supervisor'))
  await ask('person.begin', supervisor)
  for (const doc of Object.values(others)) await ask('person.put', { base: null, doc, passphrase: null })
}

type Ask = <N extends CallName>(name: N, input: unknown) => Promise<CallOutput<N>>

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

/** Opens one finding and walks it through its later sightings and steps. */
async function tell(ask: Ask, found: Case, footage: Footage): Promise<void> {
  const opened = await ask('finding.open', {
    finding: { ...found.finding, enterpriseId: null, recursOfId: null },
    sighting: sightingOf(found.sighting, footage, 0),
  })
  const { id } = opened.doc
  let base = opened.version
  let lastStepAtMs = opened.doc.openedAtMs
  for (const step of found.then) {
    const { version, doc } =
      'sighting' in step && step.sighting
        ? await ask('finding.addSighting', {
            id,
            base,
            sighting: sightingOf(step.sighting, footage, lastStepAtMs),
          })
        : await ask('finding.transition', {
            id,
            base,
            to: step.to,
            reason: step.reason,
            dueMs: step.dueMs ?? null,
            duplicateOfId: null,
          })
    base = version
    lastStepAtMs = doc.transitions.at(-1)?.atMs ?? lastStepAtMs
  }
}

/**
 * A sighting with the id of the photo that the script names. One made on the ground belongs to no flight, and one
 * without a time is a re-check made now: right after the case's last step.
 */
function sightingOf({ fileName, ...seen }: Seen, footage: Footage, nowMs: number): object {
  const original = footage.find(({ doc }) => doc.fileName === fileName)
  return {
    ...seen,
    seenAtMs: seen.seenAtMs ?? nowMs,
    footageId: original?.doc.id ?? null,
    flightId: seen.seenFrom === 'air' ? demo.flight.id : null,
  }
}
