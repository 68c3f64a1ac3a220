import type { DesktopPorts, ServicesHost, Session } from '../../src/contract/index.ts'

type Request = { id: number; method: string; args: unknown[] }
type Port = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
}

type Answered = { asked?: number; value?: unknown; failed?: string }

/** What the main process does for the services, asked over their port. */
export function askMain(port: Port): DesktopPorts {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let next = 1
  port.on('message', ({ data }) => {
    const { asked, value, failed } = data as Answered
    if (asked === undefined) return
    const waiter = waiting.get(asked)
    waiting.delete(asked)
    if (failed === undefined) waiter?.resolve(value)
    else waiter?.reject(new Error(failed))
  })
  const ask = <T>(what: string, argument?: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.set(next, { resolve, reject })
      port.postMessage({ ask: next++, what, argument })
    })
  return {
    openOutside: (file) => ask<string>('openOutside', file).catch(String),
    printPage: (file) => ask<Uint8Array | null>('printPage', file).catch(() => null),
    keyring: {
      problem: () => ask('keyring.problem'),
      close: (bytes) => ask('keyring.close', bytes),
      open: (closed) => ask('keyring.open', closed),
    },
  }
}

/**
 * Answers the main process's requests out of the services, each window by a session of its own, which is told what happens; `end` is called once they are
 * closed.
 */
export function serveMessages(port: Port, host: ServicesHost, end: () => void): void {
  const sessions = new Map<string, { session: Session; stop: () => void }>()
  const sessionOf = (name: string): Session => {
    const known = sessions.get(name)
    if (known) return known.session
    const session = host.session()
    const stop = host.on(session, (event) => port.postMessage({ event, session: name }))
    sessions.set(name, { session, stop })
    return session
  }
  /** Pictures, tiles and downloads are asked for by no window by name: bytes go out while one of them has somebody in who is not locked out. */
  const maySee = (): boolean =>
    [...sessions.values()].some(({ session }) => host.bytesRefusal(session) === null)
  const methods: Record<string, (...args: never[]) => unknown> = {
    call: (session: string, name: string, input: unknown) => host.call(sessionOf(session), name, input),
    leave: (session: string) => {
      sessions.get(session)?.stop()
      sessions.delete(session)
    },
    registerFile: (path: string, name?: string) => host.registerFile(path, name),
    openFile: (path: string) => host.openFile(path),
    uploads: () => host.uploads(),
    media: (id: string) => (maySee() ? host.media(id) : null),
    download: (id: string) => (maySee() ? host.download(id) : null),
    tile: (layer: string, z: number, x: number, y: number) => (maySee() ? host.tile(layer, z, x, y) : null),
    close: () => host.close(),
  }
  port.on('message', ({ data }) => {
    if ((data as Answered).asked !== undefined) return
    const { id, method, args } = data as Request
    const work = Object.hasOwn(methods, method) ? methods[method] : undefined
    void (async () => {
      try {
        if (!work) throw new Error(`unknown method ${method}`)
        port.postMessage({ id, value: await work(...(args as never[])) })
      } catch (error) {
        port.postMessage({ id, failed: error instanceof Error ? error.message : String(error) })
      }
      if (method === 'close') end()
    })()
  })
}
