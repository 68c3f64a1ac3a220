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
