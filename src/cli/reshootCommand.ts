import { applicationCommand } from './applicationCommand.ts'
import { wordsOf } from '../words/words.ts'
import { inWorkspace, WORKSPACE_OPTIONS } from './inWorkspace.ts'
import { numberOf, optionsOf, print, printJson, refuse } from './io.ts'
import { homeOf } from './planCommand.ts'
import { writeMission } from './sortieFiles.ts'
import { MISSION_USAGE } from './usage.ts'
import { language, say } from './words.ts'

/** What is flown where nobody names another aircraft: as in a new mission. */
const VEHICLE = 'ardupilot-quad'

/** `sortie mission …`: what is made of missions of the workspace. */
export async function missionCommand(args: string[]): Promise<void> {
  if (args[0] === 'application') {
    await applicationCommand(args.slice(1))
    return
  }
  await reshootCommand(args)
}

/** `sortie mission reshoot`: a mission of the workspace that takes the pictures of findings again. */
async function reshootCommand(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values, positionals } = optionsOf('mission', args, {
    vehicle: text,
    camera: text,
    home: text,
    'home-amsl': text,
    out: text,
    ...WORKSPACE_OPTIONS,
  })
  const [action, ...findingIds] = positionals
  if (action !== 'reshoot' || findingIds.length === 0) throw refuse('usage', { usage: MISSION_USAGE })
  if (values['home-amsl'] !== undefined && values.home === undefined)
    throw refuse('missing_option', { command: '--home-amsl', option: '--home' })
  const amslM =
    values['home-amsl'] === undefined ? null : numberOf('--home-amsl', values['home-amsl'], -500, 9000, 0)
  const home = values.home === undefined ? null : { ...homeOf(values.home), amslM }
  await inWorkspace('mission', values, async (desk) => {
    const { doc, left } = await desk.ask('mission.reshoot', {
      findingIds,
      vehicleId: values.vehicle ?? VEHICLE,
      cameraId: values.camera ?? null,
      home,
    })
    const { verdict } = await desk.ask('mission.evaluate', { id: doc.id })
    if (values.out !== undefined) {
      const sites = []
      for (const id of doc.siteIds) sites.push((await desk.ask('site.get', { id })).doc)
      writeMission(values.out, { format: 'sortie-mission', version: 1, mission: doc, sites, releases: [] })
    }
    const shots = doc.patterns.reduce(
      (sum, pattern) => sum + (pattern.kind === 'visit' ? pattern.targets.length : 0),
      0,
    )
    if (values.json) {
      printJson({ id: doc.id, name: doc.name, vehicle: doc.vehicle.id, shots, left, verdict })
      return
    }
    print(say('reshoot_made', { name: doc.name[language()], id: doc.id, shots }))
    for (const { title, why } of left)
      print(`  ${wordsOf(language(), 'error', `reshoot_${why}`, { name: title }) ?? title}`)
    for (const { rule, code, params } of verdict.items)
      if (rule === 'camera.reshoot') print(`  ${wordsOf(language(), 'check', code, params) ?? code}`)
    const { errors, warnings, unknown } = verdict
    print(say('reshoot_verdict', { errors, warnings, unknown }))
  })
}
