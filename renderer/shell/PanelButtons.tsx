import { PanelBottom, PanelLeft, PanelRight } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useStore } from 'zustand'
import { isShown, PANELS, panels } from '../desk/panels.ts'
import { useT } from '../i18n/index.ts'
import styles from './panelButtons.module.css'

const ICONS = { list: PanelLeft, strip: PanelBottom, inspector: PanelRight } as const
const KEYS = { list: 'F8', strip: 'F10', inspector: 'F9' } as const

/** At the foot of the rail: what folds and unfolds the panels, always in its place. */
export function PanelButtons() {
  const t = useT()
  const state = useStore(panels)
  return (
    // A group of a toolbar's kind: no fieldset, nothing is filled in.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="group" className={styles.panels} aria-label={t('app.panels')}>
      {PANELS.map((panel) => {
        const Icon = ICONS[panel]
        const isOpen = isShown(state, panel)
        const words = t(isOpen ? 'app.foldPanel' : 'app.unfoldPanel', { panel: t(`app.${panel}`) })
        return (
          <span key={panel} title={`${words} (${KEYS[panel]})`}>
            <Button
              aria-label={words}
              aria-pressed={isOpen}
              data-testid={`fold-${panel}`}
              onPress={() => panels.getState().toggle(panel)}
            >
              <Icon size={18} aria-hidden />
            </Button>
          </span>
        )
      })}
    </div>
  )
}
