import { z } from 'zod'
import { draftCalls } from './draft.ts'
import { enterpriseCalls } from './enterprise.ts'
import { fileCalls } from './files.ts'
import { findingCalls } from './finding.ts'
import { flightCalls } from './flight.ts'
import { footageCalls } from './footage.ts'
import { journalCalls } from './journal.ts'
import { layerCalls } from './layer.ts'
import { linkCalls } from './link.ts'
import { missionCalls } from './mission.ts'
import { sessionCalls } from './session.ts'
import { siteCalls } from './site.ts'
import { taskCalls } from './task.ts'
import { terrainCalls } from './terrain.ts'
import { workspaceCalls } from './workspace.ts'

/**
 * Every call of the one door: what goes in, what comes out. `read` changes nothing, `write` is one transaction with
 * one journal entry, `task` may take long and reports progress events.
 */
export const calls = {
  ...workspaceCalls,
  ...fileCalls,
  ...sessionCalls,
  ...enterpriseCalls,
  ...siteCalls,
  ...missionCalls,
  ...terrainCalls,
  ...flightCalls,
  ...footageCalls,
  ...findingCalls,
  ...linkCalls,
  ...layerCalls,
  ...taskCalls,
  ...journalCalls,
  ...draftCalls,
} as const

export type CallName = keyof typeof calls

/**
 * Whether a call puts something into the workspace's folder: all that answer with an entry, and those that keep something
 * beside the journal. While the folder is write-protected they are refused.
 */
export function writesWorkspace(name: CallName): boolean {
  const { output } = calls[name]
  const makesEntry = output instanceof z.ZodObject && 'seq' in output.shape
  return makesEntry || ['draft.put', 'footage.keepPoster', 'link.open'].includes(name)
}

export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>
export const CALL_NAMES = Object.keys(calls) as CallName[]
