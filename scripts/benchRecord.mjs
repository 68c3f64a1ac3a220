/**
 * What was measured as data, docs/performance.json: each row with its figure, and the yardsticks of the machine in that run.
 * Two runs are compared by their shares of the yardsticks, so that a slower machine is not taken for a slower program.
 */

/** Units of which more is quicker; of `ms` and `s` less is, and any other is no speed. */
const RATES = ['MB/s', '/s']
const TIMES = ['ms', 's']

/** How many times as long (or as little a second) a row takes now as it was recorded, on a machine of the same speed; null for what is no speed. */
export function slower(now, then) {
  if (now.unit !== then.unit) return null
  const machine = now.yardsticks[now.by] / then.yardsticks[now.by]
  if (TIMES.includes(now.unit)) return (now.figure / then.figure) * machine
  if (RATES.includes(now.unit)) return (then.figure / now.figure) * machine
  return null
}

const nameOf = ({ bench, what, on }) => `${bench}: ${what}, ${on}`

/** A row that takes this much longer than it was recorded is told of. */
export const MOST_SLOWER = 1.2

/** The rows that are slower than they were recorded, as lines; rows that were never recorded are passed over. */
export function slowerThan(recorded, rows) {
  const known = new Map(recorded.map((row) => [nameOf(row), row]))
  return rows.flatMap((row) => {
    const then = known.get(nameOf(row))
    const times = then ? slower(row, then) : null
    if (times === null || !(times > MOST_SLOWER)) return []
    return [
      `${nameOf(row)}: ${times.toFixed(2)} times as long as recorded (${row.figure} ${row.unit}, then ${then.figure}), by the ${row.by} of each machine`,
    ]
  })
}

/** The record with these rows in the place of those of the same names, in the order of names. */
export function withRows(recorded, rows) {
  const names = new Set(rows.map(nameOf))
  return [...recorded.filter((row) => !names.has(nameOf(row))), ...rows].sort((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  )
}
