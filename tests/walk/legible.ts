/** What a screen shows that nobody can read or press: words cut off, raw codes and ids, targets too small for a glove. */
import type { Page } from 'playwright-core'

/** Everything amiss on the page as it stands, one line each; none: it can be read. `targetPx`: what one presses, at least. */
export const illegible = (page: Page, targetPx = 24): Promise<string[]> =>
  page.evaluate((leastPx) => {
    const found = new Set<string>()
    const clean = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 80)
    const told = (element: Element): string => {
      const near =
        element.closest('[data-testid]')?.getAttribute('data-testid') ?? element.tagName.toLowerCase()
      return `${near}: ${element.tagName.toLowerCase()} “${clean(element.textContent ?? '')}”`
    }
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    // For screen readers alone.
    const isHidden = (element: Element): boolean =>
      [...ancestors(element)].some(
        (one) => one.clientWidth <= 1 || getComputedStyle(one).clipPath === 'inset(50%)',
      )
    function* ancestors(element: Element): Generator<Element> {
      for (let one: Element | null = element; one && one !== document.body; one = one.parentElement)
        if (getComputedStyle(one).display !== 'inline' && getComputedStyle(one).display !== 'contents')
          yield one
    }
    const ink = document.createElement('canvas').getContext('2d')
    const widthOf = (text: string, like: Element): number => {
      if (!ink) return 0
      ink.font = getComputedStyle(like).font
      return ink.measureText(text).width
    }
    const own = (element: Element): string =>
      clean(
        [...element.childNodes]
          .flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : []))
          .join(' '),
      )

    const all = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      (element) => !element.closest('.leaflet-container, svg, option, datalist') && isSeen(element),
    )
    for (const element of all) {
      const text = own(element)
      const style = getComputedStyle(element)
      const isBlock = style.display !== 'inline' && style.display !== 'contents'
      if (element instanceof HTMLSelectElement) {
        const chosen = element.selectedOptions[0]?.textContent ?? ''
        // The arrow at its end takes some of its width.
        const room = element.clientWidth - Number.parseFloat(style.paddingLeft) - 22
        if (widthOf(chosen, element) > room && !element.closest('[title]'))
          found.add(`cut: ${told(element).split(' “')[0]} “${clean(chosen)}”`)
      } else if (isBlock && text !== '' && !isHidden(element)) {
        // Half of a closing bracket is blank, and hangs over its line.
        const blankPx = Math.max(1, 0.15 * Number.parseFloat(style.fontSize))
        const isCut =
          element.scrollWidth > element.clientWidth + blankPx && !/auto|scroll/.test(style.overflowX)
        if (isCut && !element.closest('[title]')) found.add(`cut: ${told(element)}`)
      } else if (element.getAttribute('role') === 'group' || element.tagName === 'BUTTON') {
        if (
          element.scrollWidth > element.clientWidth + 1 &&
          !element.closest('[title]') &&
          !isHidden(element)
        )
          found.add(`cut: ${told(element)}`)
      }
      if (text !== '') {
        const [code] =
          /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|\{\{|\b(?:undefined|NaN|null)\b|\[object|(?<![\w:.+-])\d{4}-\d{2}-\d{2}(?![\w.-])|(?<![\w./])[a-z]+_[a-z_]+\b/.exec(
            text,
          ) ?? []
        if (code !== undefined) found.add(`raw ${code}: ${told(element)}`)
      }
      if (
        element.matches(
          'button, summary, select, input, [role="button"], [role="link"], [role="separator"], [role="slider"]',
        ) &&
        !isHidden(element)
      ) {
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
        // A link inside of a sentence is as high as its line.
        const isInline = element.matches('[role="link"], a') && style.display === 'inline'
        if ((width < leastPx || height < leastPx) && width > 0 && !isInline)
          found.add(`small ${Math.round(width)} × ${Math.round(height)}: ${told(element)}`)
      }
    }
    return [...found]
  }, targetPx)

/**
 * What can be pressed or filled in but cannot be come to: outside of the window wherever one scrolls, or under something
 * else. One line each.
 */
export const unreachable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>()
    const told = (element: Element): string => {
      const near = element.closest('[data-testid]')?.getAttribute('data-testid') ?? ''
      const said = element.getAttribute('aria-label') ?? element.textContent ?? ''
      return `${near}: ${element.tagName.toLowerCase()} “${said.replace(/\s+/g, ' ').trim().slice(0, 60)}”`
    }
    /** What cannot be scrolled by hand but by a script. */
    const fixed = [...document.querySelectorAll<HTMLElement>('*')].filter((element) =>
      /hidden|clip/.test(getComputedStyle(element).overflowY + getComputedStyle(element).overflowX),
    )
    const stood = fixed.map((element) => [element.scrollTop, element.scrollLeft] as const)
    const putBack = (): boolean =>
      fixed.filter((one, i) => {
        const [top, left] = stood[i] ?? [0, 0]
        const hasMoved = one.scrollTop !== top || one.scrollLeft !== left
        if (hasMoved) one.scrollTo(left, top)
        return hasMoved
      }).length > 0
    const DESKS = ['campaign-desk', 'settings-desk', 'compared', 'stage', 'decision']
      .map((id) => `[data-testid="${id}"]`)
      .join()
    /** Why it cannot be pressed as it stands; null: it can. */
    const why = (shown: Element): string | null => {
      const { left, right, top, bottom } = shown.getBoundingClientRect()
      const [x, y] = [(left + right) / 2, (top + bottom) / 2]
      const hit = document.elementFromPoint(x, y)
      if (!hit) return `out of reach at ${Math.round(x)}, ${Math.round(y)}`
      if (shown.contains(hit) || hit.contains(shown)) return null
      // What takes the place of the map takes that of its buttons too.
      return shown.closest('.leaflet-container') && hit.closest(DESKS) ? null : `under ${told(hit)}`
    }
    /** The same wherever one scrolls to. */
    const reasons = (shown: Element): string[] => {
      const asItStands = why(shown)
      if (!asItStands) return []
      const seen = [asItStands]
      for (const block of ['nearest', 'center', 'end'] as const) {
        shown.scrollIntoView({ block, inline: 'nearest' })
        const next = putBack() ? 'scrolled by a script alone' : why(shown)
        if (!next) return []
        seen.push(next)
      }
      return [...new Set(seen)]
    }
    const open = '[data-testid="who-menu"], [role="menu"], [data-testid="palette"]'
    const within = document.querySelector(open) ?? document.body
    const isBeginning = document.querySelector('[data-testid="first-start"]') !== null
    for (const element of within.querySelectorAll<HTMLElement>(
      'button, summary, select, textarea, input:not([type="file"]), [role="separator"], [role="slider"]',
    )) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      if (element.closest('[inert], [data-row], [aria-hidden="true"], .leaflet-pane')) continue
      // The first words stand before the map until one has begun.
      if (isBeginning && element.closest('.leaflet-container')) continue
      const shown = element.matches('input') ? (element.closest('label') ?? element) : element
      const own = shown.getBoundingClientRect()
      // For screen readers and keyboards alone: what is seen of it stands beside it.
      if (own.width <= 1 || own.height <= 1) continue
      const why = reasons(shown)
      if (why.length > 0) found.add(`${why.join(', then ')}: ${told(element)}`)
    }
    return [...found]
  })
