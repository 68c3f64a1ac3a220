/** Something that stands in a causal order, by its hash: `after` names what it was made on or behind. */
export type Ordered = { readonly hash: string; readonly after: readonly string[] }

/**
 * Things in the one order that follows from the set of them: each behind all that it names, and of those that could stand
 * next the one with the least hash. No clock and no order of arrival is in it. `waiting` are those that name, directly or
 * through others, what is not among them, by hash; what is given twice counts once.
 */
export function inCausalOrder<T extends Ordered>(things: readonly T[]): { ordered: T[]; waiting: T[] } {
  const byHash = new Map(things.map((thing) => [thing.hash, thing]))
  const left = new Map<string, number>()
  const behind = new Map<string, string[]>()
  const next = leastFirst()
  for (const { hash, after } of byHash.values()) {
    const named = new Set(after)
    left.set(hash, named.size)
    if (named.size === 0) next.add(hash)
    for (const one of named) {
      const known = behind.get(one)
      if (known) known.push(hash)
      else behind.set(one, [hash])
    }
  }
  const ordered: T[] = []
  for (let hash = next.take(); hash !== undefined; hash = next.take()) {
    const thing = byHash.get(hash)
    if (thing) ordered.push(thing)
    for (const one of behind.get(hash) ?? []) {
      const rest = (left.get(one) ?? 0) - 1
      left.set(one, rest)
      if (rest === 0) next.add(one)
    }
  }
  const placed = new Set(ordered.map(({ hash }) => hash))
  const waiting = [...byHash.values()]
    .filter(({ hash }) => !placed.has(hash))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
  return { ordered, waiting }
}

/** A heap of texts that gives the least one first. */
function leastFirst(): { add(text: string): void; take(): string | undefined } {
  const heap: string[] = []
  const at = (i: number): string => heap[i] ?? ''
  const swap = (a: number, b: number): void => {
    ;[heap[a], heap[b]] = [at(b), at(a)]
  }
  return {
    add(text) {
      heap.push(text)
      for (let i = heap.length - 1; i > 0; ) {
        const above = (i - 1) >> 1
        if (at(above) <= at(i)) return
        swap(i, above)
        i = above
      }
    },
    take() {
      const least = heap[0]
      const last = heap.pop()
      if (last === undefined || heap.length === 0) return least
      heap[0] = last
      for (let i = 0; ; ) {
        let below = 2 * i + 1
        if (below >= heap.length) return least
        if (below + 1 < heap.length && at(below + 1) < at(below)) below += 1
        if (at(i) <= at(below)) return least
        swap(i, below)
        i = below
      }
    },
  }
}
