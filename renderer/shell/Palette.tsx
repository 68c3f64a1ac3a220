// The combobox pattern of ARIA (a text field that steers a list of options) has no tags of its own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role */
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useT } from '../i18n/index.ts'
import { commands } from '../desk/commands.ts'
import { panels } from '../desk/panels.ts'
import styles from './palette.module.css'

const shown = (keys: string): string => keys.replace('Mod', /Mac/.test(navigator.platform) ? '⌘' : 'Ctrl')

/** Every command by its words: type, arrows, Enter; Escape closes. */
export function Palette() {
  const t = useT()
  const all = useStore(commands, (state) => state.commands)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const close = (): void => panels.getState().setPalette(false)
  const found = all
    .filter(({ id }) => id !== 'app.palette')
    .filter(({ labelKey }) => t(labelKey).toLowerCase().includes(text.trim().toLowerCase()))
  const run = (i: number): void => {
    const command = found[i]
    if (!command?.available()) return
    close()
    command.run()
  }
  return (
    <search className={styles.palette} data-testid="palette">
      <input
        ref={input}
        value={text}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[at] ? `command-${found[at].id}` : undefined}
        aria-label={t('app.palette')}
        placeholder={t('app.paletteHint')}
        onBlur={close}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') close()
          else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else if (event.key === 'Enter') run(at)
          else return
          event.preventDefault()
        }}
      />
      <ul id="palette-list" role="listbox" aria-label={t('app.palette')}>
        {found.map((command, i) => {
          const why = command.available() ? null : command.whyNot()
          return (
            <li
              key={command.id}
              id={`command-${command.id}`}
              role="option"
              aria-selected={i === at}
              aria-disabled={!command.available()}
              onPointerDown={(event) => {
                event.preventDefault()
                run(i)
              }}
            >
              {t(command.labelKey)}
              {why ? <span className={styles.why}>{t(why)}</span> : null}
              {command.keys[0] ? <kbd>{shown(command.keys[0])}</kbd> : null}
            </li>
          )
        })}
      </ul>
    </search>
  )
}
