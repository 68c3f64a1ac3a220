import type { ReactNode } from 'react'
import styles from './banner.module.css'

/** A line above everything: what is to be known of the whole, with at most one thing to do about it. */
export const Banner = (props: {
  icon: ReactNode
  testId: string
  children: ReactNode
  action?: ReactNode
}) => (
  <div className={styles.banner} role="status" data-testid={props.testId}>
    {props.icon}
    <p>{props.children}</p>
    {props.action}
  </div>
)
