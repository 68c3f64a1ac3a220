import { createStore } from 'zustand/vanilla'
import type { Route } from '../../../src/core/route/route.ts'
import type { Verdict } from '../../../src/core/safety/verdict.ts'
import { ApiError, api } from '../../api/client.ts'
import { newestOf, settled } from '../../api/own.ts'
import type { Key } from '../../i18n/index.ts'
import { planningClient, startWorker } from '../../planning/client.ts'
import { notices } from '../notices.ts'
import type { PlanInput } from './editable.ts'
import { type Action, type Doc, editableOf, type Kind, type Open } from './open.ts'

type Session = {
  document: Open | null
  /** What is drawn: the document after the steps that are not written yet, and the gesture in hand. */
  shown: Doc | null
  evaluation: { route: Route; verdict: Verdict; stale: boolean } | null
  /** Whether what is shown is being planned; false beside a stale or missing evaluation: it was stopped. */
  isPlanning: boolean
  inGesture: boolean
  open(kind: Kind, id: string): Promise<void>
  close(): void
  /** One step: one write, one journal entry, one undo. Settles when it is written, or was refused in words. */
  change(action: Action, labelKey: Key): Promise<void>
  beginGesture(): void
  /** Shows what the gesture comes to so far; always made on the document, so nothing adds up. */
  gesture(action: Action): void
  endGesture(labelKey: Key): Promise<void>
  /** Ends a gesture as if it had never begun. */
  bail(): void
  /** Ends the planning in hand; the last answer stays, as one of an earlier state. */
  stopPlanning(): void
  /** Plans what is shown once more. */
  replan(): void
  /** Takes over what others (or undo) made of the open document, and of what is planned beside it. */
  refresh(isAroundNew?: boolean): Promise<void>
}

/** A document in work: what is stored of it, and the steps on it that are on their way. */
type Work = {
  document: Open
  planInput: ((doc: Doc) => PlanInput) | null
  steps: readonly ((doc: Doc) => Doc)[]
  /** Ends when every step so far is written or refused; never fails. */
  writing: Promise<void>
  /** Others changed the document while steps or a gesture were under way. */
  isBehind: boolean
  /** Others changed what is planned beside it. */
  isAroundNew: boolean
}

const CAUGHT_UP = { isBehind: false, isAroundNew: false }

const CLOSED = {
  document: null,
  shown: null,
  evaluation: null,
  isPlanning: false,
  inGesture: false,
} as const

/** The action with its last answer kept: shown and written are the same, ids that it made up included. */
function remembered(action: Action): (doc: Doc) => Doc {
  let last: { of: Doc; made: Doc } | null = null
  return (doc) => {
    if (last?.of !== doc) last = { of: doc, made: action(doc as never) }
    return last.made
  }
}

/** A document after a step. What a step throws is told when it is written: here the document stays. */
function after(doc: Doc, step: (doc: Doc) => Doc): Doc {
  try {
    return step(doc)
  } catch {
    return doc
  }
}

/** The editing session: the open document, the gesture in hand, and what planning and the rules say of it. */
export const session = createStore<Session>()((set, get) => {
  let planning: ReturnType<typeof planningClient> | null = null
  let work: Work | null = null
  let preview: ((doc: Doc) => Doc) | null = null
  /** Documents that were left while steps were on their way. */
  const left = new Set<Work>()
  /** What was asked to be opened last: an answer to an earlier question comes too late. */
  let asked = {}

  const evaluate = (input: PlanInput): void => {
    planning ??= planningClient(startWorker, ({ route, verdict }, isNewest) =>
      set({ evaluation: { route, verdict, stale: !isNewest }, isPlanning: !isNewest }),
    )
    set({ isPlanning: true })
    const { evaluation } = get()
    if (evaluation) set({ evaluation: { ...evaluation, stale: true } })
    planning.ask(input.mission, input.sites, Date.now(), get().inGesture, input.surroundings, input.permits)
  }
  const show = (isNew: boolean): void => {
    if (!work) return
    const { document, steps, planInput } = work
    const shown = (preview ? [...steps, preview] : steps).reduce(after, document.doc)
    set({ document, shown })
    if (isNew && planInput) evaluate(planInput(shown))
  }
  const loaded = async (kind: Kind, id: string): Promise<Pick<Work, 'document' | 'planInput'>> => {
    const { doc, base, planInput } = await editableOf(kind).load(id)
    return { document: { kind, doc, base } as Open, planInput }
  }
  const reload = async (of: Work): Promise<void> => {
    Object.assign(of, await loaded(of.document.kind, of.document.doc.id), CAUGHT_UP)
    if (work === of) show(true)
  }
  const writeStep = async (of: Work, step: (doc: Doc) => Doc, labelKey: Key): Promise<void> => {
    try {
      // An undo of this window's own may have led it on: the step is made on that.
      await settled(of.document.doc.id)
      const { base: before } = of.document
      if (newestOf(before) !== before) Object.assign(of, await loaded(of.document.kind, of.document.doc.id))
      const { kind, doc, base } = of.document
      const next = step(doc)
      const written = next === doc ? null : await editableOf(kind).put(next, base, labelKey)
      of.steps = of.steps.filter((other) => other !== step)
      if (written) of.document = { kind, ...written } as Open
      if (work === of) show(false)
    } catch (error) {
      of.steps = of.steps.filter((other) => other !== step)
      notices.getState().fail(error)
      // Without an answer the last that is known of it stays.
      await reload(of).catch(() => work === of && show(true))
    }
    if (work === of) await catchUp(of)
  }
  const catchUp = async (of: Work): Promise<void> => {
    if (of.isBehind) await get().refresh(of.isAroundNew)
  }
  const leave = (): void => {
    const gone = work
    work = null
    preview = null
    asked = {}
    planning?.drop()
    set(CLOSED)
    if (!gone || gone.steps.length === 0) return
    left.add(gone)
    void gone.writing.then(() => left.delete(gone))
  }

  return {
    ...CLOSED,
    async open(kind, id) {
      const { document } = get()
      if (document?.kind === kind && document.doc.id === id) return
      leave()
      const mine = asked
      // Steps on it that are still on their way come first.
      await [...left].find((other) => other.document.doc.id === id)?.writing
      try {
        const found = await loaded(kind, id)
        if (asked !== mine) return
        work = { ...found, steps: [], writing: Promise.resolve(), ...CAUGHT_UP }
        show(true)
      } catch (error) {
        if (asked === mine) throw error
      }
    },
    close: leave,
    async change(action, labelKey) {
      if (!work) return
      const of = work
      const step = remembered(action)
      of.steps = [...of.steps, step]
      show(true)
      // Steps made faster than the services answer wait for each other: each is made on what the last one wrote.
      of.writing = of.writing.then(() => writeStep(of, step, labelKey))
      await of.writing
    },
    beginGesture() {
      if (work) set({ inGesture: true })
    },
    gesture(action) {
      if (!get().inGesture) return
      preview = remembered(action)
      show(true)
    },
    async endGesture(labelKey) {
      if (!get().inGesture || !work) return
      const action = preview
      preview = null
      set({ inGesture: false })
      // What was shown while dragging was planned quickly: now in full.
      if (action) await get().change(action, labelKey)
      else await catchUp(work)
    },
    bail() {
      if (!get().inGesture || !work) return
      preview = null
      set({ inGesture: false })
      show(true)
      void catchUp(work)
    },
    stopPlanning() {
      planning?.drop()
      set({ isPlanning: false })
    },
    replan: () => show(true),
    async refresh(isAroundNew = false) {
      if (!work) return
      const of = work
      of.isBehind = true
      of.isAroundNew ||= isAroundNew
      const isBusy = () => get().inGesture || of.steps.length > 0
      // A gesture and steps on their way come first; then it is looked again.
      if (isBusy()) return
      const { base } = of.document
      try {
        const found = await loaded(of.document.kind, of.document.doc.id)
        if (work !== of || isBusy()) return
        // Written or read anew since it was asked: the answer may be of an earlier version.
        if (of.document.base !== base) return await get().refresh(isAroundNew)
        // Our own write tells of itself too: nothing new then.
        const isNew = found.document.base !== base
        if (!isNew && !of.isAroundNew) Object.assign(of, CAUGHT_UP)
        else {
          Object.assign(of, isNew ? found : { planInput: found.planInput }, CAUGHT_UP)
          show(true)
        }
      } catch (error) {
        if (work !== of) return
        if (error instanceof ApiError && error.code === 'not_found') leave()
        else notices.getState().fail(error)
      }
    },
  }
})

/** What a mission is planned beside. */
const AROUND: ReadonlySet<string> = new Set(['site', 'layer', 'flightApproval', 'flightReport'])

/** Undo, another window or another process changed something: the open document follows. */
export const followDocument = (): (() => void) =>
  api.on((event) => {
    if (event.type !== 'changed') return
    const { document, refresh } = session.getState()
    if (!document) return
    const touched = event.changes.some(({ id }) => id === document.doc.id)
    const isAroundNew = event.changes.some(({ aggregate }) => AROUND.has(aggregate))
    if (touched || isAroundNew) void refresh(isAroundNew)
  })
