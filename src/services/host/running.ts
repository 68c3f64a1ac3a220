import { Refusal } from '../../store/workspace.ts'

/** Work that is under way: it tells by its signal that nobody wants it any more, and is ended by whoever began it. */
export type RunningTask = { readonly signal: AbortSignal; readonly end: () => void }

/** Long work that is under way, by its name. */
export type Running = {
  /**
   * Begins work under a name. One of a name at a time, unless it `mayShare`.
   * @throws {Refusal} `busy`
   */
  begin(task: string, mayShare?: boolean): RunningTask
  /** Calls off what goes by a name; answers whether there was any. */
  cancel(task: string): boolean
  callOff(): void
}

export function runningTasks(): Running {
  const running = new Map<string, Set<AbortController>>()
  const abort = (works: ReadonlySet<AbortController>): void => {
    for (const work of works) work.abort()
  }
  return {
    begin(task, mayShare = false) {
      const others = running.get(task) ?? new Set()
      if (others.size > 0 && !mayShare) throw new Refusal('busy', { dir: task })
      const mine = new AbortController()
      running.set(task, others.add(mine))
      return { signal: mine.signal, end: () => void others.delete(mine) }
    },
    cancel(task) {
      const works = running.get(task) ?? new Set()
      abort(works)
      return works.size > 0
    },
    callOff() {
      for (const works of running.values()) abort(works)
    },
  }
}
