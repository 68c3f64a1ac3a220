/** A list with the steps that hold alone. */
const only = (list: readonly string[], holds: (step: string) => boolean): string[] => list.filter(holds)

/** Whether two lists have what both have in the same order. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  const [inA, inB] = [new Set(a), new Set(b)]
  const [ofA, ofB] = [only(a, (step) => inB.has(step)), only(b, (step) => inA.has(step))]
  return ofA.every((step, i) => step === ofB[i])
}

/**
 * One order of parts out of several lists of them. `leading`: the lists as those left them who put their parts in an order;
 * they have to agree, else null, unless `isLoose`. `lists`: those of all sides; what is only in one comes behind what it
 * stands behind there. It follows from the set of the lists alone. Only members that `holds` are in it.
 */
export function joinedOrder(
  leading: readonly (readonly string[])[],
  lists: readonly (readonly string[])[],
  holds: (step: string) => boolean,
  isLoose: boolean,
): string[] | null {
  const leads = leading.map((list) => only(list, holds))
  if (!isLoose && !leads.every((a, i) => leads.slice(i + 1).every((b) => agree(a, b)))) return null
  const order: string[] = []
  for (const all of [isLoose ? [] : leads, lists.map((list) => only(list, holds))])
    for (const list of all.map((steps) => ({ steps, text: steps.join('\n') })).sort(byText)) {
      const known = new Set(order)
      let at = 0
      for (const step of list.steps) {
        if (known.has(step)) at = order.indexOf(step) + 1
        else {
          order.splice(at, 0, step)
          known.add(step)
          at += 1
        }
      }
    }
  return order
}

const byText = (a: { text: string }, b: { text: string }): number =>
  a.text < b.text ? -1 : a.text > b.text ? 1 : 0
