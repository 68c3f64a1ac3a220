import type { ReactNode } from 'react'
import styles from './unseen.module.css'

/** Words for those who hear the page: whoever sees it sees what they say. */
export const Unseen = ({ children }: { children: ReactNode }) => (
  <div className={styles.unseen}>{children}</div>
)
