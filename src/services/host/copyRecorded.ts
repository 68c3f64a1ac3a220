import fs from 'node:fs'
import { NOT_AS_RECORDED } from '../../store/copies.ts'
import { failureOf } from '../../store/failure.ts'
import { NOT_A_FILE } from '../../store/openFile.ts'
import { Refusal } from '../../store/workspace.ts'
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
    if (isOtherFile(error)) throw new Refusal('changed_file', { file: name })
    const failure = failureOf(error, name)
    throw failure.ok || failure.code === 'internal' ? error : new Refusal(failure.code, failure.params)
  }
}

/** Whether what was to be copied is not what was recorded, or no file at all. */
export const isOtherFile = (error: unknown): boolean =>
  [NOT_AS_RECORDED, NOT_A_FILE].includes(String((error as NodeJS.ErrnoException).code))
