import {
  type Answer,
  type ChosenFile,
  type ContractEvent,
  type DesktopPorts,
  WorkspaceStatus,
} from '../../src/contract/index.ts'
import type { ByteSource } from './protocols.ts'

/** What of Electron's utility process is used; the tests give their own. */
export type Child = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

type Reply =
  | { id: number; value: unknown }
  | { id: number; failed: string }
  | { event: ContractEvent; session: string }
  | { ask: number; what: string; argument: unknown }

export type ServicesProcess = ByteSource & {
  /** Calls in the session of a window, which is named by the main process. */
  call(session: string, name: string, input: unknown): Promise<Answer>
  /** A window is gone, and its session with it. */
  leave(session: string): void
  registerFile(path: string, name?: string): Promise<ChosenFile>
  /** Hands over a file that the system asked to open. */
  openFile(path: string): Promise<void>
  /** The services' own folder for files that come in. */
  uploads(): Promise<string>
  /** Closes the workspace and waits until the process has ended, at most `graceMs`. */
  close(graceMs?: number): Promise<void>
}

/**
 * The services in their own process. When it ends unexpectedly, what was under way answers `services_down`, every
 * window is told, and the next request starts it again. It may ask for what only this process can do (`ports`).
 * `emit` tells the window of a session, or all (null).
 */
export function servicesProcess(
  spawn: () => Child,
  emit: (session: string | null, event: ContractEvent) => void,
  ports: DesktopPorts,
): ServicesProcess {
  /** What the services may ask for. */
  const done = {
    openOutside: (file: unknown) => ports.openOutside(String(file)),
    printPage: (file: unknown) => ports.printPage(String(file)),
    'keyring.problem': () => ports.keyring.problem(),
    'keyring.close': (bytes: unknown) => ports.keyring.close(bytes as Uint8Array),
    'keyring.open': (closed: unknown) => ports.keyring.open(closed as Uint8Array),
  }
  let child: Child | null = null
  let closing = false
  let crashed = false
  let nextId = 1
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let ended: () => void = () => undefined
  /** The sessions of living windows: services that were started again know none of them. */
  const sessions = new Set<string>()

  const start = (): Child => {
    const started = spawn()
    started.on('message', (raw) => {
      const message = raw as Reply
      if ('event' in message) {
        emit(message.session, message.event)
        return
      }
      if ('ask' in message) {
        const { ask: asked, what, argument } = message
        void (async () => {
          try {
            if (!Object.hasOwn(done, what)) throw new Error(`unknown request ${what}`)
            started.postMessage({ asked, value: await done[what as keyof typeof done](argument) })
          } catch (error) {
            started.postMessage({ asked, failed: error instanceof Error ? error.message : String(error) })
          }
        })()
        return
      }
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if ('failed' in message) waiter?.reject(new Error(message.failed))
      else waiter?.resolve(message.value)
    })
    started.on('exit', () => {
      if (child !== started) return
      child = null
      for (const waiter of waiting.values()) waiter.reject(new Error('services_down'))
      waiting.clear()
      ended()
      if (closing) return
      crashed = true
      emit(null, { type: 'servicesDown' })
    })
    return started
  }

  const ask = (method: string, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closing && method !== 'close') {
        reject(new Error('services_down'))
        return
      }
      child ??= start()
      const id = nextId++
      waiting.set(id, { resolve, reject })
      child.postMessage({ id, method, args })
      if (crashed) tellBack()
    })

  /** After a crash, the first request has started the services again: each window is told how they stand. */
  const tellBack = (): void => {
    crashed = false
    for (const session of sessions)
      ask('call', [session, 'workspace.status', {}]).then(
        (answer) => {
          const status = WorkspaceStatus.safeParse((answer as { value?: unknown }).value)
          if (status.success) emit(session, { type: 'workspace', status: status.data })
        },
        () => undefined,
      )
  }

  return {
    call: async (session, name, input) => {
      sessions.add(session)
      try {
        return (await ask('call', [session, name, input])) as Answer
      } catch {
        return { ok: false, code: 'services_down', params: {} }
      }
    },
    leave: (session) => {
      sessions.delete(session)
      if (child) ask('leave', [session]).catch(() => undefined)
    },
    registerFile: async (path, name) => (await ask('registerFile', [path, name])) as ChosenFile,
    openFile: async (path) => {
      await ask('openFile', [path])
    },
    uploads: async () => (await ask('uploads', [])) as string,
    media: async (id) => (await ask('media', [id])) as Awaited<ReturnType<ByteSource['media']>>,
    download: async (id) => (await ask('download', [id])) as Awaited<ReturnType<ByteSource['download']>>,
    tile: async (...args) => (await ask('tile', args)) as Awaited<ReturnType<ByteSource['tile']>>,
    close: async (graceMs = 10_000) => {
      closing = true
      const running = child
      if (!running) return
      const gone = new Promise<void>((resolve) => {
        ended = resolve
      })
      ask('close', []).catch(() => undefined)
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          running.kill()
          resolve()
        }, graceMs)
      })
      await Promise.race([gone, late])
      clearTimeout(timer)
    },
  }
}
