import path from 'node:path'
import { PROGRAM } from '../contract/program.ts'
import { policyHere } from '../files/policyFile.ts'
import { bringUpdate, newVersion } from '../files/updatePlace.ts'
import { exitOf, optionsOf, print, printJson, refuse } from './io.ts'
import { UPDATE_USAGE } from './usage.ts'
import { say } from './words.ts'

/**
 * `sortie update`: whether a folder or an address has a newer version signed with the pinned key, and with `--out` its file,
 * checked. Both come from the policy of the computer where it names them; nothing is installed.
 */
export async function updateCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('update', args, {
    from: { type: 'string' },
    key: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  })
  if (positionals.length > 0) throw refuse('usage', { usage: UPDATE_USAGE })
  const policy = policyHere()
  if (!policy.ok) throw exitOf(policy)
  const set = policy.value?.policy.updates
  // What whoever looks after the computers pinned is not exchanged at a terminal.
  const from = set?.from ?? values.from
  const key = set?.key ?? values.key
  if (from === undefined) throw refuse('missing_option', { command: 'update', option: '--from' })
  if (key === undefined) throw refuse('missing_option', { command: 'update', option: '--key' })
  const installed = PROGRAM.replace(/^\D+/, '')
  const found = await newVersion(from, key, { installed, platform: process.platform, arch: process.arch })
  if (!found.ok) throw exitOf(found)
  if (found.value === null) {
    if (values.json) printJson({ installed, version: null })
    else print(say('update_none', { installed }))
    return
  }
  const { version, file } = found.value
  if (values.out === undefined) {
    if (values.json) printJson({ installed, version, file })
    else print(say('update_found', { installed, version, name: file.name }))
    return
  }
  const out = path.resolve(values.out)
  const brought = await bringUpdate(from, file, out)
  if (!brought.ok) throw exitOf(brought)
  if (values.json) printJson({ installed, version, file, out })
  else print(say('update_brought', { version, file: out }))
}
