import type { Flight } from '../core/flight/flight.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All flights, the last to take off first. */
export const allFlights = (db: ReadableDb): Stored<Flight>[] =>
  documentsWhere(db, 'flight', 'TRUE ORDER BY takeoff_at_ms DESC')

/** The flights whose first site this is, the last to take off first. */
export const flightsOfSite = (db: ReadableDb, siteId: string): Stored<Flight>[] =>
  documentsWhere(db, 'flight', 'site_id = ? ORDER BY takeoff_at_ms DESC', siteId)

/** The flights whose first site is one of an enterprise, the last to take off first. */
export const flightsOfEnterprise = (db: ReadableDb, enterpriseId: string): Stored<Flight>[] =>
  documentsWhere(
    db,
    'flight',
    'site_id IN (SELECT id FROM site WHERE enterprise_id = ?) ORDER BY takeoff_at_ms DESC',
    enterpriseId,
  )

/** The flights that took off within a time, both ends included, UTC ms. */
export const flightsTakenOff = (db: ReadableDb, fromMs: number, toMs: number): Stored<Flight>[] =>
  documentsWhere(db, 'flight', 'takeoff_at_ms BETWEEN ? AND ?', fromMs, toMs)

/** So many flights, those that took off last. */
export const newestFlights = (db: ReadableDb, most: number): Stored<Flight>[] =>
  documentsWhere(db, 'flight', 'TRUE ORDER BY takeoff_at_ms DESC LIMIT ?', most)
