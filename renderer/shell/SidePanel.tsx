import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { isShown, panels } from '../desk/panels.ts'
import { useT } from '../i18n/index.ts'
import { cx } from '../ui/cx.ts'
import { Pull } from '../ui/Pull.tsx'
import styles from './shell.module.css'

/** How narrow a panel may be pulled, and how wide: in widths of a text, and as a share of the window. */
const LEAST_REM = 14
const MOST_SHARE = 0.5
/** How wide it is by itself, in widths of a text: where the window is small, and elsewhere. */
const USUAL_REM = { list: [15.75, 18.25], inspector: [20.75, 23.25] } as const
const SMALL_REM = 1366 / 16
/** What the rail takes of a narrow window, where a panel may have all of the rest. */
const RAIL_REM = 5.25

/** A panel beside the map, as wide as somebody pulled it. */
export function SidePanel({ panel, children }: { panel: 'list' | 'inspector'; children: ReactNode }) {
  const t = useT()
  const state = useStore(panels)
  const { listPx, inspectorPx, isNarrow, windowPx, remPx } = state
  const [small, large] = USUAL_REM[panel]
  const usualPx = (windowPx > SMALL_REM * remPx ? large : small) * remPx
  const mostPx = Math.round(isNarrow ? windowPx - RAIL_REM * remPx : windowPx * MOST_SHARE)
  const leastPx = Math.round(Math.min(LEAST_REM * remPx, mostPx))
  const pulledPx = (panel === 'list' ? listPx : inspectorPx) ?? usualPx
  const widthPx = Math.round(Math.max(leastPx, Math.min(mostPx, pulledPx)))
  const Side = panel === 'list' ? 'section' : 'aside'
  return (
    <Side
      className={cx(styles.side, styles[panel])}
      style={{ width: widthPx }}
      // What is half filled in stays: folded it is only out of sight.
      hidden={!isShown(state, panel)}
      aria-label={t(`app.${panel}`)}
      data-testid={panel}
    >
      {children}
      <Pull
        label={t('app.pullPanel', { panel: t(`app.${panel}`) })}
        edge={panel === 'list' ? 'right' : 'left'}
        sizePx={widthPx}
        leastPx={leastPx}
        mostPx={mostPx}
        onChange={(px) => panels.getState().setLook(panel === 'list' ? { listPx: px } : { inspectorPx: px })}
        testId={`pull-${panel}`}
      />
    </Side>
  )
}
