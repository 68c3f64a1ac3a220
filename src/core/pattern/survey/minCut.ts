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
/** Which tree a node is in: the source's, the sink's, or none. */
const FREE = 0
const SOURCE = 1
const SINK = 2
const NO_ARC = -1

/**
 * The labels (true: A) of least total cost, exact: a minimum cut, found as a maximum flow with two search trees that are
 * kept from one augmenting path to the next (Boykov and Kolmogorov, "An experimental comparison of min-cut/max-flow
 * algorithms for energy minimization in vision", 2004, section 3). Deterministic; of several minima the one with the
 * fewest A, and the one with the most. Null as soon as it is clear that they cost more than `most`: a flow is a lower bound
 * long before it is the greatest.
 */
export function leastCostLabels(
  { costA, costB, links }: Labelling,
  most = Number.POSITIVE_INFINITY,
): { fewestA: boolean[]; mostA: boolean[] } | null {
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
  let leastOfEach = 0
  for (let i = 0; i < n; i++) {
    // A node on the source's side has label A and cuts its arc to the sink. Only the difference of the two matters.
    const difference = (costB[i] as number) - (costA[i] as number)
    leastOfEach += Math.min(costA[i] as number, costB[i] as number)
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

  const tree = new Uint8Array(n + 2)
  /** The arc from a node to its parent in its tree. */
  const parent = new Int32Array(n + 2).fill(NO_ARC)
  /** When a node was last known to hang from its root, and how far from it. */
  const knownAt = new Int32Array(n + 2)
  const depth = new Int32Array(n + 2)
  let time = 0
  // Nodes that may still grow, first in first out, each in it once.
  const active = new Int32Array(n + 2)
  const isActive = new Uint8Array(n + 2)
  let head = 0
  let waiting = 0
  const activate = (node: number) => {
    if (isActive[node] === 1) return
    isActive[node] = 1
    active[(head + waiting) % (n + 2)] = node
    waiting++
  }
  const orphans: number[] = []
  /** What may still flow between a node and the node at the other end of an arc of it, away from the root of its tree. */
  const outward = (side: number, arc: number): number =>
    (side === SOURCE ? room[arc] : room[arc ^ 1]) as number

  tree[source] = SOURCE
  tree[sink] = SINK
  activate(source)
  activate(sink)
  // Every arc may have been rounded up by half a part.
  let left = (most - leastOfEach) * PARTS + used / 4
  while (waiting > 0) {
    const node = active[head] as number
    const bridge = tree[node] === FREE ? NO_ARC : grown(node)
    if (bridge === NO_ARC) {
      isActive[node] = 0
      head = (head + 1) % (n + 2)
      waiting--
      continue
    }
    left -= augmented(bridge)
    if (left < 0) return null
    time++
    for (let orphan = orphans.pop(); orphan !== undefined; orphan = orphans.pop()) adopt(orphan)
  }
  // What the source still reaches is in its tree, what still reaches the sink in the other.
  return {
    fewestA: Array.from({ length: n }, (_, i) => tree[i] === SOURCE),
    mostA: Array.from({ length: n }, (_, i) => tree[i] !== SINK),
  }

  /** Takes free neighbours into a node's tree; answers an arc from the source's tree to the sink's, once there is one. */
  function grown(node: number): number {
    const side = tree[node] as number
    for (let slot = firstOf[node] as number; slot < (firstOf[node + 1] as number); slot++) {
      const arc = arcs[slot] as number
      if (outward(side, arc) === 0) continue
      const next = to[arc] as number
      if (tree[next] === FREE) {
        tree[next] = side
        parent[next] = arc ^ 1
        knownAt[next] = knownAt[node] as number
        depth[next] = (depth[node] as number) + 1
        activate(next)
      } else if (tree[next] !== side) return side === SOURCE ? arc : arc ^ 1
    }
    return NO_ARC
  }

  /** As much as goes along the path over an arc between the trees flows; who is cut off by it is an orphan. */
  function augmented(bridge: number): number {
    let flow = room[bridge] as number
    for (let node = to[bridge ^ 1] as number; node !== source; node = to[parent[node] as number] as number)
      flow = Math.min(flow, room[(parent[node] as number) ^ 1] as number)
    for (let node = to[bridge] as number; node !== sink; node = to[parent[node] as number] as number)
      flow = Math.min(flow, room[parent[node] as number] as number)
    send(bridge, flow)
    for (let node = to[bridge ^ 1] as number; node !== source; ) {
      const arc = parent[node] as number
      send(arc ^ 1, flow)
      if (room[arc ^ 1] === 0) cutOff(node)
      node = to[arc] as number
    }
    for (let node = to[bridge] as number; node !== sink; ) {
      const arc = parent[node] as number
      send(arc, flow)
      if (room[arc] === 0) cutOff(node)
      node = to[arc] as number
    }
    return flow
  }

  function send(arc: number, flow: number): void {
    room[arc] = (room[arc] as number) - flow
    room[arc ^ 1] = (room[arc ^ 1] as number) + flow
  }

  function cutOff(node: number): void {
    parent[node] = NO_ARC
    orphans.push(node)
  }

  /** Finds an orphan the parent that is nearest to the root, or sets it and what hangs from it free. */
  function adopt(orphan: number): void {
    const side = tree[orphan] as number
    let best = NO_ARC
    let bestDepth = Number.POSITIVE_INFINITY
    for (let slot = firstOf[orphan] as number; slot < (firstOf[orphan + 1] as number); slot++) {
      const arc = arcs[slot] as number
      const other = to[arc] as number
      if (tree[other] !== side || outward(side, arc ^ 1) === 0) continue
      const far = depthOf(other)
      if (far < bestDepth) {
        best = arc
        bestDepth = far
      }
    }
    parent[orphan] = best
    if (best !== NO_ARC) {
      knownAt[orphan] = time
      depth[orphan] = bestDepth + 1
      return
    }
    tree[orphan] = FREE
    for (let slot = firstOf[orphan] as number; slot < (firstOf[orphan + 1] as number); slot++) {
      const arc = arcs[slot] as number
      const other = to[arc] as number
      if (tree[other] !== side) continue
      if (outward(side, arc ^ 1) > 0) activate(other)
      if (parent[other] === (arc ^ 1)) cutOff(other)
    }
  }

  /** How far a node hangs from the root of its tree; infinite when it hangs from an orphan. */
  function depthOf(start: number): number {
    let steps = 0
    let node = start
    for (;;) {
      if (node === source || node === sink) break
      if (knownAt[node] === time) {
        steps += depth[node] as number
        break
      }
      const arc = parent[node] as number
      if (arc === NO_ARC) return Number.POSITIVE_INFINITY
      node = to[arc] as number
      steps++
    }
    // All on the way know it now.
    for (let at = start, far = steps; at !== source && at !== sink && knownAt[at] !== time; far--) {
      knownAt[at] = time
      depth[at] = far
      at = to[parent[at] as number] as number
    }
    return steps
  }
}
