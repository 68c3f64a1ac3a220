import { useId, useState } from 'react'
import { neutral } from '../../src/core/units/shown.ts'
import { isFound } from '../../src/core/units/sought.ts'
import { useT } from '../i18n/index.ts'
import { Below, type FieldProps, Select } from '../ui/fields.tsx'
import fields from '../ui/fields.module.css'
import { Hint, Item } from '../ui/layout.tsx'

/** Of so few the system's own list is quicker than a search. */
const FEW = 25
/** So many are offered at a time. */
const MOST_OFFERED = 8

type Option = { value: string; label: string }

/** One of some that have names: of few in a list, of many found by a part of the name. `other` stands for one that is none of them. */
export function ChooseByName(
  props: FieldProps & {
    value: string
    other?: string | undefined
    options: readonly Option[]
    onChange: (value: string) => void
  },
) {
  return props.options.length <= FEW ? <Select {...props} /> : <Found {...props} />
}

function Found(props: Parameters<typeof ChooseByName>[0]) {
  const { label, value, other = '—', options, onChange, bad, hint, testId } = props
  const t = useT()
  const id = useId()
  /** What is sought; null while nobody chooses. */
  const [sought, setSought] = useState<string | null>(null)
  const chosen = options.find((option) => option.value === value)?.label ?? other
  const found = sought === null ? [] : options.filter(({ label: name }) => isFound({ names: [name] }, sought))
  const choose = (option: Option | undefined): void => {
    if (!option) return
    setSought(null)
    if (option.value !== value) onChange(option.value)
  }
  return (
    <div
      className={fields.field}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setSought(null)
      }}
    >
      <label className={fields.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        className={fields.input}
        value={sought ?? neutral(chosen)}
        placeholder={neutral(chosen)}
        data-testid={testId}
        aria-invalid={Boolean(bad)}
        autoComplete="off"
        onFocus={() => setSought('')}
        onChange={(event) => setSought(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && sought?.trim()) choose(found[0])
          if (event.key === 'Escape' && sought !== null) {
            setSought(null)
            event.stopPropagation()
          }
        }}
      />
      {found.slice(0, MOST_OFFERED).map((option) => (
        <Item
          key={option.value}
          title={option.label}
          current={option.value === value}
          onPress={() => choose(option)}
          testId="choice"
        />
      ))}
      {found.length > MOST_OFFERED ? (
        <Hint>{t('choose.more', { n: found.length - MOST_OFFERED })}</Hint>
      ) : null}
      {sought !== null && found.length === 0 ? <Hint>{t('app.nothingFound')}</Hint> : null}
      <Below bad={bad} hint={hint} />
    </div>
  )
}
