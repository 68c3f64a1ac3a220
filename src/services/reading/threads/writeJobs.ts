import type { CallOutput } from '../../../contract/index.ts'
import type { Note } from '../../../core/units/note.ts'
import type { AggregateTable } from '../../../store/documents.ts'
import type { JournalActor } from '../../../store/journal.ts'

/** The calls that may bring in a document so large that storing it would keep every other call waiting. */
export type AddingCall = 'mission.import' | 'layer.import' | 'link.download'

export type Adding = {
  /** What a person calls the document. */
  readonly name: string
  readonly dir: string
  readonly actor: JournalActor
  readonly atMs: number
  /** The call that asks; the entry has its name. */
  readonly call: AddingCall
  readonly table: AggregateTable
  /** The new document as JSON: a text passes through the services' thread at once, whatever it holds. */
  readonly text: string
  /** Members that are known only now. */
  readonly over: Readonly<Record<string, unknown>>
  readonly notes: readonly Note[]
}

/** Writing of what is large: over a connection of the thread's own, as another process would. */
export const writeJobs = {
  /**
   * Adds a document as one transaction with one entry, and gives the call's answer, held against the contract before
   * anything is committed.
   */
  add: async (adding: Adding): Promise<CallOutput<AddingCall>> =>
    (await import('../../host/addDocument.ts')).addDocument(adding),
}
