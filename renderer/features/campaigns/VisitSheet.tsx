import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { type Answer, VERDICTS } from '../../../src/core/campaign/answer.ts'
import { judged, withItem, withStock } from '../../../src/core/campaign/answering.ts'
import { type ChecklistItem, itemsFor, versionOf } from '../../../src/core/campaign/checklist.ts'
import { categoriesOf } from '../../../src/core/campaign/risk.ts'
import type { VisitItem } from '../../../src/core/campaign/visit.ts'
import { useCall, useDocument } from '../../api/hooks.ts'
import { useMayNot } from '../../desk/actor.ts'
import { selection } from '../../desk/selection.ts'
import { date, dateTime, nameHere, nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { Badge, Empty } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import { answerWords } from './answerWords.ts'
import { keepVisit } from './keepVisit.ts'
import { StockFields } from './StockFields.tsx'
import styles from './visitSheet.module.css'

type Found = CallOutput<'visit.get'>

/** A visit's checklist, item by item, with what was found the last time beside it. */
export function VisitSheet({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useDocument('visit.get', id)
  if (error) return <Empty words={words('error', error.code, error.params)} />
  return data ? <Sheet found={data} /> : <Empty words={t('app.opening')} />
}

function Sheet({ found }: { found: Found }) {
  const t = useT()
  const { doc } = found
  const { data: enterprise } = useDocument('enterprise.get', doc.enterpriseId)
  const { data: checklist } = useCall(
    'checklist.get',
    { id: doc.checklist?.id ?? '' },
    doc.checklist !== null,
  )
  const version = checklist && doc.checklist ? versionOf(checklist.doc, doc.checklist.version) : null
  const held = categoriesOf((enterprise?.doc.holdings ?? []).map(({ chemical }) => chemical))
  const asked = itemsFor(version?.items ?? [], doc.mode, held)
  const answered = new Set(doc.items.map((item) => item.id))
  const further = (version?.items ?? []).filter(
    (item) => answered.has(item.id) && !asked.some((one) => one.id === item.id),
  )
  return (
    <div className={styles.view} data-testid="visit-sheet">
      <header className={styles.title}>
        <h2>
          <Named>{nameHere(found.enterpriseName, 'enterprise')}</Named>
        </h2>
        <span>
          {t(`visitMode.${doc.mode}`)} · {t(`visitKind.${doc.kind}`)} · {dateTime(doc.fromMs)}
        </span>
        {found.roundNo !== null && doc.campaignId !== null ? (
          <Button
            look="quiet"
            testId="visit-to-board"
            onPress={() => selection.getState().goTo({ kind: 'campaign', id: doc.campaignId ?? '' })}
          >
            {found.campaignName ? nameOf(found.campaignName) : ''} {t('round.no', { n: found.roundNo })}
          </Button>
        ) : null}
      </header>
      {doc.checklist === null ? <ChooseChecklist found={found} /> : null}
      <ol className={styles.items}>
        {[...asked, ...further].map((item) => (
          <Item key={item.id} found={found} item={item} held={enterprise?.doc.holdings ?? []} />
        ))}
      </ol>
    </div>
  )
}

/** A visit without a checklist takes the newest version of one. */
function ChooseChecklist({ found }: { found: Found }) {
  const t = useT()
  const lists = useCall('checklist.list', {}).data ?? []
  const mayNot = useMayNot('visit.put')
  return (
    <div className={styles.choose}>
      {lists.map((row) => (
        <Button
          key={row.id}
          testId="take-checklist"
          isDisabled={mayNot !== null}
          title={mayNot ?? undefined}
          onPress={() => keepVisit(found, { checklist: { id: row.id, version: row.version } })}
        >
          {t('visit.takeChecklist', { name: nameOf(row.name), n: row.no })}
        </Button>
      ))}
    </div>
  )
}

const EMPTY = { answer: null, sightingIds: [], words: '' }

function Item(props: {
  found: Found
  item: ChecklistItem
  held: readonly { chemical: string; unit: 'kg' | 't' | 'L' | 'm3' }[]
}) {
  const t = useT()
  const { found, item, held } = props
  const { doc, last } = found
  const mayNot = useMayNot('visit.put')
  const own: VisitItem = doc.items.find(({ id }) => id === item.id) ?? { id: item.id, ...EMPTY }
  const before = last.find(({ itemId }) => itemId === item.id)
  const [isCopied, setCopied] = useState(false)
  const keep = (change: (item: VisitItem) => VisitItem): void =>
    keepVisit(found, (now) => ({ items: withItem(now, item.id, change) }))
  return (
    <li className={styles.item} data-testid={`item-${item.id}`}>
      <div className={styles.what}>
        <b>{nameOf(item.words)}</b>
        <span className={styles.basis}>
          {nameOf(item.basis.zh === '' ? { zh: '-', en: '-' } : item.basis)}{' '}
          {item.isDraft ? <Badge tone="warning">{t('checklist.draft')}</Badge> : null}{' '}
          {item.published ? null : <Badge tone="unknown">{t('checklist.unpublished')}</Badge>}
        </span>
      </div>
      <div className={styles.answer}>
        <div className={styles.verdicts} role="group" aria-label={nameOf(item.words)}>
          {VERDICTS.map((verdict) => (
            <button
              key={verdict}
              type="button"
              disabled={mayNot !== null}
              aria-pressed={own.answer?.verdict === verdict}
              className={cx(styles.verdict, own.answer?.verdict === verdict && styles[verdict])}
              data-testid={`${item.id}-${verdict}`}
              onClick={() => keep((now) => judged(now, item.answer, verdict))}
            >
              {t(`answer.${verdict}`)}
            </button>
          ))}
        </div>
        {item.answer === 'figures' ? (
          <StockFields
            rows={own.answer?.kind === 'figures' ? own.answer.rows : []}
            held={held}
            onChange={(of, figures) => keep((now) => withStock(now, of, figures))}
          />
        ) : null}
        <TextField
          label={t('visit.words')}
          value={own.words}
          maxLength={2000}
          commit={(text) => keep((now) => ({ ...now, words: text }))}
          testId={`${item.id}-words`}
        />
        {found.sightings.length > 0 ? (
          <div>
            {found.sightings.map(({ id, title }) => (
              <Checkbox
                key={id}
                label={t('visit.linkSighting', { title: title ?? t('app.notStated') })}
                value={own.sightingIds.includes(id)}
                isDisabled={mayNot !== null}
                testId={`${item.id}-sighting`}
                onChange={(isIn) =>
                  keep((now) => ({
                    ...now,
                    sightingIds: [...now.sightingIds.filter((other) => other !== id), ...(isIn ? [id] : [])],
                  }))
                }
              />
            ))}
          </div>
        ) : null}
      </div>
      <div className={cx(styles.last, isCopied && styles.taken)} data-testid={`last-${item.id}`}>
        {before ? (
          <>
            <span>{t('visit.lastTime', { at: date(before.atMs) })}</span>
            <span>
              {answerWords(before.answer)} <Named>{before.words}</Named>
            </span>
            {own.answer === null ? (
              <Button
                look="quiet"
                isDisabled={mayNot !== null}
                testId={`same-${item.id}`}
                onPress={() => {
                  setCopied(true)
                  keep((now) => ({ ...now, answer: asNow(before.answer) }))
                }}
              >
                {t('visit.sameAsLast')}
              </Button>
            ) : null}
          </>
        ) : (
          <span>{t('visit.neverAsked')}</span>
        )}
      </div>
    </li>
  )
}

/** A verdict may be found the same again; figures are counted anew, and only what they are of is taken over. */
const asNow = (answer: Answer): Answer =>
  answer.kind === 'verdict'
    ? answer
    : {
        ...answer,
        verdict: 'unchecked',
        rows: answer.rows.map((row) => ({ ...row, book: null, counted: null, system: null })),
      }
