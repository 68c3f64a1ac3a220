import { useId, useState } from 'react'
import {
  NumberField as AriaNumberField,
  Input,
  Label,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './fields.module.css'
import { neutral } from '../../src/core/units/shown.ts'

export type FieldProps = {
  label: string
  /** What is wrong with it, in words. */
  bad?: string | null | undefined
  hint?: string | undefined
  testId?: string
}

export function Below({ bad, hint }: { bad?: string | null | undefined; hint?: string | undefined }) {
  if (bad)
    return (
      <span className={styles.bad} role="alert">
        {bad}
      </span>
    )
  return hint ? <span className={styles.hint}>{hint}</span> : null
}

/** A line, or with `lines` a box, of text. `commit` (leaving it, or Enter) is one action; `onChange` every letter. */
export function TextField(
  props: FieldProps & {
    value: string
    onChange?: (text: string) => void
    commit?: (text: string) => void
    lines?: boolean
    maxLength?: number
    type?: 'text' | 'search' | 'password'
    /** It has the cursor when it appears. */
    isFocused?: boolean
    /** What the system offers to be taken as it is; anything else may be typed. */
    suggestions?: readonly string[]
  },
) {
  const { label, value, onChange, commit, bad, hint, lines, testId, maxLength = 4000, type = 'text' } = props
  const [typed, setTyped] = useState<string | null>(null)
  const offered = useId()
  const shown = onChange ? value : (typed ?? value)
  const finish = (): void => {
    if (typed !== null && typed !== value) commit?.(typed)
    setTyped(null)
  }
  return (
    <AriaTextField
      className={cx(styles.field)}
      value={shown}
      onChange={(text) => (onChange ? onChange(text) : setTyped(text))}
      onBlur={finish}
      isInvalid={Boolean(bad)}
      maxLength={maxLength}
      type={type}
      // Whoever opened the form wants to type.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={props.isFocused ?? false}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !lines && !event.nativeEvent.isComposing) finish()
        // The palette opens from here too.
        event.continuePropagation()
      }}
    >
      <Label className={cx(styles.label)}>{label}</Label>
      {lines ? (
        <TextArea className={cx(styles.input, styles.area)} />
      ) : (
        <Input className={cx(styles.input)} {...(props.suggestions ? { list: offered } : {})} />
      )}
      {props.suggestions ? (
        <datalist id={offered}>
          {props.suggestions.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
      ) : null}
      <Below bad={bad} hint={hint} />
    </AriaTextField>
  )
}

/** A number with its unit in the label; committed as one action when it is left, with Enter or a step key. */
export function NumberField(
  props: FieldProps & {
    value: number | null
    onChange: (value: number) => void
    min?: number
    max?: number
    step?: number
    digits?: number
    isDisabled?: boolean
  },
) {
  const { label, value, onChange, bad, hint, min, max, step, digits = 2, testId, isDisabled = false } = props
  return (
    <AriaNumberField
      className={cx(styles.field)}
      value={value ?? Number.NaN}
      onChange={(next) => {
        if (Number.isFinite(next) && next !== value) onChange(next)
      }}
      isInvalid={Boolean(bad)}
      isDisabled={isDisabled}
      formatOptions={{ maximumFractionDigits: digits, useGrouping: false }}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    >
      <Label className={cx(styles.label)}>{label}</Label>
      <Input className={cx(styles.input)} />
      <Below bad={bad} hint={hint} />
    </AriaNumberField>
  )
}

/** One of a few: the platform's own list, which every keyboard and screen reader knows. */
/**
 * A choice of one. A value that is none of the options stands before them, as `other` or a dash: never is something shown
 * as chosen that nobody chose.
 */
type Option = { value: string; label: string; group?: string; isDisabled?: boolean }

const asOption = ({ value, label, isDisabled }: Option) => (
  <option key={value} value={value} disabled={isDisabled}>
    {neutral(label)}
  </option>
)

/** Options as they follow one another, by group. */
function groupsOf(options: readonly Option[]): [group: string | undefined, members: Option[]][] {
  const groups: [string | undefined, Option[]][] = []
  for (const option of options) {
    const last = groups.at(-1)
    if (last && last[0] === option.group) last[1].push(option)
    else groups.push([option.group, [option]])
  }
  return groups
}

export function Select<T extends string>(
  props: FieldProps & {
    value: T
    other?: string | undefined
    /** Those of one `group` stand below its name, one after the other. */
    options: readonly { value: T; label: string; group?: string; isDisabled?: boolean }[]
    onChange: (value: T) => void
    isDisabled?: boolean
    /** Its label stands before it, not above. */
    isInline?: boolean
  },
) {
  const { label, value, options, onChange, bad, hint, testId, isDisabled = false, other = '—' } = props
  const id = useId()
  return (
    <div className={cx(styles.field, props.isInline && styles.inline)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.input}
        // A name that is longer than its field is read whole where it is pointed at.
        title={neutral(options.find((option) => option.value === value)?.label ?? other)}
        value={value}
        disabled={isDisabled}
        data-testid={testId}
        aria-invalid={Boolean(bad)}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {options.some((option) => option.value === value) ? null : <option value={value}>{other}</option>}
        {groupsOf(options).map(([group, members]) =>
          group === undefined ? (
            members.map(asOption)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(asOption)}
            </optgroup>
          ),
        )}
      </select>
      <Below bad={bad} hint={hint} />
    </div>
  )
}

export function Checkbox(props: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
  isDisabled?: boolean
  testId?: string
}) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={props.value}
        disabled={props.isDisabled}
        data-testid={props.testId}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  )
}

/** A slider from 0 to 1, committed when it is let go. */
export function Slider(props: {
  label: string
  value: number
  onChange: (value: number) => void
  testId?: string
  /** What it is stands beside it already: its label is for those who do not see that. */
  isBare?: boolean
}) {
  const id = useId()
  const [moved, setMoved] = useState<number | null>(null)
  const finish = (): void => {
    if (moved !== null && moved !== props.value) props.onChange(moved)
    setMoved(null)
  }
  return (
    <div className={styles.field}>
      {props.isBare ? null : (
        <label className={styles.label} htmlFor={id}>
          {props.label}
        </label>
      )}
      <input
        id={id}
        {...(props.isBare ? { 'aria-label': props.label } : {})}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={moved ?? props.value}
        data-testid={props.testId}
        onChange={(event) => setMoved(Number(event.target.value))}
        onPointerUp={finish}
        onBlur={finish}
        onKeyUp={finish}
      />
    </div>
  )
}
