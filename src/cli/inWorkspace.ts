import fs from 'node:fs'
import path from 'node:path'
import {
  type Answer,
  type CallInput,
  type CallName,
  type CallOutput,
  type InSession,
  inSession,
} from '../contract/index.ts'
import { createServices } from '../services/index.ts'
import { ACTING_OPTIONS, type ActingAs, actAs } from './acting.ts'
import { assertWorkspace } from './assertWorkspace.ts'
import { Exit, exitOf, refuse, untilInterrupted } from './io.ts'
import { language, say } from './words.ts'

/** What every command takes that works in a workspace. */
export const WORKSPACE_OPTIONS = {
  workspace: { type: 'string' },
  ...ACTING_OPTIONS,
  json: { type: 'boolean' },
} as const
type Values = ActingAs & { readonly workspace?: string | undefined }

/** The services of a workspace, in a command. */
export type Desk = {
  /** @throws {Exit} in the words of its refusal */
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** A reference to a file of this machine. @throws {Exit} where there is none */
  file(given: string): string
  /** The same, of a file or a folder. @throws {Exit} where there is neither */
  path(given: string): string
  /** Writes what was offered under an id. */
  write(downloadId: string, to: string): void
  readonly language: 'zh' | 'en'
}

/**
 * Works in the workspace that `--workspace` names, as whoever `--as` names. Ctrl+C calls off what is under way.
 * @throws {Exit} where there is no workspace, or something is refused
 */
export async function inWorkspace<T>(
  command: string,
  values: Values,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  if (!values.workspace) throw refuse('missing_option', { command, option: '--workspace' })
  const dir = path.resolve(values.workspace)
  assertWorkspace(dir)
  const host: InSession = inSession(createServices({ workspaceDir: dir }))
  try {
    await actAs(host, values)
    return await untilInterrupted((signal) => {
      let running: CallName | null = null
      signal.addEventListener('abort', () => {
        if (running !== null) void host.call('task.cancel', { task: running })
      })
      return work({
        async ask(name, input) {
          if (signal.aborted) throw new Exit(1, say('stopped'))
          running = name
          const answer: Answer = await host.call(name, input)
          running = null
          if (signal.aborted) throw new Exit(1, say('stopped'))
          if (!answer.ok) throw exitOf(answer)
          return answer.value as never
        },
        file(given) {
          const stat = fs.statSync(given, { throwIfNoEntry: false })
          if (!stat?.isFile())
            throw refuse('cannot_read', { file: given, problem: stat ? 'NOT_A_FILE' : 'ENOENT' })
          return host.registerFile(path.resolve(given)).ref
        },
        path(given) {
          if (!fs.existsSync(given)) throw refuse('cannot_read', { file: given, problem: 'ENOENT' })
          return host.registerFile(path.resolve(given)).ref
        },
        write: (downloadId, to) => handOver(host, downloadId, to),
        language: language(),
      })
    })
  } finally {
    await host.close()
  }
}

/** A whole file under its name, or none. */
function handOver(host: InSession, downloadId: string, to: string): void {
  const offered = host.download(downloadId)
  if (!offered) throw refuse('cannot_read', { file: to, problem: 'ENOENT' })
  const aside = `${to}.${process.pid}.part`
  try {
    if (fs.statSync(to, { throwIfNoEntry: false })?.isDirectory())
      throw Object.assign(new Error(), { code: 'EISDIR' })
    fs.copyFileSync(offered.path, aside)
    fs.renameSync(aside, to)
  } catch (error) {
    fs.rmSync(aside, { force: true })
    throw refuse('cannot_write', { file: to, problem: (error as { code?: string }).code ?? '' })
  }
}
