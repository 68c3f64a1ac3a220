import type { Rule } from './rule.ts'
import { authorisation } from './rules/authorisation.ts'
import { fenceLeg } from './rules/fenceLeg.ts'

/** Every rule of the verdict, in the order of RULE_IDS. */
export const RULES: readonly Rule[] = [fenceLeg, authorisation]
