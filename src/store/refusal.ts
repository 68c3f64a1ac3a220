/** An expected failure inside a transaction: rolls it back and comes out of `transact` as a value. */
export class Refusal extends Error {
  readonly code: string
  readonly params: Record<string, string | number>
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

/** A failure of the core as one that rolls back. */
export const refusalOf = ({ code, params }: { code: string; params: Refusal['params'] }): Refusal =>
  new Refusal(code, params)
