/** How smooth a page is: the longest task of its thread, by Chromium's own trace. */
import type { Page } from 'playwright-core'

/** What Chromium's trace says of a task, and of a thread. */
type Traced = { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }

/**
 * The longest task of the page's thread while something is done and until the page has come to rest: how long the thread
 * worked on it, which a machine that does other things besides does not lengthen.
 */
export async function longestTaskMs(page: Page, act: (page: Page) => Promise<void>): Promise<number> {
  const browser = page.context().browser()
  if (!browser) throw new Error('no browser')
  const devtools = await browser.newBrowserCDPSession()
  const events: Traced[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as Traced[])))
  await devtools.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel'] } })
  try {
    await act(page)
    // Where a browser draws nothing it does not tell of an idleness.
    await page.evaluate(
      () => new Promise<void>((done) => requestIdleCallback(() => done(), { timeout: 1000 })),
    )
  } finally {
    const isComplete = new Promise<void>((done) => devtools.once('Tracing.tracingComplete', () => done()))
    await devtools.send('Tracing.end')
    await isComplete
    await devtools.detach()
  }
  const threadOf = ({ pid, tid }: Traced): string => `${pid} ${tid}`
  const ofPages = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  )
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && ofPages.has(threadOf(event)))
  if (tasks.length === 0) throw new Error('the trace has no task')
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}

/** The map dragged to and fro and zoomed, some seconds. */
export const pan = async (page: Page): Promise<void> => {
  const box = await page.getByTestId('map').boundingBox()
  if (!box) throw new Error('no map')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  for (let turn = 0; turn < 6; turn++) {
    await page.mouse.move(x, y)
    await page.mouse.down()
    const way = turn % 2 === 0 ? 250 : -250
    await page.mouse.move(x + way, y + way / 2, { steps: 20 })
    await page.mouse.up()
    await page.mouse.wheel(0, turn % 3 === 0 ? -180 : 180)
    await page.waitForTimeout(400)
  }
}
