import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Shell } from 'electron'
import { wayWithin } from '../../src/files/within.ts'
import { hasOutsideExtension, OUTSIDE_FOLDER, SCRATCH_PREFIX } from '../../src/contract/outside.ts'

/**
 * Whether a file may be handed to the system's program: a plain, read-only file of a known extension in a folder that
 * the services made for such copies, whatever links lead there.
 */
export function mayOpen(file: string): boolean {
  try {
    const real = fs.realpathSync(file)
    const within = wayWithin(fs.realpathSync(os.tmpdir()), real)?.split(path.sep) ?? []
    const stat = fs.lstatSync(real)
    return (
      within.length === 4 &&
      (within[0]?.startsWith(SCRATCH_PREFIX) ?? false) &&
      within[1] === OUTSIDE_FOLDER &&
      hasOutsideExtension(real) &&
      stat.isFile() &&
      // Nobody may write or run it.
      (stat.mode & 0o333) === 0
    )
  } catch {
    return false
  }
}

/** Opens a copy with the system's own program; answers what went wrong, '' for nothing. */
export const openWith =
  (shell: Pick<Shell, 'openPath'>) =>
  async (file: string): Promise<string> =>
    mayOpen(file) ? shell.openPath(file) : 'not_allowed'
