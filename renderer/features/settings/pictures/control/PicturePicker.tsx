import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Vec } from '../../../../../src/core/geo/frame.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { cx } from '../../../../ui/cx.ts'
import { FIT, movedBy, type Zoom, zoomedAt } from '../../../../ui/zoom.ts'
import styles from './picturePicker.module.css'

export type PictureMark = { readonly number: number; readonly at: Vec; readonly isWorst: boolean }
export type PictureSize = { readonly widthPx: number; readonly heightPx: number }

const STEP = 1.5
/** A pointer that moved no farther, px, has pressed. */
const STILL_PX = 5
/** An arrow moves the cross by this share of what is seen; with Shift by a tenth of it. */
const ARROW = 0.05

const ARROWS: Readonly<Record<string, Vec>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/**
 * A picture in which places are chosen, in its pixels: by a press, or by a cross that arrows move and Enter sets. The wheel
 * and the buttons magnify it, a drag moves it.
 */
export function PicturePicker(props: {
  url: string
  marks: readonly PictureMark[]
  size: PictureSize | null
  onSize: (size: PictureSize) => void
  onPick: (at: Vec) => void
}) {
  const t = useT()
  const { size, marks, onPick } = props
  const frame = useRef<HTMLDivElement>(null)
  const image = useRef<HTMLImageElement>(null)
  const from = useRef<{ x: number; y: number; hasMoved: boolean } | null>(null)
  const [zoom, setZoom] = useState<Zoom>(FIT)
  const [cross, setCross] = useState<Vec | null>(null)
  const box = () => frame.current?.getBoundingClientRect() ?? new DOMRect()
  const magnify = (factor: number): void => setZoom((now) => zoomedAt(now, factor, { x: 0, y: 0 }, box()))
  useEffect(() => {
    const element = frame.current
    if (!element) return
    // React listens to wheels passively: the panel would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const { left, top, width, height } = element.getBoundingClientRect()
      const at = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 }
      setZoom((now) => zoomedAt(now, event.deltaY < 0 ? STEP : 1 / STEP, at, { width, height }))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])
  /** Where a place of the screen is in the picture, px; null beside it. */
  const inPicture = (clientX: number, clientY: number): Vec | null => {
    const seen = image.current?.getBoundingClientRect()
    if (!seen || !size || seen.width === 0) return null
    const [x, y] = [(clientX - seen.left) / seen.width, (clientY - seen.top) / seen.height]
    return x < 0 || y < 0 || x > 1 || y > 1 ? null : { x: x * size.widthPx, y: y * size.heightPx }
  }
  const onMove = (event: PointerEvent): void => {
    const { current } = from
    if (!current) return
    const by = { x: event.clientX - current.x, y: event.clientY - current.y }
    if (!current.hasMoved && Math.hypot(by.x, by.y) < STILL_PX) return
    from.current = { x: event.clientX, y: event.clientY, hasMoved: true }
    setZoom((now) => movedBy(now, by, box()))
  }
  const onUp = (event: PointerEvent): void => {
    const pressed = from.current && !from.current.hasMoved
    from.current = null
    const at = pressed && inPicture(event.clientX, event.clientY)
    if (!at) return
    setCross(null)
    onPick(at)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!size) return
    const now = cross ?? { x: size.widthPx / 2, y: size.heightPx / 2 }
    const arrow = ARROWS[event.key]
    if (arrow) {
      const by = (size.widthPx * ARROW * (event.shiftKey ? 0.1 : 1)) / zoom.scale
      const within = (value: number, most: number): number => Math.max(0, Math.min(most, value))
      setCross({
        x: within(now.x + arrow.x * by, size.widthPx),
        y: within(now.y + arrow.y * by, size.heightPx),
      })
    } else if (event.key === 'Enter' || event.key === ' ') {
      setCross(null)
      onPick(now)
    } else if (event.key === '+' || event.key === '=') magnify(STEP)
    else if (event.key === '-') magnify(1 / STEP)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const share = ({ x, y }: Vec) => ({
    left: `${(x / (size?.widthPx ?? 1)) * 100}%`,
    top: `${(y / (size?.heightPx ?? 1)) * 100}%`,
    // As large as it is, however large the picture is.
    transform: `translate(-50%, -50%) scale(${1 / zoom.scale})`,
  })
  return (
    <div>
      {/* What takes presses and arrows itself is an application to a screen reader. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={frame}
        className={cx(styles.frame)}
        style={size ? { aspectRatio: `${size.widthPx} / ${size.heightPx}` } : undefined}
        role="application"
        aria-label={t('control.picture')}
        // It takes keys: arrows and Enter.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        data-testid="control-picture"
        onPointerDown={(event) => {
          from.current = { x: event.clientX, y: event.clientY, hasMoved: false }
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => (from.current = null)}
        onKeyDown={onKeyDown}
      >
        <div
          className={styles.stage}
          style={{ transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` }}
        >
          <img
            ref={image}
            className={styles.picture}
            src={props.url}
            alt=""
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              props.onSize({ widthPx: naturalWidth, heightPx: naturalHeight })
            }
          />
          {size
            ? marks.map(({ number, at, isWorst }) => (
                <span key={number} className={cx(styles.mark, isWorst && styles.worst)} style={share(at)}>
                  {number}
                </span>
              ))
            : null}
          {cross && size ? <span className={styles.cross} style={share(cross)} /> : null}
        </div>
      </div>
      <div className={styles.buttons}>
        <Button
          icon={<ZoomIn size={16} aria-hidden />}
          label={t('map.zoomIn')}
          onPress={() => magnify(STEP)}
        />
        <Button
          icon={<ZoomOut size={16} aria-hidden />}
          label={t('map.zoomOut')}
          onPress={() => magnify(1 / STEP)}
        />
        <Button
          icon={<Maximize size={16} aria-hidden />}
          label={t('control.whole')}
          onPress={() => setZoom(FIT)}
        />
      </div>
    </div>
  )
}
