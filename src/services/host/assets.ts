import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The product's `missions` folder, found from the running file upwards: beside `src` in a checkout, beside `out` when built. */
export function findAssets(from: string = import.meta.url): string {
  for (let dir = path.dirname(fileURLToPath(from)); dir !== path.dirname(dir); dir = path.dirname(dir))
    if (fs.existsSync(path.join(dir, 'missions', 'demo'))) return path.join(dir, 'missions')
  throw new Error('the missions folder is not beside the program')
}
