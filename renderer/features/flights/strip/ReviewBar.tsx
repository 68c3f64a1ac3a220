import { useEffect, useRef } from 'react'
import { type Footage, type Review, REVIEWS } from '../../../../src/core/footage/footage.ts'
import { commands } from '../../../desk/commands.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './strip.module.css'

const REVIEW_KEYS = { nothing: 'N', finding: 'F', unclear: 'U' } as const

/** One key decides and moves on; arrows only move. */
export function useReviewKeys(decide: (outcome: Review['outcome']) => void, isAny: boolean): void {
  const latest = useRef(decide)
  useEffect(() => {
    latest.current = decide
  })
  useEffect(
    () =>
      commands.getState().register(
        REVIEWS.map((outcome) => ({
          id: `footage.review.${outcome}`,
          labelKey: `review.${outcome}` as const,
          keys: [REVIEW_KEYS[outcome]],
          available: () => isAny,
          whyNot: () => (isAny ? null : ('review.choose' as const)),
          run: () => latest.current(outcome),
        })),
      ),
    [isAny],
  )
}

/** How far the pictures are looked through, and the three answers with their keys. */
export function ReviewBar(props: {
  pictures: readonly Footage[]
  isChosen: boolean
  onDecide: (outcome: Review['outcome']) => void
}) {
  const { pictures, isChosen, onDecide } = props
  const t = useT()
  if (pictures.length === 0) return null
  const done = pictures.filter(({ review }) => review !== undefined).length
  return (
    <div className={styles.bar} data-testid="review">
      <span data-testid="review-done">{t('review.done', { n: done, of: pictures.length })}</span>
      {REVIEWS.map((outcome) => (
        <Button
          key={outcome}
          isDisabled={!isChosen}
          onPress={() => onDecide(outcome)}
          testId={`review-${outcome}`}
        >
          {t('review.withKey', { what: t(`review.${outcome}`), key: REVIEW_KEYS[outcome] })}
        </Button>
      ))}
      {isChosen ? null : <span className={styles.reading}>{t('review.choose')}</span>}
    </div>
  )
}
