import { type ReactNode, useState } from 'react'
import { cx } from './cx.ts'
import styles from './listFrame.module.css'
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
  return (
    <>
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
      <div className={styles.rows} ref={setScroller}>
        <Scroller value={scroller}>{props.children}</Scroller>
      </div>
    </>
  )
}
