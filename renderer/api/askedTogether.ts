type Waiting<R> = { readonly id: string; end: (row: Promise<R | null>) => void }

/**
 * Asks for rows by their ids, those that are asked for at one moment together, at most so many at a time; null: there is
 * none of that id.
 */
export function askedTogether<R extends { readonly id: string }>(
  most: number,
  ask: (ids: string[]) => Promise<readonly R[]>,
): (id: string) => Promise<R | null> {
  let waiting: Waiting<R>[] = []
  const askAll = (): void => {
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; from += most) {
      const some = all.slice(from, from + most)
      const answer = ask(some.map(({ id }) => id))
      for (const { id, end } of some) end(answer.then((rows) => rows.find((row) => row.id === id) ?? null))
    }
  }
  return (id) =>
    new Promise((resolve) => {
      if (waiting.length === 0) queueMicrotask(askAll)
      waiting.push({ id, end: resolve })
    })
}
