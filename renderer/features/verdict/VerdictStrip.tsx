import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { useEditedMission } from '../../desk/edited.ts'
import { selection } from '../../desk/selection.ts'
import { t, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Badge } from '../../ui/layout.tsx'
import { Planning } from './Planning.tsx'
import styles from './verdict.module.css'
import { CheckLine } from './CheckLine.tsx'
import { Profile } from './Profile.tsx'
import { RouteFigures } from './RouteFigures.tsx'

/**
 * What the safety rules say of the open mission: counts, each item in words, its fixes as buttons, the figures. Where none is
 * open it asks for one in the room of missions, and is not there in the others.
 */
export function VerdictStrip() {
  useT()
  const edited = useEditedMission()
  const room = useStore(selection, (state) => state.room)
  const [isProfile, setProfile] = useState(false)
  if (!edited)
    return room === 'missions' ? (
      <div className={styles.bar}>
        <span className={styles.small}>{t('verdict.chooseMission')}</span>
      </div>
    ) : null
  const { verdict, route, stale } = edited
  if (!verdict || !route)
    return (
      <div className={styles.said}>
        <div className={styles.bar}>
          <Planning isStale />
        </div>
      </div>
    )
  return (
    <div className={cx(styles.said, isProfile && styles.withProfile)}>
      <div className={cx(styles.bar, stale && styles.stale)} aria-live="polite" data-testid="verdict">
        <b>{t('verdict.title')}</b>
        <Planning isStale={stale} />
        {verdict.items.length === 0 ? (
          <Badge tone="good">
            <CircleCheck size={14} aria-hidden /> {t('verdict.safe')}
          </Badge>
        ) : null}
        {verdict.errors > 0 ? (
          <Badge tone="error">
            <CircleAlert size={14} aria-hidden /> {t('verdict.errorsN', { n: verdict.errors })}
          </Badge>
        ) : null}
        {verdict.warnings > 0 ? (
          <Badge tone="warning">
            <TriangleAlert size={14} aria-hidden /> {t('verdict.warningsN', { n: verdict.warnings })}
          </Badge>
        ) : null}
        {verdict.unknown > 0 ? (
          <Badge tone="unknown">
            <CircleHelp size={14} aria-hidden /> {t('verdict.unknownN', { n: verdict.unknown })}
          </Badge>
        ) : null}
        <Button look="quiet" onPress={() => setProfile(!isProfile)} testId="toggle-profile">
          {t(isProfile ? 'profile.hide' : 'profile.show')}
        </Button>
        <RouteFigures figures={route.figures} isSeen={edited.mission.patterns.some(isCovering)} />
      </div>
      {isProfile ? <Profile mission={edited.mission} points={route.points} /> : null}
      {verdict.items.length > 0 ? (
        <ul className={cx(styles.items, stale && styles.stale)}>
          {verdict.items.map((item, i) => (
            <CheckLine key={`${item.rule}-${item.code}-${i}`} item={item} mission={edited.mission} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** Whether a pattern is there to cover ground: elsewhere a share of coverage says nothing. */
const isCovering = ({ kind }: Pattern): boolean => kind === 'survey' || kind === 'corridor'
