import type Database from 'better-sqlite3'
import type { OldHead } from '../oldHead.ts'
import { migration0001 } from './0001.ts'
import { migration0002 } from './0002.ts'
import { migration0003 } from './0003.ts'
import { migration0004 } from './0004.ts'
import { migration0005 } from './0005.ts'
import { migration0006 } from './0006.ts'
import { migration0007 } from './0007.ts'
import { migration0008 } from './0008.ts'
import { migration0009 } from './0009.ts'
import { migration0010 } from './0010.ts'
import { migration0011 } from './0011.ts'
import { migration0012 } from './0012.ts'
import { migration0013 } from './0013.ts'
import { migration0014 } from './0014.ts'
import { migration0015 } from './0015.ts'
import { migration0016 } from './0016.ts'
import { migration0017 } from './0017.ts'
import { migration0018 } from './0018.ts'
import { migration0019 } from './0019.ts'

/**
 * SQL, or what SQL alone cannot do; `oldHead` is the head that workspaces before schema 7 have beside their database. A
 * step makes the same schema whatever the tables hold.
 */
type Step = string | ((db: Database.Database, oldHead: OldHead) => void)

/** Every schema step in order; the database's `user_version` says how many have run. A step never changes once shipped. */
export const migrations: readonly Step[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
  migration0017,
  migration0018,
  migration0019,
]

export const SCHEMA_VERSION = migrations.length

/** Runs one step, counted from nought, within a transaction of its caller. */
export function runStep(db: Database.Database, step: number, oldHead: OldHead): void {
  const run = migrations[step]
  if (typeof run === 'string') db.exec(run)
  else run?.(db, oldHead)
}
