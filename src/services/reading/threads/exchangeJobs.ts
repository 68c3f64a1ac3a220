import type { Acceptance } from '../../../core/journal/acceptance.ts'
import type { Manifest } from '../../../core/journal/exchange.ts'
import type { Receipt } from '../../../core/journal/receipt.ts'
import type { Version } from '../../../core/units/id.ts'
import { connectDatabase } from '../../../store/database.ts'
import { checkExchange } from '../../../store/exchange/check.ts'
import { holderOf, NOBODY } from '../../../store/exchange/chains.ts'
import { type TakenIn, takeIn } from '../../../store/exchange/receive.ts'
import { type Sending, type Sent, sendEntries } from '../../../store/exchange/send.ts'
import type { JournalActor } from '../../../store/journal/entries.ts'
import type { DocumentRef } from '../../../store/journal/projecting.ts'
import { refusalOf } from '../../../store/refusal.ts'
import { keysAt, type KeysPlace } from '../../../store/station/keys.ts'
import { hiddenEntries } from '../../../store/stations.ts'
import { openVault } from '../../../store/vault.ts'
import { joinWorkspace, type Made, transact } from '../../../store/workspace.ts'
import type { Work } from '../../host/work.ts'

/** Where a workspace lies: its database, and its originals. */
type Place = { readonly database: string; readonly vault: string }

/** What an exchange file holds that was found whole. */
export type Looked = { readonly manifest: Manifest; readonly fresh: number; readonly bytes: number }

/** A station that a person lets count: `base` is the version of its acceptance that there was. */
export type Accepting = {
  readonly dir: string
  readonly keys: KeysPlace
  readonly actor: JournalActor
  readonly atMs: number
  readonly base: Version | null
  readonly acceptance: Acceptance
}
export type Accepted = Made & {
  /** How many entries are shown that were not. */
  readonly shown: number
  readonly told: readonly DocumentRef[]
}

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
  /** Accepts a station: all that it has sent by then is shown, which may be very much. */
  accept: ({ dir, keys, actor, atMs, base, acceptance }: Accepting): Accepted => {
    const joined = joinWorkspace(dir, keysAt(keys))
    try {
      const before = hiddenEntries(joined.db)
      const done = transact(
        joined,
        { actor, atMs, action: 'station.accept' },
        (tx) => tx.put('acceptance', base, acceptance),
        (_standing, made) => ({ ...made, shown: before - hiddenEntries(joined.db) }),
      )
      if (!done.ok) throw refusalOf(done)
      return { ...done.value.value, told: done.value.told }
    } finally {
      joined.close()
    }
  },
}
