import type { Locator, Page, Request } from 'playwright-core'

export type Watched = {
  violations: string[]
  errors: string[]
  foreign: string[]
  /**
   * Waits until the page has come to rest: through some of its frames in a row nothing was asked of the services and
   * the thing has stood where it stands. Frames, not time: those of a busy machine are as late as its work is.
   */
  atRest(thing?: Locator): Promise<void>
  /** Throws with everything that was seen; nothing seen is the only good answer. */
  assertClean(): void
}

const FRAMES = 6

const OWN = /^(app|media|tiles):\/\/sortie\/|^(data|blob):|^http:\/\/127\.0\.0\.1:\d+\//

/**
 * Watches a page for what must never happen: a breach of the content security policy, an error in the console or
 * uncaught, a request that leaves the machine. Takes effect from the next load on.
 */
export async function watch(page: Page): Promise<Watched> {
  const violations: string[] = []
  const errors: string[] = []
  const foreign: string[] = []
  await page.exposeFunction('__violation', (text: string) => violations.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { __violation(text: string): void }).__violation
      tell(
        `${event.effectiveDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      )
    })
  })
  page.on('console', (message) => {
    if (message.type() === 'error')
      errors.push([message.text(), message.location().url].filter(Boolean).join(' at '))
  })
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  let asked = 0
  const underWay = new Set<Request>()
  const ended = (request: Request): void => void underWay.delete(request)
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  page.on('request', (request) => {
    // The stream of events never ends.
    if (!request.url().endsWith('/events')) {
      asked += 1
      underWay.add(request)
    }
    if (!OWN.test(request.url())) foreign.push(request.url())
  })
  return {
    violations,
    errors,
    foreign,
    async atRest(thing) {
      const look = async (): Promise<string> => `${asked} ${JSON.stringify(await thing?.boundingBox())}`
      for (let still = 0, before = await look(); still < 3; ) {
        await page.evaluate(
          (count) =>
            new Promise<void>((resolve) => {
              const next = (left: number): void =>
                left === 0 ? resolve() : void requestAnimationFrame(() => next(left - 1))
              next(count)
            }),
          FRAMES,
        )
        const now = await look()
        still = now === before && underWay.size === 0 ? still + 1 : 0
        before = now
      }
    },
    assertClean() {
      const seen = [
        ...violations.map((it) => `policy: ${it}`),
        ...errors.map((it) => `error: ${it}`),
        ...foreign.map((it) => `left the machine: ${it}`),
      ]
      if (seen.length > 0) throw new Error(`the page complained:\n${seen.join('\n')}`)
    },
  }
}
