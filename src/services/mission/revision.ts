import { createHash } from 'node:crypto'
import type { Mission } from '../../core/mission/mission.ts'
import { canonicalJson } from '../../core/units/canonical.ts'

/** The revision of a mission: SHA-256 of its canonical JSON. */
export const missionRevision = (mission: Mission): string =>
  createHash('sha256').update(canonicalJson(mission), 'utf8').digest('hex')
