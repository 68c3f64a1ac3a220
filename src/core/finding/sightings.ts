import { type Finding, type Knew, MOST_KNOWN, type Sighting, type Transition } from './finding.ts'

/**
 * What was seen of a finding, in the order in which people knew of it: a sighting is newer than those that were known where
 * it was made (`Sighting.knew`). Clocks order nothing, since a laptop's may be hours or years off; but sightings that were
 * made before that was kept say nothing of it, so those are taken among one another by the time at which they were seen.
 * Of two that knew nothing of one another, neither is newer; where one has to be named, it is that with the greater id.
 */

/** The sightings that each one follows at once, by its id; what is not here follows nothing. */
function followed(sightings: readonly Sighting[]): ReadonlyMap<string, readonly string[]> {
  const unlinked = sightings
    .filter(({ knew }) => !knew)
    .sort((a, b) => a.seenAtMs - b.seenAtMs || (a.id < b.id ? -1 : 1))
  const before = new Map(unlinked.map(({ id }, i) => [id, unlinked.slice(Math.max(0, i - 1), i)]))
  return new Map(
    sightings.map(({ id, knew }) => [id, knew?.sightings ?? (before.get(id) ?? []).map((one) => one.id)]),
  )
}

const byId = (a: Sighting, b: Sighting): number => (a.id < b.id ? 1 : -1)

/** Sightings of a finding, the newest first: each before all that it follows. */
export function newestFirst(sightings: readonly Sighting[]): Sighting[] {
  const follows = followed(sightings)
  const ranks = new Map<string, number>()
  const open = new Set<string>()
  // By hand, not by recursion: a finding may be looked at for years.
  for (const { id: first } of sightings) {
    const left = [first]
    for (let id = left.at(-1); id !== undefined; id = left.at(-1)) {
      const behind = (follows.get(id) ?? []).filter((one) => follows.has(one))
      const next = behind.find((one) => !ranks.has(one) && !open.has(one))
      open.add(id)
      if (next !== undefined) left.push(next)
      else {
        ranks.set(id, 1 + behind.reduce((most, one) => Math.max(most, ranks.get(one) ?? 0), 0))
        left.pop()
      }
    }
  }
  const rankOf = ({ id }: Sighting): number => ranks.get(id) ?? 0
  return [...sightings].sort((a, b) => rankOf(b) - rankOf(a) || byId(a, b))
}

/** The sightings that no other one follows, that with the greatest id first. */
function newest(sightings: readonly Sighting[]): Sighting[] {
  const passed = new Set([...followed(sightings).values()].flat())
  return sightings.filter(({ id }) => !passed.has(id)).sort(byId)
}

/** What a sighting knows that is made now, of a finding and all that is here of what was seen of it. */
export function knownOf({ transitions }: Finding, sightings: readonly Sighting[]): Knew {
  const last = transitions.at(-1)
  return {
    sightings: newest(sightings)
      .slice(0, MOST_KNOWN)
      .map(({ id }) => id),
    steps: transitions.length,
    lastStep: last ? { to: last.to, atMs: last.atMs, by: last.by } : null,
  }
}

/** Whether a sighting was made where the finding's step number `step` (from 0) was known; -1: from its opening on. */
function isSince({ knew, seenAtMs }: Sighting, { transitions, openedAtMs }: Finding, step: number): boolean {
  if (!knew) return seenAtMs >= (transitions[step]?.atMs ?? openedAtMs)
  if (step < 0) return true
  return knew.steps > step && isStep(knew.lastStep, transitions[knew.steps - 1])
}

/** Whether steps are one: at two stations two different ones may have been made as the same number. */
const isStep = (mark: Knew['lastStep'], step: Transition | undefined): boolean =>
  mark !== null && mark.to === step?.to && mark.atMs === step.atMs && mark.by === step.by

/**
 * The newest sighting since the order, if it saw the thing gone: what closing needs. Where several are newest, which knew
 * nothing of one another, all of them have to have seen it gone. Null: there is no such proof.
 *
 * `from`: the newest that saw it gone from the air or on site, where it has to be one of those.
 */
export function goneSince(
  finding: Finding,
  sightings: readonly Sighting[],
  from: Sighting['seenFrom'] | null = null,
): Sighting | null {
  const order = finding.transitions.findLastIndex(({ to }) => to === 'ordered')
  const follows = followed(sightings)
  const since = new Set<string>()
  // What follows a sighting since the order is since the order, whatever became of the steps that it knew.
  for (const sighting of newestFirst(sightings).reverse())
    if (isSince(sighting, finding, order) || follows.get(sighting.id)?.some((id) => since.has(id)))
      since.add(sighting.id)
  const all = sightings.filter(({ id }) => since.has(id))
  const last = newest(all)
  if (!last.every(({ outcome }) => outcome === 'gone')) return null
  if (from === null) return last[0] ?? null
  return newestFirst(all).find(({ outcome, seenFrom }) => outcome === 'gone' && seenFrom === from) ?? null
}
