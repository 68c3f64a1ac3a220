/** Entry of a thread: does the jobs that the services give it, one after the other. */
import os from 'node:os'
import { parentPort } from 'node:worker_threads'
import { TELL_EVERY_MS, type Work } from '../../host/work.ts'
import { type FromThread, jobs, type ToThread } from './jobs.ts'
import { inPieces, type Piece } from './pieces.ts'

const port = parentPort
if (!port) throw new Error('this is a thread of the services, and no program')
// On Linux a priority is a thread's own: the services' thread comes first when it has something to answer.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)
const running = new Map<number, AbortController>()
/** What is still to be sent of large values, by job. */
const sending = new Map<number, Generator<Piece>>()
const tell = (message: FromThread): void => port.postMessage(message, buffersIn(message))

port.on('message', (message: ToThread) => {
  if ('cancel' in message) running.get(message.cancel)?.abort()
  else if ('more' in message) sendOn(message.more)
  else void run(message)
})

tell({ ready: true })

function sendOn(id: number): void {
  const pieces = sending.get(id)
  if (!pieces) return
  const { value: piece = null } = pieces.next()
  if (piece === null) sending.delete(id)
  tell({ id, piece })
}

async function run({ id, name, input }: Extract<ToThread, { name: string }>): Promise<void> {
  const abort = new AbortController()
  running.set(id, abort)
  let untold = 0
  let toldAt = 0
  const onBytes = (bytes: number): void => {
    untold += bytes
    const now = performance.now()
    if (now - toldAt < TELL_EVERY_MS) return
    tell({ id, bytes: untold })
    untold = 0
    toldAt = now
  }
  try {
    const job = jobs[name] as (input: unknown, work: Work) => Promise<unknown>
    const value = await job(input, { signal: abort.signal, onBytes })
    if (untold > 0) tell({ id, bytes: untold })
    const { frame, pieces } = inPieces(value)
    if (frame === value) tell({ id, value })
    else {
      sending.set(id, pieces)
      tell({ id, frame })
    }
  } catch (error) {
    const { code, message, stack, params, path } = error as NodeJS.ErrnoException & {
      params?: Record<string, string | number>
    }
    // An error without a code is a fault of ours: the log gets what happened.
    if (!code && !abort.signal.aborted) process.stderr.write(`${name}: ${stack ?? String(error)}\n`)
    const said = {
      code: typeof code === 'string' ? code : '',
      message: String(message),
      ...(path === undefined ? {} : { path }),
    }
    tell({ id, failed: { ...said, ...(params ? { params } : {}) } })
  } finally {
    running.delete(id)
  }
}

/** Buffers in the answer are handed over instead of copied. */
function buffersIn(message: FromThread): ArrayBuffer[] {
  const found: ArrayBuffer[] = []
  const look = (value: unknown, depth: number): void => {
    if (value instanceof ArrayBuffer) found.push(value)
    else if (depth > 0 && value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const one of Object.values(value)) look(one, depth - 1)
  }
  if ('value' in message) look(message.value, 2)
  else if ('piece' in message) look(message.piece, 2)
  return found
}
