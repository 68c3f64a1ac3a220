import { ClockAlert, Lock, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WorkspaceStatus } from '../../../src/contract/index.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Banner } from '../../ui/Banner.tsx'
import { DemoBanner } from './DemoBanner.tsx'
import styles from './start.module.css'

/** So many records are named one a line; further ones are counted. */
const MOST_NAMED = 3

/**
 * What is to be known of the workspace as a whole, above everything: a demo, write-protected, a clock set back, records left out; and what
 * others have to say of it.
 */
export function Banners({
  status: { kind, isReadOnly, unreadable, clockBehindMs },
  children,
}: {
  status: WorkspaceStatus
  children: ReactNode
}) {
  const t = useT()
  return (
    <div className={styles.banners}>
      {kind === 'demo' ? <DemoBanner /> : null}
      {isReadOnly ? (
        <Banner icon={<Lock size={18} aria-hidden />} testId="read-only">
          {t('start.readOnly')}
        </Banner>
      ) : null}
      {clockBehindMs === null ? null : (
        <Banner icon={<ClockAlert size={18} aria-hidden />} testId="clock-behind">
          {t('start.clockBehind', { newest: dateTime(clockBehindMs) })}
        </Banner>
      )}
      {unreadable.slice(0, MOST_NAMED).map((record) => (
        <Banner
          key={`${record.aggregate} ${record.id}`}
          icon={<TriangleAlert size={18} aria-hidden />}
          testId="unreadable"
        >
          {words('error', 'record_unreadable', record)}
        </Banner>
      ))}
      {unreadable.length > MOST_NAMED ? (
        <Banner icon={<TriangleAlert size={18} aria-hidden />} testId="unreadable-more">
          {t('start.moreUnreadable', { n: unreadable.length - MOST_NAMED })}
        </Banner>
      ) : null}
      {children}
    </div>
  )
}
