import type { CallInput, CallOutput } from '../../contract/index.ts'
import {
  type Checklist,
  type ChecklistRef,
  type ChecklistVersion,
  newestVersion,
  versionOf,
} from '../../core/campaign/checklist.ts'
import { DELIVERED, DELIVERED_ID } from '../../core/campaign/delivered.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { allChecklists } from '../../store/checklists.ts'
import { getDocument } from '../../store/documents.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls } from '../host/documents.ts'
import { newId } from '../host/newId.ts'

const documents = documentCalls<Checklist>('checklist')

export const checklistCalls = {
  'checklist.list': (_input: object, context: Context): CallOutput<'checklist.list'> => {
    const kept = allChecklists(context.workspace.db).map(({ doc, revision, version }) => ({
      doc,
      kept: { revision, version },
    }))
    const isDelivered = kept.some(({ doc }) => doc.id === DELIVERED_ID)
    return [...(isDelivered ? [] : [{ doc: DELIVERED, kept: null }]), ...kept].map((one) => {
      const { id, no, items } = newestVersion(one.doc)
      return {
        id: one.doc.id,
        name: one.doc.name,
        version: id,
        no,
        items: items.length,
        kept: one.kept,
      }
    })
  },
  'checklist.get': ({ id }: { id: string }, context: Context): CallOutput<'checklist.get'> => {
    const found = getDocument<Checklist>(context.workspace.db, 'checklist', id)
    if (found) return { kept: { revision: found.revision, version: found.version }, doc: found.doc }
    if (id === DELIVERED_ID) return { kept: null, doc: DELIVERED }
    throw new Refusal('not_found', { aggregate: 'checklist', id })
  },
  'checklist.put': (
    { id, base, name, items }: CallInput<'checklist.put'>,
    context: Context,
  ): CallOutput<'checklist.put'> =>
    write(context, `checklist.${id === null ? 'create' : 'edit'}`, (tx) => {
      const before = id === null ? null : (kept(tx, id) ?? (id === DELIVERED_ID ? DELIVERED : null))
      if (id !== null && !before) throw new Refusal('not_found', { aggregate: 'checklist', id })
      const last = before && newestVersion(before)
      const isSame = last !== null && canonicalJson(last.items) === canonicalJson(items)
      const next: ChecklistVersion = {
        id: newId(context.nowMs()),
        no: (last?.no ?? 0) + 1,
        atMs: context.nowMs(),
        by: context.actor.name.slice(0, 100),
        items,
      }
      const doc: Checklist = {
        id: id ?? newId(context.nowMs()),
        name,
        versions: [...(before?.versions ?? []), ...(isSame ? [] : [next])],
      }
      return { ...tx.put('checklist', base, doc), doc }
    }),
  'checklist.remove': documents.remove,
} satisfies Partial<Handlers>

const kept = (tx: Tx, id: string): Checklist | null =>
  getDocument<Checklist>(tx.db, 'checklist', id)?.doc ?? null

/** The version of a checklist that something names, as it is here; null where the checklist, or that version, is not. */
export function namedVersion(
  { db }: Pick<Tx, 'db'> | Context['workspace'],
  ref: ChecklistRef | null,
): ChecklistVersion | null {
  if (!ref) return null
  const doc =
    getDocument<Checklist>(db, 'checklist', ref.id)?.doc ?? (ref.id === DELIVERED_ID ? DELIVERED : null)
  return doc && versionOf(doc, ref.version)
}

/**
 * Keeps the delivered checklist from the first time that something names it, so that papers of years later show what was
 * asked then, whatever a newer program delivers.
 * @throws {Refusal} `checklist_version` where a checklist is here and has no such version.
 */
export function keepNamed(tx: Tx, refs: readonly (ChecklistRef | null)[]): void {
  for (const ref of refs) {
    if (!ref) continue
    const before = kept(tx, ref.id)
    if (!before && ref.id === DELIVERED_ID) tx.put('checklist', null, DELIVERED)
    const doc = before ?? (ref.id === DELIVERED_ID ? DELIVERED : null)
    if (doc && !versionOf(doc, ref.version))
      throw new Refusal('checklist_version', { name: doc.name.zh, version: ref.version })
  }
}
