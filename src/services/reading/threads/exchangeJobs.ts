import type { Manifest } from '../../../core/journal/exchange.ts'
import type { Receipt } from '../../../core/journal/receipt.ts'
import { connectDatabase } from '../../../store/database.ts'
import { checkExchange } from '../../../store/exchange/check.ts'
import { holderOf, NOBODY } from '../../../store/exchange/chains.ts'
import { type TakenIn, takeIn } from '../../../store/exchange/receive.ts'
import { type Sending, type Sent, sendEntries } from '../../../store/exchange/send.ts'
import { refusalOf } from '../../../store/refusal.ts'
import { openVault } from '../../../store/vault.ts'
import type { Work } from '../../host/work.ts'

/** Where a workspace lies: its database, and its originals. */
type Place = { readonly database: string; readonly vault: string }

/** What an exchange file holds that was found whole. */
export type Looked = { readonly manifest: Manifest; readonly fresh: number; readonly bytes: number }

/** Exchange files, written and taken in over connections of the thread's own, as another process would. */
export const exchangeJobs = {
  /** Checks a file for a workspace, or for nobody who has anything. */
  lookInto: async (
    { file, database }: { file: string; database: string | null },
    work: Work,
  ): Promise<Looked> => {
    const opened = database === null ? null : connectDatabase(database)
    try {
      const checked = await checkExchange(file, opened ? holderOf(opened.db) : NOBODY, work)
      if (!checked.ok) throw refusalOf(checked)
      const { manifest, fresh, sizeBytes } = checked.value
      return { manifest, fresh, bytes: sizeBytes }
    } finally {
      opened?.close()
    }
  },
  /** Writes a file aside, checks it, and gives it its name. */
  sendEntries: async (
    { database, vault, ...sending }: Place & Omit<Sending, 'since'> & { since: Receipt | null },
    work: Work,
  ): Promise<Sent> => {
    const { db, close } = connectDatabase(database)
    try {
      return await sendEntries(db, openVault(vault), sending, work)
    } finally {
      close()
    }
  },
  /** Checks a file whole, and takes it in. */
  takeIn: async ({ file, database, vault }: Place & { file: string }, work: Work): Promise<TakenIn> => {
    const { db, close } = connectDatabase(database)
    try {
      const checked = await checkExchange(file, holderOf(db), work)
      if (!checked.ok) throw refusalOf(checked)
      return await takeIn(db, openVault(vault), checked.value, work)
    } finally {
      close()
    }
  },
}
