import { SCHEMAS } from '../core/journal/kinds.ts'
import { fit, type Misfit } from '../core/units/fit.ts'
import type { AggregateTable } from './tables.ts'
import { textOf } from './text.ts'

/** Which record does not fit its schema, by what a person knows it by, and where. */
export type Unfit = Misfit & { aggregate: string; id: string; name: string }

type Fitted = { ok: true; doc: unknown } | { ok: false; unfit: Unfit }

/** Frozen documents that were found to fit the schema of a table. */
const known = new WeakMap<object, AggregateTable>()

/**
 * `fitting` and the canonical text ahead of a transaction, for a document so large that both would hold the write lock for
 * long. What comes of it is frozen through and through: it still fits when it is put, which need not look again.
 */
export function prepared(table: AggregateTable, id: string, doc: unknown): Fitted {
  const fitted = fitting(table, id, doc)
  if (!fitted.ok) return fitted
  freeze(fitted.doc)
  textOf(fitted.doc)
  known.set(fitted.doc as object, table)
  return fitted
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.freeze(value)
  for (const member of Array.isArray(value) ? value : Object.values(value)) freeze(member)
}

/** A document as its schema gives it: what is written, hashed and shown. */
export function fitting(table: AggregateTable, id: string, doc: unknown): Fitted {
  if (typeof doc === 'object' && doc !== null && known.get(doc) === table) return { ok: true, doc }
  const fitted = fit(SCHEMAS[table], doc)
  return fitted.ok
    ? { ok: true, doc: fitted.value }
    : { ok: false, unfit: { aggregate: table, id, name: nameOf(doc, id), ...fitted.misfit } }
}

/** The same of a document as it is stored. */
export function fittingText(table: AggregateTable, id: string, text: string): Fitted {
  try {
    return fitting(table, id, JSON.parse(text))
  } catch {
    const misfit = { path: '/', problem: 'fit_json', limit: '', found: text.slice(0, 60) } as const
    return { ok: false, unfit: { aggregate: table, id, name: id, ...misfit } }
  }
}

/** What a list would call a document; its id where it does not say. */
export function nameOf(doc: unknown, id: string): string {
  const { name, title, fileName } = (doc ?? {}) as {
    name?: { zh?: unknown }
    title?: unknown
    fileName?: unknown
  }
  const [known = id] = [name?.zh, title, fileName].filter((text) => typeof text === 'string' && text !== '')
  return String(known).slice(0, 100)
}
