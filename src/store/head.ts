import fs from 'node:fs'
import path from 'node:path'
import type { Head } from './journal.ts'

/** The journal's last entry, written beside the database after each commit, so that a cut tail is noticed. */
const FILE = 'journal-head.json'

/** The recorded head, or null when there is none yet; 'unreadable' when somebody broke the file. */
export function readHeadFile(dir: string): Head | 'unreadable' | null {
  let text: string
  try {
    text = fs.readFileSync(path.join(dir, FILE), 'utf8')
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? null : 'unreadable'
  }
  try {
    const { seq, hash } = JSON.parse(text) as Partial<Head>
    return Number.isInteger(seq) && typeof hash === 'string' ? { seq: seq as number, hash } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** Writes the head whole or not at all. The caller holds the database's write lock, so that it never goes back. */
export function writeHeadFile(dir: string, head: Head): void {
  const target = path.join(dir, FILE)
  const temporary = `${target}.${process.pid}.tmp`
  const fd = fs.openSync(temporary, 'w')
  fs.writeSync(fd, `${JSON.stringify(head)}\n`)
  fs.fsyncSync(fd)
  fs.closeSync(fd)
  fs.renameSync(temporary, target)
}
