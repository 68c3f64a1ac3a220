/**
 * Electron for the tests that need no binary: only what the shell uses, recorded so that a test can look and emit.
 * Anything not foreseen is missing, and so fails loudly.
 */
import { EventEmitter } from 'node:events'
import type { SafeStorage } from 'electron'

type Listener = (...args: never[]) => unknown

/** A web contents that records its guards and emits what a test wants. */
export class FakeContents extends EventEmitter {
  static #next = 1
  readonly id = FakeContents.#next++
  destroyed = false
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  isDestroyed(): boolean {
    return this.destroyed
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
}

/** A session that keeps its permission handlers. */
export class FakeSession extends EventEmitter {
  request:
    | ((
        contents: unknown,
        permission: string,
        answer: (granted: boolean) => void,
        details: { requestingUrl: string },
      ) => void)
    | undefined
  check: ((contents: unknown, permission: string, origin: string) => boolean) | undefined
  device: ((details: unknown) => boolean) | undefined
  setPermissionRequestHandler(handler: NonNullable<FakeSession['request']>): void {
    this.request = handler
  }
  setPermissionCheckHandler(handler: NonNullable<FakeSession['check']>): void {
    this.check = handler
  }
  setDevicePermissionHandler(handler: NonNullable<FakeSession['device']>): void {
    this.device = handler
  }
}

export const exposed: Record<string, unknown> = {}
export const contextBridge = {
  exposeInMainWorld(name: string, value: unknown): void {
    exposed[name] = value
  },
}

const renderer = new EventEmitter()
export const invoked: unknown[][] = []
export const ipcRenderer = {
  invoke: (...args: unknown[]): Promise<unknown> => {
    invoked.push(args)
    return Promise.resolve({ ok: true, value: null })
  },
  on: (channel: string, listener: Listener) => renderer.on(channel, listener as never),
  off: (channel: string, listener: Listener) => renderer.off(channel, listener as never),
  /** What the main process would send. */
  emit: (channel: string, ...args: unknown[]) =>
    renderer.emit(channel, { sender: 'never to be seen' }, ...args),
  listenerCount: (channel: string) => renderer.listenerCount(channel),
}

export const webUtils = { getPathForFile: (file: { name: string }): string => `/chosen/${file.name}` }

/** A keyring of the system: what it closes it opens again, unless a person refuses its question. */
export const safeStorage = {
  backend: 'gnome_libsecret' as ReturnType<SafeStorage['getSelectedStorageBackend']>,
  isThere: true,
  isRefused: false,
  isEncryptionAvailable: (): boolean => safeStorage.isThere,
  getSelectedStorageBackend: () => safeStorage.backend,
  encryptString(text: string): Buffer {
    if (safeStorage.isRefused) throw new Error('refused')
    return Buffer.from(text.split('').reverse().join(''))
  },
  decryptString(closed: Buffer): string {
    if (safeStorage.isRefused) throw new Error('refused')
    return closed.toString().split('').reverse().join('')
  },
}

/** What the system was asked to open; `problem` is what it answers. */
export const shell = {
  opened: [] as string[],
  problem: '',
  openPath(file: string): Promise<string> {
    shell.opened.push(file)
    return Promise.resolve(shell.problem)
  },
}
