/** One line of the bench table: what was measured, on what, and beside which peer or limit. */
export type BenchRow = {
  what: string
  on: string
  figure: number
  unit: string
  /** The peer that ran in the same call, or the limit that is aimed at, in words; its figure in the same unit. */
  peer: string
  peerFigure: number | null
}

/** The median of `times` runs in milliseconds, after one run to warm up. */
export async function medianMs(times: number, work: () => unknown): Promise<number> {
  await work()
  const runs: number[] = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    await work()
    runs.push(performance.now() - started)
  }
  return runs.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN
}
