import type Database from 'better-sqlite3'

/** A statement that reads. Values take the places of its question marks; one object, those of its `:names`. */
export type Reader = {
  get(...values: readonly unknown[]): unknown
  all(...values: readonly unknown[]): unknown[]
  /** Row by row; others may be read meanwhile. */
  iterate(...values: readonly unknown[]): IterableIterator<unknown>
  /** The same with each row as a list of its values. */
  raw(): Reader
}

/** A statement inside of a write transaction. */
export type Writer = Reader & {
  run(...values: readonly unknown[]): { lastInsertRowid: number | bigint }
  raw(): Reader
}

/** What is known of a connection, whether it is read or written by. */
type Connected = {
  /** The database's file. */
  readonly file: string
  /** The connection itself, by which things are kept in mind for as long as it is open. */
  readonly connection: object
}

/**
 * A connection as everybody who reads has it. It cannot write: it takes no statement but one that gives rows and, as
 * SQLite itself says, changes nothing. @throws where it is given another.
 */
export type ReadableDb = Connected & { prepare(sql: string): Reader }

/** The same connection inside of a write transaction, and no longer than that; what reads takes it as well. */
export type WritableDb = Connected & { prepare(sql: string): Writer }

type Statement = Database.Statement
/** A statement that was made ready, and how it is read. */
type Kept = { readonly statement: Statement; readonly reader: Reader; readonly onlyReads: boolean }

/** SQLite calls settings no change, though what they set stays for whoever comes after. */
const PRAGMA = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*PRAGMA\b/i
const onlyReads = (statement: Statement): boolean =>
  statement.readonly && statement.reader && !PRAGMA.test(statement.source)

const raws = new WeakMap<ReadableDb, { raw: Database.Database; writable: () => Lent }>()
type Lent = { readonly db: WritableDb; readonly end: () => void }

/** A connection for reading; statements are made ready once, and kept for as long as it is open. */
export function reading(raw: Database.Database): ReadableDb {
  const made = (sql: string, isList: boolean): Statement => {
    const statement = raw.prepare(sql)
    return isList ? statement.raw() : statement
  }
  const kept = new Map<string, Kept>()
  const known = (sql: string, isList = false): Kept => {
    const key = isList ? `list ${sql}` : sql
    const before = kept.get(key)
    if (before) return before
    const statement = made(sql, isList)
    const reader: Reader = {
      get: (...values) => statement.get(...values),
      all: (...values) => statement.all(...values),
      // A statement is busy until its rows are through.
      iterate: (...values) => made(sql, isList).iterate(...values),
      raw: () => known(sql, true).reader,
    }
    const now = { statement, reader, onlyReads: onlyReads(statement) }
    kept.set(key, now)
    return now
  }
  const connected: Connected = { file: raw.name, connection: {} }
  const db: ReadableDb = {
    ...connected,
    prepare(sql) {
      const { reader, onlyReads: isHarmless } = known(sql)
      if (!isHarmless) throw new Error(`this connection only reads: ${sql}`)
      return reader
    },
  }
  const writable = (): Lent => {
    let isOver = false
    const assertOpen = (): void => {
      if (isOver) throw new Error('the transaction is over')
    }
    const writers = new Map<string, Writer>()
    const writerOf = (sql: string): Writer => {
      const { reader, statement } = known(sql)
      return {
        ...reader,
        run(...values) {
          assertOpen()
          return statement.run(...values)
        },
      }
    }
    return {
      db: {
        ...connected,
        prepare(sql) {
          assertOpen()
          const writer = writers.get(sql) ?? writerOf(sql)
          writers.set(sql, writer)
          return writer
        },
      },
      end: () => {
        isOver = true
      },
    }
  }
  raws.set(db, { raw, writable })
  return db
}

const rawOf = (db: ReadableDb) => {
  const own = raws.get(db)
  if (!own) throw new Error('no connection of ours')
  return own
}

/**
 * The one way from reading to writing, of the store alone: one synchronous transaction that holds the write lock from its
 * begin on. What `work` throws takes all of it back, and is thrown.
 */
export function writing<T>(db: ReadableDb, work: (db: WritableDb) => T): T {
  const { raw, writable } = rawOf(db)
  return raw
    .transaction(() => {
      const lent = writable()
      try {
        return work(lent.db)
      } finally {
        lent.end()
      }
    })
    .immediate()
}

/** More pages than a database has. */
const ALL_PAGES = 0x7fffffff

/**
 * Copies a database to a new file, as it stands at one moment, while others read and write it. All of it at once: a copy in
 * pieces begins anew whenever another process writes, and may never come to its end.
 */
export async function copyOut(db: ReadableDb, file: string): Promise<void> {
  await rawOf(db).raw.backup(file, { progress: () => ALL_PAGES })
}

/** Writes what stands in the `-wal` beside a database into it, and empties that. */
export function checkpoint(db: ReadableDb): void {
  rawOf(db).raw.pragma('wal_checkpoint(TRUNCATE)')
}
