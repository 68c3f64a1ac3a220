import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react'
import { sideOf } from '../../../src/core/geo/measures.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { SketchForm } from '../../../src/core/geo/sketch.ts'
import { takeKeys } from '../../desk/keys.ts'
import { number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import styles from './toolLine.module.css'
import { send } from './toolbox.ts'

/** No side is longer than this, m. */
const LONGEST_M = 100_000

/** A figure as somebody types it, with a point or a comma; null: it is none that can be meant. */
function figureOf(text: string, most: number): number | null {
  const value = Number(text.trim().replace(/[,，。]/, '.'))
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 && value <= most ? value : null
}

/**
 * Length and direction of the next side (of a circle its radius): what the pointer says stands there, what is typed
 * holds instead, and Enter puts the corner in. A figure that is typed on the map goes into the first field.
 */
export function NextSide(props: {
  of: SketchForm
  /** How many corners there are. */
  corners: number
  from: LatLon | null
  to: LatLon | null
  onLeave: () => void
}) {
  const { of, corners, from, to, onLeave } = props
  const t = useT()
  const first = useRef<HTMLInputElement>(null)
  const [text, setText] = useState({ length: '', bearing: '' })
  const isCircle = of === 'circle'
  const take = (next: { length: string; bearing: string }): void => {
    setText(next)
    const lengthM = figureOf(next.length, LONGEST_M)
    send({
      kind: 'fix',
      side: {
        lengthM: lengthM === 0 ? null : lengthM,
        bearingDeg: isCircle ? null : figureOf(next.bearing, 360),
      },
    })
  }
  // A corner was put in or taken back: what was typed was for that one.
  // oxlint-disable-next-line react/exhaustive-deps -- it depends on nothing else
  useEffect(() => take({ length: '', bearing: '' }), [corners])
  useEffect(
    () =>
      takeKeys('tool', ({ key, ctrlKey, metaKey, altKey }) => {
        if (ctrlKey || metaKey || altKey || !/^[0-9]$/.test(key)) return false
        first.current?.focus()
        take({ length: key, bearing: text.bearing })
        return true
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- what it takes is the field's own
    [text.bearing, isCircle],
  )
  const side = from && to ? sideOf(from, to) : null
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault()
      send({ kind: 'addTyped' })
      first.current?.focus()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      take({ length: '', bearing: '' })
      onLeave()
    }
  }
  return (
    <>
      <Figure
        label={t(isCircle ? 'tools.radius' : 'tools.length')}
        unit={t('tools.metres')}
        value={text.length}
        seen={side && number(side.lengthM, 1)}
        isBad={text.length !== '' && figureOf(text.length, LONGEST_M) === null}
        input={first}
        onChange={(length) => take({ ...text, length })}
        onKeyDown={onKeyDown}
        testId="next-length"
      />
      {isCircle ? null : (
        <Figure
          label={t('tools.bearing')}
          unit={t('tools.degrees')}
          value={text.bearing}
          seen={side && number(side.bearingDeg, 1)}
          isBad={text.bearing !== '' && figureOf(text.bearing, 360) === null}
          onChange={(bearing) => take({ ...text, bearing })}
          onKeyDown={onKeyDown}
          testId="next-bearing"
        />
      )}
    </>
  )
}

function Figure({
  label,
  unit,
  value,
  seen,
  isBad,
  input,
  onChange,
  onKeyDown,
  testId,
}: {
  label: string
  unit: string
  value: string
  seen: string | null
  isBad: boolean
  input?: Ref<HTMLInputElement>
  onChange: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
  testId: string
}) {
  const id = useId()
  return (
    <span className={styles.figure} title={label}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        {...(input ? { ref: input } : {})}
        inputMode="decimal"
        autoComplete="off"
        maxLength={10}
        value={value}
        placeholder={seen ?? ''}
        aria-invalid={isBad}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {unit}
    </span>
  )
}
