import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { cx } from './cx.ts'
import styles from './pull.module.css'

/** An arrow key moves an edge by so much, px. */
const STEP_PX = 24

/** Which edge of a panel it is: what the panel grows by when it is pulled right and down by one. */
const EDGES = {
  top: { x: 0, y: -1, grow: 'ArrowUp', shrink: 'ArrowDown' },
  left: { x: -1, y: 0, grow: 'ArrowLeft', shrink: 'ArrowRight' },
  right: { x: 1, y: 0, grow: 'ArrowRight', shrink: 'ArrowLeft' },
} as const

/** The edge of a panel towards the map: pulled by the pointer, or by the arrow keys when it has the focus. */
export function Pull(props: {
  label: string
  edge: keyof typeof EDGES
  /** How high the panel is, or how wide where its edge is at a side. */
  sizePx: number
  leastPx: number
  mostPx: number
  onChange: (sizePx: number) => void
  testId?: string
}) {
  const { label, sizePx, leastPx, mostPx, onChange } = props
  const edge = EDGES[props.edge]
  /** Where the pointer took the edge, and how large the panel was then. */
  const [taken, setTaken] = useState<{ x: number; y: number; sizePx: number } | null>(null)
  const to = (px: number): void => onChange(Math.round(Math.max(leastPx, Math.min(mostPx, px))))
  const onPointerMove = (event: PointerEvent): void => {
    if (taken) to(taken.sizePx + edge.x * (event.clientX - taken.x) + edge.y * (event.clientY - taken.y))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const px = {
      [edge.grow]: sizePx + STEP_PX,
      [edge.shrink]: sizePx - STEP_PX,
      Home: leastPx,
      End: mostPx,
    }[event.key]
    if (px === undefined) return
    event.preventDefault()
    event.stopPropagation()
    to(px)
  }
  return (
    // A separator that has the focus is a widget: the platform has no element for it.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div
      role="separator"
      aria-orientation={props.edge === 'top' ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={sizePx}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      title={label}
      className={cx(styles.pull, styles[props.edge])}
      data-testid={props.testId}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setTaken({ x: event.clientX, y: event.clientY, sizePx })
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setTaken(null)}
      onPointerCancel={() => setTaken(null)}
      onKeyDown={onKeyDown}
    />
  )
}
