import type { Rule } from './rule.ts'
import { authorisation } from './rules/authorisation.ts'
import { authorisationFiling } from './rules/authorisationFiling.ts'
import { authorisationReport } from './rules/authorisationReport.ts'
import { authorisationSpecial } from './rules/authorisationSpecial.ts'
import { cameraCarried } from './rules/cameraCarried.ts'
import { cameraCoverage } from './rules/cameraCoverage.ts'
import { cameraInterval } from './rules/cameraInterval.ts'
import { cameraReshoot } from './rules/cameraReshoot.ts'
import { energyEndurance } from './rules/energyEndurance.ts'
import { energyReturn } from './rules/energyReturn.ts'
import { fenceLeg } from './rules/fenceLeg.ts'
import { fenceReturn } from './rules/fenceReturn.ts'
import { groundRisk } from './rules/groundRisk.ts'
import { heightCeiling } from './rules/heightCeiling.ts'
import { heightClearance } from './rules/heightClearance.ts'
import { linkSight } from './rules/linkSight.ts'
import { onboard } from './rules/onboard.ts'
import { privacyLookout } from './rules/privacyLookout.ts'
import { routeEnd } from './rules/routeEnd.ts'
import { routeFirst } from './rules/routeFirst.ts'
import { takeoff } from './rules/takeoff.ts'
import { vehicleLimits } from './rules/vehicleLimits.ts'
import { windLimit } from './rules/windLimit.ts'
import { zoneExplosive } from './rules/zoneExplosive.ts'

/** Every rule of the verdict, in the order of RULE_IDS. */
export const RULES: readonly Rule[] = [
  fenceLeg,
  fenceReturn,
  heightCeiling,
  heightClearance,
  energyEndurance,
  energyReturn,
  windLimit,
  authorisation,
  authorisationFiling,
  authorisationReport,
  authorisationSpecial,
  zoneExplosive,
  takeoff,
  routeFirst,
  routeEnd,
  linkSight,
  cameraInterval,
  cameraCoverage,
  cameraReshoot,
  cameraCarried,
  privacyLookout,
  vehicleLimits,
  onboard,
  groundRisk,
]
