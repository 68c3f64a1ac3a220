import { CircleAlert, CircleHelp, TriangleAlert } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import type { CheckItem } from '../../../src/core/safety/verdict.ts'
import { changeMission } from '../../desk/edited.ts'
import { t, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { measured } from './measured.ts'
import { leadTo } from './whatToDo.ts'
import styles from './verdict.module.css'
import { CoverReturns } from './CoverReturns.tsx'
import { SplitMission } from './SplitMission.tsx'

const ICONS = { error: CircleAlert, warning: TriangleAlert, unknown: CircleHelp } as const

/** What a mission that is too long for its battery is offered. */
const TOO_LONG: readonly string[] = ['endurance', 'return_endurance']

/** One check item in words: pressed, it leads to its place and its field; its fixes are buttons. */
export function CheckLine({ item, mission }: { item: CheckItem; mission: Mission }) {
  const Icon = ICONS[item.severity]
  return (
    <li className={cx(styles[item.severity])} data-testid="check-item" data-rule={item.rule}>
      <AriaButton className={cx(styles.what)} onPress={() => leadTo(item, mission)}>
        <Icon size={15} aria-label={t(`severity.${item.severity}`)} /> <b>{words('rule', item.rule)}</b>{' '}
        {words('check', item.code, item.params)} <span className={styles.small}>{measured(item)}</span>
      </AriaButton>
      {TOO_LONG.includes(item.code) ? <SplitMission mission={mission} /> : null}
      {item.fixes.some(({ code }) => code === 'addRallyPoint') ? <CoverReturns mission={mission} /> : null}
      {item.fixes.map((fix, i) => (
        <Button
          key={`${fix.code}-${i}`}
          testId={`fix-${fix.code}`}
          onPress={() => changeMission((mission) => applyFix(mission, fix) ?? mission, 'edit.fix')}
        >
          {words('fix', fix.code, fix.params)}
        </Button>
      ))}
    </li>
  )
}
