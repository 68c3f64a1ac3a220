import type { CallOutput } from '../../../contract/index.ts'
import type { Adding, AddingCall } from '../../host/addDocument.ts'

/** Writing of what is large: over a connection of the thread's own, as another process would. */
export const writeJobs = {
  /**
   * Adds a document as one transaction with one entry, and gives the call's answer, held against the contract before
   * anything is committed.
   */
  add: async (adding: Adding): Promise<CallOutput<AddingCall>> =>
    (await import('../../host/addDocument.ts')).addDocument(adding),
}
