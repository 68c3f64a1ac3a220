import path from 'node:path'
import { policyHere, policyFileHere, readPolicyFile } from '../files/policyFile.ts'
import { wordsOf } from '../words/words.ts'
import { exitOf, optionsOf, print, printJson, refuse } from './io.ts'
import { POLICY_USAGE } from './usage.ts'
import { language, say } from './words.ts'

type Set = Extract<ReturnType<typeof readPolicyFile>, { ok: true }>['value']

/** `sortie policy check FILE`: whether a file is a policy, and what it sets; `show`: what is set for this computer. */
export async function policyCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('policy', args, { json: { type: 'boolean' } })
  const [action, given, ...rest] = positionals
  const json = values.json ?? false
  if (action === 'check' && given !== undefined && rest.length === 0) {
    const read = readPolicyFile(path.resolve(given))
    if (!read.ok) throw exitOf(read)
    return tell(given, read.value, json)
  }
  if (action === 'show' && given === undefined) {
    const here = policyHere()
    if (!here.ok) throw exitOf(here)
    if (here.value) return tell(here.value.file, here.value.policy, json)
    if (json) return printJson(null)
    return print(say('policy_none', { file: policyFileHere() }))
  }
  throw refuse('usage', { usage: POLICY_USAGE })
}

function tell(file: string, policy: Set, json: boolean): void {
  if (json) return printJson(policy)
  const settings = policy.settings ?? []
  print(say('policy_holds', { file, by: policy.setBy }))
  if (policy.language)
    print(`  ${say('policy_language', { language: policy.language === 'zh' ? '中文' : 'English' })}`)
  if (policy.workspaces) print(`  ${say('policy_workspaces', { folder: policy.workspaces })}`)
  const words = (code: string, what: string) => wordsOf(language(), code, what) ?? what
  const names = settings.map(({ name }) => words('setting', name)).join(say('list_comma'))
  if (settings.length > 0) print(`  ${say('policy_settings', { names })}`)
}
