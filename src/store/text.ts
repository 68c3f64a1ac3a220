import { canonicalJson } from '../core/units/canonical.ts'

const texts = new WeakMap<object, string>()

/**
 * The canonical text of a document that is being written. It is stored, it stands in the entry, and it is hashed with
 * that: made once, since large ones take a while. Documents are not changed once they are put.
 */
export function textOf(doc: unknown): string {
  if (typeof doc !== 'object' || doc === null) return canonicalJson(doc)
  const known = texts.get(doc)
  if (known !== undefined) return known
  const text = canonicalJson(doc)
  texts.set(doc, text)
  return text
}
