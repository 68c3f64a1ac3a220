/**
 * `npm run bench:search [-- SEED [NAME …]]`: looks for quicker orders of the planner's own lanes than the planner's, by
 * chance and from its answer; prints how far the planner is from the best that is known, and keeps what is better.
 */
import { anneal } from '../tests/bench/search/anneal.ts'
import { allKnown, keep, knownS } from '../tests/bench/search/bestKnown.ts'
import { laneOrders, orderS } from '../tests/bench/search/laneOrder.ts'

const [first = '1', ...names] = process.argv.slice(2)
const seed = Number(first)
if (!Number.isInteger(seed) || seed < 0) {
  process.stderr.write(`the seed is a whole number, not ${first}: npm run bench:search -- 7 [NAME …]\n`)
  process.exit(2)
}
/** Searches by chance, each by a seed of its own; one more begins with the planner's answer. */
const BY_CHANCE = 4
const SAME_S = 0.01

let all = allKnown()
for (const task of laneOrders()) {
  if (names.length > 0 && !names.includes(task.name)) continue
  const plannedS = orderS(task, task.planned)
  const trials = Array.from({ length: BY_CHANCE + 1 }, (_, i) => {
    const begin = i < BY_CHANCE ? 'chance' : 'planner'
    const own = seed * 100 + i
    const entries = anneal(task, own, begin === 'planner' ? task.planned : null)
    return { lanes: task.fingerprint, seconds: orderS(task, entries), seed: own, begin, entries }
  })
  const [best] = trials.toSorted((a, b) => a.seconds - b.seconds)
  const before = knownS(task, all)
  const isBetter = before === null || best.seconds < before - SAME_S
  if (isBetter) {
    all = { ...all, [task.name]: { ...best, seconds: Math.round(best.seconds * 100) / 100 } }
    keep(all)
  }
  const knownNow = isBetter ? best.seconds : before
  process.stdout.write(
    `${task.name}: ${task.lanes} lanes, planner ${plannedS.toFixed(1)} s, best known ${knownNow.toFixed(1)} s (+${((plannedS / knownNow - 1) * 100).toFixed(2)} %), this search ${trials.map(({ seconds }) => seconds.toFixed(1)).join(' ')} s${isBetter ? ', kept' : ''}\n`,
  )
}
