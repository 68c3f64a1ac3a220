/** What opens is something to fill in or to press; anything else that comes is news, and moves nothing. */
const FIELDS = 'input, select, textarea, button'
/** Whoever does one of these has gone on to something else. */
const GOES_ON = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/**
 * Brings what a press in a panel opens into its sight, whole where it fits and else from its beginning: a part that
 * unfolds, a form that comes; and what comes of it later, until the person goes on. Answers how to stop.
 */
export function bringOpened(panel: HTMLElement): () => void {
  /** Whether a press is being answered: what comes later was not opened by it. */
  let isPressed = false
  const grown = new ResizeObserver((entries) => {
    for (const { target } of entries) target.scrollIntoView({ block: 'nearest' })
  })
  const goesOn = (): void => grown.disconnect()
  const onClick = ({ target }: MouseEvent): void => {
    isPressed = true
    const part = target instanceof Element ? target.closest('summary')?.parentElement : null
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        isPressed = false
        if (part instanceof HTMLDetailsElement && part.open) grown.observe(part)
      }),
    )
  }
  const added = new MutationObserver((changes) => {
    if (!isPressed) return
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof HTMLElement && !node.closest('[role="list"]') && node.querySelector(FIELDS))
          grown.observe(node)
  })
  panel.addEventListener('click', onClick, { capture: true })
  for (const type of GOES_ON) panel.addEventListener(type, goesOn, { capture: true, passive: true })
  added.observe(panel, { childList: true, subtree: true })
  return () => {
    panel.removeEventListener('click', onClick, { capture: true })
    for (const type of GOES_ON) panel.removeEventListener(type, goesOn, { capture: true })
    added.disconnect()
    grown.disconnect()
  }
}
