import type { Page } from 'playwright-core'

export type Watched = {
  violations: string[]
  errors: string[]
  foreign: string[]
  /** Throws with everything that was seen; nothing seen is the only good answer. */
  assertClean(): void
}

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
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  page.on('request', (request) => {
    if (!OWN.test(request.url())) foreign.push(request.url())
  })
  return {
    violations,
    errors,
    foreign,
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
