import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Homography } from '../../../../src/core/finding/align/homography.ts'
import type { Sighting } from '../../../../src/core/finding/finding.ts'
import { number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { inShares } from '../../../ui/inShares.ts'
import { Empty, Hint, Notice } from '../../../ui/layout.tsx'
import { Drawn } from './Drawn.tsx'
import { type Laying, useLaying } from './laying.ts'
import { PickPairs } from './PickPairs.tsx'
import { outlineOf, transformOf } from './warp.ts'
import styles from './laid.module.css'

export type LaidMode = 'slider' | 'blink' | 'difference'

/** Before and after on one another, where an alignment holds or three pairs of points were given; else the reason why not. */
export function Laid({ before, after, mode }: { before: Sighting; after: Sighting; mode: LaidMode }) {
  const t = useT()
  const laying = useLaying(before, after)
  const [byHand, setByHand] = useState<Homography | null>(null)
  const [isPicking, setPicking] = useState(false)
  if (laying.state === 'reading') return <Empty words={t('laid.reading')} />
  if (laying.state === 'unread')
    return (
      <div className={styles.words}>
        <Notice tone="warning" testId="laid-unread">
          {t('laid.unread')}
        </Notice>
      </div>
    )
  if (isPicking)
    return (
      <PickPairs
        before={laying.before}
        after={laying.after}
        onMap={(map) => {
          setByHand(map)
          setPicking(false)
        }}
        onLeave={() => setPicking(false)}
      />
    )
  const map = byHand ?? (laying.answer?.isAligned ? laying.answer.map : null)
  return (
    <div className={styles.laid} data-testid="laid">
      {map === null ? (
        <div className={styles.pair}>
          <Drawn from={laying.before} label={t('laid.before')} />
          <Drawn from={laying.after} label={t('laid.after')} />
        </div>
      ) : (
        <Stage laying={laying} map={map} mode={mode} region={before.region} />
      )}
      <div className={styles.words}>
        <Said laying={laying} isByHand={byHand !== null} />
        {mode === 'difference' && map !== null ? (
          <Hint testId="laid-difference">{t('laid.differenceHint')}</Hint>
        ) : null}
        <div className={styles.actions}>
          <Button onPress={() => setPicking(true)} testId="laid-pick">
            {t('laid.pick')}
          </Button>
          {byHand ? (
            <Button look="quiet" onPress={() => setByHand(null)} testId="laid-drop-pairs">
              {t('laid.dropPairs')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  )
}

type Read = Extract<Laying, { state: 'read' }>

/** What the alignment rests on, or why there is none. */
function Said({ laying: { answer, isWorking }, isByHand }: { laying: Read; isByHand: boolean }) {
  const t = useT()
  if (isByHand)
    return (
      <Notice tone="warning" testId="laid-said">
        {t('laid.byHand')}
      </Notice>
    )
  if (isWorking)
    return (
      <Notice tone="info" testId="laid-working">
        {t('laid.working')}
      </Notice>
    )
  if (!answer)
    return (
      <Notice tone="warning" testId="laid-said">
        {t('laid.failed')}
      </Notice>
    )
  if (!answer.isAligned)
    return (
      <Notice tone="warning" testId="laid-said">
        {t('laid.none', {
          why: t(`laid.${answer.code}`, { inliers: answer.inliers, matches: answer.matches }),
        })}
      </Notice>
    )
  return (
    <Notice tone="good" testId="laid-said">
      {t(answer.on === 'region' ? 'laid.onRegion' : 'laid.onWhole', {
        inliers: answer.inliers,
        matches: answer.matches,
        px: number(answer.residualPx, 1),
      })}{' '}
      {answer.inRegion === 0 ? t('laid.notInRegion') : null}{' '}
      {answer.elsewhere > 0 ? t('laid.elsewhere', { n: answer.elsewhere }) : null}
    </Notice>
  )
}

/** Blinking changes every so many ms: less than twice a second. */
const BLINK_MS = 700

/** The earlier picture with the later one moved onto it. */
function Stage(props: { laying: Read; map: Homography; mode: LaidMode; region: Sighting['region'] }) {
  const t = useT()
  const { laying, map, mode, region } = props
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const stage = useRef<HTMLDivElement>(null)
  const [share, setShare] = useState(50)
  const [blink, setBlink] = useState(() => ({
    runs: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    isAfter: false,
  }))
  useLayoutEffect(() => {
    const element = stage.current
    if (!element) return undefined
    const watching = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    watching.observe(element)
    return () => watching.disconnect()
  }, [])
  useEffect(() => {
    if (mode !== 'blink' || !blink.runs) return undefined
    const beat = setInterval(() => setBlink((now) => ({ ...now, isAfter: !now.isAfter })), BLINK_MS)
    return () => clearInterval(beat)
  }, [mode, blink.runs])
  const dragged = (event: PointerEvent<HTMLDivElement>): void => {
    if (mode !== 'slider' || event.buttons !== 1) return
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setShare(Math.round(Math.max(0, Math.min(100, (100 * (event.clientX - left)) / width))))
  }
  // Its arrows move the slider, not the choice of pictures behind it.
  const own = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') event.stopPropagation()
  }
  const layer =
    mode === 'slider'
      ? { clipPath: `inset(0 0 0 ${share}%)` }
      : mode === 'blink'
        ? { visibility: blink.isAfter ? ('visible' as const) : ('hidden' as const) }
        : { mixBlendMode: 'difference' as const }
  const { width, height } = laying.before
  return (
    <>
      <div className={styles.room}>
        <div
          ref={stage}
          className={styles.stage}
          style={{
            aspectRatio: `${width} / ${height}`,
            maxWidth: `calc(58vh * ${width / height})`,
            ...(mode === 'difference' ? { clipPath: outlineOf(map) } : {}),
          }}
          onPointerDown={dragged}
          onPointerMove={dragged}
          data-testid="laid-stage"
          data-mode={mode}
          data-shown={mode === 'blink' ? (blink.isAfter ? 'after' : 'before') : undefined}
        >
          <Drawn from={laying.before} label={t('laid.before')} />
          <div className={styles.layer} style={layer}>
            {size ? (
              <Drawn
                from={laying.after}
                label={t('laid.after')}
                style={{ transform: transformOf(map, size.width, size.height) }}
              />
            ) : null}
          </div>
          {mode === 'slider' ? <span className={styles.edge} style={{ left: `${share}%` }} /> : null}
          {region && mode !== 'difference' ? <span className={styles.box} style={inShares(region)} /> : null}
        </div>
      </div>
      <div className={styles.control} onKeyDown={own} role="presentation">
        {mode === 'slider' ? (
          <label className={styles.range}>
            {t('laid.slider')}
            <input
              type="range"
              min={0}
              max={100}
              value={share}
              onChange={({ currentTarget }) => setShare(Number(currentTarget.value))}
              data-testid="laid-slider"
            />
          </label>
        ) : null}
        {mode === 'blink' ? (
          <>
            <Button
              onPress={() => setBlink(({ isAfter }) => ({ runs: false, isAfter: !isAfter }))}
              testId="laid-swap"
            >
              {t(blink.isAfter ? 'laid.showBefore' : 'laid.showAfter')}
            </Button>
            <Button
              look="quiet"
              pressed={blink.runs}
              onPress={() => setBlink((now) => ({ ...now, runs: !now.runs }))}
              testId="laid-runs"
            >
              {t('laid.runs')}
            </Button>
          </>
        ) : null}
      </div>
    </>
  )
}
