import path from 'node:path'
import { applicationOf, applicationText, readMission } from '../services/mission/standalone.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { exitOf, optionsOf, print, printJson, readFile, refuse } from './io.ts'
import { MISSION_USAGE } from './usage.ts'
import { language } from './words.ts'

type Application = ReturnType<typeof applicationOf>

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * `sortie mission application`: the application for a flight, of mission files or of missions of a workspace by their ids;
 * the same text as the window has.
 */
export async function applicationCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('mission', args, WORKSPACE_OPTIONS)
  if (positionals.length === 0) throw refuse('usage', { usage: MISSION_USAGE })
  const made: Application[] = []
  const ofFile = (name: string): Application => {
    const file = readMission(readFile(name), path.basename(name))
    if (!file.ok) throw exitOf(file)
    return applicationOf(file.value, language())
  }
  if (positionals.some((name) => ID.test(name)))
    await inWorkspace('mission', values, async (desk) => {
      for (const name of positionals)
        made.push(
          ID.test(name)
            ? await desk.ask('mission.application', { id: name.toLowerCase(), language: language() })
            : ofFile(name),
        )
    })
  else made.push(...positionals.map(ofFile))
  if (values.json) printJson(made.length === 1 ? made[0] : made)
  else print(made.map(applicationText).join('\n\n'))
}
