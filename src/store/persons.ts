import type { Finding } from '../core/finding/finding.ts'
import { OPEN_STATES } from '../core/finding/transitions.ts'
import type { Mission } from '../core/mission/mission.ts'
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

const OPEN = OPEN_STATES.map((state) => `'${state}'`).join(', ')
/** A finding that another agency has, and has not answered for. */
const IS_AWAITED = `state = 'transferred' AND doc ->> '$.transfers[#-1].to' IS NOT NULL
  AND doc ->> '$.transfers[#-1].answer' IS NULL`

/** The findings that are somebody's by name, open or watched until another agency answers; those opened last first. */
export const findingsOwnedBy = (db: ReadableDb, name: string): Stored<Finding>[] =>
  documentsWhere(
    db,
    'finding',
    `(state IN (${OPEN}) OR (${IS_AWAITED})) AND doc ->> '$.owner' = ? ORDER BY opened_at_ms DESC, id DESC`,
    name,
  )

/** The findings that are nobody's, that somebody of a name sent to another agency, and that nobody has answered for. */
export const findingsAwaitedBy = (db: ReadableDb, name: string): Stored<Finding>[] =>
  documentsWhere(
    db,
    'finding',
    `${IS_AWAITED} AND doc ->> '$.owner' = '' AND doc ->> '$.transfers[#-1].by' = ? ORDER BY opened_at_ms DESC, id DESC`,
    name,
  )

/** The missions whose crew names somebody, in the order in which they were made. */
export const missionsCrewedBy = (db: ReadableDb, name: string): Stored<Mission>[] =>
  documentsWhere(
    db,
    'mission',
    `EXISTS (SELECT 1 FROM json_each(doc, '$.crew') c WHERE c.value ->> '$.name' = ?) ORDER BY id`,
    name,
  )
