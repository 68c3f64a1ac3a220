import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { type Command, commands, keysShown } from '../desk/commands.ts'
import { takeKeys } from '../desk/keys.ts'
import { panels } from '../desk/panels.ts'
import {
  ADD_KEY,
  CLIP_KEYS,
  FRAME_KEY,
  LARGE_KEY,
  MASK_KEY,
  REGION_KEY,
  REVIEW_KEYS,
  STRETCH_KEYS,
} from '../desk/reviewKeys.ts'
import { type Key, useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import styles from './shortcuts.module.css'

type Line = { readonly keys: readonly string[]; readonly labelKey: Key }

/** What hands do on the map: keys of whatever there has the focus, no commands. */
const ON_MAP: readonly Line[] = [
  { keys: ['←', '↑', '→', '↓'], labelKey: 'keys.moveMap' },
  { keys: ['Space'], labelKey: 'keys.setPoint' },
  { keys: ['Backspace'], labelKey: 'keys.back' },
  { keys: ['Enter'], labelKey: 'keys.finish' },
  { keys: ['Esc'], labelKey: 'keys.leave' },
  { keys: ['Shift+→'], labelKey: 'keys.moveCorner' },
  { keys: ['Delete'], labelKey: 'keys.removeCorner' },
  { keys: ['Alt'], labelKey: 'keys.free' },
  { keys: ['Mod+V'], labelKey: 'keys.paste' },
]
const IN_LISTS: readonly Line[] = [
  { keys: ['↑', '↓'], labelKey: 'keys.rows' },
  { keys: ['Home', 'End'], labelKey: 'keys.ends' },
  { keys: ['Enter'], labelKey: 'keys.open' },
]
/** Commands of a flight at hand; listed where none is, since they are looked up beforehand. */
const OF_PICTURES: readonly Line[] = [
  { keys: ['←', '→'], labelKey: 'keys.pictures' },
  { keys: [REVIEW_KEYS.nothing], labelKey: 'review.nothing' },
  { keys: [REVIEW_KEYS.unclear], labelKey: 'review.unclear' },
  { keys: [REVIEW_KEYS.finding], labelKey: 'review.finding' },
  { keys: [ADD_KEY], labelKey: 'review.add' },
  { keys: [REGION_KEY], labelKey: 'footage.drawRegion' },
  { keys: [LARGE_KEY], labelKey: 'stage.toggle' },
  { keys: [MASK_KEY], labelKey: 'mask.draw' },
  { keys: [FRAME_KEY], labelKey: 'footage.keepFrame' },
  { keys: [CLIP_KEYS.play], labelKey: 'review.clipPlay' },
  { keys: [CLIP_KEYS.back, CLIP_KEYS.on], labelKey: 'keys.clipSteps' },
  { keys: [STRETCH_KEYS.from, STRETCH_KEYS.until], labelKey: 'keys.stretch' },
]

const linesOf = (all: readonly Command[], of: (id: string) => boolean): Line[] =>
  all.filter(({ id, keys }) => keys.length > 0 && of(id))

/** All keys of the window on one sheet, over the map: `?` brings it and takes it away, as Escape does. */
export function Shortcuts() {
  const t = useT()
  const all = useStore(commands, (state) => state.commands)
  const sheet = useRef<HTMLElement>(null)
  const close = (): void => panels.getState().setShortcuts(false)
  useEffect(() => {
    const before = document.activeElement
    sheet.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before !== document.body) before.focus()
    }
  }, [])
  useEffect(
    () =>
      takeKeys('cover', ({ key }) => {
        if (!['Escape', '?', '？'].includes(key)) return false
        panels.getState().setShortcuts(false)
        return true
      }),
    [],
  )
  const ofMap = (id: string): boolean => id.startsWith('map.')
  const groups: readonly (readonly [Key, readonly Line[]])[] = [
    ['keys.everywhere', linesOf(all, (id) => id.startsWith('app.'))],
    ['keys.onMap', [...ON_MAP, ...linesOf(all, ofMap)]],
    ['keys.inLists', IN_LISTS],
    ['keys.ofPictures', OF_PICTURES],
  ]
  return (
    <section
      ref={sheet}
      className={styles.sheet}
      // The sheet is scrolled by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('keys.title')}
      data-testid="shortcuts"
    >
      <header className={styles.head}>
        <h2>{t('keys.title')}</h2>
        <Button
          look="quiet"
          icon={<X size={16} aria-hidden />}
          label={t('app.close')}
          onPress={close}
          testId="close-shortcuts"
        />
      </header>
      <div className={styles.groups}>
        {groups.map(([titleKey, lines]) => (
          <section key={titleKey} className={styles.group} aria-label={t(titleKey)}>
            <h3>{t(titleKey)}</h3>
            <dl>
              {lines.map(({ keys, labelKey }) => (
                <div key={`${labelKey} ${keys.join(' ')}`} className={styles.line}>
                  <dt>
                    {keys
                      // The wide sign of a Chinese keyboard is the same key.
                      .filter((one) => one.normalize('NFKC') === one)
                      .map((one) => (
                        <kbd key={one}>{keysShown(one)}</kbd>
                      ))}
                  </dt>
                  <dd>{t(labelKey)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </section>
  )
}
