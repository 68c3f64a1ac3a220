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
  | 'other_workspace'
  | 'other_key'
  | 'unsigned'
  | 'checkpoint'
  | 'station'
  | 'own'
  | 'taken_over'
  | 'given_ahead'
  | 'given_other'
  | 'pending'
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
  | 'references'
  | 'waiting'
  | 'changed'
  | 'missing'
  | 'schema_dropped'
  | 'schema_added'
  | 'schema_changed'
  | 'table_damaged'

/** A problem of a verification as its code and what tells more: `changed:remarks,title`. */
export function proofOf(problem: string): { code: string; detail: string } {
  const [code = '', ...detail] = problem.split(':')
  return { code, detail: detail.join(':') }
}

/** How far a chain is vouched for, as it is said: `to` is the number up to which. */
export type VoucherCode =
  | 'checked'
  | 'checked_to'
  | 'inside_only'
  | 'none'
  | 'none_to'
  | 'wrong'
  | 'none_here'

type Chain = {
  readonly entries: number
  readonly signature: 'checked' | 'inside_only' | 'none' | 'wrong'
  readonly checkedTo: number | null
}

/** What a verification says of how a station's chain is vouched for. */
export function voucherOf({ entries, signature, checkedTo }: Chain): { code: VoucherCode; to: number } {
  const to = checkedTo ?? 0
  if (signature === 'wrong') return { code: 'wrong', to }
  if (entries === 0) return { code: 'none_here', to }
  if (signature === 'none') return { code: to > 0 ? 'none_to' : 'none', to }
  if (to === 0) return { code: 'inside_only', to }
  return { code: to < entries ? 'checked_to' : 'checked', to }
}

/**
 * Whether something outside of the folder vouches for every chain that is in it: only then is a workspace in which nothing
 * is wrong called whole.
 */
export const isVouchedFor = (chains: readonly Chain[]): boolean =>
  chains.every(
    ({ entries, signature, checkedTo }) => entries === 0 || (signature !== 'wrong' && checkedTo !== null),
  )
