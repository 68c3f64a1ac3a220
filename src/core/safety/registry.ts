import type { Rule } from './rule.ts'
import { authorisation } from './rules/authorisation.ts'
import { energyEndurance } from './rules/energyEndurance.ts'
import { fenceLeg } from './rules/fenceLeg.ts'
import { fenceReturn } from './rules/fenceReturn.ts'
import { heightCeiling } from './rules/heightCeiling.ts'
import { vehicleLimits } from './rules/vehicleLimits.ts'
import { zoneExplosive } from './rules/zoneExplosive.ts'

/** Every rule of the verdict, in the order of RULE_IDS. */
export const RULES: readonly Rule[] = [
  fenceLeg,
  fenceReturn,
  heightCeiling,
  energyEndurance,
  authorisation,
  zoneExplosive,
  vehicleLimits,
]
