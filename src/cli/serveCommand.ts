import path from 'node:path'
import type { CallOutput } from '../contract/index.ts'
import { openBrowser } from '../http/openBrowser.ts'
import { serve } from '../http/serve.ts'
import { createServices } from '../services/index.ts'
import { numberOf, optionsOf, print, refuse } from './io.ts'
import { say } from './words.ts'

/** Writes of other processes on the same workspace are looked for as often as the desktop does, ms. */
const POLL_MS = 1000

/** `sortie serve`: the window in the browser of this machine, until Ctrl-C. */
export async function serveCommand(args: string[]): Promise<void> {
  const { values } = optionsOf(
    'serve',
    args,
    { workspace: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    false,
  )
  const port = numberOf('--port', values.port, 0, 65_535, 0)
  const host = createServices({
    ...(values.workspace === undefined ? {} : { workspaceDir: path.resolve(values.workspace) }),
    pollMs: POLL_MS,
  })
  let served: Awaited<ReturnType<typeof serve>>
  try {
    served = await serve(host, { port })
  } catch (error) {
    await host.close()
    throw refuse('port_taken', { port, problem: (error as { code?: string }).code ?? '' })
  }
  print(say('serving', { url: served.url }))
  const status = await host.call(host.session(), 'workspace.status', {})
  if (status.ok && (status.value as CallOutput<'workspace.status'>).isReadOnly)
    print(say('opened_read_only', { dir: values.workspace ?? '' }))
  if (!values['no-open']) openBrowser(served.url)
  const end = () => {
    void served
      .close()
      .then(() => host.close())
      .then(() => process.exit(0))
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}
