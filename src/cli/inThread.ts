import type { JobInput, JobName, JobOutput } from '../services/host/jobTable.ts'
import { openThreads } from '../services/reading/threads/threads.ts'
import type { Work } from '../services/host/work.ts'
import { Exit, exitOf, refuse, untilInterrupted } from './io.ts'
import type { Failure } from '../services/mission/standalone.ts'
import { say } from './words.ts'

/** A job's expected failure, thrown by its thread; null for anything else. */
export function failureIn(error: unknown): Failure | null {
  const { code, params } = error as { code?: unknown; params?: Failure['params'] }
  return typeof code === 'string' && params ? { ok: false, code, params } : null
}

/**
 * One of the services' jobs, in a thread of its own: with the limits that it has there, and ended by Ctrl+C.
 * @throws {Exit} in one line: stopped, beyond a limit, or a file that cannot be read.
 */
export async function inThread<N extends JobName>(
  name: N,
  input: JobInput<N> & { readonly file: string },
  onBytes?: Work['onBytes'],
): Promise<JobOutput<N>> {
  const threads = openThreads({ most: 1 })
  try {
    return await untilInterrupted(async (signal) => {
      try {
        return await threads.run(name, input, { signal, ...(onBytes ? { onBytes } : {}) })
      } catch (error) {
        if (signal.aborted) throw new Exit(1, say('stopped'))
        const failure = failureIn(error)
        if (failure) throw exitOf(failure)
        const { code = '' } = error as NodeJS.ErrnoException
        if (code === 'THREAD_DIED' || code === '') throw error
        throw refuse('cannot_read', { file: input.file, problem: code })
      }
    })
  } finally {
    await threads.close()
  }
}
