import { lazy, Suspense, useDeferredValue, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useStore } from 'zustand'
import { useDocument, useWorkspace } from '../api/hooks.ts'
import { followChanges } from '../api/queries.ts'
import { followStandings } from '../api/standings.ts'
import { Fetched } from '../desk/Fetched.tsx'
import { openedBy } from '../desk/editing/open.ts'
import { registerPatternCommands } from '../desk/editing/patternCommands.ts'
import { session } from '../desk/editing/session.ts'
import { CampaignDesk } from '../features/campaigns/CampaignDesk.tsx'
import { AloneBanner } from '../features/people/AloneBanner.tsx'
import { FirstPerson } from '../features/people/FirstPerson.tsx'
import { SignInGate } from '../features/people/SignIn.tsx'
import { SettingDesk } from '../features/settings/tables/SettingDesk.tsx'
import { Banners } from '../features/start/Banners.tsx'
import { FirstStart, Problem } from '../features/start/FirstStart.tsx'
import { StationBanners } from '../features/stations/StationBanners.tsx'
import { DecisionView } from '../features/stations/decision/DecisionView.tsx'
import { VerdictStrip } from '../features/verdict/VerdictStrip.tsx'
import { language, useT } from '../i18n/index.ts'
import { MapView } from '../map/MapView.tsx'
import { whoAmI } from '../desk/actor.ts'
import { registerAppCommands } from './appCommands.ts'
import { clockPage } from '../features/flights/clocks/showClock.ts'
import { comparing } from '../desk/comparing.ts'
import { deciding, followDeciding } from '../desk/deciding.ts'
import { help } from '../desk/help.ts'
import { FlightStrip } from './fetched.ts'
import { Help } from './Help.tsx'
import { followKeys } from '../desk/keys.ts'
import { Inspector } from './Inspector.tsx'
import { ListPane } from './ListPane.tsx'
import { Notices } from './Notices.tsx'
import { notices } from '../desk/notices.ts'
import { Palette } from './Palette.tsx'
import { isShown, panels } from '../desk/panels.ts'
import { usePolicyLanguage } from '../desk/policy.ts'
import { followPastes } from './pastedPlace.ts'
import { Rail } from './Rail.tsx'
import { selection } from '../desk/selection.ts'
import { cx } from '../ui/cx.ts'
import { Unseen } from '../ui/Unseen.tsx'
import { bringOpened } from '../ui/intoView.ts'
import { stage } from '../features/flights/viewer/stage.ts'
import styles from './shell.module.css'
import { SidePanel } from './SidePanel.tsx'
import { followFront } from './front.ts'
import { Shortcuts } from './Shortcuts.tsx'
import { tasks } from '../desk/tasks.ts'
import { useAfterReload } from './useAfterReload.ts'
import { useSeat } from './useSeat.ts'
import { useOpenedFiles } from './useOpenedFiles.ts'
import { useShownFlightId } from '../desk/useShownFlightId.ts'
import { vehicleLink } from '../desk/vehicleLink.ts'
import { Scroller } from '../ui/VirtualRows.tsx'

const ClockPage = lazy(() =>
  import('../features/flights/clocks/ClockPage.tsx').then((module) => ({ default: module.ClockPage })),
)

const BeforeAfter = lazy(() =>
  import('../features/findings/BeforeAfter.tsx').then((module) => ({ default: module.BeforeAfter })),
)

/** Opens for editing what is selected, where it is edited on the map. */
function followSelection(): () => void {
  return selection.subscribe(({ selected }, { selected: before }) => {
    if (selected?.id === before?.id && selected?.kind === before?.kind) return
    const meant = openedBy(selected)
    if (!meant) session.getState().close()
    else
      void session
        .getState()
        .open(meant.kind, meant.id)
        .catch((error: unknown) => notices.getState().fail(error))
  })
}

/** Where a picture that is shown large goes. */
const onStage = (element: HTMLElement | null): void => stage.getState().setElement(element)

/** The window: rail, list, map with the verdict below it, inspector. */
export function App() {
  const t = useT()
  const { data: status, error } = useWorkspace()
  const isStripShown = useStore(panels, (state) => isShown(state, 'strip'))
  const palette = useStore(panels, (state) => state.palette)
  const shortcuts = useStore(panels, (state) => state.shortcuts)
  const [panel, setPanel] = useState<HTMLElement | null>(null)
  const isClockShown = useStore(clockPage, (state) => state.isShown)
  const waiting = useStore(deciding, (state) => state.waiting)
  const isHelpShown = useStore(help, (state) => state.isShown)
  const isCompared = useStore(deciding, (state) => state.places.length > 0)
  const isBeforeAfter = useStore(comparing, (state) => state.findingId !== null)
  const room = useStore(selection, (state) => state.room)
  const seat = useSeat()
  useEffect(() => (panel ? bringOpened(panel) : undefined), [panel])
  const workspaceName = status?.name
  useEffect(() => {
    const stops = [
      followKeys(window),
      followPastes(window),
      registerAppCommands(),
      registerPatternCommands(),
      followSelection(),
      followFront(),
      followDeciding(),
      followChanges((event) => {
        tasks.getState().follow(event)
        whoAmI.getState().follow(event)
        followStandings(event)
        if (event.type === 'link') vehicleLink.setState({ status: event.status })
      }),
    ]
    void whoAmI.getState().resume()
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  useAfterReload(workspaceName)
  usePolicyLanguage()
  useOpenedFiles(workspaceName !== undefined)
  useEffect(() => {
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en'
    document.title = t('app.title')
  })

  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB'
  if (error) return <Problem code={error.code} params={error.params} />
  if (!status) return <p className={styles.middle}>{t('app.opening')}</p>
  if (status.problem) return <Problem code={status.problem.code} params={status.problem.params} />
  return (
    <I18nProvider locale={locale}>
      <SignInGate>
        <div className={styles.shell}>
          <Rail />
          <Banners status={status}>
            <StationBanners />
            <AloneBanner />
          </Banners>
          <SidePanel panel="list">
            <ListPane key={seat} />
          </SidePanel>
          <main className={styles.map} aria-label={t('app.map')}>
            {/* An empty workspace has its own first words. */}
            {status.empty ? null : (
              <Unseen>
                <h1>{t(`room.${room}`)}</h1>
              </Unseen>
            )}
            <MapView />
            <div className={styles.stage} ref={onStage} />
            {status.empty ? (
              <FirstStart>
                <FirstPerson isFolded />
              </FirstStart>
            ) : null}
            <Notices />
            {palette ? <Palette /> : null}
            {shortcuts ? <Shortcuts /> : null}
          </main>
          {waiting ? (
            <section
              className={cx(styles.decision, isCompared && styles.belowMap)}
              aria-label={t('decision.title')}
              data-testid="decision"
            >
              <DecisionView key={`${waiting.aggregate} ${waiting.id}`} waiting={waiting} />
            </section>
          ) : null}
          <CampaignDesk key={`campaigns ${seat}`} className={cx(styles.middleDesk)} />
          {isHelpShown ? <Help /> : null}
          <SettingDesk key={`settings ${seat}`} className={cx(styles.wideDesk)} />
          {isBeforeAfter ? (
            <Suspense fallback={null}>
              <BeforeAfter className={cx(styles.middleDesk)} />
            </Suspense>
          ) : null}
          {waiting ? null : (
            <section
              className={styles.strip}
              aria-label={t('app.strip')}
              data-testid="strip"
              hidden={!isStripShown}
            >
              <Strip />
            </section>
          )}
          {waiting ? null : (
            <SidePanel panel="inspector">
              <div className={styles.scroll} ref={setPanel}>
                <Scroller value={panel}>
                  <Inspector key={seat} />
                </Scroller>
              </div>
            </SidePanel>
          )}
        </div>
        {isClockShown ? (
          <Suspense fallback={null}>
            <ClockPage />
          </Suspense>
        ) : null}
      </SignInGate>
    </I18nProvider>
  )
}

/** Below the map: a flight as time, or what the rules say of the mission. */
function Strip() {
  const room = useStore(selection, (state) => state.room)
  // What stands there stays until the other flight is drawn.
  const flight = useDeferredValue(useDocument('flight.get', useShownFlightId()).data?.doc)
  return room === 'flights' && flight ? (
    <Fetched>
      <FlightStrip key={flight.id} flight={flight} />
    </Fetched>
  ) : (
    <VerdictStrip />
  )
}
