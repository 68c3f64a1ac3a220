import fs from 'node:fs'
import os from 'node:os'
import { isFolderOf, policyPlace } from '../core/policy/folders.ts'
import { type Policy, policyFolder, type PolicyHere, readPolicy } from '../core/policy/policy.ts'
import { fail, ok, type Result } from '../core/units/result.ts'

/** More than any policy holds, bytes. */
const MOST_BYTES = 4_000_000
/** Of a file's mode: others than its owner may write it. */
const WRITABLE_BY_OTHERS = 0o022

/** A policy's file, read and looked over as far as that can be done on another computer. */
export function readPolicyFile(file: string): Result<Policy> {
  try {
    if (fs.statSync(file).size > MOST_BYTES)
      return fail('policy_unreadable', { file, problem: 'too_large', at: '' })
    return readPolicy(file, fs.readFileSync(file, 'utf8'))
  } catch (error) {
    return fail('policy_unreadable', { file, problem: (error as { code?: string }).code ?? 'EIO', at: '' })
  }
}

/** Where the policy of this computer lies, or would. */
export const policyFileHere = (): string => policyPlace(process.platform, process.env['ProgramData'])

/** The policy of this computer; null: there is none. One that others could have written, or that is of another system, fails. */
export function policyHere(file: string = policyFileHere()): Result<PolicyHere | null> {
  let stat: fs.Stats | undefined
  try {
    stat = fs.statSync(file, { throwIfNoEntry: false })
  } catch (error) {
    return fail('policy_unreadable', { file, problem: (error as { code?: string }).code ?? 'EIO', at: '' })
  }
  if (!stat) return ok(null)
  if (process.platform !== 'win32' && (stat.mode & WRITABLE_BY_OTHERS) !== 0)
    return fail('policy_unreadable', { file, problem: 'policy_writable', at: '' })
  const read = readPolicyFile(file)
  if (!read.ok) return read
  const { workspaces } = read.value
  if (workspaces !== undefined && !isFolderOf(process.platform, workspaces))
    return fail('policy_unfit', {
      file,
      path: 'workspaces',
      problem: 'not_a_folder',
      limit: '',
      found: workspaces,
      what: '',
    })
  return ok({ file, policy: read.value })
}

/** The folder of workspaces that a policy names for whoever is logged in; null: it names none, or there is none. */
export const workspacesBy = (here: Result<PolicyHere | null>): string | null =>
  here.ok && here.value ? policyFolder(here.value.policy, userName()) : null

function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    // A system that knows no name of its user.
    return 'user'
  }
}
