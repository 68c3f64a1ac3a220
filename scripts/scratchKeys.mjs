import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Has this process and those that it starts keep stations' keys in a folder that goes with it, and not in a home. */
export function keepKeysAside() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-keys-'))
  process.env.SORTIE_KEYS = dir
  process.once('exit', () => fs.rmSync(dir, { recursive: true, force: true }))
}
