import type { CallName, CallOutput } from '../contract/index.ts'

/** The calls that write: each is the action of a journal entry. */
export type WriteName = {
  [N in CallName]: CallOutput<N> extends { entry: string | null } ? N : never
}[CallName]
/** Calls that the journal has an entry of though they change nothing. */
export type NotedName = 'footage.view' | 'report.make' | 'workspace.receive'
/** What an entry may say that somebody did; what stands behind a colon tells more of its call. */
export type SentenceName =
  | WriteName
  | NotedName
  | 'footage.view:outside'
  | 'report.make:bare'
  | 'paper.make:begin'
/** Calls that make a document, or change the one that is there. */
export type NewName = Extract<WriteName, `${string}.put`>
