import type { ContractEvent } from '../../src/contract/index.ts'

/** A stream that broke is opened again after so long. */
const AGAIN_MS = 1000

/**
 * Follows what the services tell, as server-sent events, until the answer is called. Read by `fetch`, because the
 * browser's own EventSource carries no header.
 */
export function followEvents(
  url: string,
  headers: Readonly<Record<string, string>>,
  tell: (event: ContractEvent) => void,
): () => void {
  const ended = new AbortController()
  const follow = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      try {
        const response = await fetch(url, { headers, credentials: 'same-origin', signal: ended.signal })
        // A window that is not let in now is not let in later.
        if (response.status === 403) return
        if (response.ok && response.body) await readEvents(response.body, tell)
      } catch {
        // The services went away, or this window does.
      }
      if (!ended.signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
  void follow()
  return () => ended.abort()
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  tell: (event: ContractEvent) => void,
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks)
      if (block.startsWith('data: ')) tell(JSON.parse(block.slice('data: '.length)) as ContractEvent)
  }
}
