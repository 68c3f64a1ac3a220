import fs from 'node:fs'
import path from 'node:path'

/**
 * The way from a folder to what lies in it, by their names alone; null for the folder itself and for all that lies outside
 * of it. Links are not looked at: whoever hands out what others may have put there asks `fileWithin`.
 */
export function wayWithin(folder: string, file: string): string | null {
  const way = path.relative(folder, file)
  const isOutside = way === '' || way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)
  return isOutside ? null : way
}

/**
 * The plain file inside `root` that a relative path names, with every link followed to its end: what leads out of there,
 * and what is no file, is null.
 */
export function fileWithin(root: string, relative: string): string | null {
  try {
    const realRoot = fs.realpathSync(root)
    const real = fs.realpathSync(path.join(realRoot, relative))
    return wayWithin(realRoot, real) !== null && fs.statSync(real).isFile() ? real : null
  } catch {
    return null
  }
}
