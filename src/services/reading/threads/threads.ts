import os from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../../store/refusal.ts'
import type { JobInput, JobName, JobOutput, Threads } from '../../host/jobTable.ts'
import type { Work } from '../../host/work.ts'
import type { FromThread, ToThread } from './jobs.ts'
import { type Limit, LIMITS, MOST_HEAP_MB } from './limits.ts'
import { addPiece, type Piece } from './pieces.ts'

export type ThreadsOptions = {
  /** So many threads, each started when a job first needs it. */
  readonly most?: number
  /** While each of them has had its job for longer than `slowMs`, more are started for those that wait, up to so many. */
  readonly mostWhileSlow?: number
  readonly slowMs?: number
  readonly thread?: () => Worker
  readonly limits?: Readonly<Record<JobName, Limit>>
}

type Task = {
  readonly id: number
  readonly name: JobName
  readonly input: unknown
  readonly work: Work
  /** Had its thread for a while: it holds up nobody who waits. */
  isSlow: boolean
  /** What has come so far of a large value. */
  frame?: unknown
  readonly timers: Partial<Record<'slow' | 'silent' | 'leaving', ReturnType<typeof setTimeout>>>
  resolve(value: unknown): void
  reject(error: Error): void
}

/** One core is the services' own. */
const MOST_THREADS = Math.max(1, os.availableParallelism() - 1)
const SLOW_MS = 2000
/** A job that does not leave off by itself after it was cancelled is ended with its thread. */
const LEAVE_OFF_MS = 300
/** So many pieces of a large value are on their way at once: the thread makes one while another is taken in. */
const PIECES_AHEAD = 3
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY'

/** Where the entry of a thread is: beside this file as source, at the top of `out/node` when built. */
function entry(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./thread.ts', here)
  return new URL(here.includes('/chunks/') ? '../thread.mjs' : './thread.mjs', here)
}

const failure = (code: string, message: string, at?: string): Error =>
  Object.assign(new Error(message), { code, ...(at === undefined ? {} : { path: at }) })

export const startThread = (): Worker =>
  new Worker(entry(), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    // A package below the reader of GeoTIFF looks for something in there.
    workerData: {},
  })

/** What a person calls the file that a job reads. */
function fileOf(input: unknown): string {
  const { name, file } = input as { name?: unknown; file?: unknown }
  return typeof name === 'string' ? name : typeof file === 'string' ? path.basename(file) : ''
}

/** Threads that share a queue. */
export function openThreads({
  most = MOST_THREADS,
  mostWhileSlow = most,
  slowMs = SLOW_MS,
  thread = startThread,
  limits = LIMITS,
}: ThreadsOptions = {}): Threads {
  const queue: Task[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const busy = new Map<Worker, Task>()
  /** Threads that have loaded all they need, and what is done with one that has to end once it has. */
  const loaded = new WeakSet<Worker>()
  const endings = new WeakMap<Worker, () => void>()
  let nextId = 1
  let isClosed = false

  const hasRoom = (): boolean =>
    all.size < most || (all.size < mostWhileSlow && [...busy.values()].every(({ isSlow }) => isSlow))
  const next = (): void => {
    while (queue.length > 0) {
      const worker = idle.at(-1) ?? (hasRoom() ? start() : null)
      const task = worker && queue.shift()
      if (!worker || !task) return
      idle.splice(idle.indexOf(worker), 1)
      busy.set(worker, task)
      // Idle threads keep no process alive.
      worker.ref()
      worker.postMessage({ id: task.id, name: task.name, input: task.input } satisfies ToThread)
      task.timers.slow = setTimeout(() => {
        task.isSlow = true
        next()
      }, slowMs)
      watch(worker, task)
    }
  }
  /** Ends a job with its thread once it is silent for too long. */
  const watch = (worker: Worker, task: Task): void => {
    const { silentS } = limits[task.name]
    if (silentS === null) return
    clearTimeout(task.timers.silent)
    task.timers.silent = setTimeout(
      () => end(worker, new Refusal('took_too_long', { file: fileOf(task.input), seconds: silentS })),
      silentS * 1000,
    )
  }
  const free = (worker: Worker): Task | undefined => {
    const task = busy.get(worker)
    for (const timer of Object.values(task?.timers ?? {})) clearTimeout(timer)
    busy.delete(worker)
    return task
  }
  /**
   * A thread that is ended while it starts, or while it loads what is native, may take the process with it
   * (nodejs/node#56312): it comes to its first word first.
   */
  const terminate = (worker: Worker): Promise<unknown> => {
    if (loaded.has(worker)) return worker.terminate()
    worker.ref()
    return new Promise((resolve) => {
      worker.once('exit', resolve)
      endings.set(worker, () => void worker.terminate())
    })
  }
  const forget = (worker: Worker): void => {
    all.delete(worker)
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
  }
  /** The thread is given up at once, however long it takes to end: another takes its place. */
  const end = (worker: Worker, why: Error): void => {
    const task = free(worker)
    forget(worker)
    void terminate(worker)
    task?.reject(why)
    if (!isClosed) next()
  }
  const start = (): Worker => {
    const worker = thread()
    all.add(worker)
    idle.push(worker)
    let why: { code: string; message: string } = { code: 'THREAD_DIED', message: 'the thread ended' }
    worker.on('message', (message: FromThread) => {
      if ('ready' in message) {
        loaded.add(worker)
        endings.get(worker)?.()
        return
      }
      const task = busy.get(worker)
      if (task?.id !== message.id) return
      if ('bytes' in message) {
        watch(worker, task)
        task.work.onBytes?.(message.bytes)
        return
      }
      if ('frame' in message || ('piece' in message && message.piece)) {
        if ('frame' in message) task.frame = message.frame
        else addPiece(task.frame, message.piece as Piece)
        watch(worker, task)
        const asked = 'frame' in message ? PIECES_AHEAD : 1
        for (let i = 0; i < asked; i++) worker.postMessage({ more: task.id } satisfies ToThread)
        return
      }
      free(worker)
      if (all.size > most) {
        forget(worker)
        void terminate(worker)
      } else {
        idle.push(worker)
        worker.unref()
      }
      if ('failed' in message) {
        const { code, message: words, params, path: at } = message.failed
        task.reject(params ? new Refusal(code, params) : failure(code, words, at))
      } else task.resolve('piece' in message ? task.frame : message.value)
      next()
    })
    worker.on('error', (error) => {
      const { code, message } = error as NodeJS.ErrnoException
      why = { code: code === OUT_OF_MEMORY ? code : 'THREAD_DIED', message: message ?? String(error) }
    })
    worker.on('exit', () => {
      forget(worker)
      const task = free(worker)
      task?.reject(
        why.code === OUT_OF_MEMORY
          ? new Refusal('needs_too_much_memory', { file: fileOf(task.input), megabytes: MOST_HEAP_MB })
          : failure(why.code, why.message),
      )
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
            if (task.id === id) {
              worker.postMessage({ cancel: id } satisfies ToThread)
              // What moves bytes looks at its signal; what takes a text apart hears nothing until it is done.
              if (limits[name].silentS !== null)
                task.timers.leaving = setTimeout(() => end(worker, aborted()), LEAVE_OFF_MS)
            }
        }
        const settle = (): void => signal?.removeEventListener('abort', onAbort)
        signal?.addEventListener('abort', onAbort, { once: true })
        queue.push({
          id,
          name,
          input,
          work,
          isSlow: false,
          timers: {},
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
      await Promise.all([...all].map(terminate))
    },
  }
}
