import path from 'node:path'
import { z } from 'zod'
import { Head } from '../../core/journal/entry.ts'
import { withFile } from '../openFile.ts'
import { writeWhole } from '../whole.ts'

/** The heads of all chains as a backup had them, beside its database: what was cut or changed since is found by them. */
const FILE = 'journal-heads.json'
const MOST_BYTES = 10_000_000

/** What a backup says; null where it says nothing that can be read. */
export function readHeads(dir: string): readonly Head[] | null {
  try {
    const text = withFile(path.join(dir, FILE), 'r', (open) => open.readAll(MOST_BYTES)).toString('utf8')
    const heads = z.array(Head).safeParse(JSON.parse(text))
    return heads.success ? heads.data : null
  } catch {
    return null
  }
}

export function writeHeads(dir: string, heads: readonly Head[]): void {
  writeWhole(path.join(dir, FILE), `${JSON.stringify(heads, null, 1)}\n`)
}
