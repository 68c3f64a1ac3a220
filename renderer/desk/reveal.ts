/** What was not there after so long is not coming, ms. */
const PATIENCE_MS = 8000

const FOCUSABLE = 'input, select, textarea, button, summary, [tabindex]'

/** Counts requests: a newer one ends those before it. */
let last = 0

/**
 * Leads to a field of a panel: unfolds the parts that it lies in, brings it into sight and gives it the focus, as soon as
 * each of them is there. Parts and fields go by the names that they bear in the page (`data-testid`), outermost first.
 */
export async function reveal(path: readonly string[]): Promise<void> {
  const mine = ++last
  let inside: Element = document.body
  for (const name of path) {
    const found = await appearing(inside, name)
    if (!found || mine !== last) return
    inside = found
    if (inside instanceof HTMLDetailsElement) inside.open = true
  }
  const target = inside.matches(FOCUSABLE) ? inside : inside.querySelector(FOCUSABLE)
  inside.scrollIntoView({ block: inside instanceof HTMLDetailsElement ? 'start' : 'center' })
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}

/** The first element of a name inside another, as soon as there is one; null: none came. */
function appearing(inside: Element, name: string): Promise<Element | null> {
  const look = (): Element | null => inside.querySelector(`[data-testid="${CSS.escape(name)}"]`)
  const found = look()
  if (found) return Promise.resolve(found)
  return new Promise((resolve) => {
    const end = (element: Element | null): void => {
      clearTimeout(timer)
      watcher.disconnect()
      resolve(element)
    }
    const timer = setTimeout(() => end(null), PATIENCE_MS)
    const watcher = new MutationObserver(() => {
      const element = look()
      if (element) end(element)
    })
    watcher.observe(document.body, { childList: true, subtree: true })
  })
}
