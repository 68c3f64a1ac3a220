import type { Work } from './work.ts'

/**
 * The jobs that threads do, by name. Empty here: who joins the jobs of the rooms into one table
 * (`reading/threads/jobs.ts`) declares it, so that whoever has one done needs to know no room that does it.
 */
// oxlint-disable-next-line typescript/no-empty-interface
export interface JobTable {}
type Job = (input: never, work: Work) => unknown
type Known = { [N in keyof JobTable]: JobTable[N] extends Job ? JobTable[N] : never }
export type JobName = keyof JobTable
export type JobInput<N extends JobName> = Parameters<Known[N]>[0]
export type JobOutput<N extends JobName> = Awaited<ReturnType<Known[N]>>

/** Threads for heavy reading: the thread of the services only says what is to be done, and writes the database. */
export type Threads = {
  /**
   * Does a job when a thread is free. Rejects with what the job threw (a `Refusal`, or `code` and message), with the
   * signal's reason, with `took_too_long` or `needs_too_much_memory` where it went beyond its limit, or with
   * `THREAD_DIED` when the thread ended under it: another takes its place.
   */
  run<N extends JobName>(name: N, input: JobInput<N>, work?: Work): Promise<JobOutput<N>>
  /** Ends all threads; what was under way rejects. */
  close(): Promise<void>
}
