import type { CallInput, CallOutput, ContractEvent } from '../../contract/index.ts'
import type { Layer } from '../../core/geo/layer.ts'
import { surroundingsOf } from '../../core/geo/nearFeatures.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Standing } from '../../core/safety/standing.ts'
import { getReadable } from '../../store/documents.ts'
import { layersInOrder } from '../../store/layers.ts'
import {
  type GoesBy,
  layersStamp,
  leftOfMission,
  missionStamp,
  missionVersion,
} from '../../store/missionStamps.ts'
import { permitsOf } from '../../store/permits.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'
import type { Threads } from '../host/jobTable.ts'
import { sitesOf } from './missions.ts'

/** Approvals run out and reports fall due: what was worked out so long ago is worked out anew when it is asked for, ms. */
const FRESH_MS = 5 * 60_000
/** So many missions wait to be worked out; those that were asked for longest ago are let go, and asked for again when seen. */
const MOST_WAITING = 500

type Kept = GoesBy & {
  readonly version: string
  readonly stamp: string
  readonly atMs: number
  /** Null: it could not be worked out, and will not be for as long as nothing changes. */
  readonly standing: Standing | null
}

/**
 * How missions stand, worked out beside all calls: whoever asks is answered at once with what is known, and told by an event
 * when more is. One mission after the other, the newest asked for first, in a thread of its own; what is known is kept in
 * memory for as long as mission, sites, layers, approval, reports and what left are what they were.
 */
export function missionStandings(
  threads: () => Threads,
  tell: (event: ContractEvent) => void,
  nowMs: () => number,
) {
  let open: Workspace | null = null
  let known = new Map<string, Kept>()
  let waiting = new Set<string>()
  let working: AbortController | null = null
  let judges: Threads | null = null
  /** Layers may hold thousands of roads: they are read once for all that wait. */
  let layers: { readonly stamp: string; readonly docs: Layer[] } | null = null

  const stampNow = (workspace: Workspace, id: string, by: GoesBy, ofLayers: string): string =>
    `${missionStamp(workspace.db, id, by)} ${ofLayers}`
  /** What is kept of a mission and holds still. */
  const holding = (workspace: Workspace, id: string, ofLayers: string): Kept | null => {
    const kept = known.get(id)
    return kept && kept.stamp === stampNow(workspace, id, kept, ofLayers) ? kept : null
  }
  const layersNow = (workspace: Workspace): Layer[] => {
    const stamp = layersStamp(workspace.db)
    if (layers?.stamp !== stamp) layers = { stamp, docs: layersInOrder(workspace.db).map(({ doc }) => doc) }
    return layers.docs
  }

  const workOut = async (workspace: Workspace, id: string, signal: AbortSignal): Promise<void> => {
    const found = getReadable<Mission>(workspace.db, 'mission', id)
    if (!found) return
    const { doc: mission, version } = found
    const by = { siteIds: mission.siteIds, approvalId: mission.authorisation?.approvalId ?? null }
    const stamp = stampNow(workspace, id, by, layersStamp(workspace.db))
    const atMs = nowMs()
    const judged = {
      mission,
      sites: sitesOf({ workspace }, mission),
      surroundings: surroundingsOf(layersNow(workspace), mission.home),
      permits: permitsOf(workspace.db, mission),
      nowMs: atMs,
    }
    const left = leftOfMission(workspace.db, id)
    judges ??= threads()
    const standing = await judges
      .run('standing', { name: mission.name.zh, judged, left }, { signal })
      .catch(() => null)
    if (signal.aborted) return
    known.set(id, { ...by, version, stamp, atMs, standing })
    tell({ type: 'judged', ids: [id] })
  }
  const goOn = async (workspace: Workspace): Promise<void> => {
    if (working) return
    const mine = new AbortController()
    working = mine
    for (let id = [...waiting].at(-1); id !== undefined; id = [...waiting].at(-1)) {
      waiting.delete(id)
      // Calls that wait come first.
      await new Promise((resolve) => void setImmediate(resolve))
      if (mine.signal.aborted) return
      try {
        await workOut(workspace, id, mine.signal)
      } catch {
        // A lock held by a long write: it is worked out when it is asked for again.
      }
      if (mine.signal.aborted) return
    }
    ;[working, layers] = [null, null]
  }
  const begin = (workspace: Workspace | null): void => {
    working?.abort()
    open = workspace
    known = new Map()
    waiting = new Set()
    ;[working, layers] = [null, null]
  }

  return {
    begin,
    calls: {
      'mission.standings': (
        { ids }: CallInput<'mission.standings'>,
        { workspace }: Context,
      ): CallOutput<'mission.standings'> => {
        if (workspace !== open) begin(workspace)
        const ofLayers = layersStamp(workspace.db)
        const answer = ids.flatMap((id) => {
          if (missionVersion(workspace.db, id) === null) return []
          const kept = holding(workspace, id, ofLayers)
          if (!kept || nowMs() - kept.atMs > FRESH_MS) {
            waiting.delete(id)
            waiting.add(id)
          }
          return [{ id, standing: kept?.standing ?? null }]
        })
        for (const id of [...waiting].slice(0, Math.max(0, waiting.size - MOST_WAITING))) waiting.delete(id)
        void goOn(workspace)
        return answer
      },
    },
    async close(): Promise<void> {
      begin(null)
      await judges?.close()
    },
  }
}
