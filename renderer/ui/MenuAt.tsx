import { useRef } from 'react'
import { Header, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './menuAt.module.css'

export type MenuEntry = {
  readonly id: string
  readonly label: string
  /** What stands at the line's end: a value, a key. */
  readonly aside?: string | undefined
  /** Why it cannot be chosen; null or absent: it can. */
  readonly whyNot?: string | null
  readonly run: () => void
}
/** Lines of a menu that belong together, under a title where they have one. */
export type MenuGroup = {
  readonly id: string
  readonly title?: string
  readonly entries: readonly MenuEntry[]
}

/** A menu where the pointer was, px of the window: arrows, Enter, Escape; what is chosen closes it. */
export function MenuAt(props: {
  at: { readonly x: number; readonly y: number }
  label: string
  groups: readonly MenuGroup[]
  onClose: () => void
  testId?: string
}) {
  const { at, label, groups, onClose, testId } = props
  const anchor = useRef<HTMLSpanElement>(null)
  const entries = groups.flatMap((group) => group.entries)
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={{ left: at.x, top: at.y }} />
      <Popover
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose()
        }}
        placement="bottom start"
        offset={2}
        className={cx(styles.popover)}
      >
        <Menu
          aria-label={label}
          // It was just asked for: the keys are meant for it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus="first"
          className={cx(styles.menu)}
          data-testid={testId}
          onClose={onClose}
          onAction={(id) => entries.find((entry) => entry.id === id)?.run()}
        >
          {groups.map(({ id, title, entries: own }) => (
            <MenuSection key={id} className={cx(styles.section)} aria-label={title ?? label}>
              {title ? <Header className={cx(styles.title)}>{title}</Header> : null}
              {own.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  className={cx(styles.item)}
                  isDisabled={Boolean(entry.whyNot)}
                  textValue={entry.label}
                  data-testid={`menu-${entry.id}`}
                >
                  <span>
                    {entry.label}
                    {entry.whyNot ? <span className={styles.whyNot}>{entry.whyNot}</span> : null}
                  </span>
                  {entry.aside ? <span className={styles.aside}>{entry.aside}</span> : null}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </>
  )
}
