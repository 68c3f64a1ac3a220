import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { CampaignList } from '../features/campaigns/CampaignList.tsx'
import { DrawList } from '../features/draw/DrawList.tsx'
import { ACTION_TABS, actionTab } from '../desk/actionTab.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Row } from '../ui/layout.tsx'
import styles from './shell.module.css'

const WeekList = lazy(() =>
  import('../features/orders/WeekList.tsx').then((module) => ({ default: module.WeekList })),
)
const OrderList = lazy(() =>
  import('../features/orders/OrderList.tsx').then((module) => ({ default: module.OrderList })),
)
const StatisticsPane = lazy(() =>
  import('../features/statistics/StatisticsPane.tsx').then((module) => ({ default: module.StatisticsPane })),
)

/** The room of what is done: what is due this week, campaigns, orders, and the numbers. */
export function ActionPane() {
  const t = useT()
  const tab = useStore(actionTab, (state) => state.tab)
  return (
    <>
      <nav className={styles.tabs} aria-label={t('action.tabs')}>
        <Row>
          {ACTION_TABS.map((one) => (
            <Button
              key={one}
              look={one === tab ? 'primary' : 'quiet'}
              testId={`tab-${one}`}
              onPress={() => actionTab.setState({ tab: one })}
            >
              {t(`actionTab.${one}`)}
            </Button>
          ))}
        </Row>
      </nav>
      <Suspense fallback={null}>
        {tab === 'campaigns' ? (
          <CampaignList>
            <DrawList />
          </CampaignList>
        ) : null}
        {tab === 'week' ? <WeekList /> : null}
        {tab === 'orders' ? <OrderList /> : null}
        {tab === 'statistics' ? <StatisticsPane /> : null}
      </Suspense>
    </>
  )
}
