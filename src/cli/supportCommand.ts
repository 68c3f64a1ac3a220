import { WORKSPACE_OPTIONS, inWorkspace } from './inWorkspace.ts'
import { optionsOf, print, printJson, refuse } from './io.ts'
import { SUPPORT_USAGE } from './usage.ts'
import { say } from './words.ts'

/** `sortie support`: what may be told to whoever helps, shown; with `--out` it is the same text as a file. */
export async function supportCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('support', args, {
    ...WORKSPACE_OPTIONS,
    out: { type: 'string' },
    verify: { type: 'boolean' },
  })
  if (positionals.length > 0) throw refuse('usage', { usage: SUPPORT_USAGE })
  return inWorkspace('support', values, async (desk) => {
    const made = await desk.ask('support.make', {
      language: desk.language,
      isVerified: values.verify ?? false,
    })
    if (values.json) printJson({ text: made.text })
    else print(made.text)
    if (values.out === undefined) return
    desk.write(made.downloadId, values.out)
    if (!values.json) print(say('support_written', { file: values.out }))
  })
}
