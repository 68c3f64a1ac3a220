import os from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Work } from '../work.ts'
import type { FromThread, JobInput, JobName, JobOutput, ToThread } from './jobs.ts'

/** Threads for heavy reading: the thread of the services only says what is to be done, and writes the database. */
export type Threads = {
  /**
   * Does a job when a thread is free. Rejects with what the job threw (`code` and message), with the signal's reason,
   * or with `THREAD_DIED` when the thread ended under it: another takes its place.
   */
  run<N extends JobName>(name: N, input: JobInput<N>, work?: Work): Promise<JobOutput<N>>
  /** Ends all threads; what was under way rejects. */
  close(): Promise<void>
}

type Task = {
  readonly id: number
  readonly name: JobName
  readonly input: unknown
  readonly work: Work
  resolve(value: unknown): void
  reject(error: Error): void
}

/** One core is the services' own. */
const MOST_THREADS = Math.max(1, os.availableParallelism() - 1)

/** Where the entry of a thread is: beside this file as source, at the top of `out/node` when built. */
function entry(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./thread.ts', here)
  return new URL(here.includes('/chunks/') ? '../thread.mjs' : './thread.mjs', here)
}

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code })

export const startThread = (): Worker => new Worker(entry())

/** At most `most` threads, each started when a job first needs it. */
export function openThreads(most = MOST_THREADS, thread: () => Worker = startThread): Threads {
  const queue: Task[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const busy = new Map<Worker, Task>()
  let nextId = 1
  let isClosed = false

  const next = (): void => {
    for (;;) {
      const worker = idle.at(-1) ?? (all.size < most && queue.length > 0 ? start() : null)
      const task = worker && queue.shift()
      if (!worker || !task) return
      idle.splice(idle.indexOf(worker), 1)
      busy.set(worker, task)
      // Idle threads keep no process alive.
      worker.ref()
      worker.postMessage({ id: task.id, name: task.name, input: task.input } satisfies ToThread)
    }
  }
  const start = (): Worker => {
    const worker = thread()
    all.add(worker)
    idle.push(worker)
    let why = 'the thread ended'
    worker.on('message', (message: FromThread) => {
      const task = busy.get(worker)
      if (task?.id !== message.id) return
      if ('bytes' in message) {
        task.work.onBytes?.(message.bytes)
        return
      }
      busy.delete(worker)
      idle.push(worker)
      worker.unref()
      if ('failed' in message) task.reject(failure(message.failed.code, message.failed.message))
      else task.resolve(message.value)
      next()
    })
    worker.on('error', (error) => {
      why = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', () => {
      all.delete(worker)
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
      busy.get(worker)?.reject(failure('THREAD_DIED', why))
      busy.delete(worker)
      if (!isClosed) next()
    })
    return worker
  }

  return {
    run: <N extends JobName>(name: N, input: JobInput<N>, work: Work = {}) =>
      new Promise<JobOutput<N>>((resolve, reject) => {
        const { signal } = work
        const aborted = (): Error =>
          signal?.reason instanceof Error ? signal.reason : failure('ABORTED', 'cancelled')
        if (isClosed || signal?.aborted) {
          reject(isClosed ? failure('THREAD_DIED', 'closed') : aborted())
          return
        }
        const id = nextId++
        const onAbort = (): void => {
          const at = queue.findIndex((task) => task.id === id)
          if (at >= 0) {
            queue.splice(at, 1)
            settle()
            reject(aborted())
            return
          }
          for (const [worker, task] of busy)
            if (task.id === id) worker.postMessage({ cancel: id } satisfies ToThread)
        }
        const settle = (): void => signal?.removeEventListener('abort', onAbort)
        signal?.addEventListener('abort', onAbort, { once: true })
        queue.push({
          id,
          name,
          input,
          work,
          resolve(value) {
            settle()
            resolve(value as JobOutput<N>)
          },
          reject(error) {
            settle()
            reject(signal?.aborted ? aborted() : error)
          },
        })
        next()
      }),
    async close() {
      isClosed = true
      for (const task of queue.splice(0)) task.reject(failure('THREAD_DIED', 'closed'))
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}
