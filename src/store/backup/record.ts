import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { withFile } from '../openFile.ts'
import { writeWhole } from '../whole.ts'

/** The hashes of all files of a backup, in the form of `sha256sum`. */
export const MANIFEST = 'manifest-sha256.txt'
/** What a backup says of itself: no file of the workspace. */
export const RECORD = 'backup.json'
const LONGEST_RECORD_BYTES = 16 << 20

const Fault = z.strictObject({
  sha256: z.string(),
  /** What the file was called when it came in. */
  name: z.string(),
  /** `original_damaged`, `original_lost`, or what the system says of a file that cannot be read. */
  problem: z.string(),
})
/** An original that was not whole any more when it was backed up. */
export type BackupFault = z.infer<typeof Fault>

const BackupRecord = z.strictObject({
  form: z.literal(1),
  workspace: z.string(),
  madeAtMs: z.number(),
  entries: z.number(),
  originals: z.number(),
  files: z.number(),
  bytes: z.number(),
  /** None: the backup is good. */
  faults: z.array(Fault),
})
export type BackupRecord = z.infer<typeof BackupRecord>

export const writeRecord = (dir: string, record: BackupRecord): void =>
  writeWhole(path.join(dir, RECORD), `${JSON.stringify(record, null, 1)}\n`)

/** What a folder says of itself as a backup; null of one that is none, is unfinished, or of a time before there were records. */
export function readRecord(dir: string): BackupRecord | null {
  if (!fs.existsSync(path.join(dir, MANIFEST))) return null
  try {
    const text = withFile(path.join(dir, RECORD), 'r', (open) => open.readAll(LONGEST_RECORD_BYTES))
    return BackupRecord.parse(JSON.parse(text.toString('utf8')))
  } catch {
    return null
  }
}

export const isGood = ({ faults }: Pick<BackupRecord, 'faults'>): boolean => faults.length === 0
