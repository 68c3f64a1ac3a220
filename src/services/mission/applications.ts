import type { CallInput, CallOutput } from '../../contract/index.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { application } from '../../core/papers/flightApplication.ts'
import type { Battery, Craft } from '../../core/permit/craft.ts'
import { getDocument } from '../../store/documents.ts'
import { personsHere } from '../../store/persons.ts'
import { permitsOf } from '../../store/permits.ts'
import { type Context, during } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { judgedOf, sitesOf } from './missions.ts'

/** The application for the flight of a mission, from what the workspace knows. */
export async function missionApplication(
  { id, language }: CallInput<'mission.application'>,
  context: Context,
): Promise<CallOutput<'mission.application'>> {
  const { db } = context.workspace
  const { doc: mission } = stored<Mission>(context, 'mission', id)
  const sites = sitesOf(context, mission)
  const judged = judgedOf(context, mission, sites)
  const { route } = await during(context, 'mission.application', (work) =>
    context.readers.run('evaluate', { name: mission.name.zh, judged }, work),
  )
  return application({
    mission,
    route,
    sites,
    craft: referredBy<Craft>(context, 'craft', mission.craftId),
    batteries: (mission.batteryIds ?? []).flatMap(
      (one) => getDocument<Battery>(db, 'battery', one)?.doc ?? [],
    ),
    approval: permitsOf(db, mission).approval,
    persons: personsHere(db).map(({ doc }) => doc),
    language,
  })
}
