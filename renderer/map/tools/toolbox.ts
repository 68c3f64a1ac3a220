import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { editableOf, openAs, shapesOf } from '../../desk/editing/open.ts'
import { drawn, type Held, letGo, redoDrawn, redraw, undoDrawn } from '../../desk/editing/drawn.ts'
import { assetKey, picking, type Question, toggleAsset } from '../../desk/editing/pick.ts'
import { figureAsked } from '../../desk/editing/patternEditing.ts'
import { session } from '../../desk/editing/session.ts'
import { patternsMeant, selectPattern } from '../../desk/editing/severalPatterns.ts'
import { movedTo } from '../../desk/editing/waypointMoved.ts'
import { takeKept } from '../../desk/keptDrawing.ts'
import { notices } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { type Gesture, unfinished } from '../../desk/unfinished.ts'
import { chosenIn, choose, waypoint } from '../../desk/waypoint.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Shape } from '../../../src/core/mission/shapes.ts'
import type { Route } from '../../../src/core/route/route.ts'
import { DRAWN } from './reshaping.ts'
import { AT_REST, type Select } from './select.ts'
import { wholesOf } from './wholes.ts'
import { changed } from './sketch.ts'
import type { Chosen, ToolEvent, Want, World } from './tool.ts'
import { drawingOf, step, toolFor, type ToolState } from './tools.ts'

type Toolbox = {
  /** The active tool, as far as it has come. */
  state: ToolState
  /** What the resting tool goes back to. */
  rest: Select
}

/** Which tool is active: the one that answers an open question, else the gesture in hand, else the resting one. */
export const toolbox = createStore<Toolbox>()(() => ({ state: AT_REST, rest: AT_REST }))

type Session = ReturnType<typeof session.getState>

type Stores = {
  document: Session['document']
  shown: Session['shown']
  /** As it was planned last: of it is a waypoint in hand. */
  route: Route | null
  selected: ReturnType<typeof selection.getState>['selected']
  chosen: ReturnType<typeof waypoint.getState>['chosen']
  held: Held | null
  isFigureAsked: boolean
}

const drawnShape = ({ sketch }: Held): Shape => ({
  key: DRAWN,
  form: 'ring',
  role: 'area',
  points: sketch.points,
})

/** What tools know of the window, from its stores. */
function worldOf(stores: Stores): World {
  const { document, shown, route, selected, chosen, held, isFigureAsked } = stores
  const drawn = held ? [drawnShape(held)] : []
  if (!document) return { kind: null, meant: held && DRAWN, shapes: drawn, waypoint: null, wholes: null }
  const { kind } = document
  const doc = shown ?? document.doc
  const inHand = openAs('mission', document) ? chosenIn(route, chosen) : null
  return {
    kind,
    // What a form holds is what somebody works at.
    meant: held ? DRAWN : editableOf(kind).shapeMeant(selected),
    shapes: [...shapesOf({ kind, doc }), ...drawn],
    waypoint:
      inHand && chosen
        ? { place: chosen, at: movedTo(doc as Mission, chosen) ?? inHand.point, number: inHand.index + 1 }
        : null,
    // A figure that is typed shows what it comes to by itself.
    wholes: kind === 'mission' && !held && !isFigureAsked ? wholesOf(patternsMeant()?.meant ?? []) : null,
  }
}

export function world(): World {
  const { document, shown, evaluation } = session.getState()
  return worldOf({
    document,
    shown,
    route: evaluation?.route ?? null,
    selected: selection.getState().selected,
    chosen: waypoint.getState().chosen,
    held: drawn.getState().held,
    isFigureAsked: figureAsked.getState().what !== null,
  })
}

export function useWorld(): World {
  const chosen = useStore(waypoint, (state) => state.chosen)
  return worldOf({
    document: useStore(session, (state) => state.document),
    shown: useStore(session, (state) => state.shown),
    // Routes come many times while a hand drags: only who has a waypoint in hand waits for them.
    route: useStore(session, ({ evaluation }) => (chosen ? (evaluation?.route ?? null) : null)),
    selected: useStore(selection, (state) => state.selected),
    chosen,
    held: useStore(drawn, (state) => state.held),
    isFigureAsked: useStore(figureAsked, ({ what }) => what !== null),
  })
}

const told = (work: Promise<void>): void =>
  void work.catch((error: unknown) => notices.getState().fail(error))

/** Does what a tool wants. */
function fulfil(want: Want): void {
  switch (want.do) {
    case 'begin':
      session.getState().beginGesture()
      break
    case 'show':
      session.getState().gesture(want.action)
      break
    case 'commit':
      told(session.getState().endGesture(want.labelKey))
      break
    case 'bail':
      session.getState().bail()
      break
    case 'redraw':
      redraw(want.points, want.isStep)
      break
    case 'change':
      told(session.getState().change(want.action, want.labelKey))
      break
    case 'answer':
      picking.getState().answer(want.points)
      break
    case 'takeWaypoint':
      choose(want.place)
      break
    case 'selectShape': {
      const { document } = session.getState()
      const selected = document && editableOf(document.kind).selectedBy(document.doc.id, want.key)
      if (selected?.kind === 'pattern' && selected.partId)
        selectPattern(selected.id, selected.partId, want.isMore)
      else if (selected) selection.getState().select(selected)
      break
    }
    case 'toggleAsset':
      toggleAsset(assetKey(want.selected.id, want.selected.partId ?? ''))
      break
    case 'zoomTo':
      selection.getState().zoomTo(want.place)
      break
    case 'goTo':
      selection.getState().goTo(want.selected)
      break
  }
}

/** Gives the active tool an event; answers whether it was for it. */
export function send(event: ToolEvent): boolean {
  const { state, rest } = toolbox.getState()
  const next = step(state, event, world())
  if (!next) return false
  const now = next.state ?? rest
  toolbox.setState({ state: now, rest: now.tool === 'select' ? now : rest })
  for (const want of next.wants) fulfil(want)
  return true
}

/** Something that stands on the map was clicked: what comes of it is the active tool's to say. */
export const chooses = (chosen: Chosen) => ({ click: () => void send({ kind: 'choose', chosen }) })

/** Right clicks upon a pattern: the menu of the place has what is done to patterns then. */
export const onPattern = new WeakSet<Event>()

type Pressed = { readonly originalEvent: MouseEvent }

/** A shape of the open document: with Shift or Ctrl it is chosen beside what is; a right click means it too. */
export const choosesShape = (key: string) => ({
  click: ({ originalEvent: { shiftKey, ctrlKey, metaKey } }: Pressed) =>
    void send({ kind: 'choose', chosen: { of: 'shape', key, isMore: shiftKey || ctrlKey || metaKey } }),
  contextmenu: ({ originalEvent }: Pressed) => {
    if (!key.startsWith('pattern:')) return
    onPattern.add(originalEvent)
    // One of several that are chosen means all of them.
    const id = key.slice('pattern:'.length)
    if (!patternsMeant()?.meant.some((pattern) => pattern.id === id))
      send({ kind: 'choose', chosen: { of: 'shape', key } })
  },
})

const isInHand = ({ tool }: ToolState): boolean => tool === 'drag' || tool === 'turnAndScale'

/** The hands are empty again; a tool that answers a question goes on. */
const putDown = ({ state }: Toolbox): Toolbox => ({
  rest: AT_REST,
  state: state.tool === 'select' || isInHand(state) ? AT_REST : state,
})

/** What the window has to know of a drawing that is under way, else of one that a form holds. */
function gestureOf(state: ToolState, held: Held | null): Gesture | null {
  const drawing = drawingOf(state)
  if (drawing)
    return {
      // What is only measured is not worth a question.
      hasContent: drawing.points.length > 0 && state.tool !== 'ruler',
      drawing: {
        form: drawing.form,
        documentId: session.getState().document?.doc.id ?? null,
        points: drawing.points,
      },
      canUndo: drawing.past.length > 0,
      canRedo: drawing.future.length > 0,
      undo: () => void send({ kind: 'back' }),
      redo: () => void send({ kind: 'again' }),
      drop: () => void send({ kind: 'cancel' }),
    }
  return (
    held && {
      // Its form keeps it.
      hasContent: false,
      drawing: { form: 'ring', documentId: null, points: held.sketch.points },
      canUndo: held.sketch.past.length > 0,
      canRedo: held.sketch.future.length > 0,
      undo: undoDrawn,
      redo: redoDrawn,
      drop: letGo,
    }
  )
}

/** The tool that answers a question; a drawing of its form that was broken off by a reload is gone on with, as its first step. */
function begun(question: Question & { documentId: string | null }): ToolState {
  const state = toolFor(question)
  if (state.tool !== 'line' && state.tool !== 'area') return state
  const points = takeKept(state.sketch.form, question.documentId)
  return points.length === 0 ? state : { ...state, sketch: changed(state.sketch, points) }
}

/** Keeps the toolbox with the window: a question brings its tool, another document or selection puts things down. */
export function followTools(): () => void {
  const tellGesture = (): void =>
    unfinished.setState({ gesture: gestureOf(toolbox.getState().state, drawn.getState().held) })
  const stops = [
    toolbox.subscribe(({ state }, before) => {
      if (state !== before.state) tellGesture()
    }),
    drawn.subscribe(tellGesture),
    picking.subscribe(({ question }, before) => {
      if (question === before.question) return
      session.getState().bail()
      const { rest } = toolbox.getState()
      toolbox.setState({ state: question ? begun(question) : rest })
    }),
    session.subscribe(({ document, inGesture }, before) => {
      const { state, rest } = toolbox.getState()
      if (document?.doc.id !== before.document?.doc.id) {
        choose(null)
        toolbox.setState(putDown)
      } else if (isInHand(state) && before.inGesture && !inGesture) toolbox.setState({ state: rest })
    }),
    // What is selected beside the map means its own shape.
    selection.subscribe(({ selected }, before) => {
      if (selected !== before.selected && !isInHand(toolbox.getState().state)) toolbox.setState(putDown)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    toolbox.setState({ state: AT_REST, rest: AT_REST })
  }
}
