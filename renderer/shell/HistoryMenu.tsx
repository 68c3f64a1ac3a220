import { History } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useStore } from 'zustand'
import { history, type HistoryStep } from '../desk/history.ts'
import { dateTime, nameOf } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { MenuAt, type MenuEntry } from '../ui/MenuAt.tsx'

/** So many steps to either side are listed. */
const MOST_LISTED = 40

/** The steps that can be taken back and those that were, by their names: pressing one goes there. */
export function HistoryMenu({ buttonClass }: { buttonClass: string }) {
  const t = useT()
  const { undoable, redoable } = useStore(history)
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const box = useRef<HTMLSpanElement>(null)
  const goTo = (entry: string | null) => () => void history.getState().goTo(entry)
  const line = ({ entry, labelKey, of, atMs }: HistoryStep, isNow: boolean): MenuEntry => ({
    id: entry,
    label: [t(labelKey), ...(of ? [nameOf(of)] : [])].join(' · '),
    aside: isNow ? t('history.now') : dateTime(atMs),
    run: goTo(entry),
  })
  const listed = undoable.slice(-MOST_LISTED)
  const [before] = undoable.slice(0, undoable.length - listed.length).slice(-1)
  const open = (): void => {
    const rect = box.current?.getBoundingClientRect()
    if (rect) setAt({ x: rect.right, y: rect.top })
  }
  return (
    <span ref={box} title={t('history.title')}>
      <Button
        className={buttonClass}
        data-testid="history"
        isDisabled={undoable.length + redoable.length === 0}
        onPress={open}
      >
        <History size={18} aria-hidden />
        {t('history.short')}
      </Button>
      {at ? (
        <MenuAt
          at={at}
          label={t('history.title')}
          testId="history-menu"
          onClose={() => setAt(null)}
          groups={[
            ...(redoable.length > 0
              ? [
                  {
                    id: 'undone',
                    title: t('history.undone'),
                    entries: redoable.slice(-MOST_LISTED).map((step) => line(step, false)),
                  },
                ]
              : []),
            {
              id: 'done',
              title: t('history.done'),
              entries: [
                ...listed.toReversed().map((step, i) => line(step, i === 0)),
                { id: 'first', label: t('history.first'), run: goTo(before?.entry ?? null) },
              ],
            },
          ]}
        />
      ) : null}
    </span>
  )
}
