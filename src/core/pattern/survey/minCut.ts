/**
 * A graph of nodes that each take one of two labels. `costA[i]` and `costB[i]` are what node i costs under either
 * label; a link costs `cost` where its two nodes differ. All costs are at least 0.
 */
export type Labelling = {
  readonly costA: Float64Array
  readonly costB: Float64Array
  readonly links: readonly { readonly i: number; readonly j: number; readonly cost: number }[]
}

/** Costs are rounded to this many parts of one, so that flows are whole numbers and the search ends. */
const PARTS = 1000

/**
 * The labels (true: A) of least total cost, exact: a minimum cut, found as a maximum flow with Dinic's algorithm
 * (Kolmogorov and Zabih, "What energy functions can be minimized via graph cuts?", section 4). Deterministic; of
 * several minima the one with the fewest A, and the one with the most.
 */
export function leastCostLabels({ costA, costB, links }: Labelling): {
  fewestA: boolean[]
  mostA: boolean[]
} {
  const n = costA.length
  const source = n
  const sink = n + 1
  // Arcs in pairs: arc e and its reverse e ^ 1. Those of a node are numbered from `firstOf` in `arcs`.
  const count = 2 * (n + links.length)
  const to = new Int32Array(count)
  const room = new Int32Array(count)
  const firstOf = new Int32Array(n + 3)
  let used = 0
  const connect = (i: number, j: number, forth: number, back: number) => {
    to[used] = j
    room[used++] = Math.round(forth * PARTS)
    to[used] = i
    room[used++] = Math.round(back * PARTS)
    firstOf[i + 1] = (firstOf[i + 1] as number) + 1
    firstOf[j + 1] = (firstOf[j + 1] as number) + 1
  }
  for (let i = 0; i < n; i++) {
    // A node on the source's side has label A and cuts its arc to the sink. Only the difference of the two matters.
    const difference = (costB[i] as number) - (costA[i] as number)
    if (difference > 0) connect(source, i, difference, 0)
    else if (difference < 0) connect(i, sink, -difference, 0)
  }
  for (const { i, j, cost } of links) connect(i, j, cost, cost)
  for (let i = 0; i < n + 2; i++) firstOf[i + 1] = (firstOf[i + 1] as number) + (firstOf[i] as number)
  const arcs = new Int32Array(used)
  const filled = firstOf.slice()
  for (let arc = 0; arc < used; arc++) {
    const from = to[arc ^ 1] as number
    const slot = filled[from] as number
    arcs[slot] = arc
    filled[from] = slot + 1
  }

  const level = new Int32Array(n + 2)
  const next = new Int32Array(n + 2)
  const queue = new Int32Array(n + 2)
  const way = new Int32Array(n + 2)
  while (layered()) {
    next.set(firstOf.subarray(0, n + 2))
    while (push());
  }
  const fewestA = Array.from({ length: n }, (_, i) => (level[i] as number) >= 0)
  const reaches = reachingSink()
  return { fewestA, mostA: fewestA.map((_, i) => !reaches[i]) }

  /** Nodes from which the sink can still be reached, walked backwards over arcs with room. */
  function reachingSink(): Uint8Array {
    const reaches = new Uint8Array(n + 2)
    reaches[sink] = 1
    queue[0] = sink
    for (let head = 0, tail = 1; head < tail; head++) {
      const node = queue[head] as number
      for (let slot = firstOf[node] as number; slot < (firstOf[node + 1] as number); slot++) {
        const arc = arcs[slot] as number
        const before = to[arc] as number
        if (reaches[before] === 0 && (room[arc ^ 1] as number) > 0) {
          reaches[before] = 1
          queue[tail++] = before
        }
      }
    }
    return reaches
  }

  /** Breadth first from the source over arcs with room; false when the sink is cut off. */
  function layered(): boolean {
    level.fill(-1)
    level[source] = 0
    queue[0] = source
    for (let head = 0, tail = 1; head < tail; head++) {
      const node = queue[head] as number
      for (let slot = firstOf[node] as number; slot < (firstOf[node + 1] as number); slot++) {
        const arc = arcs[slot] as number
        const neighbour = to[arc] as number
        if ((room[arc] as number) > 0 && (level[neighbour] as number) < 0) {
          level[neighbour] = (level[node] as number) + 1
          queue[tail++] = neighbour
        }
      }
    }
    return (level[sink] as number) >= 0
  }

  /** One way from the source to the sink along the layers, without recursion: ways may be thousands of arcs long. */
  function push(): boolean {
    let length = 0
    let node = source
    for (;;) {
      if (node === sink) {
        let flow = Number.MAX_SAFE_INTEGER
        for (let k = 0; k < length; k++) flow = Math.min(flow, room[way[k] as number] as number)
        for (let k = 0; k < length; k++) {
          const arc = way[k] as number
          room[arc] = (room[arc] as number) - flow
          room[arc ^ 1] = (room[arc ^ 1] as number) + flow
        }
        return true
      }
      const end = firstOf[node + 1] as number
      let slot = next[node] as number
      while (slot < end) {
        const arc = arcs[slot] as number
        const isOnward = (level[to[arc] as number] as number) === (level[node] as number) + 1
        if (isOnward && (room[arc] as number) > 0) break
        slot += 1
      }
      next[node] = slot
      if (slot < end) {
        const arc = arcs[slot] as number
        way[length++] = arc
        node = to[arc] as number
      } else {
        // A dead end: never looked at again in this layering.
        if (length === 0) return false
        node = to[(way[--length] as number) ^ 1] as number
        next[node] = (next[node] as number) + 1
      }
    }
  }
}
