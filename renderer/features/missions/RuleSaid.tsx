import type { RuleId } from '../../../src/core/safety/verdict.ts'
import { useEditedMission } from '../../desk/edited.ts'
import { words } from '../../i18n/index.ts'
import { Notice } from '../../ui/layout.tsx'

/** What the verdict says by one rule of the open mission, where it is put right; nothing where it holds. */
export function RuleSaid({ rule }: { rule: RuleId }) {
  const items = useEditedMission()?.verdict?.items ?? []
  return items
    .filter((item) => item.rule === rule)
    .map((item) => (
      <Notice key={item.code} tone={item.severity} testId="rule-said">
        {words('check', item.code, item.params)}
      </Notice>
    ))
}
