import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import styles from './pull.module.css'

/** An arrow key moves an edge by so much, px. */
const STEP_PX = 24

/** The upper edge of a panel at the foot of the window: pulled by the pointer, or by the arrow keys when it has the focus. */
export function Pull(props: {
  label: string
  heightPx: number
  leastPx: number
  mostPx: number
  onChange: (heightPx: number) => void
  testId?: string
}) {
  const { label, heightPx, leastPx, mostPx, onChange } = props
  /** Where the pointer took the edge, and how high the panel was then. */
  const [taken, setTaken] = useState<{ y: number; heightPx: number } | null>(null)
  const to = (px: number): void => onChange(Math.round(Math.max(leastPx, Math.min(mostPx, px))))
  const onPointerMove = (event: PointerEvent): void => {
    if (taken) to(taken.heightPx + taken.y - event.clientY)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const px = {
      ArrowUp: heightPx + STEP_PX,
      ArrowDown: heightPx - STEP_PX,
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
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={heightPx}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      title={label}
      className={styles.pull}
      data-testid={props.testId}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setTaken({ y: event.clientY, heightPx })
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setTaken(null)}
      onPointerCancel={() => setTaken(null)}
      onKeyDown={onKeyDown}
    />
  )
}
