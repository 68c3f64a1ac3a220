import fs from 'node:fs'
import type { Footage } from '../core/footage/footage.ts'
import { NOT_AS_RECORDED } from '../store/copies.ts'
import { failureOf } from '../store/database.ts'
import { Refusal } from '../store/workspace.ts'
import type { Context } from './context.ts'

/**
 * Nothing leaves that is not what was recorded of it: every file is hashed while it is copied out, and what was copied is
 * what is fetched or opened.
 * @throws {Refusal} `changed_file` for one that differs; then there is no copy.
 */
export async function copyRecorded(
  { threads }: Pick<Context, 'threads'>,
  file: string,
  target: string,
  sha256: string,
  name: string,
): Promise<void> {
  try {
    await threads.run('copyExact', { file, target, sha256 })
  } catch (error) {
    fs.rmSync(target, { force: true })
    if ((error as NodeJS.ErrnoException).code === NOT_AS_RECORDED)
      throw new Refusal('changed_file', { file: name })
    const failure = failureOf(error, name)
    throw failure.ok || failure.code === 'internal' ? error : new Refusal(failure.code, failure.params)
  }
}

/**
 * Holds an original against its record, before something is said to be made of it.
 * @throws {Refusal} `changed_file`, or `unknown_file` where it is gone.
 */
export async function asRecorded(
  { threads, workspace }: Pick<Context, 'threads' | 'workspace'>,
  { sha256, fileName }: Pick<Footage, 'sha256' | 'fileName'>,
): Promise<void> {
  const file = workspace.vault.pathOf(sha256)
  if (!fs.existsSync(file)) throw new Refusal('unknown_file', { file: fileName })
  if ((await threads.run('hash', { file })) !== sha256) throw new Refusal('changed_file', { file: fileName })
}
