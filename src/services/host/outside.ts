import fsp from 'node:fs/promises'
import path from 'node:path'
import { OUTSIDE_FOLDER } from '../../contract/outside.ts'
import { removeFolder, type Scratch } from '../../store/scratch.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context, OpenOutside } from './context.ts'
import { copyRecorded } from './copyRecorded.ts'

/**
 * Read-only copies for the system's programs, in the scratch of this process, which goes away with it: a program that
 * writes to what it was given changes the copy, never the original.
 */
export function outsideCopies(
  scratch: Scratch,
  threads: Context['threads'],
  open: (file: string) => Promise<string>,
): OpenOutside {
  return async (original, fileName, sha256) => {
    const own = await fsp.mkdtemp(path.join(scratch.folder(OUTSIDE_FOLDER), 'f'))
    const copy = path.join(own, fileName)
    try {
      await copyRecorded({ threads }, original, copy, sha256, fileName)
      await fsp.chmod(copy, 0o444)
    } catch (error) {
      removeFolder(own)
      throw error
    }
    const problem = await open(copy)
    if (problem === '') return
    removeFolder(own)
    throw new Refusal('not_opened', { file: fileName, problem: problem.slice(0, 200) })
  }
}
