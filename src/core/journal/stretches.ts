/** A place in a chain: how many entries it has by then, and the hash of the last. */
type Place = { readonly seq: number; readonly hash: string }

/** One branch of a station's chain, as its entries' hashes from number 1 on. */
export type Branch = { readonly station: string; readonly hashes: readonly string[] }

/** The part of a branch that is to go: what lies behind `after` (number 0: all of it). */
export type Going = { readonly branch: Branch; readonly afterSeq: number }

/** How many entries two branches have in common from their beginning. */
function inCommon(a: readonly string[], b: readonly string[]): number {
  // A hash is of all that lies before it: where one is alike, so is all before.
  let [alike, other] = [0, Math.min(a.length, b.length) + 1]
  while (other - alike > 1) {
    const middle = (alike + other) >> 1
    if (a[middle - 1] === b[middle - 1]) alike = middle
    else other = middle
  }
  return alike
}

/**
 * What of the branches here goes to somebody whose heads are `theirs` (by a receipt; none: everything). A head of theirs
 * that is not known here says nothing: then all of that chain goes. `unknown` names the stations of such heads of which there is
 * a chain here.
 */
export function stretchesFor(
  branches: readonly Branch[],
  theirs: readonly (Place & { station: string })[],
): { going: Going[]; unknown: string[] } {
  const going: Going[] = []
  const unknown = new Set<string>()
  const isOn = ({ hashes }: Branch, { seq, hash }: Place): boolean => hashes[seq - 1] === hash
  for (const head of theirs) {
    const ours = branches.filter(({ station }) => station === head.station)
    if (ours.length > 0 && !ours.some((branch) => isOn(branch, head))) unknown.add(head.station)
  }
  for (const [i, branch] of branches.entries()) {
    const has = theirs.filter((head) => head.station === branch.station && isOn(branch, head))
    const sent = branches.slice(0, i).filter(({ station }) => station === branch.station)
    const afterSeq = Math.max(
      0,
      ...has.map(({ seq }) => seq),
      ...sent.map(({ hashes }) => inCommon(hashes, branch.hashes)),
    )
    if (afterSeq < branch.hashes.length) going.push({ branch, afterSeq })
  }
  return { going, unknown: [...unknown] }
}
