import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import type { Estimate } from '../../../../src/core/route/route.ts'
import { duration } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'

/** A pattern in its line of the list: what there is of it, how high, how long. */
export function PatternFacts({ pattern, estimate }: { pattern: Pattern; estimate: Estimate | null }) {
  const t = useT()
  const time = estimate ? <span>{duration(estimate.timeS)}</span> : null
  if (pattern.kind === 'waypoints')
    return (
      <>
        <span>{t('pattern.stepsN', { n: pattern.steps.length })}</span>
        {time}
      </>
    )
  if (pattern.kind === 'visit')
    return (
      <>
        <span>{t('pattern.targetsN', { n: pattern.targets.length })}</span>
        {time}
      </>
    )
  const heightM =
    pattern.kind === 'perimeter' || pattern.kind === 'orbit' ? pattern.heightsM.join(' / ') : pattern.heightM
  return (
    <>
      <span>{t('unit.m', { value: heightM })}</span>
      <span>{t('unit.ms', { value: pattern.speedMS })}</span>
      {time}
    </>
  )
}
