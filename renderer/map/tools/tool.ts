import type { LatLon, Place } from '../../../src/core/geo/position.ts'
import type { WaypointPlace } from '../../../src/core/mission/overrides.ts'
import type { Shape } from '../../../src/core/mission/shapes.ts'
import type { Action, Kind } from '../../desk/editing/open.ts'
import type { Selection } from '../../desk/selection.ts'
import type { Key } from '../../i18n/index.ts'
import type { SketchForm } from '../../../src/core/geo/sketch.ts'
import type { Drawing, Grip } from './drawing.ts'
import type { Snapped, SnapTarget } from './snap.ts'

/** Where the pointer is once it has been snapped, and what holds it there. */
export type Spot = { readonly at: LatLon; readonly held: Snapped | null }

/** Something that stands on the map and was clicked. */
export type Chosen =
  /** `isMore`: beside what is selected already. */
  | { of: 'shape'; key: string; isMore?: boolean }
  | { of: 'waypoint'; place: WaypointPlace }
  | { of: 'thing'; selected: Selection }
  | { of: 'place'; place: Place }

/** A key press, where the map's middle was then, and the handle that had the focus. */
export type ToolKey = {
  kind: 'key'
  key: string
  isShift: boolean
  /** Ctrl, or Command on a Mac. */
  isMod: boolean
  grip: Grip | null
  middle: LatLon
}

/** All that a tool hears of hands. Places have been through the snapping service. */
export type ToolEvent =
  | { kind: 'move'; spot: Spot }
  | { kind: 'click'; spot: Spot }
  | { kind: 'finish' }
  /** A step of what is being drawn is taken back, or made again. */
  | { kind: 'back' }
  | { kind: 'again' }
  | { kind: 'cancel' }
  /** What was typed of the next side, m and degrees from north (null: not typed), and that it be put in. */
  | { kind: 'fix'; side: { lengthM: number | null; bearingDeg: number | null } }
  | { kind: 'addTyped' }
  | { kind: 'choose'; chosen: Chosen }
  | { kind: 'focus'; grip: Grip }
  /** `at`: where the pointer took it; left out where the handle itself goes along. */
  | { kind: 'take'; grip: Grip; at?: LatLon }
  /** `isStepped`: only whole steps, such as 15°. */
  | { kind: 'drag'; spot: Spot; isStepped?: boolean }
  | { kind: 'drop' }
  /** A corner's place was typed, or the corner taken away, beside the map. */
  | { kind: 'type'; index: number; at: LatLon }
  | { kind: 'remove'; index: number }
  | ToolKey

/** What a tool knows of the window. */
export type World = {
  /** The kind of the open document; null: none. */
  kind: Kind | null
  /** The shape that the selection means, by its key. */
  meant: string | null
  /** The shapes of what is shown, and what a form has drawn and not saved. */
  shapes: readonly Shape[]
  /** The waypoint in hand, counted from 1, and where it stands. */
  waypoint: { place: WaypointPlace; at: LatLon; number: number } | null
  /** The patterns that are selected, where they can be turned and scaled. */
  wholes: Wholes | null
}

/** Patterns as wholes: what they are turned about, the places that they reach to; whether a turn changes anything. */
export type Wholes = {
  readonly ids: readonly string[]
  readonly about: LatLon
  readonly reach: readonly LatLon[]
  readonly canTurn: boolean
}

/** What a tool wants done; whoever runs it does it, in order. */
export type Want =
  /** A gesture begins, is shown, is ended as one step, or is as if it had never begun. */
  | { do: 'begin' }
  | { do: 'show'; action: Action }
  | { do: 'commit'; labelKey: Key }
  | { do: 'bail' }
  /** Other corners for what a form has drawn and not saved; as a step of it, or while it is in hand. */
  | { do: 'redraw'; points: readonly LatLon[]; isStep: boolean }
  /** A step without a gesture. */
  | { do: 'change'; action: Action; labelKey: Key }
  /** The answer to whoever asked: points, or that the person thought better of it. */
  | { do: 'answer'; points: readonly LatLon[] | null }
  | { do: 'takeWaypoint'; place: WaypointPlace | null }
  | { do: 'goTo'; selected: Selection }
  /** What the shape of this key is, is selected where the document has it in a list. */
  | { do: 'selectShape'; key: string; isMore: boolean }
  | { do: 'zoomTo'; place: Place }
  | { do: 'toggleAsset'; selected: Selection }

/** What an event comes to. A state of null: the tool is through, and the resting one takes over. */
export type Step<State> = { state: State | null; wants: readonly Want[] }

/** What of a tool is seen on the map. */
export type View = {
  /** The line or outline that is being drawn, and its corners. */
  sketch: {
    points: readonly LatLon[]
    form: SketchForm
    /** The last of the points is where the next corner would be. */
    isGrowing: boolean
  } | null
  corners: readonly LatLon[]
  held: Snapped | null
  picture: { url: string; corners: readonly [LatLon, LatLon, LatLon, LatLon] } | null
  /** What the person is asked for, and what can be pressed. */
  strip: {
    promptKey: Key
    hintKey: Key
    buttons: { canGoBack: boolean; canFinish: boolean } | null
    /** The next side may be typed: of a circle its radius; null: there is nothing yet that it would begin at. */
    next: SketchForm | null
  } | null
  /** The map has the pointer: nothing else on it is there for hands. */
  isDrawing: boolean
  /** Only what is chosen among is there for hands: assets. */
  isChoosing: boolean
  /** What is drawn is only measured: nobody waits for it. */
  isMeasuring: boolean
  /** The middle of the map is where the next point goes. */
  isByKeyboard: boolean
  /** Something is in hand: other handles stand back. */
  isGesture: boolean
  /** The shape whose handles are out, and the waypoint in hand. */
  handles: Shape | null
  waypoint: World['waypoint']
  /** The patterns that can be turned and scaled, and what is being done to them: degrees, or percent. */
  wholes: Wholes | null
  inHand: { of: 'turn' | 'scale'; value: number } | null
}

export const NOTHING_SEEN: View = {
  sketch: null,
  corners: [],
  held: null,
  picture: null,
  strip: null,
  isDrawing: false,
  isChoosing: false,
  isMeasuring: false,
  isByKeyboard: false,
  isGesture: false,
  handles: null,
  waypoint: null,
  wholes: null,
  inHand: null,
}

/** What points of a tool are held by besides sites and the shapes of the document; null: by nothing at all. */
export type Holds = { lines: readonly SnapTarget[]; without: string | null }

/**
 * A tool: a pure machine. It knows no map and no document but by events, and what it wants is done by others
 * (`toolbox.ts`), so each is tested by feeding it.
 */
export type Tool<State> = {
  /** The next state and what is wanted; null: this event is not the tool's, a key goes on to the commands. */
  step(state: State, event: ToolEvent, world: World): Step<State> | null
  view(state: State, world: World): View
  holds(state: State): Holds | null
  /** What is being drawn, with its steps; null: this tool changes a document, or nothing. */
  drawing(state: State): Drawing | null
}
