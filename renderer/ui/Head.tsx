import type { ReactNode } from 'react'
import styles from './head.module.css'
import { Named } from './Named.tsx'

/** The head of a panel: what it is about, small facts below, actions at the end. */
export function Head(props: { title: ReactNode; sub?: ReactNode; children?: ReactNode; over?: ReactNode }) {
  return (
    <header className={styles.head}>
      {props.over ? <div className={styles.over}>{props.over}</div> : null}
      <h2 className={styles.title}>
        <Named>{props.title}</Named>
      </h2>
      {props.sub ? <div className={styles.sub}>{props.sub}</div> : null}
      {props.children ? <div className={styles.actions}>{props.children}</div> : null}
    </header>
  )
}
