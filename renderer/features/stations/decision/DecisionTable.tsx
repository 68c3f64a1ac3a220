import { Check, CircleAlert, Equal, PenLine, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { callOfAction, ROLES } from '../../../../src/contract/index.ts'
import type { WaitingDocument } from '../../../api/hooks.ts'
import { dateTime } from '../../../i18n/format.ts'
import { t, useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { Badge } from '../../../ui/layout.tsx'
import { Named } from '../../../ui/Named.tsx'
import { markOf, stationName } from '../names.ts'
import type { Choosing } from './choosing.ts'
import styles from './decision.module.css'
import type { FieldWithRows } from './fieldsWithRows.ts'
import type { Cell } from '../../../desk/documents/rows.ts'

type Props = {
  found: WaitingDocument
  table: readonly FieldWithRows[]
  choosing: Choosing
  /** Fields are chosen one by one; else a version is taken whole. */
  isByField: boolean
  onWhole: (index: number) => void
  onField: (name: string, index: number) => void
}

/** Versions side by side: a row a member, a column a version, what it was before them, what comes of it after them. */
export function DecisionTable(props: Props) {
  const { found, table, choosing, isByField, onWhole } = props
  const t = useT()
  const hasBefore = found.ancestor !== null
  return (
    <table className={styles.table} data-testid="decision-table">
      <thead>
        <tr>
          <th scope="col" className={styles.member}>
            {t('decision.member')}
          </th>
          {hasBefore ? (
            <th scope="col">
              <span className={cx(styles.mark, styles.mark0)} aria-hidden />
              {t('decision.before')}
            </th>
          ) : null}
          {found.heads.map((head, i) => (
            <th scope="col" key={head.version} data-testid={`version-${markOf(i)}`}>
              <VersionHead head={head} index={i} />
              <Button
                look={choosing.whole === i ? 'primary' : 'plain'}
                pressed={choosing.whole === i}
                icon={head.doc == null ? <Trash2 size={16} aria-hidden /> : <Check size={16} aria-hidden />}
                onPress={() => onWhole(i)}
                testId={`take-${markOf(i)}`}
              >
                {t(head.doc == null ? 'decision.delete' : 'decision.take', { mark: markOf(i) })}
              </Button>
            </th>
          ))}
          <th scope="col">{t('decision.outcome')}</th>
        </tr>
      </thead>
      {table.map((field) => (
        <FieldRows
          key={field.name ?? field.rows[0]?.key ?? ''}
          {...props}
          field={field}
          isChoosable={isByField && field.how?.isAgreed === false}
        />
      ))}
      {table.length === 0 ? (
        <tbody>
          <tr>
            <td colSpan={found.heads.length + 3}>{t('decision.alike')}</td>
          </tr>
        </tbody>
      ) : null}
    </table>
  )
}

/** A role in words; one that an older or newer program wrote as it stands. */
const roleSaid = (role: string): string => {
  const known = ROLES.find((one) => one === role)
  return known ? t(`role.${known}`) : role
}

/** Whose version it is, and when it was made, by the clock of that station. */
function VersionHead({ head, index }: { head: WaitingDocument['heads'][number]; index: number }) {
  const t = useT()
  return (
    <>
      <div className={styles.station}>
        <span className={cx(styles.mark, styles[`mark${index + 1}`])}>{markOf(index)}</span>
        <Named>{stationName(head)}</Named>
      </div>
      <div className={styles.who}>
        <Named>{t('decision.by', { name: head.by, role: roleSaid(head.role) })}</Named>
        <span>{t('decision.at', { at: dateTime(head.atMs) })}</span>
        <span>{words('action', callOfAction(head.action) ?? head.action)}</span>
      </div>
    </>
  )
}

function FieldRows({
  found,
  field,
  choosing,
  isByField,
  isChoosable,
  onField,
}: Props & { field: FieldWithRows; isChoosable: boolean }) {
  const t = useT()
  const group = useId()
  const { name, how, rows } = field
  const picked = isByField
    ? name === null
      ? undefined
      : choosing.picks.get(name)
    : (choosing.whole ?? undefined)
  const hasBefore = found.ancestor !== null
  return (
    <tbody className={cx(how?.isAsked && styles.asked)} data-testid="decision-field" data-field={name ?? ''}>
      {rows.map((row, nth) => (
        <tr key={row.key}>
          <th scope="row" className={styles.member}>
            <Named>{row.label}</Named>
            {nth === 0 && how ? <How how={how} /> : null}
            {nth === 0 && rows.length > 1 ? (
              <span className={styles.small}>{t('decision.together')}</span>
            ) : null}
          </th>
          {hasBefore ? (
            <td className={styles.before}>
              <Says cell={row.before} />
            </td>
          ) : null}
          {row.cells.map((cell, i) => {
            const isDeleted = found.heads[i]?.doc == null
            const content = isDeleted ? (
              <span className={styles.deleted}>{t('decision.deleted')}</span>
            ) : (
              <>
                {hasBefore ? <Change isAsBefore={cell.isAsBefore} /> : null}
                <Says cell={cell} />
              </>
            )
            return (
              <td
                key={found.heads[i]?.version}
                className={cx(picked === i && !how?.isAgreed && styles.picked)}
              >
                {isChoosable && name !== null ? (
                  <label className={styles.choice}>
                    {nth === 0 ? (
                      <input
                        type="radio"
                        name={group}
                        checked={picked === i}
                        aria-label={t('decision.choose', { mark: markOf(i), member: row.label })}
                        data-testid={`choose-${markOf(i)}`}
                        onChange={() => onField(name, i)}
                      />
                    ) : null}
                    <span>{content}</span>
                  </label>
                ) : (
                  content
                )}
              </td>
            )
          })}
          <td className={styles.outcome} data-testid="decision-result">
            {picked === undefined ? (
              <Badge tone="warning">{t('decision.pending')}</Badge>
            ) : found.heads[picked]?.doc == null ? (
              <span className={styles.deleted}>{t('decision.deleted')}</span>
            ) : (
              <Says cell={row.cells[picked] as Cell} isPlain />
            )}
          </td>
        </tr>
      ))}
    </tbody>
  )
}

/** How a field came to differ: by a sign and in words. */
function How({ how: { isAsked, isAgreed, changedIn } }: { how: NonNullable<FieldWithRows['how']> }) {
  const t = useT()
  if (isAsked)
    return (
      <Badge tone="warning">
        <CircleAlert size={12} aria-hidden />
        {t('decision.bothChanged')}
      </Badge>
    )
  return (
    <span className={styles.small}>
      {isAgreed ? t('decision.agreed') : t('decision.oneChanged', { mark: markOf(changedIn[0] ?? 0) })}
    </span>
  )
}

function Change({ isAsBefore }: { isAsBefore: boolean }) {
  const t = useT()
  return isAsBefore ? (
    <span className={styles.small}>
      <Equal size={12} aria-hidden /> {t('decision.asBefore')}
    </span>
  ) : (
    <span className={styles.changed}>
      <PenLine size={12} aria-hidden /> {t('decision.changed')}
    </span>
  )
}

const SIGNS = { same: '', added: '+ ', removed: '− ' } as const

/** What a value says; of a list, what came and what went is marked. */
function Says({ cell: { lines }, isPlain = false }: { cell: Cell; isPlain?: boolean }) {
  const t = useT()
  const shown = isPlain ? lines.filter(({ mark }) => mark !== 'removed') : lines
  if (shown.length === 0) return <span className={styles.none}>{t('decision.nothing')}</span>
  return (
    <>
      {shown.map(({ text, mark }, i) => (
        // Lines of one value may be alike, and never change their places.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className={cx(styles.line, !isPlain && styles[mark])}>
          {isPlain ? '' : SIGNS[mark]}
          <Named>{text}</Named>
        </div>
      ))}
    </>
  )
}
