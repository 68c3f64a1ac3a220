import { faultOf, type LogLine } from '../../core/support/report.ts'

/** So many of the newest are kept, as long as the program runs; nothing of it is written to a disk. */
const MOST = 200

/** The calls that failed: their names and codes, where in the program, and no word of what was given or said. */
export type Failures = {
  note(call: string, code: string, error: unknown): void
  list(): readonly LogLine[]
}

export function failuresOf(nowMs: () => number): Failures {
  const lines: LogLine[] = []
  return {
    note(call, code, error) {
      lines.push({ atMs: nowMs(), call, code, fault: error === null ? '' : faultOf(error) })
      if (lines.length > MOST) lines.shift()
    },
    list: () => [...lines],
  }
}
