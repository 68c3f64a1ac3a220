import fs from 'node:fs'
import path from 'node:path'
import { type Answer, type CallOutput, type InSession, inSession } from '../contract/index.ts'
import { createServices } from '../services/index.ts'
import { wordsOf } from '../words/words.ts'
import { ACTING_OPTIONS, actAs } from './acting.ts'
import { exitOf, numberOf, optionsOf, print, printJson, refuse } from './io.ts'
import { homeOf } from './planCommand.ts'
import { writeMission } from './sortieFiles.ts'
import { MISSION_USAGE } from './usage.ts'
import { language, say } from './words.ts'

/** What is flown where nobody names another aircraft: as in a new mission. */
const VEHICLE = 'ardupilot-quad'

/** `sortie mission reshoot`: a mission of the workspace that takes the pictures of findings again. */
export async function missionCommand(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { values, positionals } = optionsOf('mission', args, {
    workspace: text,
    vehicle: text,
    camera: text,
    home: text,
    'home-amsl': text,
    out: text,
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  const [action, ...findingIds] = positionals
  if (action !== 'reshoot' || findingIds.length === 0) throw refuse('usage', { usage: MISSION_USAGE })
  if (!values.workspace) throw refuse('missing_option', { command: 'mission', option: '--workspace' })
  if (values['home-amsl'] !== undefined && values.home === undefined)
    throw refuse('missing_option', { command: '--home-amsl', option: '--home' })
  const dir = path.resolve(values.workspace)
  if (!fs.existsSync(path.join(dir, 'sortie.db')))
    throw exitOf({ ok: false, code: 'workspace_missing', params: { dir } })
  const amslM =
    values['home-amsl'] === undefined ? null : numberOf('--home-amsl', values['home-amsl'], -500, 9000, 0)
  const home = values.home === undefined ? null : { ...homeOf(values.home), amslM }
  const host = inSession(createServices({ workspaceDir: dir }))
  try {
    await actAs(host, values)
    const { doc, left } = await ask<CallOutput<'mission.reshoot'>>(host, 'mission.reshoot', {
      findingIds,
      vehicleId: values.vehicle ?? VEHICLE,
      cameraId: values.camera ?? null,
      home,
    })
    const { verdict } = await ask<CallOutput<'mission.evaluate'>>(host, 'mission.evaluate', { id: doc.id })
    if (values.out !== undefined) {
      const sites = await Promise.all(
        doc.siteIds.map(async (id) => (await ask<CallOutput<'site.get'>>(host, 'site.get', { id })).doc),
      )
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
    print(
      say('reshoot_verdict', {
        errors: verdict.errors,
        warnings: verdict.warnings,
        unknown: verdict.unknown,
      }),
    )
  } finally {
    await host.close()
  }
}

async function ask<T>(host: InSession, name: string, input: unknown): Promise<T> {
  const answer: Answer = await host.call(name, input)
  if (!answer.ok) throw exitOf(answer)
  return answer.value as T
}
