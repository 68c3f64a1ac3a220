// The combobox pattern of ARIA (a text field that steers a list of options) has no tags of its own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role */
import { Fragment, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FoundRow } from '../../src/contract/index.ts'
import { isFound } from '../../src/core/units/sought.ts'
import { useCall } from '../api/hooks.ts'
import { type Command, commands } from '../desk/commands.ts'
import { openingOf } from '../desk/documents/openingOf.ts'
import { panels } from '../desk/panels.ts'
import { selection } from '../desk/selection.ts'
import { dateTime, nameOf } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import styles from './palette.module.css'

const shown = (keys: string): string => keys.replace('Mod', /Mac/.test(navigator.platform) ? '⌘' : 'Ctrl')

type Option = {
  readonly id: string
  /** What stands over the first option of its kind; null of commands that stand alone. */
  readonly group: string
  /** It is never what is chosen before anybody chose. */
  readonly isAfterwards: boolean
  readonly run: (() => void) | null
} & ({ readonly command: Command } | { readonly found: FoundRow })

/** Every command and everything in the workspace by its words: type, arrows, Enter; Escape closes. */
export function Palette() {
  const t = useT()
  const all = useStore(commands, (state) => state.commands)
  const [text, setText] = useState('')
  /** The option that somebody chose; null: the first that takes nothing back. */
  const [chosen, setChosen] = useState<string | null>(null)
  /** Enter came before what is sought did. */
  const isDue = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const sought = text.trim()
  const { data, isPlaceholderData } = useCall('search.find', { text: sought }, sought !== '')
  const isSearching = sought !== '' && (data === undefined || isPlaceholderData)
  const close = (): void => panels.getState().setPalette(false)

  const fitting = all.filter(
    ({ id, labelKey }) => id !== 'app.palette' && isFound({ names: [t(labelKey)] }, sought),
  )
  const options: Option[] = [
    ...[...fitting.filter(({ undoes }) => !undoes), ...fitting.filter(({ undoes }) => undoes)].map(
      (command): Option => ({
        id: `command-${command.id}`,
        group: t('palette.commands'),
        isAfterwards: command.undoes === true,
        run: command.available() ? command.run : null,
        command,
      }),
    ),
    ...(sought === '' ? [] : (data?.groups ?? [])).flatMap(({ kind, rows }) =>
      rows.map(
        (found): Option => ({
          id: `found-${kind}-${found.id}`,
          group: t(`aggregate.${kind}`),
          isAfterwards: false,
          run: openingOfFound(found),
          found,
        }),
      ),
    ),
  ]
  const current =
    options.find(({ id }) => id === chosen) ?? options.find(({ isAfterwards }) => !isAfterwards) ?? null

  const run = (option: Option | null): void => {
    if (!option?.run) return
    close()
    option.run()
  }
  useEffect(() => {
    if (!isDue.current || isSearching) return
    isDue.current = false
    run(current)
  })
  const move = (by: number): void => {
    const at = current ? options.indexOf(current) : -1
    const next = options[Math.max(0, Math.min(at + by, options.length - 1))]
    if (!next) return
    setChosen(next.id)
    document.getElementById(next.id)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <search className={styles.palette} data-testid="palette">
      <input
        ref={input}
        value={text}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={current?.id}
        aria-busy={isSearching}
        aria-label={t('app.palette')}
        placeholder={t('app.paletteHint')}
        onBlur={close}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(null)
          isDue.current = false
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') close()
          else if (event.key === 'ArrowDown') move(1)
          else if (event.key === 'ArrowUp') move(-1)
          else if (event.key === 'Enter') {
            // What stands there still is what was sought before.
            if (isSearching && !(current && 'command' in current)) isDue.current = true
            else run(current)
          } else return
          event.preventDefault()
        }}
      />
      <ul id="palette-list" role="listbox" aria-label={t('app.palette')} aria-busy={isSearching}>
        {options.map((option, i) => (
          <Fragment key={option.id}>
            {sought !== '' && option.group !== options[i - 1]?.group ? (
              <li role="presentation" className={styles.group}>
                {option.group}
              </li>
            ) : null}
            <li
              id={option.id}
              role="option"
              data-testid="palette-option"
              aria-selected={option === current}
              aria-disabled={option.run === null}
              onPointerDown={(event) => {
                event.preventDefault()
                run(option)
              }}
            >
              {'command' in option ? (
                <CommandLine command={option.command} />
              ) : (
                <FoundLine found={option.found} />
              )}
            </li>
          </Fragment>
        ))}
        {options.length === 0 && !isSearching ? (
          <li role="presentation" className={styles.none}>
            {t('palette.nothing')}
          </li>
        ) : null}
      </ul>
    </search>
  )
}

function CommandLine({ command }: { command: Command }) {
  const t = useT()
  const why = command.available() ? null : command.whyNot()
  return (
    <>
      {t(command.labelKey)}
      {why ? <span className={styles.why}>{t(why)}</span> : null}
      {command.keys[0] ? <kbd>{shown(command.keys[0])}</kbd> : null}
    </>
  )
}

function FoundLine({ found: { title, matched, atMs } }: { found: FoundRow }) {
  return (
    <>
      <span className={styles.title} title={nameOf(title)}>
        {nameOf(title)}
      </span>
      {matched === null ? null : (
        <span className={styles.why} title={matched}>
          {matched}
        </span>
      )}
      {atMs === null ? null : <time className={styles.at}>{dateTime(atMs)}</time>}
    </>
  )
}

/** Opens what was found where it is shown, at the part of it that was sought. */
function openingOfFound({ kind, id, of, partId }: FoundRow): (() => void) | null {
  if (kind === 'site' && partId !== null)
    return () => selection.getState().goTo({ kind: 'asset', id, partId })
  return openingOf({ aggregate: kind, id }) ?? (of && openingOf(of))
}
