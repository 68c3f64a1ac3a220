import type { IpcMainInvokeEvent } from 'electron'
import { type Caller, checkedCall } from '../../src/contract/gate.ts'
import type { Answer, ChosenFile } from '../../src/contract/index.ts'
import { isOwnUrl } from './origin.ts'

/** The IPC channels; the preload knows the same three. */
export const CHANNELS = { call: 'sortie:call', files: 'sortie:files', event: 'sortie:event' } as const

const FILES_LIMIT = 5000

/** Whom the gate lets in: the top frame of a window that we opened, showing our own page. */
export type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'> & {
  sender: { id: number; isDestroyed(): boolean }
}

/** The session of a window: of the same window after a reload too. */
export const sessionOf = (windowId: number): string => `window-${windowId}`

/** Whether an IPC message comes from the top frame of a known, living window that shows the application's page. */
export function isTrusted(event: Sender, knownIds: ReadonlySet<number>): boolean {
  const frame = event.senderFrame
  if (!frame || frame.parent !== null) return false
  if (event.sender.isDestroyed() || !knownIds.has(event.sender.id)) return false
  return isOwnUrl(frame.url)
}

type Handle = (channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown) => void
/** The services, to whom a window names its session by an id of its own. */
type Doors = Caller<string> & { registerFile(path: string, name?: string): Promise<ChosenFile> }

/**
 * The one gate between the window and the services: the sender is checked, then the call's name, size and schema,
 * and on the way back what the services answered.
 */
export function openGate(
  handle: Handle,
  services: Doors,
  /** Where a file stands that the window made itself. */
  madePath: (id: unknown) => string | null,
  knownIds: ReadonlySet<number>,
  log: (line: string) => void,
): void {
  const guard = (event: IpcMainInvokeEvent): void => {
    if (isTrusted(event, knownIds)) return
    log(`refused a message from ${event.senderFrame?.url ?? 'a frame that is gone'}`)
    throw new Error('not_let_in')
  }
  handle(CHANNELS.call, async (event, name, input): Promise<Answer> => {
    guard(event)
    return checkedCall(services, sessionOf(event.sender.id), name, input)
  })
  handle(CHANNELS.files, async (event, files): Promise<ChosenFile[]> => {
    guard(event)
    if (!Array.isArray(files) || files.length > FILES_LIMIT) throw new Error('bad_input')
    const chosen: ChosenFile[] = []
    for (const file of files as unknown[]) {
      const { path: given, name, made } = (file ?? {}) as { path?: unknown; name?: unknown; made?: unknown }
      const path = made === undefined ? given : madePath(made)
      if (typeof path !== 'string' || typeof name !== 'string' || path === '' || path.includes('\0'))
        throw new Error('unknown_file')
      chosen.push(await services.registerFile(path, name))
    }
    return chosen
  })
}
