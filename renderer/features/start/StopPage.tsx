import type { ReactNode } from 'react'
import styles from './start.module.css'

/** The whole window given to the one thing that keeps it from going on: what it is, and the way back. */
export function StopPage({
  title,
  testId,
  children,
}: {
  title: string
  testId?: string
  children: ReactNode
}) {
  return (
    <main className={styles.page} data-testid={testId}>
      <div className={styles.card}>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
