import { creditCodeCheckCharacter } from '../../src/core/site/creditCode.ts'
import type { Enterprise } from '../../src/core/site/enterprise.ts'
import type { Flight } from '../../src/core/flight/flight.ts'
import { NOW_MS } from './mission.ts'

/** A well-formed id that a test can tell from another by its number. */
export const anId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** A credit code that a test can tell from another by its number, below 1000. */
export function aCreditCode(n: number): string {
  const first17 = `91150000MA0DEM${String(n).padStart(3, '0')}`
  return `${first17}${creditCodeCheckCharacter(first17)}`
}

export const anEnterprise = (over: Partial<Enterprise> = {}): Enterprise => ({
  id: anId(1),
  name: { zh: '样例酸业', en: 'Sample Acid' },
  creditCode: aCreditCode(1),
  address: '',
  licences: [],
  holdings: [{ chemical: 'III-5', amount: 120, unit: 't' }],
  safetyOfficer: null,
  contacts: [],
  remarks: '',
  ...over,
})

export const aFlight = (over: Partial<Flight> = {}): Flight => ({
  id: anId(401),
  missionId: null,
  missionRevision: null,
  siteIds: [],
  takeoffAtMs: NOW_MS,
  landedAtMs: NOW_MS + 600_000,
  pilot: '',
  aircraft: '',
  logIds: [],
  track: [],
  remarks: '',
  ...over,
})
