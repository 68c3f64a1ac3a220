import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { profileOf } from '../../../src/core/route/profile.ts'
import type { Figures, Route } from '../../../src/core/route/route.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import type { CheckItem } from '../../../src/core/safety/verdict.ts'
import { api } from '../../api/client.ts'
import { useSites } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { changeMission, useEditedMission } from '../../desk/edited.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { missionPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { duration, length, number, percent } from '../../i18n/format.ts'
import { t, useT, words } from '../../i18n/index.ts'
import { studyOf } from '../../planning/study.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Badge } from '../../ui/layout.tsx'
import { measured } from './measured.ts'
import { ProfileChart } from './ProfileChart.tsx'
import { Planning } from './Planning.tsx'
import styles from './verdict.module.css'

const ICONS = { error: CircleAlert, warning: TriangleAlert, unknown: CircleHelp } as const

/** What the safety rules say of the open mission: counts, each item in words, its fixes as buttons, the figures. */
export function VerdictStrip() {
  useT()
  const edited = useEditedMission()
  const room = useStore(selection, (state) => state.room)
  const [isProfile, setProfile] = useState(false)
  if (!edited)
    return (
      <div className={styles.bar}>
        <span className={styles.small}>
          {room === 'missions' ? t('verdict.chooseMission') : t('verdict.noMission')}
        </span>
      </div>
    )
  const { verdict, route, stale } = edited
  if (!verdict || !route)
    return (
      <div className={styles.bar}>
        <Planning isStale />
      </div>
    )
  return (
    <>
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
    </>
  )
}

function Profile({ mission, points }: { mission: Mission; points: Route['points'] }) {
  const { data: sites } = useSites()
  const own = (sites ?? []).flatMap(({ doc }) => (mission.siteIds.includes(doc.id) ? [doc] : []))
  const ceilingM = Math.min(120, mission.authorisation?.maxTrueHeightM ?? 120)
  return <ProfileChart samples={profileOf(mission, points, own, ceilingM)} />
}

/** What a mission that is too long for its battery is offered. */
const TOO_LONG: readonly string[] = ['endurance', 'return_endurance']

function CheckLine({ item, mission }: { item: CheckItem; mission: Mission }) {
  const Icon = ICONS[item.severity]
  return (
    <li className={cx(styles[item.severity])} data-testid="check-item" data-rule={item.rule}>
      <AriaButton
        className={cx(styles.what)}
        onPress={() => {
          if (item.place) selection.getState().zoomTo(item.place)
        }}
      >
        <Icon size={15} aria-label={t(`severity.${item.severity}`)} /> <b>{words('rule', item.rule)}</b>{' '}
        {words('check', item.code, item.params)} <span className={styles.small}>{measured(item)}</span>
      </AriaButton>
      {TOO_LONG.includes(item.code) ? <SplitButton mission={mission} /> : null}
      {item.fixes.some(({ code }) => code === 'addRallyPoint') ? <CoverButton mission={mission} /> : null}
      {item.fixes.map((fix, i) => (
        <Button
          key={`${fix.code}-${i}`}
          testId={`fix-${fix.code}`}
          onPress={() => changeMission((mission) => applyFix(mission, fix) ?? mission, 'edit.fix')}
        >
          {words('fix', fix.code, fix.params)}
        </Button>
      ))}
    </li>
  )
}

/** Where one rally point may not be enough: as many as every return needs, found in one go. */
function CoverButton({ mission }: { mission: Mission }) {
  const { data: sites } = useSites()
  const [isBusy, setBusy] = useState(false)
  const cover = (): void => {
    setBusy(true)
    void attempt(async () => {
      const docs = (sites ?? []).map(({ doc }) => doc)
      const { mission: covered, added, isSafe } = await studyOf('rallyCover', mission, docs)
      changeMission((doc) => ({ ...doc, rallyPoints: covered.rallyPoints }), 'edit.fix')
      notices
        .getState()
        .tell(isSafe ? 'info' : 'warning', isSafe ? 'verdict.covered' : 'verdict.notCovered', { n: added })
    }).then(() => setBusy(false))
  }
  return (
    <Button onPress={cover} isDisabled={isBusy} testId="cover-returns">
      {t('verdict.cover')}
    </Button>
  )
}

function SplitButton({ mission }: { mission: Mission }) {
  const split = (): void =>
    void attempt(async () => {
      const { id } = mission
      const { revision } = await api.call('mission.get', { id })
      const { docs } = await write('mission.split', { id, base: revision }, 'edit.splitMission')
      notices.getState().tell('info', 'verdict.splitDone', { n: docs.length })
      const [first] = docs
      if (first) selection.getState().goTo({ kind: 'mission', id: first.doc.id }, missionPlace(first.doc))
    })
  return (
    <CallButton call="mission.split" onPress={split} testId="split">
      {t('verdict.split')}
    </CallButton>
  )
}

/** Whether a pattern is there to cover ground: elsewhere a share of coverage says nothing. */
const isCovering = ({ kind }: Pattern): boolean => kind === 'survey' || kind === 'corridor'

function RouteFigures({ figures, isSeen }: { figures: Figures; isSeen: boolean }) {
  const shown = [
    [t('figure.length'), length(figures.lengthM)],
    [t('figure.time'), duration(figures.airborneS)],
    [t('figure.photos'), number(figures.photos)],
    ...(isSeen ? [[t('figure.coverage'), percent(figures.coverageShare, 1)] as const] : []),
    [t('figure.energy'), percent(figures.energyShare)],
    ...(figures.outsideM > 0 ? [[t('figure.outside'), length(figures.outsideM)] as const] : []),
  ] as const
  return (
    <div className={styles.figures} data-testid="figures">
      {shown.map(([name, value]) => (
        <span key={name} className={styles.figure}>
          <span>{name}</span> <b>{value}</b>
        </span>
      ))}
    </div>
  )
}
