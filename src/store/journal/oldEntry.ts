import { canonicalJson } from '../../core/units/canonical.ts'
import { hashText } from '../hash.ts'

/** A change of an entry of form 1, with the hash of its document in the document's place. */
export type OldChange = { aggregate: string; doc: string | null; id: string; revision: number }

/** An entry of form 1, of the time when a workspace had one journal, as its body has it. */
export type OldBody = {
  action: string
  actor: { name: string; role: string }
  atMs: number
  changes: OldChange[]
  prevHash: string
  seq: number
  undoes: number | null
}

/**
 * The text that an entry of form 1 was hashed as: its documents stood in it. `textOf` gives a document by its hash; null
 * where one is not here.
 */
export function oldEntryText(body: string, textOf: (hash: string) => string | null): string | null {
  const { action, actor, atMs, changes, prevHash, seq, undoes } = JSON.parse(body) as OldBody
  const members: string[] = []
  for (const { aggregate, doc, id, revision } of changes) {
    const text = doc === null ? 'null' : textOf(doc)
    if (text === null) return null
    members.push(
      `{"aggregate":${canonicalJson(aggregate)},"doc":${text},"id":${canonicalJson(id)},"revision":${canonicalJson(revision)}}`,
    )
  }
  return (
    `{"action":${canonicalJson(action)},"actor":${canonicalJson(actor)},"atMs":${canonicalJson(atMs)},"changes":[${members.join(',')}],` +
    `"prevHash":${canonicalJson(prevHash)},"seq":${canonicalJson(seq)},"undoes":${canonicalJson(undoes)}}`
  )
}

/** The body that an entry of form 1 has by its old text: with the hash of each document in the document's place. */
export function bodyOfOldText(text: string): string {
  const { changes, ...said } = JSON.parse(text) as { changes: { doc: unknown }[] }
  return canonicalJson({
    ...said,
    changes: changes.map((change) => ({
      ...change,
      doc: change.doc === null ? null : hashText(canonicalJson(change.doc)),
    })),
  })
}
