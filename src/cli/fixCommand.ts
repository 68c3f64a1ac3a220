import { mendFile, ruleOf, type Sortie } from '../services/mission/mendFile.ts'
import { wordsOf } from '../words/words.ts'
import { exitOf, optionsOf, print, printJson, refuse, tell } from './io.ts'
import { missionOf } from './missionCommands.ts'
import { errorsOf, tellErrors, writeMission, writeSorties } from './sortieFiles.ts'
import { language, say } from './words.ts'
import { FIX_USAGE } from './usage.ts'

const text = { type: 'string' } as const

/** `sortie fix`: the changes that the verdict offers, made; 1 when errors are left. */
export function fixCommand(args: string[]): void {
  const { values, positionals } = optionsOf('fix', args, {
    rule: text,
    out: text,
    json: { type: 'boolean' },
  })
  const { file } = missionOf('fix', positionals, FIX_USAGE)
  const { out } = values
  if (!out) throw refuse('missing_option', { command: 'fix', option: '--out' })
  const rule = values.rule === undefined ? null : ruleOf(values.rule)
  if (rule && !rule.ok) throw exitOf(rule)
  const { whole, sorties, applied, isCut } = mendFile(
    file,
    rule?.value ?? null,
    Date.now(),
    ({ part, rule, fix }) =>
      tell(
        say(part === 0 ? 'fixed' : 'fixed_part', {
          part,
          rule,
          words: wordsOf(language(), 'fix', fix.code, fix.params) ?? fix.code,
        }),
      ),
  )
  writeMission(out, whole.file)
  const parts = writeSorties(
    out,
    sorties.map((sortie) => sortie.file),
  )
  // Where it is split the parts are flown, and what holds back the whole is what they were made for.
  const flown: [string, Sortie][] =
    sorties.length === 0 ? [[out, whole]] : sorties.map((sortie, i) => [parts[i] ?? '', sortie])
  const ok = flown.every(([, { verdict }]) => verdict.ok)
  if (values.json) {
    const left = ({ verdict }: Sortie) => ({ ok: verdict.ok, errors: errorsOf(verdict) })
    printJson({
      out,
      revision: whole.revision,
      applied: applied.map(({ rule, fix, part }) => ({ rule, ...fix, part: part === 0 ? null : part })),
      ...left(whole),
      ok,
      parts: sorties.map((sortie, i) => ({ out: parts[i], revision: sortie.revision, ...left(sortie) })),
    })
  } else for (const name of [out, ...parts]) print(say('wrote', { file: name }))
  for (const [name, { verdict }] of flown) tellErrors(verdict, name)
  if (isCut && !ok) tell(say('fix_cut', { file: out }))
  else if (applied.length === 0 && sorties.length === 0)
    tell(say('nothing_to_fix', { file: positionals[0] ?? '' }))
  if (!ok) process.exitCode = 1
}
