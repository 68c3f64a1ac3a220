import { departuresOfFlights } from '../../store/keptFlights.ts'
import { idsOfFlights } from '../../store/flights.ts'
import type { Workspace } from '../../store/workspace.ts'

/** After a workspace is opened, the window comes first: so long nothing is done beforehand, ms. */
const AFTER_MS = 2000
/** So many flights are worked out in one go, some milliseconds of work, and so long calls have the thread to themselves, ms. */
const AT_ONCE = 20
const PAUSE_MS = 20

/**
 * Works out, flight by flight beside all calls, what flights did that was not approved: a board of years of flights is asked
 * for some time after the start, and finds it done. `begin` another workspace, or none, and the work on the one before ends.
 */
export function departuresBeforehand(): { begin(workspace: Workspace | null): void; close(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const after = (ms: number, work: () => void): void => {
    timer = setTimeout(work, ms)
    timer.unref()
  }
  const goOn = (workspace: Workspace, left: readonly string[]): void => {
    if (left.length === 0) return
    try {
      departuresOfFlights(workspace.db, left.slice(0, AT_ONCE))
    } catch {
      // A lock held by a long write: whoever asks for them works them out.
      return
    }
    after(PAUSE_MS, () => goOn(workspace, left.slice(AT_ONCE)))
  }
  const close = (): void => clearTimeout(timer)
  return {
    begin(workspace) {
      close()
      if (workspace) after(AFTER_MS, () => goOn(workspace, idsOfFlights(workspace.db)))
    },
    close,
  }
}
