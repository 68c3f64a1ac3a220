import { z } from 'zod'
import { campaignCalls } from './campaign.ts'
import { checklistCalls } from './checklist.ts'
import { draftCalls } from './draft.ts'
import { drawCalls } from './draw.ts'
import { dutyCalls } from './duty.ts'
import { enterpriseCalls } from './enterprise.ts'
import { fileCalls } from './files.ts'
import { findingCalls } from './finding.ts'
import { flightCalls } from './flight.ts'
import { evidenceCalls } from './evidence.ts'
import { footageCalls } from './footage.ts'
import { journalCalls } from './journal.ts'
import { keyringCalls } from './keyring.ts'
import { layerCalls } from './layer.ts'
import { linkCalls } from './link.ts'
import { missionCalls } from './mission.ts'
import { permitCalls } from './permit.ts'
import { policyCalls } from './policy.ts'
import { supportCalls } from './support.ts'
import { personCalls } from './person.ts'
import { paperCalls } from './paper.ts'
import { paperNumberCalls } from './paperNumber.ts'
import { registerCalls } from './register.ts'
import { reportCalls } from './report.ts'
import { takeInCalls } from './takeIn.ts'
import { retentionCalls } from './retention.ts'
import type { Role } from './roles.ts'
import { searchCalls } from './search.ts'
import { sessionCalls } from './session.ts'
import { settingCalls } from './setting.ts'
import { orderCalls } from './order.ts'
import { statisticsCalls } from './statistics.ts'
import { siteCalls } from './site.ts'
import { stationCalls } from './station.ts'
import { taskCalls } from './task.ts'
import { terrainCalls } from './terrain.ts'
import { visitCalls } from './visit.ts'
import { weekCalls } from './week.ts'
import { workspaceCalls } from './workspace.ts'

/** Every call of the one door, from the file of its aggregate: what kind it is, who may make it, what goes in and comes out. */
export const calls = {
  ...workspaceCalls,
  ...fileCalls,
  ...sessionCalls,
  ...personCalls,
  ...enterpriseCalls,
  ...siteCalls,
  ...missionCalls,
  ...terrainCalls,
  ...flightCalls,
  ...evidenceCalls,
  ...retentionCalls,
  ...takeInCalls,
  ...footageCalls,
  ...findingCalls,
  ...campaignCalls,
  ...visitCalls,
  ...checklistCalls,
  ...linkCalls,
  ...layerCalls,
  ...taskCalls,
  ...journalCalls,
  ...draftCalls,
  ...keyringCalls,
  ...stationCalls,
  ...settingCalls,
  ...policyCalls,
  ...supportCalls,
  ...dutyCalls,
  ...drawCalls,
  ...searchCalls,
  ...orderCalls,
  ...statisticsCalls,
  ...weekCalls,
  ...registerCalls,
  ...reportCalls,
  ...paperNumberCalls,
  ...paperCalls,
  ...permitCalls,
} as const

export type CallName = keyof typeof calls

/** Whether somebody of a role may make a call. */
export const mayCall = (name: CallName, role: Role): boolean => calls[name].who.includes(role)

/** What `not_allowed` says of a call that somebody of a role may not make. */
export const notAllowed = (name: CallName, role: Role) => ({
  call: name,
  subject: name.slice(0, name.indexOf('.')),
  role,
  roles: calls[name].who.join(', '),
})

/**
 * Whether a call puts something into the workspace's folder: all that answer with an entry, and those that keep something
 * beside the journal. While the folder is write-protected they are refused.
 */
export function writesWorkspace(name: CallName): boolean {
  const { output } = calls[name]
  const makesEntry = output instanceof z.ZodObject && 'entry' in output.shape
  return makesEntry || ['draft.put', 'footage.keepPoster', 'link.open'].includes(name)
}

/**
 * The call that a journal entry's action is of: `site.create` and `site.edit` are of `site.put`, what stands behind a
 * colon tells more. Null for one that no call makes, as an older or newer program may have.
 */
export function callOfAction(action: string): CallName | null {
  const [stem = ''] = action.split(':')
  const found = [stem, stem.replace(/\.(create|edit)$/, '.put')].find((name) => Object.hasOwn(calls, name))
  return (found as CallName | undefined) ?? null
}

export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
/** The input as its schema gives it: what a handler gets. */
export type CallParsed<N extends CallName> = z.output<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>
export const CALL_NAMES = Object.keys(calls) as CallName[]
