import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './button.module.css'

type Props = {
  children?: ReactNode
  /** A Lucide icon, decorative when there is text. */
  icon?: ReactNode
  onPress: () => void
  look?: 'primary' | 'plain' | 'quiet'
  wide?: boolean
  isDisabled?: boolean
  /** Why it is disabled, or more about what it does: shown as the tooltip. */
  title?: string | undefined
  testId?: string
  /** The accessible name of a button without text. */
  label?: string
  pressed?: boolean
}

/** A button of at least 36 px, for gloves too. */
export function Button(props: Props) {
  const {
    children,
    icon,
    onPress,
    look = 'plain',
    wide,
    isDisabled = false,
    title,
    testId,
    label,
    pressed,
  } = props
  const button = (
    <AriaButton
      onPress={onPress}
      isDisabled={isDisabled}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
      className={cx(
        styles.button,
        look === 'primary' && styles.primary,
        look === 'quiet' && styles.quiet,
        !children && styles.icon,
        wide && styles.wide,
      )}
    >
      {icon}
      {children}
    </AriaButton>
  )
  const hint = title ?? (children ? undefined : label)
  return hint ? (
    <span title={hint} className={wide ? styles.wide : undefined}>
      {button}
    </span>
  ) : (
    button
  )
}
