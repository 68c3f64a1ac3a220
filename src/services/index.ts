import path from 'node:path'
import type { Actor, ContractEvent, Keyring, Role, ServicesHost, Session } from '../contract/index.ts'
import { openScratch } from '../store/scratch.ts'
import { keysHome } from '../store/station/keysHome.ts'
import { settingOf } from '../store/settings.ts'
import { isWorkspace, Refusal } from '../store/workspace.ts'
import { campaignCalls } from './campaign/campaigns.ts'
import { checklistCalls } from './campaign/checklists.ts'
import { visitCalls } from './campaign/visits.ts'
import { campaignsToDo } from './campaign/week.ts'
import { drawCalls } from './draw/draws.ts'
import { missionApplication } from './mission/applications.ts'
import { permitCalls } from './permit/permits.ts'
import { dutiesToDo } from './duty/due.ts'
import { dutyCalls } from './duty/duties.ts'
import { selfCheckCalls } from './duty/selfChecks.ts'
import { dossierCalls } from './dossier/dossier.ts'
import { enterpriseCalls } from './enterprise/enterprises.ts'
import { takeInCalls } from './enterprise/takeIn.ts'
import { findingCalls } from './finding/findings.ts'
import { flightCalls } from './flight/flights.ts'
import { trackMedia, wholeTracks } from './flight/wholeTracks.ts'
import { bagCalls } from './footage/evidence/bags.ts'
import { evidenceCalls } from './footage/evidence/pack.ts'
import { footageCalls } from './footage/footage.ts'
import { retentionCalls } from './footage/retention.ts'
import { originalMedia, posterMedia } from './footage/media.ts'
import { posterCalls } from './footage/posters.ts'
import { findAssets } from './host/assets.ts'
import { callGate } from './host/callGate.ts'
import { roleFor } from '../core/people/acting.ts'
import type { PolicyHere } from '../core/policy/policy.ts'
import type { Cost } from '../core/people/secret.ts'
import type { Result } from '../core/units/result.ts'
import { policyHere, workspacesBy } from '../files/policyFile.ts'
import type { Handlers, HostHandlers } from './host/context.ts'
import { failuresOf } from './host/failures.ts'
import { fileRefs } from './host/fileRefs.ts'
import { openedFiles } from './host/openedFiles.ts'
import { sortieHome } from './host/home.ts'
import { mediaBy } from './host/media.ts'
import { offersFrom } from './host/offers.ts'
import { outsideCopies } from './host/outside.ts'
import { printerOver, printFile } from './host/printPdf.ts'
import { runningTasks } from './host/running.ts'
import { openSessions, userOfComputer } from './host/sessions.ts'
import { keysAtHand } from './host/stationKeys.ts'
import { watchWorkspace } from './host/watching.ts'
import { openWorkspaces } from './host/workspaces.ts'
import { layerCalls } from './layer/layers.ts'
import { mapTiles } from './layer/mapTiles.ts'
import { linkDesk } from './link/linkDesk.ts'
import { missionCalls } from './mission/missions.ts'
import { missionStandings } from './mission/standings.ts'
import { terrainCalls } from './mission/terrain.ts'
import { entranceNow, signIn } from './people/desk.ts'
import { leftToReview, personCalls } from './people/persons.ts'
import { releaseCalls } from './people/releases.ts'
import { peopleToDo } from './people/week.ts'
import { letOut, lock, whoActs, wish } from './people/who.ts'
import { openThreads } from './reading/threads/threads.ts'
import { orderCalls } from './order/orders.ts'
import { paperNumberCalls } from './order/paperNumbers.ts'
import { reportCalls } from './report/reports.ts'
import { statisticsCalls } from './order/statistics.ts'
import { departuresBeforehand } from './flight/beforehand.ts'
import { findingsToDo, ordersToDo, weekOf } from './order/week.ts'
import { paperCalls } from './paper/papers.ts'
import { templateCalls } from './paper/templates.ts'
import { policed } from './setting/policed.ts'
import { settingCalls } from './setting/settings.ts'
import { searchCalls } from './search/search.ts'
import { supportCalls } from './support/support.ts'
import { siteCalls } from './site/sites.ts'
import { filledAside } from './workspace/demo/aside.ts'
import { fillDemo } from './workspace/demo/fill.ts'
import { draftCalls } from './workspace/drafts.ts'
import { exchangeCalls } from './workspace/exchange.ts'
import { journalCalls } from './workspace/journal.ts'
import { keyringCalls } from './workspace/keyring.ts'
import { registerCalls } from './workspace/registers.ts'
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
  /** What is set for everybody at this computer; by default what its policy file says. */
  policy?: Result<PolicyHere | null>
  /** Who acts in a session that does not say; by default the user of this computer, as an operator. */
  actor?: Actor
  nowMs?: () => number
  /**
   * Opens a file with the system's own program and answers what went wrong, '' for nothing; without it, files are offered
   * to be fetched.
   */
  openOutside?: (file: string) => Promise<string>
  /** Prints a page in a file as PDF, null where it cannot; without it, a Chromium that is found on this computer does. */
  printPage?: (file: string) => Promise<Uint8Array | null>
  /** The workspace is the demo, or becomes it: its people need no passphrase. */
  isDemo?: boolean
  /** What the hash of a passphrase or code costs; by default what makes guessing it slow. */
  secretCost?: Cost
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
  const policyFound = options.policy ?? policyHere()
  const home = options.home ?? workspacesBy(policyFound) ?? sortieHome()
  const here = policyFound.ok ? policyFound.value : null
  const own = options.workspaceDir ?? path.join(home, 'main')
  const demo = path.join(home, 'demo')
  const ownKind = options.isDemo ? 'demo' : options.workspaceDir ? 'folder' : 'own'
  const nowMs = options.nowMs ?? Date.now

  const sessions = openSessions(options.actor ?? userOfComputer())
  const running = runningTasks()
  const failures = failuresOf(nowMs)
  const atHand = keysAtHand(options.keysDir ?? keysHome(process.env), options.keyring ?? null)
  const link = linkDesk(sessions.tell)
  const workspaces = openWorkspaces(atHand.keys, nowMs, () => {
    running.callOff()
    link.calls['link.cancel']()
  })
  const who = (session: Session) => whoActs(session, workspaces.now(), workspaces.isDemo())
  const statusFor = (session: Session) => {
    const { actor, refusal } = who(session)
    const status = workspaces.status()
    // Whoever is not in yet is told no names.
    return { ...status, ...(refusal ? { unreadable: [] } : {}), actor }
  }
  const tellStatus = (): void =>
    sessions.tellEach((session) => ({ type: 'workspace', status: statusFor(session) }))
  const watching = watchWorkspace(options.pollMs ?? 0, sessions.tell, tellStatus)
  const beforehand = departuresBeforehand()
  const standings = missionStandings(() => openThreads({ most: 1 }), sessions.tell, nowMs)

  const scratch = openScratch()
  const files = fileRefs((file) => scratch.holds(file))
  const opened = openedFiles(files.register, () => sessions.tell({ type: 'opened' }))
  const offers = offersFrom(scratch)
  const threads = openThreads()
  const readers = openThreads({ mostWhileSlow: MOST_READERS })
  const guards = openThreads({ most: 1 })
  const tiles = mapTiles(() => openThreads({ most: 1 }))
  const openOutside = options.openOutside ? outsideCopies(scratch, threads, options.openOutside) : null
  const printPage = printerOver(scratch, options.printPage ?? printFile)
  const media = { '': originalMedia, poster: posterMedia, track: trackMedia(wholeTracks(threads)) }

  const switchTo = async (dir: string, kind: 'own' | 'folder' | 'demo', session: Session) => {
    await workspaces.switchTo(dir, kind)
    tellStatus()
    return statusFor(session)
  }
  /** Tells a session who acts in it now. */
  const tellWho = (session: Session) => {
    const { actor } = who(session)
    sessions.tellOne(session, { type: 'session', actor })
    return actor
  }
  const hostCalls: HostHandlers = {
    'workspace.status': (_input, session) => statusFor(session),
    'workspace.openOwn': (_input, session) => {
      if (!policyFound.ok) throw new Refusal(policyFound.code, policyFound.params)
      return switchTo(own, ownKind, session)
    },
    'policy.get': () =>
      here && {
        file: here.file,
        setBy: here.policy.setBy,
        language: here.policy.language ?? null,
        workspaces: workspacesBy(policyFound),
        settings: (here.policy.settings ?? []).map(({ name }) => name),
      },
    'workspace.openDemo': async (_input, session) => {
      if (!isWorkspace(demo)) await filledAside(demo, (...place) => fillDemoAt(options, place, sessions.tell))
      return switchTo(demo, 'demo', session)
    },
    'actor.set': (actor, session) => {
      const { entrance, person, roles, refusal } = who(session)
      if (refusal) throw new Refusal(refusal, {})
      if (entrance === 'open' || entrance === 'press') {
        letOut(session)
        sessions.setActor(session, actor)
      } else if (person?.name === actor.name && roles.includes(actor.role)) wish(session, actor.role)
      else throw new Refusal('actor_fixed', { name: person?.name ?? actor.name })
      return tellWho(session)
    },
    'person.entrance': (_input, session) => {
      const workspace = workspaces.now()
      const now = who(session)
      const toReview =
        workspace && now.person && now.entrance === 'signIn' ? leftToReview({ workspace }, now.person) : 0
      return entranceNow(
        now,
        workspace,
        workspace ? settingOf(workspace.db, 'idleLock').minutes : null,
        toReview,
      )
    },
    'person.signIn': async (input, session) => {
      await workspaces.using((workspace) =>
        signIn({ workspace, guards, nowMs }, session, who(session), input),
      )
      return tellWho(session)
    },
    'person.signOut': (_input, session) => {
      letOut(session)
      tellWho(session)
      return {}
    },
    'person.lock': (_input, session) => {
      lock(session)
      tellWho(session)
      return {}
    },
    'files.opened': () => opened.list(),
    'files.release': ({ files: refs }) => {
      files.release(refs)
      opened.release(refs)
      return {}
    },
    'task.cancel': ({ task }) => ({ wasRunning: running.cancel(task) }),
  }
  const aggregateCalls: Handlers = {
    ...enterpriseCalls,
    ...dossierCalls,
    ...takeInCalls,
    ...siteCalls,
    ...missionCalls,
    'mission.application': missionApplication,
    ...standings.calls,
    ...terrainCalls,
    ...flightCalls,
    ...evidenceCalls,
    ...retentionCalls,
    ...bagCalls,
    ...footageCalls,
    ...posterCalls,
    ...findingCalls,
    ...campaignCalls,
    ...visitCalls,
    ...checklistCalls,
    ...layerCalls,
    ...link.calls,
    ...journalCalls,
    ...draftCalls,
    ...personCalls,
    ...releaseCalls,
    ...verifyCalls,
    ...keyringCalls,
    ...stationCalls,
    ...settingCalls,
    ...orderCalls,
    ...statisticsCalls,
    ...paperNumberCalls,
    ...paperCalls,
    ...templateCalls,
    ...registerCalls,
    ...reportCalls,
    ...weekOf([ordersToDo, findingsToDo, dutiesToDo, campaignsToDo, peopleToDo]),
    ...waitingCalls,
    ...exchangeCalls,
    ...dutyCalls,
    ...selfCheckCalls,
    ...drawCalls,
    ...permitCalls,
    ...searchCalls,
    ...supportCalls,
  }
  const call = callGate({
    hostCalls,
    aggregateCalls,
    workspaces,
    files,
    nowMs,
    who,
    unlock: atHand.unlock,
    before: policed(),
    failures,
    after: watching.lookForUnreadable,
    context: (session, workspace, checks, lease, needed) => ({
      workspace,
      workspaceName: path.basename(workspace.dir),
      ...checks,
      ...actingFor(who(session), needed),
      session,
      keysAtHand: atHand,
      failures,
      // The demo is everybody's to play with, by the rules that it was made with.
      policy: workspaces.isDemo() ? null : (here?.policy ?? null),
      nowMs,
      threads,
      readers,
      guards,
      secretCost: options.secretCost ?? null,
      ...offers.to(session),
      filePath: lease.filePath,
      begin: running.begin,
      openOutside,
      printPage,
      emit(event) {
        if (event.type === 'changed') watching.saw(event.arrival)
        sessions.tell(event)
      },
    }),
  })

  workspaces.follow(watching.begin)
  // Where a window stays open; a command ends before it would be of use.
  if ((options.pollMs ?? 0) > 0) workspaces.follow(beforehand.begin)
  workspaces.follow(standings.begin)
  workspaces.follow(() => void tiles.close())
  if (policyFound.ok) workspaces.open(own, ownKind)
  else workspaces.keepClosed(policyFound, ownKind)
  return {
    session: sessions.open,
    call,
    on: sessions.on,
    registerFile: files.register,
    openFile: opened.open,
    uploads: () => scratch.folder('uploads'),
    releaseUploads: () => files.releaseAll(),
    bytesRefusal: (session) => who(session).refusal,
    media: (id) => mediaBy(media, workspaces.now(), id),
    download: offers.download,
    async tile(layerId, z, x, y) {
      const workspace = workspaces.now()
      return workspace && tiles.tile(workspace, layerId, z, x, y)
    },
    async close() {
      watching.close()
      beforehand.close()
      workspaces.refuse()
      running.callOff()
      await link.close()
      await Promise.all([threads.close(), tiles.close(), guards.close(), standings.close()])
      await workspaces.settled(CLOSE_MS)
      await readers.close()
      workspaces.close()
      scratch.close()
    },
  }
}

/** Who acts for a call that some roles may make: in theirs of those, as the journal will say it. */
function actingFor({ actor, roles, entrance }: ReturnType<typeof whoActs>, needed: readonly Role[]) {
  const { roles: _all, ...named } = actor
  return {
    actor: { ...named, role: roleFor(actor.role, roles, needed) ?? actor.role },
    roles,
    entrance,
    isAlone: entrance === 'open' || entrance === 'lone',
  }
}

/** Has the demo filled in by services of its own, as another process would; what they tell of their progress is told. */
async function fillDemoAt(
  options: ServicesOptions,
  [home, workspaceDir]: readonly [home: string, workspaceDir: string],
  tell: (event: ContractEvent) => void,
): Promise<void> {
  const filling = createServices({ ...options, home, workspaceDir, isDemo: true })
  filling.on(filling.session(), (event) => {
    if (event.type === 'progress') tell(event)
  })
  try {
    await fillDemo(filling, options.assetsDir ?? findAssets())
  } finally {
    await filling.close()
  }
}
