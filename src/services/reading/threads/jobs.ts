import type { JobName } from '../../host/jobTable.ts'
import { secretJobs } from '../../people/scrypt.ts'
import { originalJobs } from '../originals.ts'
import { exchangeJobs } from './exchangeJobs.ts'
import { fileJobs } from './fileJobs.ts'
import type { Piece } from './pieces.ts'
import { paperJobs } from './paperJobs.ts'
import { planJobs } from './planJobs.ts'
import { registerJobs } from './registerJobs.ts'
import { reportJobs } from './reportJobs.ts'
import { writeJobs } from './writeJobs.ts'

/**
 * Every job that threads do, by name. A job knows paths and plain data alone: what goes in and what comes out is
 * copied between threads, and buffers are handed over. It fails by throwing; the error's `code`, message and
 * `params` cross.
 */
export const jobs = {
  ...originalJobs,
  ...fileJobs,
  ...planJobs,
  ...writeJobs,
  ...exchangeJobs,
  ...registerJobs,
  ...reportJobs,
  ...paperJobs,
  ...secretJobs,
}
type All = typeof jobs

declare module '../../host/jobTable.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface
  interface JobTable extends All {}
}

/** To a thread: begin a job, send on of what it gives, or leave off. */
export type ToThread = { id: number; name: JobName; input: unknown } | { more: number } | { cancel: number }
/**
 * From a thread: that it has loaded all it needs, its first word; bytes done with since the last word, and how a job
 * ended. A large value comes as its frame and then a piece each time that more is asked for: who receives it does other
 * things in between.
 */
export type FromThread =
  | { ready: true }
  | { id: number; bytes: number }
  | { id: number; value: unknown }
  | { id: number; frame: unknown }
  | { id: number; piece: Piece | null }
  | { id: number; failed: Failed }

/** An error as it crosses: `path` is the file that the system's word is of, where it says so. */
type Failed = {
  readonly code: string
  readonly message: string
  readonly path?: string
  readonly params?: Record<string, string | number>
}
