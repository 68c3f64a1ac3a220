import fs from 'node:fs'
import type { Footage } from '../../core/footage/footage.ts'
import { NOT_AS_RECORDED } from '../../store/copies.ts'
import { failureOf } from '../../store/database.ts'
import { Refusal } from '../../store/workspace.ts'
import { type LocalCopy, whileLocal } from '../../store/localCopy.ts'
import { NOT_A_FILE } from '../../store/openFile.ts'
import type { Context } from '../host/context.ts'

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
    if (isOtherFile(error)) throw new Refusal('changed_file', { file: name })
    const failure = failureOf(error, name)
    throw failure.ok || failure.code === 'internal' ? error : new Refusal(failure.code, failure.params)
  }
}

/** Whether what was to be copied is not what was recorded, or no file at all. */
export const isOtherFile = (error: unknown): boolean =>
  [NOT_AS_RECORDED, NOT_A_FILE].includes(String((error as NodeJS.ErrnoException).code))

/**
 * A file as it is found, held until it is let go of.
 * @throws {Refusal} `changed_file` where something else stands in its place, or `unknown_file` where it is gone.
 */
export async function held(
  find: () => LocalCopy | null | Promise<LocalCopy | null>,
  name: string,
): Promise<LocalCopy> {
  try {
    const found = await find()
    if (found) return found
  } catch (error) {
    throw isOtherFile(error) ? new Refusal('changed_file', { file: name }) : error
  }
  throw new Refusal('unknown_file', { file: name })
}

/** An original as a file on this machine. @throws as `held` does: a link that leads out of the vault is something else. */
export const originalOf = (
  { workspace }: Pick<Context, 'workspace'>,
  { sha256, fileName }: Pick<Footage, 'sha256' | 'fileName'>,
): Promise<LocalCopy> => held(() => workspace.vault.localCopy(sha256), fileName)

/**
 * Holds an original against its record, before something is said to be made of it.
 * @throws {Refusal} `changed_file`, or `unknown_file` where it is gone.
 */
export async function asRecorded(
  context: Pick<Context, 'threads' | 'workspace'>,
  original: Pick<Footage, 'sha256' | 'fileName'>,
): Promise<void> {
  const copy = await originalOf(context, original)
  const hash = await whileLocal(copy, (file) => context.threads.run('hash', { file }))
  if (hash !== original.sha256) throw new Refusal('changed_file', { file: original.fileName })
}
