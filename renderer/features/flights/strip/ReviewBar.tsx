import { useEffect } from 'react'
import { useStore } from 'zustand'
import { type Footage, REVIEWS } from '../../../../src/core/footage/footage.ts'
import { commands } from '../../../desk/commands.ts'
import { ADD_KEY, CLIP_KEYS, REVIEW_KEYS, STRETCH_KEYS } from '../../../desk/reviewKeys.ts'
import { selection } from '../../../desk/selection.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { addPicture, decide } from '../review/decide.ts'
import { currentPicture, mark, player, reviewing } from '../review/reviewing.ts'
import styles from './strip.module.css'

/** A key takes a clip so far, s. */
const STEP_S = 1

/** The moment of the clip's player becomes one end of the stretch that a finding is of. */
function markStretch(end: keyof typeof STRETCH_KEYS): void {
  const { footageId, momentS } = player.current
  const atS = momentS()
  if (footageId === null || atS === null) return
  if (end === 'from') mark(footageId, { fromS: atS, untilS: null })
  else mark(footageId, { untilS: atS })
}

/** One key decides and moves on; arrows only move. What they mean is asked of the selection: keys are faster than drawing. */
export function useReviewKeys(): void {
  useEffect(() => {
    const ofPicture = {
      available: () => currentPicture() !== null,
      whyNot: () => (currentPicture() ? null : ('review.choose' as const)),
    }
    const isClip = () => player.current.momentS() !== null
    const ofClip = {
      available: isClip,
      whyNot: () => (isClip() ? null : ('review.chooseClip' as const)),
    }
    return commands.getState().register([
      ...REVIEWS.map((outcome) => ({
        id: `footage.review.${outcome}`,
        labelKey: `review.${outcome}` as const,
        keys: [REVIEW_KEYS[outcome]],
        ...ofPicture,
        run: () => decide(outcome),
      })),
      {
        id: 'footage.addToFinding',
        labelKey: 'review.add',
        keys: [ADD_KEY],
        available: () => ofPicture.available() && reviewing.getState().last !== null,
        whyNot: () => ofPicture.whyNot() ?? (reviewing.getState().last ? null : ('review.noLast' as const)),
        run: () => addPicture(),
      },
      {
        id: 'footage.stretchFrom',
        labelKey: 'review.stretchFrom',
        keys: [STRETCH_KEYS.from],
        ...ofClip,
        run: () => markStretch('from'),
      },
      {
        id: 'footage.stretchUntil',
        labelKey: 'review.stretchUntil',
        keys: [STRETCH_KEYS.until],
        ...ofClip,
        run: () => markStretch('until'),
      },
      {
        id: 'footage.clipPlay',
        labelKey: 'review.clipPlay',
        keys: [CLIP_KEYS.play],
        ...ofClip,
        run: () => player.current.toggle(),
      },
      {
        id: 'footage.clipBack',
        labelKey: 'review.clipBack',
        keys: [CLIP_KEYS.back],
        ...ofClip,
        run: () => player.current.step(-STEP_S),
      },
      {
        id: 'footage.clipOn',
        labelKey: 'review.clipOn',
        keys: [CLIP_KEYS.on],
        ...ofClip,
        run: () => player.current.step(STEP_S),
      },
    ])
  }, [])
}

/** How far the pictures are looked through, the answers with their keys, and the finding that pictures are added to. */
export function ReviewBar(props: { pictures: readonly Footage[]; isChosen: boolean }) {
  const { pictures, isChosen } = props
  const t = useT()
  const decided = useStore(reviewing, (state) => state.decided)
  const last = useStore(reviewing, (state) => state.last)
  if (pictures.length === 0) return null
  const done = pictures.filter(({ id, review }) => review !== undefined || decided.has(id)).length
  return (
    <div className={styles.bar} data-testid="review">
      <span data-testid="review-done">{t('review.done', { n: done, of: pictures.length })}</span>
      {REVIEWS.map((outcome) => (
        <Button
          key={outcome}
          isDisabled={!isChosen}
          onPress={() => decide(outcome)}
          testId={`review-${outcome}`}
        >
          {t('review.withKey', { what: t(`review.${outcome}`), key: REVIEW_KEYS[outcome] })}
        </Button>
      ))}
      {last ? (
        <>
          <Button isDisabled={!isChosen} onPress={() => addPicture()} testId="review-add">
            {t('review.withKey', { what: t('review.add'), key: ADD_KEY })}
          </Button>
          <span className={styles.last} title={last.title ?? undefined}>
            <Button
              look="quiet"
              onPress={() => selection.getState().goTo({ kind: 'finding', id: last.id })}
              testId="last-finding"
            >
              {last.title === null ? t('review.last') : t('review.lastOf', { title: last.title })}
            </Button>
          </span>
        </>
      ) : null}
      {isChosen ? null : <span className={styles.reading}>{t('review.choose')}</span>}
    </div>
  )
}
