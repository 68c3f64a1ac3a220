import path from 'node:path'
import { makeFolder } from './whole.ts'

/**
 * Begins a recording of a link in a workspace: `open` makes its file, under a name that begins with `stem` and that nobody
 * has yet, and holds it. @throws what the system says.
 */
export async function beginRecording<T>(
  { dir }: { readonly dir: string },
  stem: string,
  open: (file: string) => Promise<T>,
): Promise<T> {
  const folder = path.join(dir, 'links')
  makeFolder(folder)
  for (let n = 1; ; n++)
    try {
      return await open(path.join(folder, `${stem}${n === 1 ? '' : `-${n}`}.tlog`))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
}
