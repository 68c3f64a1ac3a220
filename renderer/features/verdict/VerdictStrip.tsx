import { memo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import type { CheckItem } from '../../../src/core/safety/verdict.ts'
import { useBeside, useEditedMission } from '../../desk/edited.ts'
import { type Below, panels } from '../../desk/panels.ts'
import { selection } from '../../desk/selection.ts'
import { VerdictCounts } from '../../desk/VerdictCounts.tsx'
import { t, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Pull } from '../../ui/Pull.tsx'
import { Planning } from './Planning.tsx'
import { byDeed } from './whatToDo.ts'
import styles from './verdict.module.css'
import { CheckLine } from './CheckLine.tsx'
import { Profile } from './Profile.tsx'
import { RouteFigures } from './RouteFigures.tsx'
import { WaypointTable } from './WaypointTable.tsx'

/**
 * What the safety rules say of the open mission: counts, each item in words, its fixes as buttons, the figures. Where none is
 * open it asks for one in the room of missions, and is not there in the others.
 */
export function VerdictStrip() {
  useT()
  const edited = useEditedMission()
  const atRest = useBeside(edited)?.mission
  const room = useStore(selection, (state) => state.room)
  const below = useStore(panels, (state) => state.below)
  if (!edited)
    return room === 'missions' ? (
      <div className={styles.bar}>
        <span className={styles.small}>{t('verdict.chooseMission')}</span>
      </div>
    ) : null
  const { verdict, route, stale } = edited
  if (!verdict || !route)
    return (
      <Pulled>
        <div className={styles.bar}>
          <Planning isStale />
        </div>
      </Pulled>
    )
  return (
    <Pulled leastRem={below === 'verdict' ? LEAST_REM : WITH_MORE_REM}>
      <div className={cx(styles.bar, stale && styles.stale)} aria-live="polite" data-testid="verdict">
        <b>{t('verdict.title')}</b>
        <Planning isStale={stale} />
        <VerdictCounts errors={verdict.errors} warnings={verdict.warnings} unknown={verdict.unknown} />
        <MoreBelow below={below} />
        <RouteFigures figures={route.figures} isSeen={edited.mission.patterns.some(isCovering)} />
      </div>
      {below === 'profile' ? <Profile mission={edited.mission} points={route.points} /> : null}
      {below === 'waypoints' ? <WaypointTable mission={edited.mission} route={route} /> : null}
      {verdict.items.length > 0 && below !== 'waypoints' ? (
        <div className={cx(styles.groups, stale && styles.stale)}>
          <Deeds items={verdict.items} mission={atRest ?? edited.mission} />
        </div>
      ) : null}
    </Pulled>
  )
}

/** What the rules found, by what is to be done. While a hand drags, `mission` is the one of a moment ago: nothing is pressed then. */
const Deeds = memo(function Deeds({
  items: all,
  mission,
}: {
  items: readonly CheckItem[]
  mission: Mission
}) {
  useT()
  return byDeed(all).map(({ deed, items }) => (
    <section key={deed} aria-label={t(`deed.${deed}`)} data-testid={`deed-${deed}`}>
      <h2 className={styles.deed}>
        {t(`deed.${deed}`)} <span>{items.length}</span>
      </h2>
      <ul className={styles.items}>
        {items.map((item, i) => (
          <CheckLine key={`${item.rule}-${item.code}-${i}`} item={item} mission={mission} />
        ))}
      </ul>
    </section>
  ))
})

const MoreBelow = memo(function MoreBelow({ below }: { below: Below }) {
  useT()
  const isProfile = below === 'profile'
  const isTable = below === 'waypoints'
  return (
    <>
      <Button look="quiet" onPress={() => show(isProfile ? 'verdict' : 'profile')} testId="toggle-profile">
        {t(isProfile ? 'profile.hide' : 'profile.show')}
      </Button>
      <Button look="quiet" onPress={() => show(isTable ? 'verdict' : 'waypoints')} testId="toggle-waypoints">
        {t(isTable ? 'waypointTable.hide' : 'waypointTable.show')}
      </Button>
    </>
  )
})

const show = (below: Below): void => panels.getState().showBelow(below)

/** The bar of counts with a row or two below it, in heights of a text. */
const LEAST_REM = 6
/** The route from the side, or its waypoints, need their own height. */
const WITH_MORE_REM = 18.75
/** The map keeps so much of the window. */
const MOST_SHARE = 0.65

/**
 * One height whatever the rules say: the map above must not move under a hand that drags while they are asked again. It is
 * as high as somebody pulled it.
 */
function Pulled({ leastRem = LEAST_REM, children }: { leastRem?: number; children: ReactNode }) {
  const t = useT()
  const { stripPx: pulledPx, remPx } = useStore(panels)
  const mostPx = Math.round(window.innerHeight * MOST_SHARE)
  const leastPx = Math.min(mostPx, Math.round(leastRem * remPx))
  const heightPx = Math.min(mostPx, Math.max(leastPx, pulledPx))
  return (
    <>
      <Pull
        label={t('verdict.pull')}
        edge="top"
        sizePx={heightPx}
        leastPx={leastPx}
        mostPx={mostPx}
        onChange={(stripPx) => panels.getState().setLook({ stripPx })}
        testId="pull-verdict"
      />
      <div className={styles.said} style={{ height: heightPx }}>
        {children}
      </div>
    </>
  )
}

/** Whether a pattern is there to cover ground: elsewhere a share of coverage says nothing. */
const isCovering = ({ kind }: Pattern): boolean => kind === 'survey' || kind === 'corridor'
