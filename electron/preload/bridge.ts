/** What of Electron the bridge uses; the tests hand in fakes. */
export type Wires = {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown
  off(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown
  pathOf(file: File): string
}

/**
 * The whole of what the page sees: call, listen, hand files over, those of its own making too. No Electron object, no event object and no path
 * crosses; a name that the contract does not have is refused here already.
 */
export const bridge = (wires: Wires, callNames: readonly string[]) => ({
  call: (name: string, input: unknown): Promise<unknown> =>
    callNames.includes(name)
      ? wires.invoke('sortie:call', name, input)
      : Promise.resolve({ ok: false, code: 'unknown_call', params: { name: String(name).slice(0, 100) } }),
  on: (listener: (event: unknown) => void): (() => void) => {
    const relay = (_event: unknown, event: unknown): void => listener(event)
    wires.on('sortie:event', relay)
    return () => {
      wires.off('sortie:event', relay)
    }
  },
  files: (files: File[]): Promise<unknown> =>
    wires.invoke(
      'sortie:files',
      [...files].map((file) => ({ path: wires.pathOf(file), name: file.name })),
    ),
  /** Makes a file of the bytes that the page has sent under an id. */
  made: (id: string, name: string): Promise<unknown> =>
    wires.invoke('sortie:files', [{ made: String(id), name: String(name) }]),
})
