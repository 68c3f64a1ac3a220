import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { editableOf, openAs, shapesOf } from '../../desk/editing/open.ts'
import { picking } from '../../desk/editing/pick.ts'
import { session } from '../../desk/editing/session.ts'
import { movedTo } from '../../desk/editing/waypointMoved.ts'
import { notices } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { chosenIn, choose, waypoint } from '../../desk/waypoint.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { AT_REST, type Select } from './select.ts'
import type { Chosen, ToolEvent, Want, World } from './tool.ts'
import { step, toolFor, type ToolState } from './tools.ts'

type Toolbox = {
  /** The active tool, as far as it has come. */
  state: ToolState
  /** What the resting tool goes back to. */
  rest: Select
}

/** Which tool is active: the one that answers an open question, else the gesture in hand, else the resting one. */
export const toolbox = createStore<Toolbox>()(() => ({ state: AT_REST, rest: AT_REST }))

type Stores = {
  session: ReturnType<typeof session.getState>
  selected: ReturnType<typeof selection.getState>['selected']
  chosen: ReturnType<typeof waypoint.getState>['chosen']
}

/** What tools know of the window, from its stores. */
function worldOf({ session: { document, shown, evaluation }, selected, chosen }: Stores): World {
  if (!document) return { kind: null, meant: null, shapes: [], waypoint: null }
  const { kind } = document
  const doc = shown ?? document.doc
  const inHand = openAs('mission', document) ? chosenIn(evaluation?.route ?? null, chosen) : null
  return {
    kind,
    meant: editableOf(kind).shapeMeant(selected),
    shapes: shapesOf({ kind, doc }),
    waypoint:
      inHand && chosen
        ? { place: chosen, at: movedTo(doc as Mission, chosen) ?? inHand.point, number: inHand.index + 1 }
        : null,
  }
}

export const world = (): World =>
  worldOf({
    session: session.getState(),
    selected: selection.getState().selected,
    chosen: waypoint.getState().chosen,
  })

export const useWorld = (): World =>
  worldOf({
    session: useStore(session),
    selected: useStore(selection, (state) => state.selected),
    chosen: useStore(waypoint, (state) => state.chosen),
  })

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
    case 'change':
      told(session.getState().change(want.action, want.labelKey))
      break
    case 'answer':
      picking.getState().answer(want.points)
      break
    case 'takeWaypoint':
      choose(want.place)
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

/** The hands are empty again; a tool that answers a question goes on. */
const putDown = ({ state }: Toolbox): Toolbox => ({
  rest: AT_REST,
  state: state.tool === 'select' || state.tool === 'drag' ? AT_REST : state,
})

/** Keeps the toolbox with the window: a question brings its tool, another document or selection puts things down. */
export function followTools(): () => void {
  const stops = [
    picking.subscribe(({ question }, before) => {
      if (question === before.question) return
      session.getState().bail()
      const { rest } = toolbox.getState()
      toolbox.setState({ state: question ? toolFor(question) : rest })
    }),
    session.subscribe(({ document, inGesture }, before) => {
      const { state, rest } = toolbox.getState()
      if (document?.doc.id !== before.document?.doc.id) {
        choose(null)
        toolbox.setState(putDown)
      } else if (state.tool === 'drag' && before.inGesture && !inGesture) toolbox.setState({ state: rest })
    }),
    // What is selected beside the map means its own shape.
    selection.subscribe(({ selected }, before) => {
      if (selected !== before.selected && toolbox.getState().state.tool !== 'drag') toolbox.setState(putDown)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    toolbox.setState({ state: AT_REST, rest: AT_REST })
  }
}
