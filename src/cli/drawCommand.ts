import { replayFile } from '../services/draw/replayFile.ts'
import { Exit, exitOf, optionsOf, print, printJson, readFile, refuse } from './io.ts'
import { DRAW_USAGE } from './usage.ts'
import { say } from './words.ts'

/** `sortie draw replay FILE`: whether a random draw comes out of its record again. */
export function drawCommand(args: string[]): void {
  const { values, positionals } = optionsOf('draw', args, {
    json: { type: 'boolean' },
    commitment: { type: 'string' },
  })
  const [verb, file, ...rest] = positionals
  if (verb !== 'replay' || file === undefined || rest.length > 0) throw refuse('usage', { usage: DRAW_USAGE })
  if (values.commitment !== undefined && !/^[0-9a-f]{64}$/i.test(values.commitment))
    throw refuse('bad_value', {
      option: '--commitment',
      value: values.commitment,
      wanted: say('wanted_hash'),
    })
  const done = replayFile(file, readFile(file), values.commitment?.toLowerCase() ?? null)
  if (!done.ok) throw exitOf(done)
  const { name, problems, attempts } = done.value
  if (values.json) printJson({ ok: problems.length === 0, name, problems, attempts })
  else
    for (const [i, { reason, commitment, seed, seedFrom, drawn }] of attempts.entries()) {
      print(say(i === 0 ? 'draw_first' : 'draw_again', { name, n: i + 1, reason, commitment }))
      if (seed !== null)
        print(say('draw_seed', { seed, from: seedFrom === '' ? '-' : seedFrom, n: drawn.length }))
      for (const one of drawn)
        print(
          `  ${[one.target, ...(one.inspectors.length > 0 ? [one.inspectors.join(', ')] : [])].join(': ')}`,
        )
    }
  const [first] = problems
  if (!first) {
    if (!values.json) print(say('draw_holds', { n: attempts.length }))
    return
  }
  const said = problems.map((one) =>
    say(one.code, {
      attempt: one.attempt,
      name: one.name,
      list: one.list === '' ? '' : say(`list_${one.list}`),
    }),
  )
  throw new Exit(1, `${file}: ${said.slice(0, 20).join(say('draw_between'))}`)
}
