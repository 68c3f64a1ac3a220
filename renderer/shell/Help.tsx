import { Keyboard, MapPlus, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { actionTab } from '../desk/actionTab.ts'
import { guide } from '../desk/baseMapGuide.ts'
import { help, screenOf } from '../desk/help.ts'
import { panels } from '../desk/panels.ts'
import { selection } from '../desk/selection.ts'
import type { HelpScreen, HelpTexts } from '../i18n/help/help.ts'
import { helpTexts } from '../i18n/help/texts.ts'
import { language, useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import styles from './help.module.css'

/** Where base maps come up. */
const WITH_GUIDE: ReadonlySet<HelpScreen> = new Set(['layer', 'settings'])

/** What the screen that is looked at is for, beside it: offline, and gone on F1. */
export function Help() {
  const t = useT()
  const room = useStore(selection, (state) => state.room)
  const selected = useStore(selection, (state) => state.selected)
  const composing = useStore(selection, (state) => state.composing)
  const tab = useStore(actionTab, (state) => state.tab)
  const spoken = language()
  const [texts, setTexts] = useState<HelpTexts | null>(null)
  useEffect(() => {
    let isMeant = true
    void helpTexts(spoken).then((found) => {
      if (isMeant) setTexts(found)
    })
    return () => {
      isMeant = false
    }
  }, [spoken])
  const screen = screenOf({ room, selected, composing, tab })
  const text = texts?.[screen]
  return (
    <aside className={styles.help} aria-label={t('help.title')} data-testid="help" data-screen={screen}>
      <header className={styles.head}>
        <h2>{t('help.title')}</h2>
        <Button
          look="quiet"
          icon={<X size={16} aria-hidden />}
          label={t('app.close')}
          onPress={() => help.getState().close()}
          testId="close-help"
        />
      </header>
      {text ? (
        <div aria-live="polite">
          <p>{text.what}</p>
          <ul>
            {text.deeds.map((deed) => (
              <li key={deed}>{deed}</li>
            ))}
          </ul>
          <Button
            look="quiet"
            icon={<Keyboard size={16} aria-hidden />}
            testId="show-shortcuts"
            onPress={() => panels.getState().setShortcuts(true)}
          >
            {t('keys.show')}
          </Button>
          {WITH_GUIDE.has(screen) ? (
            <Button
              look="quiet"
              icon={<MapPlus size={16} aria-hidden />}
              testId="help-guide"
              onPress={() => guide.getState().show()}
            >
              {t('guide.title')}
            </Button>
          ) : null}
          <p className={styles.undone}>{t('help.undone', { text: text.undone })}</p>
        </div>
      ) : null}
    </aside>
  )
}
