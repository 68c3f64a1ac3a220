import fs from 'node:fs'
import type { Answer, CallOutput, InSession, ReleaseAsked } from '../contract/index.ts'
import { timeSaid } from './days.ts'
import { exitOf, refuse } from './io.ts'
import { say } from './words.ts'

/** Who acts in a workspace, as every command that writes to one takes it. */
export const ACTING_OPTIONS = {
  as: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const
export type ActingAs = { readonly as?: string | undefined; readonly 'passphrase-file'?: string | undefined }

const LONGEST_FILE = 4096

/** The passphrase in the first line of a file. */
export function passphraseIn(file: string): string {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw refuse('cannot_read', { file, problem: (error as { code?: string }).code ?? '' })
  }
  const [line = ''] = text
    .slice(0, LONGEST_FILE)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  if (line.trim() === '') throw refuse('no_passphrase_in', { file })
  return line
}

/**
 * Asks at the terminal, without showing what is typed.
 * @throws {Exit} where there is no terminal
 */
export async function askedSecretly(name: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) throw refuse('missing_option', { command: '--as', option: '--passphrase-file' })
  stderr.write(say('passphrase_of', { name }))
  stdin.setRawMode(true)
  try {
    return await new Promise<string>((done, failed) => {
      let typed = ''
      stdin.on('data', (bytes: Buffer) => {
        for (const one of bytes.toString('utf8')) {
          if (one === '\r' || one === '\n' || one === '\u0004') return done(typed)
          if (one === '\u0003') return failed(refuse('no_passphrase', {}))
          typed = one === '\u007f' || one === '\b' ? Array.from(typed).slice(0, -1).join('') : typed + one
        }
      })
    })
  } finally {
    stdin.removeAllListeners('data')
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

/** What a call answers. @throws {Exit} in words, where it is refused. */
export async function ask<T>(host: InSession, name: string, input: unknown): Promise<T> {
  const answer: Answer = await host.call(name, input)
  if (!answer.ok) throw exitOf(answer)
  return answer.value as T
}

/**
 * Acts as whoever `--as` names: signs in where the workspace has persons; where it has none, the name is what stands in the
 * journal. Without `--as` whoever acts is whoever acted before, and a workspace of several refuses what it is asked.
 */
export async function actAs(host: InSession, values: ActingAs): Promise<void> {
  await warnOfClock(host)
  const { as: name } = values
  if (name === undefined) {
    if (values['passphrase-file'] !== undefined)
      throw refuse('missing_option', { command: '--passphrase-file', option: '--as' })
    return
  }
  if (name.trim() === '')
    throw refuse('bad_value', { option: '--as', value: name, wanted: say('wanted_name') })
  const { entrance, actor } = await ask<CallOutput<'person.entrance'>>(host, 'person.entrance', {})
  if (entrance === 'open') {
    await ask(host, 'actor.set', { name: name.trim().slice(0, 100), role: actor.role })
    return
  }
  const file = values['passphrase-file']
  const passphrase =
    entrance !== 'signIn' ? null : file === undefined ? await askedSecretly(name) : passphraseIn(file)
  await ask(host, 'person.signIn', { id: null, name, passphrase })
}

/** Says that this computer's clock is behind the journal's, before anything is written by it. */
async function warnOfClock(host: InSession): Promise<void> {
  const { clockBehindMs } = await ask<CallOutput<'workspace.status'>>(host, 'workspace.status', {})
  if (clockBehindMs !== null)
    process.stderr.write(
      `${say('clock_behind', { newest: timeSaid(clockBehindMs), now: timeSaid(Date.now()) })}\n`,
    )
}

/** What proves a release: a one-time code, or the passphrase of whoever gives it. */
export const RELEASE_PROOF_OPTIONS = {
  'release-code': { type: 'string' },
  'release-passphrase-file': { type: 'string' },
} as const

export function provedBy(
  request: Pick<ReleaseAsked, 'reason' | 'by' | 'role' | 'emergencyBasis'> | null,
  values: { 'release-code'?: string | undefined; 'release-passphrase-file'?: string | undefined },
): ReleaseAsked | null {
  const { 'release-code': code, 'release-passphrase-file': file } = values
  if (!request) {
    const option =
      code !== undefined ? '--release-code' : file !== undefined ? '--release-passphrase-file' : null
    if (option !== null) throw refuse('missing_option', { command: option, option: '--release' })
    return null
  }
  return {
    ...request,
    ...(code === undefined ? {} : { code }),
    ...(file === undefined ? {} : { passphrase: passphraseIn(file) }),
  }
}
