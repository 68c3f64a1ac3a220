/** What one attack came to: what was tried, what was found wrong, each fault in one line. */
export type Outcome = {
  attack: string
  /** What was done, in figures: rounds, inputs, kills, what was acknowledged. */
  done: Record<string, number>
  /** What must not be: every line is a fault of the product. */
  faults: string[]
}

/** Words for somebody who watches a long run. */
export type Tell = (line: string) => void
