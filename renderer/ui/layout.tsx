import { CircleCheck, CircleHelp, Info, OctagonAlert, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useState, useContext } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import styles from './layout.module.css'
import { Named } from './Named.tsx'
import { TabStop } from './tabStop.ts'

export type Tone = 'info' | 'good' | 'warning' | 'error' | 'unknown'

/**
 * A part of a panel that folds. What is in it is made when it is opened for the first time, and stays: a panel costs what
 * is seen of it, and what was begun in a part that is folded again is still there.
 */
export function Section(props: {
  title: string
  count?: number | undefined
  open?: boolean
  children: ReactNode
  testId?: string
}) {
  const open = props.open ?? false
  const [wasOpened, setOpened] = useState(open)
  // A press makes it before the part unfolds; `toggle` tells of the other ways to open one, a moment after.
  const fill = (): void => setOpened(true)
  return (
    <details className={styles.section} open={open} onToggle={fill} data-testid={props.testId}>
      <summary className={styles.summary} onClick={fill}>
        {props.title}
        {props.count === undefined ? null : <span className={styles.count}>{props.count}</span>}
      </summary>
      <div className={styles.body}>{open || wasOpened ? props.children : null}</div>
    </details>
  )
}

export const Body = ({ children }: { children: ReactNode }) => <div className={styles.body}>{children}</div>
export const Row = ({ children }: { children: ReactNode }) => <div className={styles.row}>{children}</div>
export const Grid = ({ children }: { children: ReactNode }) => <div className={styles.grid}>{children}</div>
export const Pair = ({ children }: { children: ReactNode }) => <div className={styles.pair}>{children}</div>

/** Names and values, one below the other; a null value is left out. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {items
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value], i) => (
          <div key={`${i}-${name}`} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <Named>{value}</Named>
            </dd>
          </div>
        ))}
    </dl>
  )
}

/** What to do next where there is nothing yet. */
export const Empty = ({ words, children }: { words: string; children?: ReactNode }) => (
  <div className={styles.empty}>
    <p>{words}</p>
    {children}
  </div>
)

export const Hint = ({ children, testId }: { children: ReactNode; testId?: string }) => (
  <p className={styles.hint} data-testid={testId}>
    {children}
  </p>
)

/** A word or two that stand out; `isSigned`: with the form of its tone before them. */
export const Badge = (props: { tone: Tone; isSigned?: boolean; children: ReactNode }) => (
  <span className={cx(styles.badge, styles[props.tone])}>
    {props.isSigned ? <Sign tone={props.tone} px={14} /> : null}
    {props.children}
  </span>
)

const SIGNS = {
  info: Info,
  good: CircleCheck,
  warning: TriangleAlert,
  error: OctagonAlert,
  unknown: CircleHelp,
} as const satisfies Record<Tone, typeof X>

/** The form that tells what is said apart where colours do not, as at night. */
function Sign({ tone, px = 18 }: { tone: Tone; px?: number }) {
  const Icon = SIGNS[tone]
  return <Icon className={styles.sign} size={px} aria-hidden />
}

/** Something the window has to say, where it belongs: inline. */
export function Notice(props: {
  tone: Tone
  children: ReactNode
  onClose?: () => void
  closeLabel?: string
  testId?: string
}) {
  return (
    <div
      className={cx(styles.notice, styles[props.tone])}
      role={props.tone === 'error' ? 'alert' : 'status'}
      data-testid={props.testId}
    >
      <Sign tone={props.tone} />
      <div>{props.children}</div>
      {props.onClose ? (
        <Button
          look="quiet"
          icon={<X size={16} aria-hidden />}
          label={props.closeLabel ?? ''}
          onPress={props.onClose}
        />
      ) : null}
    </div>
  )
}

/** A line of a list: a title, and small facts below it. */
export function Item(props: {
  title: ReactNode
  sub?: ReactNode
  current?: boolean
  /** It is among several that are chosen. */
  isChosen?: boolean
  /** `isMore`: pressed with Shift or Ctrl, to be chosen beside others. */
  onPress: (how: { readonly isMore: boolean }) => void
  testId?: string
}) {
  return (
    <AriaButton
      className={cx(styles.item, props.isChosen && styles.itemChosen)}
      excludeFromTabOrder={!useContext(TabStop)}
      onPress={({ shiftKey, ctrlKey, metaKey }) => props.onPress({ isMore: shiftKey || ctrlKey || metaKey })}
      {...(props.isChosen === undefined ? {} : { 'aria-pressed': props.isChosen })}
      {...(props.current ? { 'aria-current': 'true' as const } : {})}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
    >
      <span className={styles.itemTitle}>
        <Named>{props.title}</Named>
      </span>
      {props.sub ? <span className={styles.itemSub}>{props.sub}</span> : null}
    </AriaButton>
  )
}

export const Progress = ({ done, total, label }: { done: number; total: number; label: string }) => (
  <progress className={styles.progress} value={done} max={Math.max(1, total)} aria-label={label} />
)
