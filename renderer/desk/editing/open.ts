import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { fewestOf, type Shape } from '../../../src/core/mission/shapes.ts'
import type { Selection } from '../selection.ts'
import type { Editable } from './editable.ts'
import { editableMission } from './editableMission.ts'
import { editableSite } from './editableSite.ts'

/** Every kind of document that is edited. */
const EDITABLES = { mission: editableMission, site: editableSite }

export type Kind = keyof typeof EDITABLES
type DocOf = { [K in Kind]: (typeof EDITABLES)[K] extends Editable<infer Doc> ? Doc : never }

/** A document that is being edited, and the version that edits are made on. */
export type Open = { [K in Kind]: { kind: K; doc: DocOf[K]; base: Version } }[Kind]
export type Doc = DocOf[Kind]
/** A step of editing: the document as it becomes, or the very same when there is nothing to change. */
export type Action = (doc: never) => Doc

/** What there is to know of a kind of document. */
export const editableOf = (kind: Kind): Editable<Doc> => EDITABLES[kind] as unknown as Editable<Doc>

/** The open document where it is of this kind. */
export const openAs = <K extends Kind>(kind: K, open: Open | null): Extract<Open, { kind: K }> | null =>
  open?.kind === kind ? (open as Extract<Open, { kind: K }>) : null

/** The document that a selection opens; null: none. */
export function openedBy(selected: Selection | null): { kind: Kind; id: string } | null {
  if (!selected) return null
  const kind = (Object.keys(EDITABLES) as Kind[]).find((each) => EDITABLES[each].isMeantBy(selected))
  return kind ? { kind, id: selected.id } : null
}

/** The shapes of an open document. */
export const shapesOf = ({ kind, doc }: Pick<Open, 'kind' | 'doc'>): Shape[] => editableOf(kind).shapes(doc)

const areSame = (a: readonly LatLon[], b: readonly LatLon[]): boolean =>
  a.length === b.length && a.every(({ lat, lon }, i) => lat === b[i]?.lat && lon === b[i]?.lon)

/**
 * The action that gives one shape other points. They are made of the points that it has when the step is taken, so
 * that steps add up however late they are written; a shape that is gone, or would have too few points, stays.
 */
export function reshape(
  kind: Kind,
  key: string,
  make: (points: readonly LatLon[]) => readonly LatLon[],
): Action {
  const { shapes, withShape } = editableOf(kind)
  const action = (doc: Doc): Doc => {
    const shape = shapes(doc).find((other) => other.key === key)
    if (!shape) return doc
    const points = make(shape.points)
    return points.length < fewestOf(shape) || areSame(points, shape.points)
      ? doc
      : withShape(doc, key, points)
  }
  return action
}

/** The action that takes away the part which the shape of this key is. */
export function without(kind: Kind, key: string): Action {
  const action = (doc: Doc): Doc => editableOf(kind).without(doc, key) ?? doc
  return action
}
