import fs from 'node:fs'
import type { Footage } from '../../core/footage/footage.ts'
import { NOT_AS_RECORDED } from '../../store/copies.ts'
import { failureOf } from '../../store/database.ts'
import { Refusal } from '../../store/workspace.ts'
import { lookAt, NOT_A_FILE } from '../../store/openFile.ts'
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
 * Where an original lies, in the vault itself: a link that leads out of it is not what was recorded.
 * @throws {Refusal} `changed_file`, or `unknown_file` where it is gone.
 */
export function originalOf(
  { workspace }: Pick<Context, 'workspace'>,
  { sha256, fileName }: Pick<Footage, 'sha256' | 'fileName'>,
): string {
  const file = workspace.vault.pathOf(sha256)
  const stat = lookAt(file)
  if (!stat) throw new Refusal('unknown_file', { file: fileName })
  if (!stat.isFile()) throw new Refusal('changed_file', { file: fileName })
  return file
}

/**
 * Holds an original against its record, before something is said to be made of it.
 * @throws {Refusal} `changed_file`, or `unknown_file` where it is gone.
 */
export async function asRecorded(
  context: Pick<Context, 'threads' | 'workspace'>,
  original: Pick<Footage, 'sha256' | 'fileName'>,
): Promise<void> {
  const file = originalOf(context, original)
  if ((await context.threads.run('hash', { file })) !== original.sha256)
    throw new Refusal('changed_file', { file: original.fileName })
}
