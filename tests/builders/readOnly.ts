import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const run = (command: string, ...args: string[]): string | null => {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? null : (error?.message ?? stderr.trim())
}

/**
 * A folder as it stands on a write-protected medium. It is mounted read-only where the system lets us (root: file modes
 * prove nothing to it). Where it does not, an ordinary person's file modes are a real write protection; root without the
 * right to mount becomes an ordinary person for the time of the test. Where nothing of this is possible it says so.
 */
export function writeProtected(dir: string): {
  dir: string
  how: 'mount' | 'modes' | 'other'
  release(): void
} {
  const target = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-protected-'))
  const bound = run('mount', '--bind', dir, target)
  if (bound === null) {
    const protectedNow = run('mount', '-o', 'remount,ro,bind', target)
    const release = () => {
      const problem = run('umount', target)
      if (problem !== null) throw new Error(`not unmounted: ${problem}`)
      fs.rmdirSync(target)
    }
    if (protectedNow === null) return { dir: target, how: 'mount', release }
    release()
  } else fs.rmdirSync(target)
  const isRoot = process.getuid?.() === 0
  if (process.getuid === undefined || (isRoot && process.seteuid === undefined))
    throw new Error(`nothing here can write-protect a folder: no mount (${bound ?? 'remount'}), no users`)
  const modes = (bits: number) => {
    for (const entry of fs.readdirSync(dir, { recursive: true, withFileTypes: true }))
      fs.chmodSync(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 | bits : 0o444 | bits)
    fs.chmodSync(dir, 0o555 | bits)
  }
  modes(0)
  if (isRoot) {
    // The way there must be open to everybody, and what is made beside it too.
    fs.chmodSync(path.dirname(dir), 0o777)
    // A number that no person has: nothing belongs to it.
    process.seteuid?.(65_533)
  }
  return {
    dir,
    how: isRoot ? 'other' : 'modes',
    release() {
      if (isRoot) process.seteuid?.(0)
      modes(0o200)
    },
  }
}
