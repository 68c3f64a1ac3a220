import type { ContractEvent } from '../../contract/index.ts'
import { changesSince, readHead } from '../../store/journal/entries.ts'
import { unreadableRecords } from '../../store/unreadable.ts'
import type { Workspace } from '../../store/workspace.ts'

/** What happens to the open workspace without a call of ours. */
export type Watching = {
  /** Another workspace is open now, or none. */
  begin(workspace: Workspace | null): void
  /** A change that we made ourselves, and that is told already. */
  saw(arrival: number): void
  /** Tells when a list met a record that it cannot read, or one can be read again. */
  lookForUnreadable(): void
  close(): void
}

/**
 * Looks for changes by other processes on the same workspace every `everyMs` (0: never) and tells them like our own.
 * `tellStatus` says how the workspace stands.
 */
export function watchWorkspace(
  everyMs: number,
  tell: (event: ContractEvent) => void,
  tellStatus: () => void,
): Watching {
  let watched: Workspace | null = null
  let seen = 0
  let unreadable = ''
  const look = (): void => {
    if (!watched) return
    const { db } = watched
    try {
      const { arrival } = readHead(db)
      if (arrival <= seen) return
      const changes = changesSince(db, seen)
      seen = arrival
      tell({ type: 'changed', arrival, changes })
    } catch {
      // The next look tells: a lock held by a long write is no news.
    }
  }
  const poll = everyMs > 0 ? setInterval(look, everyMs) : undefined
  poll?.unref()
  return {
    begin(workspace) {
      watched = workspace
      unreadable = ''
      seen = workspace ? readHead(workspace.db).arrival : 0
    },
    saw(arrival) {
      // Others may have written before ours since the last look: that is told now, or nobody would.
      if (arrival > seen + 1) look()
      else seen = Math.max(seen, arrival)
    },
    lookForUnreadable() {
      if (!watched) return
      const now = unreadableRecords(watched.db)
        .map(({ aggregate, id }) => `${aggregate} ${id}`)
        .join()
      if (now === unreadable) return
      unreadable = now
      tellStatus()
    },
    close: () => clearInterval(poll),
  }
}
