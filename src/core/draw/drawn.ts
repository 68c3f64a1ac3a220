import { canonicalJson } from '../units/canonical.ts'
import type { Attempt, DrawnTarget, Excluded, Marks, Member, Pool } from './draw.ts'

/**
 * How it is drawn, in full (decision 0078). SHA-256 is FIPS 180-4, texts are UTF-8, JSON is RFC 8785.
 *
 * 1. A mark is the SHA-256 of the JSON of `[what, value]`: of each member (`["targets", {…}]`) and exclusion in their
 *    order, of the rule (`["rule", {algorithm, inspectorsPerTarget, sharePercent}]`), and of why it is drawn again with the
 *    whole attempt before (`["again", [reason, {…} or null]]`). The commitment is the mark of `["marks", {…}]`.
 * 2. Numbers come from blocks: the n-th block (from 0) of a list is the SHA-256 of `commitment:seed:list:n`, read as eight
 *    unsigned 32-bit numbers, the highest byte first. A number below k is the next of them, modulo k, where it is less than
 *    the largest multiple of k up to 2^32; else the one after it is taken.
 * 3. A list is shuffled from its end (Fisher and Yates): for i from the last place down to 1, the elements at i and at a
 *    number below i + 1 change places.
 * 4. Strata come in the order in which they first stand among the targets. The members of one, in their order, are shuffled
 *    as the list `targets/STRATUM`; its first ceil(n × share / 100) are drawn.
 * 5. The inspectors are shuffled as the list `inspectors`. The targets that were drawn take so many each, in turn, from its
 *    beginning, and from its beginning again where it ends.
 */
export const ALGORITHM = 'sortie-draw-1'

/** SHA-256 of a text's UTF-8 as 64 hexadecimal digits: the platform's own, passed in. */
export type HashOf = (text: string) => string

type Marked = { readonly marks: Marks; readonly commitment: string }

export const markOf = (what: string, value: unknown, hashOf: HashOf): string =>
  hashOf(canonicalJson([what, value]))

const marksOfList = (what: string, list: readonly (Member | Excluded)[], hashOf: HashOf): string[] =>
  list.map((one) => markOf(what, one, hashOf))

/** The hashes of all that is settled before the seed, and the one over them; `before`: the attempt before, null of the first. */
export function marksOf(
  { pool, reason }: Pick<Attempt, 'pool' | 'reason'>,
  before: Attempt | null,
  hashOf: HashOf,
): Marked {
  const { targets, targetsExcluded, inspectors, inspectorsExcluded, sharePercent, inspectorsPerTarget } = pool
  const marks: Marks = {
    targets: marksOfList('targets', targets, hashOf),
    targetsExcluded: marksOfList('targetsExcluded', targetsExcluded, hashOf),
    inspectors: marksOfList('inspectors', inspectors, hashOf),
    inspectorsExcluded: marksOfList('inspectorsExcluded', inspectorsExcluded, hashOf),
    rule: markOf('rule', { algorithm: ALGORITHM, sharePercent, inspectorsPerTarget }, hashOf),
    again: markOf('again', [reason, before], hashOf),
  }
  return { marks, commitment: commitmentOf(marks, hashOf) }
}

export const commitmentOf = (marks: Marks, hashOf: HashOf): string => markOf('marks', marks, hashOf)

/** The hash by which a seed is told from another one. */
export const seedMarkOf = (commitment: string, seed: string, hashOf: HashOf): string =>
  markOf('seed', [commitment, seed], hashOf)

/** Numbers without end, each as likely as another. */
function numbersOf(
  commitment: string,
  seed: string,
  list: string,
  hashOf: HashOf,
): (below: number) => number {
  let block = ''
  let n = 0
  const next = (): number => {
    if (block === '') block = hashOf(`${commitment}:${seed}:${list}:${n++}`)
    const number = Number.parseInt(block.slice(0, 8), 16)
    block = block.slice(8)
    return number
  }
  return (below) => {
    const end = 2 ** 32 - (2 ** 32 % below)
    for (;;) {
      const number = next()
      if (number < end) return number % below
    }
  }
}

function shuffled<T>(list: readonly T[], numberBelow: (below: number) => number): T[] {
  const places = [...list]
  for (let i = places.length - 1; i > 0; i--) {
    const j = numberBelow(i + 1)
    const [a, b] = [places[i], places[j]]
    if (a === undefined || b === undefined) throw new RangeError('a place beyond the list')
    places[i] = b
    places[j] = a
  }
  return places
}

/** How many of so many a share comes to. */
export const drawnOf = (count: number, sharePercent: number): number =>
  Math.ceil((count * sharePercent) / 100)

/** What is drawn from a pool that was committed to, by a seed. */
export function drawFrom(pool: Pool, commitment: string, seed: string, hashOf: HashOf): DrawnTarget[] {
  const strata = new Map<string, Member[]>()
  for (const member of pool.targets) {
    const known = strata.get(member.stratum)
    if (known) known.push(member)
    else strata.set(member.stratum, [member])
  }
  const targets = [...strata].flatMap(([stratum, members]) =>
    shuffled(members, numbersOf(commitment, seed, `targets/${stratum}`, hashOf)).slice(
      0,
      drawnOf(members.length, pool.sharePercent),
    ),
  )
  const inspectors = shuffled(pool.inspectors, numbersOf(commitment, seed, 'inspectors', hashOf))
  const each = Math.min(pool.inspectorsPerTarget, inspectors.length)
  let turn = 0
  return targets.map(({ key }) => ({
    target: key,
    inspectors: Array.from({ length: each }, () => inspectors[turn++ % inspectors.length]?.key ?? ''),
  }))
}

/** Why a pool cannot be drawn from; null where it can. */
export const DRAW_PROBLEMS = ['draw_inspectors_few', 'draw_also_excluded'] as const
export function unfitPool(pool: Pool): { code: (typeof DRAW_PROBLEMS)[number]; name: string } | null {
  if (pool.inspectors.length < pool.inspectorsPerTarget) return { code: 'draw_inspectors_few', name: '' }
  for (const [list, out] of [
    [pool.targets, pool.targetsExcluded],
    [pool.inspectors, pool.inspectorsExcluded],
  ] as const) {
    const keys = new Set(out.map(({ key }) => key))
    const both = list.find(({ key }) => keys.has(key))
    if (both) return { code: 'draw_also_excluded', name: both.name }
  }
  return null
}
