import path from 'node:path'
import type { Actor, ContractEvent, Keyring, ServicesHost } from '../contract/index.ts'
import { openScratch } from '../store/scratch.ts'
import { keysHome } from '../store/station/keysHome.ts'
import { isWorkspace } from '../store/workspace.ts'
import { enterpriseCalls } from './enterprise/enterprises.ts'
import { findingCalls } from './finding/findings.ts'
import { flightCalls } from './flight/flights.ts'
import { trackMedia, wholeTracks } from './flight/wholeTracks.ts'
import { footageCalls } from './footage/footage.ts'
import { originalMedia, posterMedia } from './footage/media.ts'
import { posterCalls } from './footage/posters.ts'
import { findAssets } from './host/assets.ts'
import { callGate } from './host/callGate.ts'
import type { Handlers, HostHandlers } from './host/context.ts'
import { fileRefs } from './host/fileRefs.ts'
import { sortieHome } from './host/home.ts'
import { mediaBy } from './host/media.ts'
import { offersFrom } from './host/offers.ts'
import { outsideCopies } from './host/outside.ts'
import { runningTasks } from './host/running.ts'
import { openSessions, userOfComputer } from './host/sessions.ts'
import { keysAtHand } from './host/stationKeys.ts'
import { watchWorkspace } from './host/watching.ts'
import { openWorkspaces } from './host/workspaces.ts'
import { layerCalls } from './layer/layers.ts'
import { mapTiles } from './layer/mapTiles.ts'
import { linkDesk } from './link/linkDesk.ts'
import { missionCalls } from './mission/missions.ts'
import { terrainCalls } from './mission/terrain.ts'
import { openThreads } from './reading/threads/threads.ts'
import { settingCalls } from './setting/settings.ts'
import { siteCalls } from './site/sites.ts'
import { filledAside } from './workspace/demo/aside.ts'
import { fillDemo } from './workspace/demo/fill.ts'
import { draftCalls } from './workspace/drafts.ts'
import { exchangeCalls } from './workspace/exchange.ts'
import { journalCalls } from './workspace/journal.ts'
import { keyringCalls } from './workspace/keyring.ts'
import { stationCalls } from './workspace/stations.ts'
import { verifyCalls } from './workspace/verify.ts'
import { waitingCalls } from './workspace/waiting.ts'

export type ServicesOptions = {
  /** Folder with `main/` and `demo/`; `SORTIE_HOME` or the system's place by default. */
  home?: string
  /** A workspace folder to open instead of the own one. */
  workspaceDir?: string
  /** Where the stations' keys of this computer's user lie; `SORTIE_KEYS` or the user's own folder by default. */
  keysDir?: string
  /** The system's keyring, where the door has one. */
  keyring?: Keyring
  /** The product's `missions` folder, where the demo's footage lies; found from the program by default. */
  assetsDir?: string
  /** Who acts in a session that does not say; by default the user of this computer, as an operator. */
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

/** At the end, calls that are under way have so long to come to theirs, ms. */
const CLOSE_MS = 10_000
/** So many files may be taken apart at once while each of them takes long: a small one is not kept waiting by them. */
const MOST_READERS = 6

/**
 * The services behind every door, joined of their parts: one workspace at a time, sessions of who acts, every call
 * checked by the contract both ways, every expected failure a code. Nothing thrown crosses a door.
 */
export function createServices(options: ServicesOptions): ServicesHost {
  const home = options.home ?? sortieHome()
  const own = options.workspaceDir ?? path.join(home, 'main')
  const demo = path.join(home, 'demo')
  const ownKind = options.workspaceDir ? 'folder' : 'own'
  const nowMs = options.nowMs ?? Date.now

  const sessions = openSessions(options.actor ?? userOfComputer())
  const running = runningTasks()
  const atHand = keysAtHand(options.keysDir ?? keysHome(process.env), options.keyring ?? null)
  const link = linkDesk(sessions.tell)
  const workspaces = openWorkspaces(atHand.keys, () => {
    running.callOff()
    link.calls['link.cancel']()
  })
  const tellStatus = (): void =>
    sessions.tellEach(({ actor }) => ({ type: 'workspace', status: { ...workspaces.status(), actor } }))
  const watching = watchWorkspace(options.pollMs ?? 0, sessions.tell, tellStatus)

  const scratch = openScratch()
  const files = fileRefs((file) => scratch.holds(file))
  const offers = offersFrom(scratch)
  const threads = openThreads()
  const readers = openThreads({ mostWhileSlow: MOST_READERS })
  const tiles = mapTiles(() => openThreads({ most: 1 }))
  const openOutside = options.openOutside ? outsideCopies(scratch, threads, options.openOutside) : null
  const media = { '': originalMedia, poster: posterMedia, track: trackMedia(wholeTracks(threads)) }

  const switchTo = async (dir: string, kind: 'own' | 'folder' | 'demo', actor: Actor) => {
    await workspaces.switchTo(dir, kind)
    tellStatus()
    return { ...workspaces.status(), actor }
  }
  const hostCalls: HostHandlers = {
    'workspace.status': (_input, { actor }) => ({ ...workspaces.status(), actor }),
    'workspace.openOwn': (_input, { actor }) => switchTo(own, ownKind, actor),
    'workspace.openDemo': async (_input, { actor }) => {
      if (!isWorkspace(demo)) await filledAside(demo, (...place) => fillDemoAt(options, place, sessions.tell))
      return switchTo(demo, 'demo', actor)
    },
    'actor.set': (actor, session) => sessions.setActor(session, actor),
    'files.release': ({ files: refs }) => {
      files.release(refs)
      return {}
    },
    'task.cancel': ({ task }) => ({ wasRunning: running.cancel(task) }),
  }
  const aggregateCalls: Handlers = {
    ...enterpriseCalls,
    ...siteCalls,
    ...missionCalls,
    ...terrainCalls,
    ...flightCalls,
    ...footageCalls,
    ...posterCalls,
    ...findingCalls,
    ...layerCalls,
    ...link.calls,
    ...journalCalls,
    ...draftCalls,
    ...verifyCalls,
    ...keyringCalls,
    ...stationCalls,
    ...settingCalls,
    ...waitingCalls,
    ...exchangeCalls,
  }
  const call = callGate({
    hostCalls,
    aggregateCalls,
    workspaces,
    files,
    nowMs,
    unlock: atHand.unlock,
    after: watching.lookForUnreadable,
    context: ({ actor }, workspace, checks, lease) => ({
      workspace,
      ...checks,
      actor,
      keysAtHand: atHand,
      nowMs,
      threads,
      readers,
      ...offers,
      filePath: lease.filePath,
      begin: running.begin,
      openOutside,
      emit(event) {
        if (event.type === 'changed') watching.saw(event.arrival)
        sessions.tell(event)
      },
    }),
  })

  workspaces.follow(watching.begin)
  workspaces.follow(() => void tiles.close())
  workspaces.open(own, ownKind)
  return {
    session: sessions.open,
    call,
    on: sessions.on,
    registerFile: files.register,
    uploads: () => scratch.folder('uploads'),
    releaseUploads: () => files.releaseAll(),
    media: (id) => mediaBy(media, workspaces.now(), id),
    download: offers.download,
    async tile(layerId, z, x, y) {
      const workspace = workspaces.now()
      return workspace && tiles.tile(workspace, layerId, z, x, y)
    },
    async close() {
      watching.close()
      workspaces.refuse()
      running.callOff()
      await link.close()
      await Promise.all([threads.close(), tiles.close()])
      await workspaces.settled(CLOSE_MS)
      await readers.close()
      workspaces.close()
      scratch.close()
    },
  }
}

/** Has the demo filled in by services of its own, as another process would; what they tell of their progress is told. */
async function fillDemoAt(
  options: ServicesOptions,
  [home, workspaceDir]: readonly [home: string, workspaceDir: string],
  tell: (event: ContractEvent) => void,
): Promise<void> {
  const filling = createServices({ ...options, home, workspaceDir })
  filling.on(filling.session(), (event) => {
    if (event.type === 'progress') tell(event)
  })
  try {
    await fillDemo(filling, options.assetsDir ?? findAssets())
  } finally {
    await filling.close()
  }
}
