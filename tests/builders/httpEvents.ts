import type { ContractEvent } from '../../src/contract/index.ts'

/** Reads server-sent events until the stream is given up. */
export async function followEvents(response: Response, tell: (event: ContractEvent) => void): Promise<void> {
  let rest = ''
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const parts = (rest + new TextDecoder().decode(chunk)).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const data = part.split('\n').find((line) => line.startsWith('data: '))
        if (data) tell(JSON.parse(data.slice(6)) as ContractEvent)
      }
    }
  } catch {
    // Given up by the test.
  }
}
