import { createStore } from 'zustand/vanilla'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { type EditProblem, edited, type PatternEdit } from '../../../src/core/mission/edits/edit.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { pasted, readCopied, writeCopied } from '../../../src/core/formats/copiedPatterns.ts'
import { newPartId } from '../../api/newId.ts'
import type { Key } from '../../i18n/index.ts'
import { changeMission } from '../edited.ts'
import { attempt, notices } from '../notices.ts'
import { panels } from '../panels.ts'
import { ringPlace } from '../places.ts'
import { selection } from '../selection.ts'
import { pointsOf } from '../../../src/core/mission/shapes.ts'
import { drawPath, drawRing, pickPoint } from './pick.ts'
import { patternsMeant, selectPatterns } from './severalPatterns.ts'

/** What is undone under which name. */
const LABELS = {
  reverse: 'edit.reversePattern',
  start: 'edit.startPattern',
  offset: 'edit.offsetPattern',
  turn: 'edit.turnPattern',
  scale: 'edit.scalePattern',
  split: 'edit.splitPattern',
  merge: 'edit.mergePatterns',
  hole: 'edit.cutHole',
  remove: 'edit.removePattern',
} as const satisfies Record<PatternEdit['do'], Key>

/** Edits that want a figure: it is asked for beside the patterns. */
export const FIGURES = ['offset', 'turn', 'scale'] as const
export type Figure = (typeof FIGURES)[number]

/** The figure that is asked for at present; null: none. */
export const figureAsked = createStore<{ readonly what: Figure | null }>()(() => ({ what: null }))

/** The edit with a figure: metres, degrees clockwise, or percent of the size. */
export const withFigure = (what: Figure, value: number): PatternEdit =>
  what === 'offset'
    ? { do: what, metres: value }
    : what === 'turn'
      ? { do: what, degrees: value }
      : { do: what, factor: value / 100 }

/** The mission after an edit, or as it is where that cannot be. */
export const afterEdit =
  (ids: readonly string[], edit: PatternEdit) =>
  (mission: Mission): Mission => {
    const made = edited(mission, ids, edit, newPartId)
    return made.ok ? made.value : mission
  }

/** Why an edit of the patterns that are meant would come to nothing; null: it comes to something. */
export function problemOf(edit: PatternEdit): EditProblem | null {
  const now = patternsMeant()
  if (!now) return null
  const made = edited(
    now.mission,
    now.meant.map(({ id }) => id),
    edit,
    newPartId,
  )
  return made.ok ? null : made.code
}

/** One step that edits the patterns that are meant; where it cannot be, the reason is said and nothing is changed. */
export function editMeant(edit: PatternEdit): void {
  const now = patternsMeant()
  if (!now || now.meant.length === 0) return
  const problem = problemOf(edit)
  if (problem) return notices.getState().tell('warning', `editProblem.${problem}`)
  const ids = now.meant.map(({ id }) => id)
  changeMission(afterEdit(ids, edit), LABELS[edit.do])
  if (edit.do === 'merge') selectPatterns(now.mission.id, ids.slice(0, 1))
  if (edit.do === 'remove') selection.getState().select({ kind: 'mission', id: now.mission.id })
}

/** Asks for what an edit wants to know, a figure, a place, a line or an outline, and does it. */
export async function askAndEdit(what: PatternEdit['do']): Promise<void> {
  panels.getState().show('inspector')
  switch (what) {
    case 'reverse':
    case 'merge':
    case 'remove':
      return editMeant({ do: what })
    case 'offset':
    case 'turn':
    case 'scale':
      return figureAsked.setState({ what })
    case 'start': {
      const near = await pickPoint('patternEdit.pickStart')
      return near ? editMeant({ do: what, near }) : undefined
    }
    case 'split': {
      const line: LatLon[] | null = await drawPath('patternEdit.drawCut')
      return line ? editMeant({ do: what, line }) : undefined
    }
    case 'hole': {
      const ring = await drawRing('pattern.drawHole')
      return ring ? editMeant({ do: what, ring }) : undefined
    }
  }
}

/** What was copied in this window last; the system's clipboard has it too, for other windows. */
export const copied = createStore<{ readonly text: string | null }>()(() => ({ text: null }))

/** Copies the patterns that are meant. */
export function copyMeant(): void {
  const meant = patternsMeant()?.meant ?? []
  if (meant.length === 0) return
  const text = writeCopied(meant)
  copied.setState({ text })
  void attempt(async () => {
    await navigator.clipboard.writeText(text)
    notices.getState().tell('info', 'patternEdit.copied', { n: meant.length })
  })
}

/** Whether a text is patterns; into the open mission it puts copies of them, and tells where none is open. */
export function pastePatterns(text: string): boolean {
  const patterns = readCopied(text)
  if (!patterns) return false
  const now = patternsMeant()
  if (!now) {
    notices.getState().tell('info', 'patternEdit.pasteWhere')
    return true
  }
  const { mission, ids } = pasted(now.mission, patterns, newPartId)
  const copies = mission.patterns.filter(({ id }) => ids.includes(id))
  changeMission((doc) => ({ ...doc, patterns: [...doc.patterns, ...copies] }), 'edit.pastePatterns')
  selectPatterns(mission.id, ids)
  const points = copies.flatMap(pointsOf)
  if (points.length > 0) selection.getState().zoomTo(ringPlace(points))
  return true
}
