import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import type { Homography, Pair, Point } from '../../../../src/core/finding/align/homography.ts'
import { threePairs, type ThreePairsCode } from '../../../../src/core/finding/align/threePairs.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/layout.tsx'
import { Drawn } from './Drawn.tsx'
import styles from './laid.module.css'

/** So far an arrow key moves the cross, in shares of the picture; with Shift ten times as far. */
const STEP = 0.005
const MIDDLE: Point = [0.5, 0.5]

/** Three points, each shown in the earlier picture and then in the later one, by clicks or by keys. */
export function PickPairs(props: {
  before: HTMLCanvasElement
  after: HTMLCanvasElement
  onMap: (map: Homography) => void
  onLeave: () => void
}) {
  const t = useT()
  const { before, after, onMap, onLeave } = props
  const [points, setPoints] = useState<readonly Point[]>([])
  const [cross, setCross] = useState<Point>(MIDDLE)
  const [refused, setRefused] = useState<ThreePairsCode | null>(null)
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => group.current?.focus({ preventScroll: true }), [])
  const isLater = points.length % 2 === 1
  const no = Math.floor(points.length / 2) + 1
  const take = (point: Point): void => {
    const next = [...points, point]
    setRefused(null)
    if (next.length < 6) {
      setPoints(next)
      return
    }
    const answer = threePairs([0, 2, 4].map((i): Pair => [next[i] as Point, next[i + 1] as Point]))
    if ('map' in answer) onMap(answer.map)
    else {
      setRefused(answer.code)
      setPoints([])
    }
  }
  const back = (): void => setPoints(points.slice(0, -1))
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? 10 * STEP : STEP
    const way: Record<string, Point> = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, -by],
      ArrowDown: [0, by],
    }
    const step = way[event.key]
    event.stopPropagation()
    // A button of its own takes its keys itself.
    const isOwn = event.target === event.currentTarget
    if (event.key === 'Escape') onLeave()
    else if (step) setCross(([x, y]) => [held(x + step[0]), held(y + step[1])])
    else if (isOwn && (event.key === 'Enter' || event.key === ' ')) take(cross)
    else if (isOwn && event.key === 'Backspace') back()
    else return
    event.preventDefault()
  }
  const clicked = (event: MouseEvent<HTMLElement>): void => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const at: Point = [held((event.clientX - left) / width), held((event.clientY - top) / height)]
    setCross(at)
    take(at)
  }
  const side = (which: 'before' | 'after', from: HTMLCanvasElement) => {
    const isAsked = (which === 'after') === isLater
    return (
      <div
        className={styles.pick}
        data-asked={isAsked}
        onClick={isAsked ? clicked : undefined}
        role="presentation"
        style={{ maxWidth: `calc(52vh * ${from.width / from.height})` }}
        data-testid={`pick-${which}`}
      >
        <Drawn from={from} label={t(`laid.${which}`)} />
        {points.map((point, i) =>
          (i % 2 === 1) === (which === 'after') ? (
            // Points are only added and taken back at the end.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={i} className={styles.mark} style={at(point)}>
              {Math.floor(i / 2) + 1}
            </span>
          ) : null,
        )}
        {isAsked ? <span className={styles.cross} style={at(cross)} data-testid="pick-cross" /> : null}
      </div>
    )
  }
  return (
    // The cross is moved by the keys of the whole: no point of a picture is a control of its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={group}
      className={styles.laid}
      role="group"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('laid.pick')}
      onKeyDown={onKeyDown}
      data-testid="pick-pairs"
    >
      <div className={styles.pair}>
        {side('before', before)}
        {side('after', after)}
      </div>
      <div className={styles.words}>
        <Notice tone={refused ? 'warning' : 'info'} testId="pick-said">
          {refused ? `${t(`laid.${refused}`)} ` : ''}
          {t(isLater ? 'laid.pickAfter' : 'laid.pickBefore', { n: no })}
        </Notice>
        <div className={styles.actions}>
          <Button look="quiet" isDisabled={points.length === 0} onPress={back} testId="pick-back">
            {t('laid.pickBack')}
          </Button>
          <Button look="quiet" onPress={onLeave} testId="pick-leave">
            {t('laid.pickLeave')}
          </Button>
          <span className={styles.keys}>{t('laid.pickKeys')}</span>
        </div>
      </div>
    </div>
  )
}

const held = (share: number): number => Math.max(0, Math.min(1, share))
const at = ([x, y]: Point) => ({ left: `${100 * x}%`, top: `${100 * y}%` })
