/** What a screen shows that nobody can read or press: words cut off, raw codes and ids, targets too small for a glove. */
import type { Page } from 'playwright-core'

/** Everything amiss on the page as it stands, one line each; none: it can be read. */
export const illegible = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
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
        const isCut = element.scrollWidth > element.clientWidth + 1 && !/auto|scroll/.test(style.overflowX)
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
        element.matches('button, summary, select, input, [role="button"], [role="link"]') &&
        !isHidden(element)
      ) {
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
        // A link inside of a sentence is as high as its line.
        const isInline = element.matches('[role="link"], a') && style.display === 'inline'
        if ((width < 24 || height < 24) && width > 0 && !isInline)
          found.add(`small ${Math.round(width)} × ${Math.round(height)}: ${told(element)}`)
      }
    }
    return [...found]
  })
