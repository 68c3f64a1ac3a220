// The combobox pattern of ARIA (a text field that steers a list of options) has no tags of its own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role */
import { Fragment, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FoundRow } from '../../src/contract/index.ts'
import { isFound } from '../../src/core/units/sought.ts'
import { useCall } from '../api/hooks.ts'
import { type Command, commands, keysShown } from '../desk/commands.ts'
import { openingOf } from '../desk/documents/openingOf.ts'
import { goToSite } from '../desk/goTo.ts'
import { goToPlace, type PlaceSaid, placesSaid } from '../desk/markedPlace.ts'
import { panels } from '../desk/panels.ts'
import { dateTime, nameOf, position } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import styles from './palette.module.css'

type Option = {
  readonly id: string
  /** What stands over the first option of its kind; null of commands that stand alone. */
  readonly group: string
  /** It is never what is chosen before anybody chose. */
  readonly isAfterwards: boolean
  readonly run: (() => void) | null
} & ({ readonly command: Command } | { readonly found: FoundRow } | { readonly reading: PlaceSaid })

/** Every command, everything in the workspace by its words, and places by their coordinates: type, arrows, Enter; Escape closes. */
export function Palette() {
  const t = useT()
  const all = useStore(commands, (state) => state.commands)
  const [text, setText] = useState(panels.getState().paletteText)
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
  const readings = placesSaid(sought)
  const isAsked = new Set(readings.map(({ datum }) => datum)).size > 1
  const options: Option[] = [
    ...readings.map(
      (reading, i): Option => ({
        id: `place-${i}-${reading.datum}`,
        group: t(isAsked ? 'palette.whichDatum' : 'palette.place'),
        // Which of them is meant nobody but the person knows.
        isAfterwards: isAsked,
        run: () => goToPlace(reading.at),
        reading,
      }),
    ),
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
              ) : 'found' in option ? (
                <FoundLine found={option.found} />
              ) : (
                <PlaceLine reading={option.reading} isAsked={isAsked} />
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
      {command.keys[0] ? <kbd>{keysShown(command.keys[0])}</kbd> : null}
    </>
  )
}

/** A place, the way that one datum reads it, and whose maps have that one. */
function PlaceLine({ reading: { at, datum }, isAsked }: { reading: PlaceSaid; isAsked: boolean }) {
  const t = useT()
  return (
    <>
      <span className={styles.title}>{isAsked ? t(`datumName.${datum}`) : position(at)}</span>
      {isAsked ? <span className={styles.why}>{t(`datumFrom.${datum}`)}</span> : null}
      {isAsked ? <span className={styles.at}>{position(at)}</span> : null}
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
  if (kind === 'site' && partId !== null) return () => void goToSite(id, partId)
  return openingOf({ aggregate: kind, id }) ?? (of && openingOf(of))
}
