import path from 'node:path'
import { AGGREGATES, type WorkspaceStatus } from '../../contract/index.ts'
import type { Failure } from '../../core/units/result.ts'
import { countDocuments } from '../../store/documents.ts'
import { newestEntryMs, readHead } from '../../store/journal/entries.ts'
import { SCHEMA_VERSION } from '../../store/migrations/index.ts'
import type { StationKeys } from '../../store/station/keys.ts'
import { unreadableRecords } from '../../store/unreadable.ts'
import { openWorkspace, Refusal, type Workspace } from '../../store/workspace.ts'

/** So many records that cannot be read are named in the status; verification names all. */
const UNREADABLE_TOLD = 20

type Kind = WorkspaceStatus['kind']
type Open = { readonly kind: Kind } & (
  | { readonly workspace: Workspace }
  | { readonly problem: WorkspaceStatus['problem'] }
)

/** The one workspace that is open, or why none is; calls that use it, and its exchange for another. */
export type Workspaces = {
  /** Opens a folder in place of what is open; where it cannot be opened, the status says why. */
  open(dir: string, kind: Kind): void
  /** Opens nothing, and says why. */
  keepClosed(problem: Failure, kind: Kind): void
  /** The same once nothing uses what is open now. */
  switchTo(dir: string, kind: Kind): Promise<void>
  /** Tells who has something to do with the workspace that another was opened, or (null) that none is open any more. */
  follow(follower: (workspace: Workspace | null) => void): void
  now(): Workspace | null
  isDemo(): boolean
  /**
   * Runs work in the open workspace, which is not closed under it; while another one is being opened, it waits.
   * @throws {Refusal} why none is open
   */
  using<T>(work: (workspace: Workspace) => T | Promise<T>): Promise<T>
  status(): Omit<WorkspaceStatus, 'actor'>
  /** From now on nothing may begin to use it. */
  refuse(): void
  /** Calls off what can be, and waits until nothing uses the workspace any more, at most so long. */
  settled(mostMs: number): Promise<void>
  close(): void
}

/** Two computers' clocks are not taken to disagree below this, ms. */
const CLOCKS_AGREE_MS = 5 * 60_000

/** `keys` sign what is written; `callOff` makes that what is under way comes to its end soon. */
export function openWorkspaces(keys: StationKeys, nowMs: () => number, callOff: () => void): Workspaces {
  let open: Open = { problem: null, kind: 'own' }
  let isClosing = false
  /** Another workspace is being opened: calls wait for it. */
  let switching: Promise<unknown> | null = null
  const underWay = new Set<Promise<unknown>>()
  const followers: ((workspace: Workspace | null) => void)[] = []

  const now = (): Workspace | null => ('workspace' in open ? open.workspace : null)
  const sure = (): Workspace => {
    if ('workspace' in open) return open.workspace
    throw new Refusal(open.problem?.code ?? 'internal', open.problem?.params ?? {})
  }
  const told = (): void => {
    for (const follower of followers) follower(now())
  }
  const close = (): void => {
    const before = now()
    if (!before) return
    open = { problem: { code: 'services_down', params: {} }, kind: open.kind }
    told()
    before.close()
  }
  const openAt: Workspaces['open'] = (dir, kind) => {
    close()
    const opened = openWorkspace(dir, { create: true, keys })
    open = opened.ok
      ? { workspace: opened.value, kind }
      : { problem: { code: opened.code, params: opened.params }, kind }
    told()
  }
  const settle = async (): Promise<void> => {
    callOff()
    while (underWay.size > 0) await Promise.allSettled(underWay)
  }

  return {
    open: openAt,
    keepClosed({ code, params }, kind) {
      open = { problem: { code, params }, kind }
    },
    now,
    isDemo: () => open.kind === 'demo',
    close,
    follow(follower) {
      followers.push(follower)
    },
    async switchTo(dir, kind) {
      const before = switching
      const mine = (async () => {
        await before
        await settle()
        if (isClosing) throw new Refusal('services_down', {})
        openAt(dir, kind)
      })()
      const settled = mine.catch(() => undefined)
      switching = settled
      await mine.finally(() => {
        if (switching === settled) switching = null
      })
    },
    async using(work) {
      for (let wait = switching; wait; wait = switching) await wait
      if (isClosing) throw new Refusal('services_down', {})
      const mine = (async () => work(sure()))()
      underWay.add(mine)
      try {
        return await mine
      } finally {
        underWay.delete(mine)
      }
    },
    status() {
      const base = { kind: open.kind, schemaVersion: SCHEMA_VERSION }
      const counted = (count: (table: (typeof AGGREGATES)[number]) => number) =>
        Object.fromEntries(AGGREGATES.map((name) => [name, count(name)])) as WorkspaceStatus['counts']
      if (!('workspace' in open))
        return {
          ...base,
          name: open.kind,
          empty: true,
          counts: counted(() => 0),
          journal: { entries: 0, head: null },
          unreadable: [],
          isReadOnly: false,
          clockBehindMs: null,
          problem: open.problem,
        }
      const { db, dir, isReadOnly } = open.workspace
      const counts = counted((name) => countDocuments(db, name))
      const { arrival, head } = readHead(db)
      const newestMs = newestEntryMs(db)
      return {
        ...base,
        name: path.basename(dir),
        // Whoever has said who they are has done nothing else yet; nor does the policy of a computer make anything.
        empty:
          arrival === counts.person + counts.setting &&
          AGGREGATES.every((name) => name === 'person' || name === 'setting' || counts[name] === 0),
        counts,
        journal: { entries: arrival, head: head?.hash ?? null },
        unreadable: unreadableRecords(db).slice(0, UNREADABLE_TOLD),
        isReadOnly,
        clockBehindMs: newestMs !== null && newestMs > nowMs() + CLOCKS_AGREE_MS ? newestMs : null,
        problem: null,
      }
    },
    refuse() {
      isClosing = true
    },
    async settled(mostMs) {
      await switching
      await Promise.race([settle(), new Promise((done) => setTimeout(done, mostMs).unref())])
    },
  }
}
