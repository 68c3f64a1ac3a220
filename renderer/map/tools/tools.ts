import type { Question } from '../../desk/editing/pick.ts'
import { type Area, area, startArea } from './area.ts'
import { type Assets, assets, startAssets } from './assets.ts'
import { type CircleTool, circle, startCircle } from './circle.ts'
import { type Drag, drag, startDrag } from './drag.ts'
import { type Line, line, startLine } from './line.ts'
import { type PictureCorners, pictureCorners, startPictureCorners } from './pictureCorners.ts'
import { type Place, place, startPlace } from './place.ts'
import { type Ruler, ruler, startRuler } from './ruler.ts'
import { type Select, select, shapeOut } from './select.ts'
import type { Drawing } from './drawing.ts'
import { startTurnAndScale, type TurnAndScale, turnAndScale } from './turnAndScale.ts'
import type { Holds, Step, Tool, ToolEvent, View, World } from './tool.ts'

/** Every tool of the map, one a file. */
const TOOLS = { select, drag, turnAndScale, place, line, area, circle, ruler, pictureCorners, assets }

export type ToolState =
  | Select
  | Drag
  | TurnAndScale
  | Place
  | Line
  | Area
  | CircleTool
  | Ruler
  | PictureCorners
  | Assets

const toolOf = (state: ToolState): Tool<ToolState> => TOOLS[state.tool]

/** What an event comes to, whichever tool is active; null: it is not for it. */
export function step(state: ToolState, event: ToolEvent, world: World): Step<ToolState> | null {
  if (state.tool === 'select' && event.kind === 'take') {
    const { grip, at } = event
    const taken =
      grip.of === 'turn' || grip.of === 'scale'
        ? startTurnAndScale(grip, world.wholes, at)
        : startDrag(grip, shapeOut(state, world), world)
    return taken && { state: taken, wants: [{ do: 'begin' }] }
  }
  return toolOf(state).step(state, event, world)
}

export const view = (state: ToolState, world: World): View => toolOf(state).view(state, world)
export const holds = (state: ToolState): Holds | null => toolOf(state).holds(state)

export const drawingOf = (state: ToolState): Drawing | null => toolOf(state).drawing(state)

/** The tool that finds the answer to a question. */
export function toolFor({ form, promptKey, pictureUrl }: Question): ToolState {
  switch (form) {
    case 'place':
      return startPlace(promptKey)
    case 'line':
      return startLine(promptKey)
    case 'area':
      return startArea(promptKey)
    case 'circle':
      return startCircle(promptKey)
    case 'ruler':
      return startRuler(promptKey)
    case 'assets':
      return startAssets(promptKey)
    case 'picture':
      return startPictureCorners(promptKey, pictureUrl ?? '')
  }
}
