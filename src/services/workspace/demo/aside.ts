import fs from 'node:fs'
import path from 'node:path'
import { renameLasting } from '../../../store/whole.ts'
import { isWorkspace } from '../../../store/workspace.ts'

/** Has a workspace filled aside and then puts it in its place, so that a fill that was cut short is never opened. */
export async function filledAside(
  dir: string,
  fill: (home: string, aside: string) => Promise<void>,
): Promise<void> {
  const home = `${dir}.${process.pid}.new`
  const aside = path.join(home, path.basename(dir))
  fs.rmSync(home, { recursive: true, force: true })
  await fill(home, aside)
  if (!isWorkspace(dir)) renameLasting(aside, dir)
  fs.rmSync(home, { recursive: true, force: true })
}
