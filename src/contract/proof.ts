/** What a verification may find amiss with an entry, a record or the database; what stands behind a colon tells more. */
export type ProofCode =
  | 'gap'
  | 'unreadable'
  | 'previous_hash'
  | 'hash'
  | 'index'
  | 'unknown_aggregate'
  | 'cut_tail'
  | 'rewritten'
  | 'rolled_back'
  | 'fork'
  | 'document'
  | 'document_missing'
  | 'other_head'
  | 'head_behind'
  | 'head_file_missing'
  | 'head_file_unreadable'
  | 'not_in_journal'
  | 'revision'
  | 'version'
  | 'heads'
  | 'waiting'
  | 'changed'
  | 'missing'
  | 'schema_dropped'
  | 'schema_added'
  | 'schema_changed'

/** A problem of a verification as its code and what tells more: `changed:remarks,title`. */
export function proofOf(problem: string): { code: string; detail: string } {
  const [code = '', ...detail] = problem.split(':')
  return { code, detail: detail.join(':') }
}
