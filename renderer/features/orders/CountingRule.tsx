import type { CallOutput } from '../../../src/contract/index.ts'
import { type Key, type Values, useT } from '../../i18n/index.ts'
import { Badge, Hint } from '../../ui/layout.tsx'

type Counted = CallOutput<'order.preview'>['counted']
type Step = Counted['steps'][number]

/** What a step says, and of what. */
function saidOf(step: Step): readonly [Key, Values] {
  switch (step.step) {
    case 'begins':
      return ['count.begins', { event: step.event, first: step.first }]
    case 'last':
      return [`countLast.${step.counts}`, { day: step.day, n: step.days }]
    case 'skipped':
      return ['count.skipped', { off: step.off, made: step.made }]
    case 'moved':
      return ['count.moved', { from: step.from, to: step.to }]
    case 'madeUp':
      return ['count.madeUp', { day: step.day }]
    case 'unknown':
      return ['count.unknown', { year: step.year }]
  }
}

/** A deadline as it was counted, with its rule step by step; where a year's holidays are not known, that nobody can say. */
export function CountingRule({ counted }: { counted: Counted }) {
  const t = useT()
  return (
    <div data-testid="counting-rule">
      {counted.ok ? (
        <p>{t('count.due', { day: counted.day })}</p>
      ) : (
        <p>
          <Badge tone="warning">{t('count.notKnown')}</Badge>{' '}
          {t('count.notBefore', { day: counted.notBefore, year: counted.year })}
        </p>
      )}
      {counted.steps.map((step) => (
        <Hint key={step.step}>{t(...saidOf(step))}</Hint>
      ))}
    </div>
  )
}
