import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import type { Mask, MaskRing } from '../../../../src/core/footage/copies/mask.ts'
import {
  boxOfRing,
  maskAt,
  type MaskBox,
  ringInBox,
  ringOfBox,
} from '../../../../src/core/footage/copies/maskShape.ts'
import { shiftHeld } from '../../../desk/keys.ts'
import { useT } from '../../../i18n/index.ts'
import { cx } from '../../../ui/cx.ts'
import { regionBetween } from '../viewer/region.ts'
import { GRIPS, type Grip, pulled } from './grip.ts'
import styles from './maskLayer.module.css'
import type { Masks } from './useMasks.ts'
import { usePlayedMoment } from './usePlayedMoment.ts'

type Point = { x: number; y: number }
/** What the pointer does: draws a new box, or pulls at a mask. `ring` is what it comes to. */
type Gesture = { from: Point; ring: MaskRing | null } & (
  | { id: null }
  | { id: string; grip: Grip; box: MaskBox; first: MaskRing }
)
/** An arrow key moves a mask, or with Shift its corner, by this share of the picture. */
const STEP = 0.01
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

const polygon = (ring: MaskRing): CSSProperties => ({
  clipPath: `polygon(${ring.map(([x, y]) => `${x * 100}% ${y * 100}%`).join(', ')})`,
})
const frame = ({ x, y, width, height }: MaskBox): CSSProperties => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})

/**
 * The masks over a picture, to be seen through: only copies are opaque. While they are drawn, a drag on the picture makes
 * a box, one on a mask moves it or pulls its corner, and arrow keys do the same.
 */
export function MaskLayer(props: {
  masks: Masks
  isClip: boolean
  isDrawing: boolean
  momentS: number
  video: RefObject<HTMLVideoElement | null>
  onMoment: (momentS: number) => void
}) {
  const { masks, isClip, isDrawing, momentS, video, onMoment } = props
  const layer = useRef<HTMLDivElement>(null)
  const [gesture, setGesture] = useState<Gesture | null>(null)
  const [keyed, setKeyed] = useState<{ id: string; ring: MaskRing } | null>(null)
  usePlayedMoment(video, onMoment)
  const at = (event: PointerEvent<HTMLElement>): Point => {
    const box = layer.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  const standing = masks.masks.flatMap((mask) => {
    const own = maskAt(mask, isClip ? momentS : 0)
    const ring = (gesture?.id === mask.id ? gesture.ring : null) ?? (keyed?.id === mask.id ? keyed.ring : own)
    return ring ? [{ mask, ring }] : []
  })
  const begin = (event: PointerEvent<HTMLElement>): void => {
    if (!isDrawing || event.button !== 0) return
    event.preventDefault()
    video.current?.pause()
    layer.current?.setPointerCapture(event.pointerId)
    const target = event.target as HTMLElement
    const taken = target.closest<HTMLElement>('[data-mask]')
    const found = standing.find(({ mask }) => mask.id === taken?.dataset['mask'])
    if (found) {
      taken?.focus()
      masks.choose(found.mask.id)
      const grip = GRIPS.find((one) => one === target.dataset['grip']) ?? 'move'
      const { mask, ring } = found
      setGesture({ from: at(event), ring: null, id: mask.id, grip, box: boxOfRing(ring), first: ring })
    } else if (!masks.isFull) setGesture({ from: at(event), ring: null, id: null })
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    if (!gesture) return
    const to = at(event)
    if (gesture.id === null) {
      const box = regionBetween(gesture.from, to)
      setGesture({ ...gesture, ring: box && ringOfBox(box) })
    } else {
      const box = pulled(gesture.box, gesture.grip, to.x - gesture.from.x, to.y - gesture.from.y)
      setGesture({ ...gesture, ring: ringInBox(gesture.first, box) })
    }
  }
  const end = (): void => {
    if (gesture?.ring && gesture.id === null) masks.add(gesture.ring, isClip ? momentS : 0)
    else if (gesture?.ring && gesture.id !== null) masks.put(gesture.id, gesture.ring, momentS)
    setGesture(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, mask: Mask, ring: MaskRing): void => {
    const by = ARROWS[event.key]
    if (event.key === 'Escape' && gesture) setGesture(null)
    else if (event.key === 'Delete' || event.key === 'Backspace') masks.remove(mask.id)
    else if (by) {
      const box = pulled(boxOfRing(ring), event.shiftKey ? 'se' : 'move', by.x, by.y)
      setKeyed({ id: mask.id, ring: ringInBox(ring, box) })
    } else return
    event.preventDefault()
  }
  // A key held down is one gesture.
  const onKeyUp = (event: KeyboardEvent<HTMLElement>): void => {
    if (!keyed || !ARROWS[event.key]) return
    masks.put(keyed.id, keyed.ring, momentS)
    setKeyed(null)
  }
  return (
    <div
      ref={layer}
      className={cx(styles.layer, isDrawing && styles.drawing)}
      data-testid="mask-layer"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setGesture(null)}
    >
      {standing.map(({ mask, ring }) => (
        <div key={mask.id} className={styles.mask} style={polygon(ring)} data-testid="mask" />
      ))}
      {gesture?.id === null && gesture.ring ? (
        <div className={styles.mask} style={polygon(gesture.ring)} />
      ) : null}
      {isDrawing
        ? standing.map(({ mask, ring }, i) => (
            <Handle
              key={mask.id}
              mask={mask}
              index={i + 1}
              box={boxOfRing(ring)}
              isChosen={mask.id === masks.chosenId}
              onFocus={() => masks.choose(mask.id)}
              onKeyDown={(event) => onKeyDown(event, mask, ring)}
              onKeyUp={onKeyUp}
            />
          ))
        : null}
    </div>
  )
}

/** What a mask is taken hold of by: its box, and the corners of it. */
function Handle(props: {
  mask: Mask
  index: number
  box: MaskBox
  isChosen: boolean
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onKeyUp: (event: KeyboardEvent<HTMLElement>) => void
}) {
  const { mask, index, box, isChosen, onFocus, onKeyDown, onKeyUp } = props
  const t = useT()
  return (
    <button
      type="button"
      className={cx(styles.handle, isChosen && styles.chosen)}
      style={frame(box)}
      data-mask={mask.id}
      data-testid="mask-handle"
      aria-label={t('mask.handle', { n: index, reason: t(`mask.${mask.reason}`) })}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
    >
      {GRIPS.slice(1).map((grip) => (
        <span key={grip} className={styles.grip} data-grip={grip} />
      ))}
    </button>
  )
}

/** Whether Shift is held, but on a mark itself or where one types: the picture is then shown without any marks. */
export function useMarksHidden(): boolean {
  const on = useStore(shiftHeld, (state) => state.on)
  return (
    on !== null &&
    !(on instanceof Element && on.closest('[data-mask], [data-region], input, textarea, select'))
  )
}
