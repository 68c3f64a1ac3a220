import { Lock, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WorkspaceStatus } from '../../../src/contract/index.ts'
import { useT, words } from '../../i18n/index.ts'
import { DemoBanner } from './DemoBanner.tsx'
import styles from './start.module.css'

/** So many records are named one a line; further ones are counted. */
const MOST_NAMED = 3

/** What is to be known of the workspace as a whole, above everything: a demo, write-protected, records left out. */
export function Banners({ status: { kind, isReadOnly, unreadable } }: { status: WorkspaceStatus }) {
  const t = useT()
  return (
    <div className={styles.banners}>
      {kind === 'demo' ? <DemoBanner /> : null}
      {isReadOnly ? (
        <Line icon={<Lock size={18} aria-hidden />} testId="read-only">
          {t('start.readOnly')}
        </Line>
      ) : null}
      {unreadable.slice(0, MOST_NAMED).map((record) => (
        <Line
          key={`${record.aggregate} ${record.id}`}
          icon={<TriangleAlert size={18} aria-hidden />}
          testId="unreadable"
        >
          {words('error', 'record_unreadable', record)}
        </Line>
      ))}
      {unreadable.length > MOST_NAMED ? (
        <Line icon={<TriangleAlert size={18} aria-hidden />} testId="unreadable-more">
          {t('start.moreUnreadable', { n: unreadable.length - MOST_NAMED })}
        </Line>
      ) : null}
    </div>
  )
}

function Line({ icon, testId, children }: { icon: ReactNode; testId: string; children: ReactNode }) {
  return (
    <div className={styles.banner} role="status" data-testid={testId}>
      {icon}
      <p>{children}</p>
    </div>
  )
}
