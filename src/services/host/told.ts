/** So many changed documents of a kind are told of one by one; whoever hears of these looks at all of that kind. */
const MOST_OF_A_KIND = 200

/** What is told of very many changes at once: some of each kind, so that no kind is left out. */
export function someOfEach<A extends string>(
  changes: Iterable<{ readonly aggregate: A; readonly id: string }>,
): { aggregate: A; id: string }[] {
  const counts = new Map<A, number>()
  const some: { aggregate: A; id: string }[] = []
  for (const { aggregate, id } of changes) {
    const count = (counts.get(aggregate) ?? 0) + 1
    counts.set(aggregate, count)
    if (count <= MOST_OF_A_KIND) some.push({ aggregate, id })
  }
  return some
}
