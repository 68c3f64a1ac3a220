import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cx } from './cx.ts'
import styles from './listFrame.module.css'
import { bringOpened } from './intoView.ts'
import ui from './fields.module.css'
import { Scroller } from './VirtualRows.tsx'

/** A list with its search and filters above, and what to do first where it is empty. */
export function ListFrame(props: {
  title: string
  count?: number | undefined
  search?: { label: string; value: string; onChange: (text: string) => void }
  filters?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  const { search } = props
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  const rows = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!frame) return
    // The rows below what narrows them; in a low window the one and the other together.
    const watcher = new ResizeObserver(() => {
      const inner = rows.current
      setScroller(inner && getComputedStyle(inner).overflowY === 'auto' ? inner : frame)
    })
    watcher.observe(frame)
    const stop = bringOpened(frame)
    return () => {
      watcher.disconnect()
      stop()
    }
  }, [frame])
  return (
    <div className={styles.frame} ref={setFrame}>
      <div className={styles.top}>
        <div className={styles.line}>
          <h2>{props.title}</h2>
          {props.count === undefined ? null : <span className={styles.count}>{props.count}</span>}
          {props.action}
        </div>
        {search ? (
          <input
            type="search"
            className={cx(ui.input)}
            aria-label={search.label}
            placeholder={search.label}
            value={search.value}
            onChange={(event) => search.onChange(event.target.value)}
          />
        ) : null}
        {props.filters}
      </div>
      <div className={styles.rows} ref={rows}>
        <Scroller value={scroller}>{props.children}</Scroller>
      </div>
    </div>
  )
}
