import type { Subject } from './subject.ts'
import type { CheckItem, RuleId } from './verdict.ts'

/** One rule of the verdict. */
export type Rule = {
  readonly id: RuleId
  /** Who may let an export pass although the rule has errors: anyone named with a reason, or only with an emergency basis. */
  readonly release: 'reason' | 'emergency'
  readonly check: (subject: Subject) => CheckItem[]
}
