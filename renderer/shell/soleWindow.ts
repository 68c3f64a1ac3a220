/**
 * Runs something as long as this window is the one of a name: of several that are open at the same time the first is, and
 * when that is closed another one. `isFirst`: none was when it came. Where the system knows no such thing, every window is.
 */
export function whileSole(name: string, run: (isFirst: boolean) => () => void): () => void {
  const ended = new AbortController()
  const { signal } = ended
  const hold = (isFirst: boolean): Promise<void> | void => {
    if (signal.aborted) return
    const stop = run(isFirst)
    return new Promise((end) => {
      signal.addEventListener('abort', () => {
        stop()
        end()
      })
    })
  }
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) void hold(true)
  else
    void locks
      .request(name, { ifAvailable: true }, (lock) => (lock ? hold(true) : 'taken'))
      .then((answer) => (answer === 'taken' ? locks.request(name, { signal }, () => hold(false)) : undefined))
      // Ended while it waited.
      .catch(() => undefined)
  return () => ended.abort()
}
