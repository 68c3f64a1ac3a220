import { type ReactNode, useEffect, useState } from 'react'
import { MenuAt, type MenuEntry } from '../ui/MenuAt.tsx'
import type { MenuPlace } from '../ui/VirtualRows.tsx'
import { takeKeys } from './keys.ts'

/** The menu of a row of a list: what opens it there, and the menu while it is open. Closed, the row has the focus again. */
export function useRowMenu<R>(
  label: string,
  entriesOf: (row: R) => readonly MenuEntry[],
): { onMenu: (row: R, at: MenuPlace) => void; menu: ReactNode } {
  const [open, setOpen] = useState<{ readonly row: R; readonly at: MenuPlace } | null>(null)
  // What is typed into the menu is nobody's shortcut.
  useEffect(() => (open ? takeKeys('cover', () => false) : undefined), [open])
  // As long as the menu is there, nothing beside it takes the focus.
  useEffect(() => (open ? () => open.at.from.focus({ preventScroll: true }) : undefined), [open])
  return {
    onMenu: (row, at) => setOpen({ row, at }),
    menu: open ? (
      <MenuAt
        at={open.at}
        label={label}
        groups={[{ id: 'row', entries: entriesOf(open.row) }]}
        onClose={() => setOpen(null)}
        testId="row-menu"
      />
    ) : null,
  }
}
