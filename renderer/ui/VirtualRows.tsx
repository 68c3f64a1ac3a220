import {
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type ReactNode,
  type SyntheticEvent,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { TabStop } from './tabStop.ts'
import styles from './virtualRows.module.css'

/** The element that scrolls the rows: the frame of the list gives it. */
export const Scroller = createContext<HTMLElement | null>(null)

/** Where a menu opens, px of the window, and the button of the row that it is of. */
export type MenuPlace = { readonly x: number; readonly y: number; readonly from: HTMLElement }

/** How high a row of a list is taken to be until it was drawn, px. */
const ROW_PX = 56
/** So many rows fill a window of a usual height before any of them was measured. */
const rowsOfWindow = (rowPx: number): number => Math.ceil(1000 / rowPx)
/** So much above and below what is seen is drawn too, px. */
const BEYOND_PX = 400
/** The next page is asked for when fewer rows than this are left below. */
const LEFT_BELOW = 40

/** The row that an element stands in, by its id. */
const rowOf = (target: EventTarget): string | null =>
  (target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null

type Drawn = { readonly from: number; readonly to: number }

/**
 * A long list of which only what is seen, and a little beyond, is drawn; rows may be of any height. A row that has the
 * focus stays drawn wherever it is; the arrow keys, Home and End go from row to row. Where it is said which row is the
 * current one, that comes into view whenever another becomes it, a new one as well, and Tab comes to one row alone.
 */
export function VirtualRows<R>(props: {
  rows: readonly R[]
  /** How many rows there are in all, asked for or not. */
  total: number
  label: string
  idOf: (row: R) => string
  onNearEnd?: () => void
  /** The row that is chosen, null for none; left out: Tab goes from row to row. */
  current?: string | null
  /** How high a row is taken to be until it was drawn, px. */
  rowPx?: number
  /** What stands over the rows that belong together, in their order; where it is another than that of the row before. */
  headOf?: ((row: R) => string) | undefined
  /** A right click, a long touch or the menu key on a row. */
  onMenu?: (row: R, at: MenuPlace) => void
  children: (row: R, index: number) => ReactNode
}) {
  const { rows, idOf, onNearEnd, current, rowPx = ROW_PX } = props
  const scroller = useContext(Scroller)
  const list = useRef<HTMLDivElement>(null)
  const [heights] = useState(() => new Map<string, number>())
  const [drawn, setDrawn] = useState<Drawn>({ from: 0, to: rowsOfWindow(rowPx) })
  const [focused, setFocused] = useState<string | null>(null)
  const toFocus = useRef<number | null>(null)
  const heightOf = useCallback(
    (index: number): number => heights.get(idOf(rows[index] as R)) ?? rowPx,
    [heights, idOf, rows, rowPx],
  )
  const look = useCallback((): void => {
    if (!scroller || !list.current) return
    const above = scroller.getBoundingClientRect().top - list.current.getBoundingClientRect().top
    const [top, bottom] = [above - BEYOND_PX, above + scroller.clientHeight + BEYOND_PX]
    let [y, from] = [0, 0]
    while (from < rows.length && y + heightOf(from) < top) y += heightOf(from++)
    let to = from
    while (to < rows.length && y < bottom) y += heightOf(to++)
    setDrawn((before) => (before.from === from && before.to === to ? before : { from, to }))
    if (to > rows.length - LEFT_BELOW) onNearEnd?.()
  }, [scroller, rows, heightOf, onNearEnd])
  useEffect(() => {
    if (!scroller) return
    const watcher = new ResizeObserver(look)
    watcher.observe(scroller)
    // What stands above the list may fold, and the list moves.
    if (scroller.firstElementChild) watcher.observe(scroller.firstElementChild)
    scroller.addEventListener('scroll', look, { passive: true })
    return () => {
      watcher.disconnect()
      scroller.removeEventListener('scroll', look)
    }
  }, [scroller, look])
  const focusAt = useCallback(
    (index: number): void => {
      const row = rows[index]
      const element = row && list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(idOf(row))}"]`)
      const button = element?.querySelector<HTMLElement>('button')
      if (!button) return
      toFocus.current = null
      button.focus()
      element?.scrollIntoView({ block: 'nearest' })
    },
    [rows, idOf],
  )
  useLayoutEffect(() => {
    let isNew = false
    for (const row of list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []) {
      const { row: id = '' } = row.dataset
      const { height } = row.getBoundingClientRect()
      if (height === 0 || heights.get(id) === height) continue
      heights.set(id, height)
      isNew = true
    }
    if (isNew) look()
    if (toFocus.current !== null) focusAt(toFocus.current)
  })
  // Once for each that becomes the current one, as soon as it is among the rows: whoever scrolls on is left alone.
  const broughtIn = useRef<string | null>(null)
  useEffect(() => {
    if (!scroller || !list.current || current === undefined || current === broughtIn.current) return
    const index = current === null ? -1 : rows.findIndex((row) => idOf(row) === current)
    if (current === null) broughtIn.current = null
    if (current === null || index < 0) return
    const view = scroller.getBoundingClientRect()
    const row = list.current.querySelector(`[data-row="${CSS.escape(current)}"]`)?.getBoundingClientRect()
    if (row) {
      // It is drawn: now its place is known for certain.
      broughtIn.current = current
      const [above, below] = [view.top - row.top, row.bottom - view.bottom]
      if (above > 0 || below > 0) scroller.scrollBy(0, above > 0 ? -above : below)
      return
    }
    // Far off, about where it will be: into the middle, with what stands about it.
    let top = list.current.getBoundingClientRect().top - view.top
    for (let i = 0; i < index; i++) top += heightOf(i)
    scroller.scrollBy(0, top - (scroller.clientHeight - heightOf(index)) / 2)
  })
  const openMenu = (event: SyntheticEvent<HTMLElement>, at: { x: number; y: number }): void => {
    const id = rowOf(event.target)
    const row = rows.find((one) => idOf(one) === id)
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.querySelector('button')
    if (!props.onMenu || row === undefined || !from) return
    event.preventDefault()
    event.stopPropagation()
    props.onMenu(row, { ...at, from })
  }
  const onContextMenu = (event: MouseEvent<HTMLElement>): void =>
    openMenu(event, { x: event.clientX, y: event.clientY })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // A field in a row has its own use for these keys.
    if (!(event.target instanceof HTMLButtonElement)) return
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const { left, bottom } = event.target.getBoundingClientRect()
      openMenu(event, { x: left + 20, y: bottom })
      return
    }
    const id = rowOf(event.target)
    const here = rows.findIndex((row) => idOf(row) === id)
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const index = Math.max(0, Math.min(rows.length - 1, next))
    toFocus.current = index
    setDrawn((now) => (index >= now.from && index < now.to ? now : { from: index, to: index + 1 }))
    focusAt(index)
  }
  const held = focused === null ? -1 : rows.findIndex((row) => idOf(row) === focused)
  const [from, to] = [Math.min(drawn.from, rows.length), Math.min(drawn.to, rows.length)]
  const indexes = Array.from({ length: to - from }, (_, i) => from + i)
  if (held >= 0 && held < from) indexes.unshift(held)
  if (held >= to) indexes.push(held)
  const gap = (begin: number, end: number): number => {
    let px = 0
    for (let i = begin; i < end; i++) px += heightOf(i)
    return px
  }
  const isDrawn = (id: string | null | undefined): boolean =>
    id !== null && id !== undefined && indexes.some((index) => idOf(rows[index] as R) === id)
  const [first] = indexes
  const stop = [focused, current].find(isDrawn) ?? (first === undefined ? null : idOf(rows[first] as R))
  // What comes up from the rows: the list itself takes no focus.
  const ofRows = {
    onContextMenu,
    onFocus: (event: FocusEvent<HTMLElement>): void => setFocused(rowOf(event.target)),
    onBlur: (): void => setFocused(null),
    onKeyDown,
  }
  return (
    <div ref={list} role="list" aria-label={props.label} {...ofRows}>
      {indexes.flatMap((index, i) => {
        const row = rows[index] as R
        const id = idOf(row)
        const before = gap((indexes[i - 1] ?? -1) + 1, index)
        return [
          before > 0 ? <div key={`before ${id}`} style={{ height: before }} /> : null,
          <div key={id} role="listitem" data-row={id} aria-posinset={index + 1} aria-setsize={props.total}>
            <GroupHead
              name={props.headOf?.(row)}
              before={index === 0 ? undefined : props.headOf?.(rows[index - 1] as R)}
            />
            <TabStop value={current === undefined || id === stop}>
              <Row row={row} index={index} drawn={props.children} />
            </TabStop>
          </div>,
        ]
      })}
      <div style={{ height: gap((indexes.at(-1) ?? -1) + 1, rows.length) }} />
    </div>
  )
}

const GroupHead = ({ name, before }: { name: string | undefined; before: string | undefined }) =>
  name === undefined || name === before ? null : (
    <h3 className={styles.group} data-testid="group-head">
      {name}
    </h3>
  )

/** A row, drawn anew only where it or the way it is drawn is another: not when the list is scrolled. */
const Row = memo(function Row<R>(props: {
  row: R
  index: number
  drawn: (row: R, index: number) => ReactNode
}) {
  return props.drawn(props.row, props.index)
}) as <R>(props: { row: R; index: number; drawn: (row: R, index: number) => ReactNode }) => ReactNode
