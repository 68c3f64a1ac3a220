import {
  Building2,
  CalendarCheck,
  CircleHelp,
  ClipboardList,
  GitFork,
  Plane,
  Redo2,
  Settings,
  TriangleAlert,
  Undo2,
} from 'lucide-react'
import { Button } from 'react-aria-components'
import { useStore } from 'zustand'
import { useStations } from '../api/hooks.ts'
import { number } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { help } from '../desk/help.ts'
import { history } from '../desk/history.ts'
import { redo, undo } from '../desk/undo.ts'
import { unfinished } from '../desk/unfinished.ts'
import { WhoActs } from '../features/people/WhoActs.tsx'
import { panels } from '../desk/panels.ts'
import { ROOMS, type Room, selection } from '../desk/selection.ts'
import { HistoryMenu } from './HistoryMenu.tsx'
import { PanelButtons } from './PanelButtons.tsx'
import styles from './rail.module.css'

const ICONS = {
  enterprises: Building2,
  missions: ClipboardList,
  flights: Plane,
  findings: TriangleAlert,
  campaigns: CalendarCheck,
  settings: Settings,
  waiting: GitFork,
} as const satisfies Record<Room, typeof Plane>

/** The rooms of the window, and undo and redo of everything. */
export function Rail() {
  const t = useT()
  const room = useStore(selection, (state) => state.room)
  const undoable = useStore(history, (state) => state.undoable.at(-1))
  const redoable = useStore(history, (state) => state.redoable.at(-1))
  const gesture = useStore(unfinished, (state) => state.gesture)
  const waiting = useStations().data?.waiting ?? 0
  return (
    <nav className={styles.rail} aria-label={t('app.rooms')}>
      <div className={styles.rooms}>
        {ROOMS.filter((name) => name !== 'waiting' || waiting > 0 || room === name).map((name) => {
          const Icon = ICONS[name]
          return (
            <Button
              key={name}
              data-testid={`room-${name}`}
              {...(room === name ? { 'aria-current': 'page' as const } : {})}
              onPress={() => {
                selection.getState().enter(name)
                panels.getState().show('list')
              }}
            >
              <Icon size={22} aria-hidden />
              {t(`room.${name}`)}
              {name === 'waiting' && waiting > 0 ? (
                <span className={styles.badge} data-testid="waiting-count">
                  {number(waiting)}
                </span>
              ) : null}
            </Button>
          )
        })}
        <span className={styles.gap} />
        <span title={t('help.key')}>
          <Button
            className={styles.small ?? ''}
            data-testid="help-button"
            onPress={() => help.getState().toggle()}
          >
            <CircleHelp size={18} aria-hidden />
            {t('help.title')}
          </Button>
        </span>
        <span
          title={
            gesture?.canUndo
              ? t('app.undoOf', { what: t('edit.sketch') })
              : undoable
                ? t('app.undoOf', { what: t(undoable.labelKey) })
                : t('app.nothingToUndo')
          }
        >
          <Button
            className={styles.small ?? ''}
            data-testid="undo"
            isDisabled={!undoable && !gesture?.canUndo}
            onPress={undo}
          >
            <Undo2 size={18} aria-hidden />
            {t('app.undo')}
          </Button>
        </span>
        <span
          title={
            gesture?.canRedo
              ? t('app.redoOf', { what: t('edit.sketch') })
              : redoable
                ? t('app.redoOf', { what: t(redoable.labelKey) })
                : t('app.nothingToRedo')
          }
        >
          <Button
            className={styles.small ?? ''}
            data-testid="redo"
            isDisabled={!redoable && !gesture?.canRedo}
            onPress={redo}
          >
            <Redo2 size={18} aria-hidden />
            {t('app.redo')}
          </Button>
        </span>
        <HistoryMenu buttonClass={styles.small ?? ''} />
        <WhoActs buttonClass={styles.small ?? ''} />
      </div>
      <PanelButtons />
    </nav>
  )
}
