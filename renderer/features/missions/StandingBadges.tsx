import { CircleDashed, FileCheck, FilePen, History, PlaneTakeoff, ShieldAlert } from 'lucide-react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { useStanding } from '../../api/standings.ts'
import { VerdictCounts } from '../../desk/VerdictCounts.tsx'
import { date } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Badge } from '../../ui/layout.tsx'

type Row = CallOutput<'mission.list'>['rows'][number]

/** How a mission of a list stands: its verdict, its release, what left of it, how often it was flown, its revision. */
export function StandingBadges({ id, flights, lastFlownAtMs, revision }: Row) {
  const t = useT()
  const standing = useStanding(id)
  return (
    <>
      {standing ? (
        <VerdictCounts {...standing} />
      ) : (
        <Badge tone="unknown">
          <CircleDashed size={14} aria-hidden /> {t('standing.notChecked')}
        </Badge>
      )}
      {standing?.isReleased ? (
        <Badge tone="warning">
          <ShieldAlert size={14} aria-hidden /> {t('standing.released')}
        </Badge>
      ) : null}
      {standing?.left === 'asIs' ? (
        <Badge tone="good">
          <FileCheck size={14} aria-hidden /> {t('standing.asIs')}
        </Badge>
      ) : null}
      {standing?.left === 'changed' ? (
        <Badge tone="warning">
          <FilePen size={14} aria-hidden /> {t('standing.changed')}
        </Badge>
      ) : null}
      {lastFlownAtMs === null ? null : (
        <Badge tone="info">
          <PlaneTakeoff size={14} aria-hidden />{' '}
          {t('standing.flown', { n: flights, day: date(lastFlownAtMs) })}
        </Badge>
      )}
      <Badge tone="info">
        <History size={14} aria-hidden /> {t('standing.revision', { n: revision })}
      </Badge>
    </>
  )
}
