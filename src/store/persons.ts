import type { Finding } from '../core/finding/finding.ts'
import { OPEN_STATES } from '../core/finding/transitions.ts'
import type { Person } from '../core/people/person.ts'
import type { ReleaseSheet } from '../core/people/releaseSheet.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All persons, those who left too, in the order in which they were taken in. */
export const personsHere = (db: ReadableDb): Stored<Person>[] =>
  documentsWhere(db, 'person', "TRUE ORDER BY doc ->> '$.joinedAtMs', id")

/** The sheets of one-time codes, the newest first. */
export const releaseSheets = (db: ReadableDb): Stored<ReleaseSheet>[] =>
  documentsWhere(db, 'releaseSheet', 'TRUE ORDER BY id DESC')

/** The sheets whose codes begin with three characters: one as a rule, for stations draw their own. */
export const sheetsOfTag = (db: ReadableDb, tag: string): Stored<ReleaseSheet>[] =>
  documentsWhere(db, 'releaseSheet', 'tag = ? ORDER BY id', tag)

/** The open findings that are somebody's by name, those opened last first. */
export const openFindingsOf = (db: ReadableDb, name: string): Stored<Finding>[] =>
  documentsWhere(
    db,
    'finding',
    `state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')}) AND doc ->> '$.owner' = ? ORDER BY opened_at_ms DESC, id DESC`,
    name,
  )
