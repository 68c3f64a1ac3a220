import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  type Actor,
  Actor as ActorSchema,
  AGGREGATES,
  type Answer,
  type CallName,
  type ContractEvent,
  calls,
  checkedAnswer,
  type ServicesHost,
  type WorkspaceStatus,
  writesWorkspace,
} from '../contract/index.ts'
import type { Flight } from '../core/flight/flight.ts'
import type { Footage } from '../core/footage/footage.ts'
import type { Layer } from '../core/geo/layer.ts'
import { recognise } from '../core/footage/recognise.ts'
import { AtMs } from '../core/units/id.ts'
import { fail } from '../core/units/result.ts'
import { neutral } from '../core/units/shown.ts'
import { failureOf } from '../store/database.ts'
import { countDocuments, getReadable } from '../store/documents.ts'
import { changesSince, readHead } from '../store/journal.ts'
import { tilesPath } from '../store/mbtiles.ts'
import { openScratch } from '../store/scratch.ts'
import { SCHEMA_VERSION } from '../store/migrations/index.ts'
import { unreadableRecords } from '../store/unreadable.ts'
import { verifyWorkspace } from '../store/verify.ts'
import { isWorkspace, openWorkspace, Refusal, type Workspace } from '../store/workspace.ts'
import { renameLasting } from '../store/whole.ts'
import { lookAt } from '../store/openFile.ts'
import { findAssets } from './host/assets.ts'
import type { Context, Handlers } from './host/context.ts'
import { fillDemo } from './workspace/demo/fill.ts'
import { badInput } from './host/documents.ts'
import { draftCalls } from './workspace/drafts.ts'
import { enterpriseCalls } from './enterprise/enterprises.ts'
import { type FileLease, fileRefs } from './host/fileRefs.ts'
import { findingCalls } from './finding/findings.ts'
import { flightCalls } from './flight/flights.ts'
import { footageCalls } from './footage/footage.ts'
import { sortieHome } from './host/home.ts'
import { journalCalls } from './workspace/journal.ts'
import { layerCalls } from './layer/layers.ts'
import { linkDesk } from './link/linkDesk.ts'
import { missionCalls } from './mission/missions.ts'
import { outsideCopies } from './host/outside.ts'
import { posterCalls, posterOf } from './footage/posters.ts'
import { progressOf } from './host/progress.ts'
import { siteCalls } from './site/sites.ts'
import { terrainCalls } from './mission/terrain.ts'
import { openThreads, type Threads } from './reading/threads/threads.ts'
import { wholeTracks } from './flight/wholeTracks.ts'

export type ServicesOptions = {
  /** Folder with `main/` and `demo/`; `SORTIE_HOME` or the system's place by default. */
  home?: string
  /** A workspace folder to open instead of the own one. */
  workspaceDir?: string
  /** The product's `missions` folder, where the demo's footage lies; found from the program by default. */
  assetsDir?: string
  actor?: Actor
  nowMs?: () => number
  /**
   * Opens a file with the system's own program and answers what went wrong, '' for nothing; without it, files are offered
   * to be fetched.
   */
  openOutside?: (file: string) => Promise<string>
  /** How often changes made by other processes are looked for, ms. */
  pollMs?: number
}

type Checks = Pick<Context, 'answer' | 'isChecked'>

/** So many records that cannot be read are named in the status; verification names all. */
const UNREADABLE_TOLD = 20
/** At the end, calls that are under way have so long to come to theirs, ms. */
const CLOSE_MS = 10_000

/** Calls that have done with the files given to them once they are through; an import is in any case. */
const TAKES_FILES: readonly string[] = [
  'footage.keepFrame',
  'footage.keepPoster',
  'footage.export',
  'layer.import',
  'layer.picture',
  'mission.import',
] satisfies CallName[]
/** Files offered to the window for fetching are kept this many at a time. */
const DOWNLOADS_KEPT = 20
/** So many files may be taken apart at once while each of them takes long: a small one is not kept waiting by them. */
const MOST_READERS = 6

/**
 * The services behind every door: one workspace at a time, every call checked by the contract both ways, every
 * expected failure a code. Nothing thrown crosses a door.
 */
export function createServices(options: ServicesOptions): ServicesHost {
  const home = options.home ?? sortieHome()
  const own = options.workspaceDir ?? path.join(home, 'main')
  const demo = path.join(home, 'demo')
  const nowMs = options.nowMs ?? Date.now
  const listeners = new Set<(event: ContractEvent) => void>()
  const emit = (event: ContractEvent) => {
    for (const listener of listeners) listener(event)
  }
  let actor: Actor = options.actor ?? { name: userName(), role: 'operator' }
  let open:
    | { workspace: Workspace; kind: WorkspaceStatus['kind'] }
    | { problem: WorkspaceStatus['problem']; kind: WorkspaceStatus['kind'] }
  let seenSeq = 0
  let toldUnreadable = ''

  /** Long work that is under way, by its name. */
  const running = new Map<string, Set<AbortController>>()
  const scratch = openScratch()
  const files = fileRefs((file) => scratch.holds(file))
  const downloads = new Map<string, { path: string; fileName: string; mimeType: string }>()
  /** The thread that has files of tiles open: it ends with the workspace that they belong to. */
  let tiles: Threads | null = null
  let counter = 0
  const nextRef = () =>
    `${Date.now().toString(36)}-${(++counter).toString(36)}-${Math.random().toString(36).slice(2, 10)}`

  function openAt(dir: string, kind: WorkspaceStatus['kind']): void {
    closeCurrent()
    toldUnreadable = ''
    const opened = openWorkspace(dir, { create: true })
    open = opened.ok
      ? { workspace: opened.value, kind }
      : { problem: { code: opened.code, params: opened.params }, kind }
    if (opened.ok) seenSeq = readHead(opened.value.db).seq
  }
  function closeCurrent(): void {
    void tiles?.close()
    tiles = null
    if (!open || !('workspace' in open)) return
    open.workspace.close()
    open = { problem: { code: 'services_down', params: {} }, kind: open.kind }
  }
  const isOpen = () => {
    if (!('workspace' in open))
      throw new Refusal(open.problem?.code ?? 'internal', open.problem?.params ?? {})
    return open.workspace
  }

  function status(): WorkspaceStatus {
    const base = { kind: open.kind, schemaVersion: SCHEMA_VERSION, actor }
    if (!('workspace' in open)) {
      const counts = Object.fromEntries(AGGREGATES.map((name) => [name, 0])) as WorkspaceStatus['counts']
      return {
        ...base,
        name: open.kind,
        empty: true,
        counts,
        journal: { entries: 0, head: null },
        unreadable: [],
        isReadOnly: false,
        problem: open.problem,
      }
    }
    const { db, dir } = open.workspace
    const counts = Object.fromEntries(
      AGGREGATES.map((name) => [name, countDocuments(db, name)]),
    ) as WorkspaceStatus['counts']
    const head = readHead(db)
    return {
      ...base,
      name: path.basename(dir),
      empty: head.seq === 0,
      counts,
      journal: { entries: head.seq, head: head.seq === 0 ? null : head.hash },
      unreadable: unreadableRecords(db).slice(0, UNREADABLE_TOLD),
      isReadOnly: open.workspace.isReadOnly,
      problem: null,
    }
  }

  const scratchFile = (): string => path.join(scratch.folder('offered'), nextRef())

  /** Offers a file to the window; what is long past is taken back, and removed where it was made for this alone. */
  function offer(fileName: string, mimeType: string, file: string): string {
    const id = nextRef()
    downloads.set(id, { path: file, fileName, mimeType })
    for (const [old, { path: stale }] of downloads) {
      if (downloads.size <= DOWNLOADS_KEPT) break
      if (scratch.holds(stale)) fs.rmSync(stale, { force: true })
      downloads.delete(old)
    }
    return id
  }

  const context = (checks: Checks, lease: FileLease): Context => ({
    workspace: isOpen(),
    ...checks,
    actor,
    nowMs,
    threads,
    readers,
    tracks,
    filePath: lease.filePath,
    begin(task, mayShare = false) {
      const others = running.get(task) ?? new Set()
      if (others.size > 0 && !mayShare) throw new Refusal('busy', { dir: task })
      const abort = new AbortController()
      running.set(task, others.add(abort))
      return { signal: abort.signal, end: () => void others.delete(abort) }
    },
    offerDownload(fileName, mimeType, bytes) {
      const file = scratchFile()
      fs.writeFileSync(file, bytes)
      return offer(fileName, mimeType, file)
    },
    scratchFile,
    offerFile: offer,
    openOutside: outside,
    emit(event) {
      if (event.type === 'changed') seenSeq = Math.max(seenSeq, event.seq)
      emit(event)
    },
  })

  /** Calls that use the workspace; it is not closed under them. */
  const underWay = new Set<Promise<unknown>>()
  /** Another workspace is being opened: calls wait for it. */
  let switching: Promise<unknown> | null = null
  let isClosing = false
  const callOff = (): void => {
    for (const works of running.values()) for (const work of works) work.abort()
  }
  /** Calls off what can be, and waits until nothing uses the workspace any more. */
  const settle = async (): Promise<void> => {
    callOff()
    desk.calls['link.cancel']()
    while (underWay.size > 0) await Promise.allSettled(underWay)
  }

  async function switchTo(dir: string, kind: WorkspaceStatus['kind']): Promise<WorkspaceStatus> {
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
    const now = status()
    emit({ type: 'workspace', status: now })
    return now
  }

  /** The demo is filled aside and then put in its place, so that a fill that was cut short is never opened. */
  async function makeDemo(): Promise<void> {
    const aside = `${demo}.${process.pid}.new`
    fs.rmSync(aside, { recursive: true, force: true })
    const filling = createServices({ ...options, home: aside, workspaceDir: path.join(aside, 'demo') })
    const stop = filling.on((event) => {
      if (event.type === 'progress') emit(event)
    })
    try {
      await fillDemo(filling, options.assetsDir ?? findAssets())
    } finally {
      stop()
      await filling.close()
    }
    if (!isWorkspace(demo)) renameLasting(path.join(aside, 'demo'), demo)
    fs.rmSync(aside, { recursive: true, force: true })
  }

  const threads = openThreads()
  const readers = openThreads({ mostWhileSlow: MOST_READERS })
  const tracks = wholeTracks(threads)
  const outside = options.openOutside ? outsideCopies(scratch, threads, options.openOutside) : null
  const desk = linkDesk(emit)
  const handlers: Handlers = {
    ...enterpriseCalls,
    ...siteCalls,
    ...missionCalls,
    ...flightCalls,
    ...footageCalls,
    ...posterCalls,
    ...findingCalls,
    ...layerCalls,
    ...journalCalls,
    ...draftCalls,
    ...terrainCalls,
    ...desk.calls,
    'workspace.status': status,
    'workspace.openOwn': () => switchTo(own, options.workspaceDir ? 'folder' : 'own'),
    'workspace.openDemo': async () => {
      if (!isWorkspace(demo)) await makeDemo()
      return switchTo(demo, 'demo')
    },
    'workspace.verify': async (_input, asked) => {
      const progress = progressOf(asked, 'workspace.verify')
      try {
        return await verifyWorkspace(
          asked.workspace,
          (done, total) => progress.tell('', done, total),
          (file, onBytes) => threads.run('hash', { file }, { onBytes }),
        )
      } finally {
        progress.end()
      }
    },
    'files.release': ({ files: refs }) => {
      files.release(refs)
      return {}
    },
    'task.cancel': ({ task }) => {
      const works = running.get(task) ?? new Set()
      for (const work of works) work.abort()
      return { wasRunning: works.size > 0 }
    },
    'actor.set': (next) => {
      actor = ActorSchema.parse(next)
      return actor
    },
  }
  /** Calls that work without an open workspace: they say what is wrong, or open another one. */
  const withoutWorkspace: readonly string[] = [
    'workspace.status',
    'workspace.openOwn',
    'workspace.openDemo',
    'actor.set',
  ]

  async function handled(name: CallName, input: unknown, checks: Checks, lease: FileLease): Promise<unknown> {
    const handler = handlers[name] as (input: unknown, context: Context) => unknown
    if (withoutWorkspace.includes(name)) return handler(input, undefined as never)
    for (let wait = switching; wait; wait = switching) await wait
    if (isClosing) throw new Refusal('services_down', {})
    const work = (async () => handler(input, context(checks, lease)))()
    underWay.add(work)
    try {
      return await work
    } finally {
      underWay.delete(work)
    }
  }

  async function call(name: string, input: unknown): Promise<Answer> {
    if (!Object.hasOwn(calls, name))
      return { ok: false, code: 'unknown_call', params: { name: String(name).slice(0, 60) } }
    const known = name as CallName
    if ('workspace' in open && open.workspace.isReadOnly && writesWorkspace(known))
      return { ok: false, code: 'read_only', params: {} }
    if (writesWorkspace(known) && !AtMs.safeParse(nowMs()).success)
      return { ok: false, code: 'clock_wrong', params: { atMs: nowMs() } }
    const parsed = calls[known].input.safeParse(input)
    if (!parsed.success)
      return { ok: false, code: 'bad_input', params: { call: known, ...badInput(parsed.error) } }
    // A write has its answer checked before it is committed: it cannot fail the contract afterwards. What a thread made is
    // checked there. Neither is looked at twice, which takes long where it is large.
    let checked: unknown
    const checks: Checks = {
      answer(value) {
        checked = calls[known].output.parse(value)
        return checked
      },
      isChecked(value) {
        checked = value
        return value
      },
    }
    const lease = files.lease()
    let isDone = false
    try {
      const value = await handled(known, parsed.data, checks, lease)
      isDone = true
      return checkedAnswer(known, value === checked ? value : calls[known].output.parse(value))
    } catch (error) {
      const failure = error instanceof Refusal ? fail(error.code, error.params) : failureOf(error, known)
      // A fault of ours: the door gets a code, the log has what happened.
      if (failure.ok || failure.code === 'internal')
        return { ok: false, code: 'internal', params: { call: known } }
      return failure
    } finally {
      tellUnreadable()
      lease.end(known === 'footage.ingest' || (isDone && TAKES_FILES.includes(known)))
    }
  }

  /** Tells the doors when a list met a record that it cannot read, or one can be read again. */
  function tellUnreadable(): void {
    if (!('workspace' in open)) return
    const now = unreadableRecords(open.workspace.db)
      .map(({ aggregate, id }) => `${aggregate} ${id}`)
      .join()
    if (now === toldUnreadable) return
    toldUnreadable = now
    emit({ type: 'workspace', status: status() })
  }

  /** Changes by another process on the same workspace: told like our own. */
  const poll = setInterval(() => {
    if (!('workspace' in open)) return
    try {
      const head = readHead(open.workspace.db)
      if (head.seq <= seenSeq) return
      const changes = changesSince(open.workspace.db, seenSeq)
      seenSeq = head.seq
      emit({ type: 'changed', seq: head.seq, changes })
    } catch {
      // The next look tells: a lock held by a long write is no news.
    }
  }, options.pollMs || 1_000_000_000)
  poll.unref()

  const host: ServicesHost = {
    call,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    registerFile(file, given = path.basename(file)) {
      const ref = nextRef()
      const name = neutral(given).slice(0, 255)
      files.add(ref, file, name || 'file')
      return { ref, name, size: fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0 }
    },
    uploads: () => scratch.folder('uploads'),
    releaseUploads: () => files.releaseAll(),
    async media(id) {
      const [, own = '', form] = /^([0-9a-f-]{36})(\.poster|\.track)?$/.exec(id) ?? []
      if (!('workspace' in open) || own === '') return null
      if (form === '.track') {
        const flight = getReadable<Flight>(open.workspace.db, 'flight', own)?.doc
        const track = flight && (await tracks.fileOf(open.workspace, flight))
        return track ? { path: track.path, size: track.size, mimeType: 'application/octet-stream' } : null
      }
      const found = getReadable<Footage>(open.workspace.db, 'footage', own)
      if (!found) return null
      if (form) {
        const poster = posterOf(open.workspace, found.doc)
        return poster && { ...poster, mimeType: 'image/jpeg' }
      }
      const file = open.workspace.vault.pathOf(found.doc.sha256)
      // As long as it is now: what was changed is shown too, and a link to elsewhere is none of ours.
      const stat = lookAt(file)
      return stat?.isFile() ? { path: file, mimeType: found.doc.mimeType, size: stat.size } : null
    },
    download: (id) => downloads.get(id) ?? null,
    async tile(layerId, z, x, y) {
      if (!('workspace' in open) || !/^[0-9a-f-]{36}$/.test(layerId)) return null
      const layer = getReadable<Layer>(open.workspace.db, 'layer', layerId)?.doc
      if (layer?.source.kind !== 'tiles') return null
      const file = tilesPath(open.workspace.dir, layer.source.sha256)
      if (!lookAt(file)?.isFile()) return null
      tiles ??= openThreads({ most: 1 })
      // What cannot be read has no tiles; the map draws on without it.
      const found = await tiles.run('tile', { file, z, x, y }).catch(() => null)
      const bytes = found && new Uint8Array(found)
      return bytes && { bytes, mimeType: recognise(bytes).mimeType }
    },
    async close() {
      clearInterval(poll)
      isClosing = true
      callOff()
      await desk.close()
      await Promise.all([threads.close(), tiles?.close()])
      await switching
      // What waits for an answer of the world outside is not waited for longer.
      await Promise.race([settle(), new Promise((done) => setTimeout(done, CLOSE_MS).unref())])
      await readers.close()
      closeCurrent()
      scratch.close()
    },
  }
  open = { problem: null, kind: 'own' }
  openAt(own, options.workspaceDir ? 'folder' : 'own')
  return host
}

const userName = (): string => {
  try {
    return os.userInfo().username || 'operator'
  } catch {
    return 'operator'
  }
}
