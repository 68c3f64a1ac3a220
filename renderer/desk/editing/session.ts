import { createStore } from 'zustand/vanilla'
import type { Mission } from '../../../src/core/mission/mission.ts'
import {
  FEWEST,
  missionShapes,
  missionWithShape,
  type Shape,
  siteShapes,
  siteWithShape,
} from '../../../src/core/mission/shapes.ts'
import type { Route } from '../../../src/core/route/route.ts'
import type { Verdict } from '../../../src/core/safety/verdict.ts'
import type { LayerFeature } from '../../../src/core/geo/layer.ts'
import { nearFeatures, SURROUNDINGS_M } from '../../../src/core/geo/nearFeatures.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Site } from '../../../src/core/site/site.ts'
import { ApiError, api } from '../../api/client.ts'
import { newPartId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { notices } from '../notices.ts'
import type { Key } from '../../i18n/index.ts'
import { planningClient, startWorker } from '../../planning/client.ts'

/** A document that is being edited and the revision that edits are made on. */
export type Open = { kind: 'mission'; doc: Mission; base: number } | { kind: 'site'; doc: Site; base: number }
export type Action = (doc: never) => Mission | Site

type Session = {
  document: Open | null
  /** What is drawn: the document, or a gesture's preview of it. */
  shown: Mission | Site | null
  evaluation: { route: Route; verdict: Verdict; stale: boolean } | null
  /** Whether what is shown is being planned; false beside a stale or missing evaluation: it was stopped. */
  isPlanning: boolean
  /** Key of the shape whose handles are out. */
  activeShape: string | null
  /** The corner that has the keyboard. */
  focused: { key: string; index: number } | null
  inGesture: boolean
  open(kind: Open['kind'], id: string): Promise<void>
  close(): void
  /** Commits one step: one write, one journal entry, one undo. */
  change(action: Action, labelKey: Key): Promise<void>
  beginGesture(): void
  /** Shows what the gesture comes to so far; always made on the document, so nothing adds up. */
  gesture(action: Action): void
  endGesture(labelKey: Key): Promise<void>
  /** Ends a gesture as if it had never begun. */
  bail(): void
  activate(key: string | null): void
  focus(focused: Session['focused']): void
  /** Ends the planning in hand; the last answer stays, as one of an earlier state. */
  stopPlanning(): void
  /** Plans what is shown once more. */
  replan(): void
  /** Takes over what others (or undo) made of the open document. */
  refresh(): Promise<void>
}

/** The editing session: the open document, the gesture in hand, and what planning and the rules say of it. */
export const session = createStore<Session>()((set, get) => {
  let planning: ReturnType<typeof planningClient> | null = null
  let sites: Site[] = []
  let surroundings: LayerFeature[] = []
  let writing: Promise<void> = Promise.resolve()

  const evaluate = (mission: Mission): void => {
    planning ??= planningClient(startWorker, ({ route, verdict }, isNewest) =>
      set({ evaluation: { route, verdict, stale: !isNewest }, isPlanning: !isNewest }),
    )
    set({ isPlanning: true })
    const { evaluation } = get()
    if (evaluation) set({ evaluation: { ...evaluation, stale: true } })
    planning.ask(
      mission,
      sites.filter(({ id }) => mission.siteIds.includes(id)),
      Date.now(),
      get().inGesture,
      surroundings,
    )
  }
  const show = (shown: Mission | Site): void => {
    set({ shown })
    if (get().document?.kind === 'mission') evaluate(shown as Mission)
  }
  const load = async (kind: Open['kind'], id: string): Promise<void> => {
    sites = (await api.call('site.list', { enterpriseId: null })).map(({ doc }) => doc)
    if (kind === 'mission') {
      const { doc, revision } = await api.call('mission.get', { id })
      surroundings = (await api.call('layer.list', {})).flatMap(({ doc: { source } }) =>
        source.kind === 'vector' ? nearFeatures(source.features, doc.home, SURROUNDINGS_M) : [],
      )
      set({ document: { kind, doc, base: revision } })
      show(doc)
    } else {
      const record = await siteRecord(id)
      set({ document: { kind, doc: record.doc, base: record.revision } })
      show(record.doc)
    }
  }
  const commit = async (doc: Mission | Site, labelKey: Key): Promise<void> => {
    const { document } = get()
    if (!document || doc === document.doc) return
    try {
      if (document.kind === 'mission') {
        const written = await write('mission.put', { base: document.base, doc: doc as Mission }, labelKey)
        adopt({ kind: 'mission', doc: written.doc, base: written.revision })
      } else {
        const written = await write('site.put', { base: document.base, doc: doc as Site }, labelKey)
        adopt({ kind: 'site', doc: written.doc, base: written.revision })
      }
    } catch (error) {
      notices.getState().fail(error)
      await load(document.kind, document.doc.id)
    }
  }
  /** The document as it was written, unless another one was opened meanwhile. */
  const adopt = (written: Open): void => {
    const { document, inGesture } = get()
    if (document?.doc.id !== written.doc.id) return
    set(inGesture ? { document: written } : { document: written, shown: written.doc })
  }

  return {
    document: null,
    shown: null,
    evaluation: null,
    isPlanning: false,
    activeShape: null,
    focused: null,
    inGesture: false,
    async open(kind, id) {
      const { document } = get()
      if (document?.kind === kind && document.doc.id === id) return
      planning?.drop()
      set({
        document: null,
        shown: null,
        evaluation: null,
        isPlanning: false,
        activeShape: null,
        focused: null,
        inGesture: false,
      })
      await load(kind, id)
    },
    close() {
      planning?.drop()
      set({
        document: null,
        shown: null,
        evaluation: null,
        isPlanning: false,
        activeShape: null,
        focused: null,
        inGesture: false,
      })
    },
    change(action, labelKey) {
      const { document } = get()
      if (!document) return Promise.resolve()
      // Steps made faster than the services answer wait for each other: each is made on what the last one wrote.
      writing = writing.then(async () => {
        const now = get().document
        if (!now || now.doc.id !== document.doc.id) return
        const doc = action(now.doc as never)
        show(doc)
        await commit(doc, labelKey)
      })
      return writing
    },
    beginGesture: () => set({ inGesture: true }),
    gesture(action) {
      const { document } = get()
      if (document) show(action(document.doc as never))
    },
    async endGesture(labelKey) {
      const { shown, inGesture } = get()
      if (!inGesture || !shown) return
      set({ inGesture: false })
      // What was shown while dragging was planned quickly: now in full.
      show(shown)
      await commit(shown, labelKey)
    },
    bail() {
      const { document, inGesture } = get()
      if (!inGesture || !document) return
      set({ inGesture: false })
      show(document.doc)
    },
    stopPlanning() {
      planning?.drop()
      set({ isPlanning: false })
    },
    replan() {
      const { document, shown } = get()
      if (document?.kind === 'mission') evaluate((shown ?? document.doc) as Mission)
    },
    activate: (activeShape) => set({ activeShape, focused: null }),
    focus: (focused) => set({ focused }),
    async refresh() {
      const { document, inGesture } = get()
      if (!document || inGesture) return
      try {
        const { kind, base, doc } = document
        const stored =
          kind === 'mission' ? await api.call('mission.get', { id: doc.id }) : await siteRecord(doc.id)
        // Our own write tells of itself too: nothing new then.
        if (stored.revision !== base && get().document === document) await load(kind, doc.id)
      } catch {
        get().close()
      }
    },
  }
})

/** Undo, another window or another process changed something: the open document follows. */
export const followDocument = (): (() => void) =>
  api.on((event) => {
    if (event.type !== 'changed') return
    const { document } = session.getState()
    if (!document) return
    const touched = event.changes.some(({ aggregate, id }) => id === document.doc.id || aggregate === 'site')
    if (touched) void refreshIfOther(document.doc.id)
  })

async function refreshIfOther(id: string): Promise<void> {
  const { document, refresh } = session.getState()
  if (document?.doc.id === id) await refresh()
}

/** The shapes of what is drawn, or of the document itself. */
export function shapesOf(kind: Open['kind'], doc: Mission | Site): Shape[] {
  return kind === 'mission' ? missionShapes(doc as Mission) : siteShapes(doc as Site)
}

async function siteRecord(id: string) {
  const record = (await api.call('site.list', { enterpriseId: null })).find(({ doc }) => doc.id === id)
  if (!record) throw new ApiError('not_found', { aggregate: 'site', id })
  return record
}

/** The action that gives one shape of the open document other points; too few points change nothing. */
export function reshape(kind: Open['kind'], shape: Shape, points: readonly LatLon[]): Action {
  if (points.length < FEWEST[shape.form]) return (doc: Mission | Site) => doc
  return kind === 'mission'
    ? (doc: Mission) => missionWithShape(doc, shape.key, points, newPartId)
    : (doc: Site) => siteWithShape(doc, shape.key, points)
}
