import { Check, CircleDashed, ClipboardCheck, FileText, Footprints, Plane, ShieldAlert } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Board as BoardData, BoardCell, BoardRow } from '../../../src/contract/index.ts'
import { isApproved } from '../../../src/core/campaign/approval.ts'
import { capState } from '../../../src/core/campaign/cap.ts'
import { useCall } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { panels } from '../../desk/panels.ts'
import { selection } from '../../desk/selection.ts'
import { date, delivered, nameHere, nameOf, number } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { cx } from '../../ui/cx.ts'
import { Empty, Notice } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import { type At, moved } from './boardKeys.ts'
import { newVisit } from './newVisit.ts'
import styles from './board.module.css'

/** Every row is so high, in heights of a text: only those that are seen are drawn. */
const ROW_REM = 3.875
const SPARE_ROWS = 6

/** A campaign on one page: its enterprises by its rounds. */
export function Board({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useCall('campaign.board', { id })
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data || data.campaign.doc.id !== id) return <Empty words={t('app.opening')} />
  return <Grid board={data} />
}

function Grid({ board }: { board: BoardData }) {
  const t = useT()
  const { rows, rounds } = board
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<At>({ row: 0, column: 0 })
  const [view, setView] = useState({ top: 0, height: 800 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight })
    const watching = new ResizeObserver(look)
    watching.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      watching.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  const rowPx = useStore(panels, (state) => state.remPx) * ROW_REM
  const first = Math.max(0, Math.floor(view.top / rowPx) - SPARE_ROWS)
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowPx) + SPARE_ROWS)

  const show = (next: At): void => {
    setAt(next)
    const element = scroller.current
    if (!element) return
    const [top, head] = [next.row * rowPx, element.querySelector('[data-head]')?.clientHeight ?? 0]
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowPx > element.scrollTop + element.clientHeight - head)
      element.scrollTop = top + rowPx - element.clientHeight + head
    element
      .querySelector(`[data-at="${next.row}-${next.column}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  const open = ({ row, column }: At): void => {
    const found = rows[row]
    if (!found) return
    if (column === 0) selection.getState().goTo({ kind: 'enterprise', id: found.enterpriseId })
    else openCell(board, found, column - 1)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moved(at, event.key, event.ctrlKey, rows.length, rounds.length + 1)
    if (next) show(next)
    else if (event.key === 'Enter' || event.key === ' ') open(at)
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.view} data-testid="board">
      <header className={styles.title}>
        <h2>
          <Named>{nameOf(board.campaign.doc.name)}</Named>
        </h2>
        <Legend />
      </header>
      <Merges board={board} />
      {rows.length === 0 ? <Empty words={t('board.noEnterprises')} /> : null}
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={0}
        aria-label={t('board.title')}
        aria-rowcount={rows.length + 1}
        aria-colcount={rounds.length + 1}
        aria-activedescendant={`board-${at.row}-${at.column}`}
        data-testid="board-grid"
        onKeyDown={onKeyDown}
      >
        <div
          className={styles.table}
          style={{
            gridTemplateColumns: `minmax(11.25rem, 1.3fr) repeat(${rounds.length}, minmax(6.625rem, 1fr))`,
          }}
        >
          <div role="row" aria-rowindex={1} className={styles.row} data-head>
            <div role="columnheader" className={cx(styles.head, styles.corner)}>
              {t('board.enterprise')}
            </div>
            {rounds.map((round) => (
              <div key={round.id} role="columnheader" className={styles.head}>
                <b>
                  {t('round.no', { n: round.no })} <Named>{delivered(round.name)}</Named>
                </b>
                <span className={styles.small}>
                  {t('campaign.span', { from: date(round.fromMs), to: date(round.toMs) })}
                </span>
                <span className={styles.small}>
                  {round.isApproved ? (
                    t('board.approved')
                  ) : (
                    <span className={styles.alarm}>
                      <ShieldAlert size={13} aria-hidden /> {t('board.unapproved')}
                    </span>
                  )}
                </span>
                <span className={styles.small}>{t('board.seen', { seen: round.seen, of: round.of })}</span>
              </div>
            ))}
          </div>
          <div style={{ gridColumn: '1 / -1', height: first * rowPx }} />
          {rows.slice(first, last).map((row, i) => (
            <Line
              key={row.enterpriseId}
              board={board}
              row={row}
              n={first + i}
              at={at.row === first + i ? at.column : null}
              onPress={(column) => {
                scroller.current?.focus({ preventScroll: true })
                setAt({ row: first + i, column })
                open({ row: first + i, column })
              }}
            />
          ))}
          <div style={{ gridColumn: '1 / -1', height: (rows.length - last) * rowPx }} />
        </div>
      </div>
    </div>
  )
}

/** Opens a cell's visit: on site before from the air; where there is none, one is planned. */
function openCell(board: BoardData, row: BoardRow, column: number): void {
  const visits = row.cells[column]?.visits ?? []
  const visit = visits.find(({ mode }) => mode !== 'air') ?? visits[0]
  if (visit) {
    selection.getState().goTo({ kind: 'visit', id: visit.id })
    return
  }
  const round = board.rounds[column]
  if (!round) return
  const doc = newVisit(board.campaign.doc, round.id, row.enterpriseId, newId())
  if (doc)
    void attempt(async () => {
      await write('visit.put', { base: null, doc }, 'edit.planVisit')
      selection.getState().goTo({ kind: 'visit', id: doc.id })
    })
}

function Line(props: {
  board: BoardData
  row: BoardRow
  n: number
  at: number | null
  onPress: (column: number) => void
}) {
  const t = useT()
  const { row, n, at } = props
  const { cap, risk } = row
  const state = capState(cap)
  return (
    <div role="row" aria-rowindex={n + 2} className={styles.row} data-testid="board-row">
      {/* Keys are the grid's: it has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
      <div
        role="rowheader"
        id={`board-${n}-0`}
        data-at={`${n}-0`}
        className={cx(styles.rowHead, at === 0 && styles.active)}
        onClick={() => props.onPress(0)}
      >
        <b title={nameHere(row.name, 'enterprise')}>
          <Named>{nameHere(row.name, 'enterprise')}</Named>
        </b>
        <span
          className={cx(styles.small, (state === 'over' || state === 'full') && styles.alarm)}
          title={t(`cap.${state}`, { source: cap.source === '' ? t('cap.noSource') : delivered(cap.source) })}
        >
          {cap.perYear === null
            ? t('cap.unknownOf', { used: cap.used })
            : t('cap.of', { used: cap.used, most: cap.perYear })}
        </span>
        <span className={styles.small} title={riskSaid(t, risk)}>
          <span className={cx(styles.risk, styles[risk.colour])} aria-hidden />
          {t(`risk.${risk.colour}`)} {number(risk.score)}
        </span>
      </div>
      {row.cells.map((cell, i) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={props.board.rounds[i]?.id ?? i}
          role="gridcell"
          id={`board-${n}-${i + 1}`}
          data-at={`${n}-${i + 1}`}
          data-testid="board-cell"
          className={cx(styles.cell, at === i + 1 && styles.active)}
          aria-label={cellSaid(t, cell)}
          onClick={() => props.onPress(i + 1)}
        >
          {cell ? <Cell cell={cell} /> : null}
        </div>
      ))}
    </div>
  )
}

type T = ReturnType<typeof useT>

const riskSaid = (t: T, risk: BoardRow['risk']): string =>
  t('risk.from', {
    category: risk.category ?? '-',
    open: risk.openFindings,
    overdue: risk.overdue,
    repeats: risk.repeats,
    days: risk.daysSinceSeen === null ? t('risk.never') : number(risk.daysSinceSeen),
  })

/** A cell in words, as it is read out. */
function cellSaid(t: T, cell: BoardCell | null): string {
  if (!cell) return t('board.nothing')
  const visits = cell.visits.map(({ mode, isOver, approval }) =>
    [t(`visitMode.${mode}`), t(isOver ? 'board.done' : 'board.planned'), t(`approvalState.${approval}`)].join(
      ' ',
    ),
  )
  return [
    ...visits,
    ...(cell.isFlown ? [t('board.flown')] : []),
    ...(cell.departed > 0 ? [t('board.departed')] : []),
    ...(cell.selfCheck ? [t(`selfCheckState.${cell.selfCheck}`)] : []),
    t('board.findings', { open: cell.open, overdue: cell.overdue, closed: cell.closed }),
  ].join(t('app.comma'))
}

function Cell({ cell }: { cell: BoardCell }) {
  const t = useT()
  const onSite = cell.visits.filter(({ mode }) => mode === 'site')
  const inWriting = cell.visits.filter(({ mode }) => mode === 'writing')
  const asked = cell.visits.filter(({ mode }) => mode !== 'air')
  const isUnapproved = asked.some(({ approval }) => !isApproved(approval))
  return (
    <>
      <span className={styles.marks} aria-hidden>
        {cell.isFlown ? (
          <Plane size={16} className={cell.departed > 0 ? styles.missing : styles.done} />
        ) : null}
        {cell.departed > 0 ? (
          <span className={styles.alarm} data-testid="board-departed">
            ! {number(cell.departed)}
          </span>
        ) : null}
        {onSite.map(({ id, isOver }) =>
          isOver ? (
            <Footprints key={id} size={16} className={styles.done} />
          ) : (
            <CircleDashed key={id} size={16} />
          ),
        )}
        {inWriting.map(({ id, isOver }) => (
          <FileText key={id} size={16} {...(isOver ? { className: styles.done } : {})} />
        ))}
        {cell.selfCheck ? (
          <ClipboardCheck size={16} className={cell.selfCheck === 'done' ? styles.done : styles.missing} />
        ) : null}
        {isUnapproved ? (
          <span className={styles.alarm}>
            <ShieldAlert size={14} /> {t('board.unapproved')}
          </span>
        ) : null}
      </span>
      <span className={styles.counts} aria-hidden>
        {cell.open > 0 ? <span className={styles.open}>△ {number(cell.open)}</span> : null}
        {cell.overdue > 0 ? <span className={styles.overdue}>◆ {number(cell.overdue)}</span> : null}
        {cell.closed > 0 ? (
          <span className={styles.closed}>
            <Check size={13} /> {number(cell.closed)}
          </span>
        ) : null}
      </span>
    </>
  )
}

/** What the marks of the board mean. */
function Legend() {
  const t = useT()
  return (
    <p className={styles.legend}>
      <span>
        <Plane size={14} aria-hidden /> {t('board.flown')}
      </span>
      <span>! {t('board.departed')}</span>
      <span>
        <CircleDashed size={14} aria-hidden /> {t('board.sitePlanned')}
      </span>
      <span>
        <Footprints size={14} aria-hidden /> {t('board.siteDone')}
      </span>
      <span>
        <ClipboardCheck size={14} aria-hidden /> {t('board.selfCheck')}
      </span>
      <span>△ {t('board.open')}</span>
      <span>◆ {t('board.overdue')}</span>
      <span>
        <Check size={14} aria-hidden /> {t('board.closed')}
      </span>
    </p>
  )
}

/** Planned visits that are near enough to be made one, each with one press. */
function Merges({ board }: { board: BoardData }) {
  const t = useT()
  return board.merges.slice(0, 3).map(({ enterpriseId, keep, others }) => (
    <Notice key={keep.id} tone="info" testId="merge-proposal">
      {t('board.merge', {
        name: nameHere(
          board.rows.find((row) => row.enterpriseId === enterpriseId)?.name ?? null,
          'enterprise',
        ),
        n: others.length + 1,
        dates: [keep, ...others].map(({ fromMs }) => date(fromMs)).join(t('app.comma')),
      })}{' '}
      <CallButton
        call="visit.merge"
        onPress={() =>
          void attempt(() =>
            write(
              'visit.merge',
              {
                id: keep.id,
                base: keep.version,
                others: others.map(({ id, version }) => ({ id, base: version })),
              },
              'edit.mergeVisits',
            ),
          )
        }
      >
        {t('board.mergeNow')}
      </CallButton>
    </Notice>
  ))
}
