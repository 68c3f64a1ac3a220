/** Hands on a keyboard: whatever a walk presses is gone to by Tab and arrows, seen to have the focus, and pressed. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { onMap } from './drawing.ts'
import { look } from './look.ts'

/** More steps than any screen has stops; who has made so many goes in a circle. */
const MOST_STEPS = 500
/** So far an arrow moves the map, px. */
const ARROW_PX = 80

/** Waits until the page stands, and a thing of it where one is given. */
type AtRest = (thing?: Locator) => Promise<void>

type Stop = {
  /** What has the focus, for whoever reads why it went wrong. */
  name: string
  /** Something can be seen of the focus; so it must, unless nothing has it. */
  isSeen: boolean
  /** The key that leads on; null where the focus is on what was looked for. */
  next: string | null
}

/** Where the focus is, and which way from there to an element. Runs in the page. */
function stopOnTheWay(target: Element): Stop {
  const active = document.activeElement ?? document.body
  const words = active.getAttribute('aria-label') ?? active.textContent ?? ''
  const name = `${active.tagName.toLowerCase()} ${active.getAttribute('data-testid') ?? ''} ${words.slice(0, 40)}`
  /** Has a line about it; a box with clipped edges may cut one side of it, as the map does, but not both. */
  const isOutlined = (element: Element): boolean => {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element)
    const widthPx = Number.parseFloat(outlineWidth)
    if (outlineStyle === 'none' || !(widthPx > 0)) return false
    // Half a pixel is lost to nobody.
    const beyondPx = Number.parseFloat(outlineOffset) + widthPx - 0.5
    const line = element.getBoundingClientRect()
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      const edge = box.getBoundingClientRect()
      const isCutAside = line.left - beyondPx < edge.left && line.right + beyondPx > edge.right
      const isCutAbove = line.top - beyondPx < edge.top && line.bottom + beyondPx > edge.bottom
      const isOutside =
        line.right <= edge.left ||
        line.left >= edge.right ||
        line.bottom <= edge.top ||
        line.top >= edge.bottom
      if (overflowX !== 'visible' && (isCutAside || isOutside)) return false
      if (['hidden', 'clip'].includes(overflowY) && isCutAbove) return false
    }
    return true
  }
  // A switch shows the focus of its hidden field, a handle on the map in its dot.
  const { left, top, right, bottom } = active.getBoundingClientRect()
  const isInView = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
  const shown = [active, ...active.querySelectorAll('*'), active.closest('[data-focus-visible]')]
  const isSeen =
    active === document.body || (isInView && shown.some((element) => element !== null && isOutlined(element)))
  if (active === target) return { name, isSeen, next: null }
  const isBehind = (target.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const list = target.closest('[role=list], [role=tablist], [role=radiogroup], [role=toolbar]')
  if ((target as HTMLElement).tabIndex < 0 && list?.contains(active))
    return { name, isSeen, next: isBehind ? 'ArrowUp' : 'ArrowDown' }
  return { name, isSeen, next: isBehind && active !== document.body ? 'Shift+Tab' : 'Tab' }
}

/** Goes to an element by Tab and arrows alone; throws where it cannot be come to or a stop shows nothing of the focus. */
async function goTo(page: Page, target: Locator, atRest: AtRest): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < MOST_STEPS; step++) {
    let stop = await target.evaluate(stopOnTheWay)
    // The map glides to a mark of it that was out of sight.
    if (!stop.isSeen && step > 0) {
      await atRest(page.locator(':focus'))
      stop = await target.evaluate(stopOnTheWay)
    }
    const { name, isSeen, next } = stop
    // Where it was before is no stop: what stood about it may be gone.
    if (!isSeen && step > 0) throw new Error(`nothing shows that the focus is on ${name}`)
    if (next === null) return
    passed.push(`${next} from ${name}`)
    await page.keyboard.press(next)
  }
  throw new Error(`no key leads to ${target.toString()}:\n${passed.slice(-60).join('\n')}`)
}

/**
 * Takes the pointer away from a walk: what it clicks is gone to and pressed by keys, a place of the map is brought into
 * its middle by arrows and put with Space, and whatever else a pointer does is refused. Answers with what gives it back.
 */
export function byKeyboard(page: Page, atRest: AtRest): () => void {
  const locators = Object.getPrototypeOf(page.locator('body')) as Locator
  const byPointer = locators.click
  let presses = 0
  locators.click = async function pressed(this: Locator) {
    await this.waitFor()
    await expect.poll(() => this.isEnabled()).toBe(true)
    await atRest()
    await goTo(page, this, atRest)
    await look({ page }, `keyboard-${String(++presses).padStart(2, '0')}`)
    await page.keyboard.press('Enter')
  }
  const moved = { x: 0, y: 0 }
  /** Moves the map until a place of the view that the walk began with is about in its middle. */
  async function moveTo(axis: 'x' | 'y', px: number, back: string, on: string): Promise<void> {
    while (Math.abs(px - moved[axis]) > ARROW_PX / 2) {
      const isOn = px > moved[axis]
      await page.keyboard.press(isOn ? on : back)
      moved[axis] += isOn ? ARROW_PX : -ARROW_PX
      // It glides.
      await atRest()
    }
  }
  page.mouse.click = async (x, y) => {
    const middle = await onMap({ page }, [0.5, 0.5])
    await moveTo('x', x - middle.x, 'ArrowLeft', 'ArrowRight')
    await moveTo('y', y - middle.y, 'ArrowUp', 'ArrowDown')
    await page.keyboard.press('Space')
  }
  for (const deed of ['move', 'down', 'up', 'wheel', 'dblclick'] as const)
    page.mouse[deed] = () => Promise.reject(new Error(`a keyboard does not ${deed}`))
  return () => {
    locators.click = byPointer
  }
}
