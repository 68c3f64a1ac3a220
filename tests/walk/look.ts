import path from 'node:path'
import type { Window } from './openings.ts'

/** Takes a picture of the window for whoever looks at it, into the folder that `OUT_DIR` names; else none. */
export async function look({ page }: Window, name: string): Promise<void> {
  const folder = process.env['OUT_DIR']
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
