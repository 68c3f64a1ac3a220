import type { CallOutput } from '../../../src/contract/index.ts'
import { addDays, dayOf, startOfDay } from '../../../src/core/finding/deadlines/day.ts'
import { dueDayOf } from '../../../src/core/finding/order/order.ts'
import { useCall, useReferred } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { compareSightings } from '../../desk/comparing.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { PackEvidence } from '../../desk/evidence/PackEvidence.tsx'
import { Papers } from '../../desk/papers/Papers.tsx'
import { selection } from '../../desk/selection.ts'
import {
  calendarDay,
  dateTime,
  delivered,
  fromLocalInput,
  nameHere,
  nameOf,
  toLocalInput,
} from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Empty, Facts, Hint, Item, Row, Section } from '../../ui/layout.tsx'
import { CountingRule } from './CountingRule.tsx'
import { toneOf } from '../../desk/orderTone.ts'
import { useHalf } from '../../desk/form/half.ts'
import { ServedFields, servedNow } from '../../desk/form/ServedFields.tsx'

type Detail = CallOutput<'order.get'>

/** An order: what it puts to whom, how far it has come, and the one step that comes next. */
export function OrderInspector({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useCall('order.get', { id })
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  const { doc, state } = data
  const due = dueDayOf(doc)
  return (
    <div data-testid="order">
      <Head
        over={nameHere(data.enterpriseName, 'enterprise')}
        title={doc.issued?.no ?? t('order.draftTitle')}
        sub={
          <>
            <Badge tone={toneOf(state)}>{t(`orderState.${state}`)}</Badge>
            <span>{t('order.findingsN', { n: doc.items.length })}</span>
          </>
        }
      />
      <Body>
        <Facts
          items={[
            [t('order.agency'), nameOf(doc.agency.name)],
            [t('order.measure'), t(`measure.${doc.measure}`)],
            [
              t('order.due'),
              due === null ? (doc.served ? t('count.notKnown') : t('order.notRunning')) : calendarDay(due),
            ],
            [
              t('order.served'),
              doc.served &&
                t('order.servedSaid', {
                  at: dateTime(doc.served.servedAtMs),
                  how: t(`serviceWay.${doc.served.how}`),
                  receipt: doc.served.receipt,
                }),
            ],
            [t('order.drafted'), doc.drafted.by],
            [t('order.issued'), doc.issued?.by ?? null],
            [t('order.legalBasis'), delivered(doc.legalBasis)],
            [
              t('order.replaces'),
              doc.replacesId === null ? null : <Replaced key="replaced" id={doc.replacesId} />,
            ],
            [t('order.withdrawn'), doc.withdrawn?.reason ?? null],
          ]}
        />
        {data.counted ? <CountingRule counted={data.counted} /> : null}
        {doc.extensions.map((one) => (
          <Hint key={one.atMs}>
            {t('order.extensionSaid', { from: one.from ?? '—', to: one.to, by: one.by, reason: one.reason })}
          </Hint>
        ))}
      </Body>
      <NextStep key={data.version} detail={data} />
      <Section title={t('order.items')} count={doc.items.length} open>
        {doc.items.map(({ findingId, demand, criterion }) => {
          const line = data.lines.find((one) => one.findingId === findingId)
          return (
            <div key={findingId}>
              <Item
                title={line?.title ?? t('app.notHere')}
                onPress={() => selection.getState().goTo({ kind: 'finding', id: findingId })}
                sub={
                  <>
                    {line?.state ? <Badge tone="info">{t(`state.${line.state}`)}</Badge> : null}
                    {line?.why ? <Badge tone="error">{t(`orderWhy.${line.why}`)}</Badge> : null}
                    <span>{demand}</span>
                    <span>
                      {t('order.closedBy', {
                        proof: t(`proofBy.${criterion.proof}`),
                        words: criterion.words,
                      })}
                    </span>
                  </>
                }
              />
              {line?.state === 'toRecheck' || line?.state === 'closed' ? (
                <Button look="quiet" testId="order-compare" onPress={() => compareSightings(findingId)}>
                  {t('beforeAfter.title')}
                </Button>
              ) : null}
            </div>
          )
        })}
      </Section>
      {state === 'served' || state === 'notServed' ? (
        <Withdraw key={`w${data.version}`} detail={data} />
      ) : null}
      <Papers key={`p${id}`} of={{ aggregate: 'rectificationOrder', id }} />
      <PackEvidence key={id} about={{ aggregate: 'rectificationOrder', id }} />
    </div>
  )
}

/** The order whose rest this one asks: it leads there. */
function Replaced({ id }: { id: string }) {
  const t = useT()
  const { doc } = useReferred('order.get', id)
  return (
    <Button
      look="quiet"
      testId="order-replaced"
      onPress={() => selection.getState().select({ kind: 'order', id })}
    >
      {doc?.issued?.no ?? t('app.notHereOf', { what: words('aggregate', 'rectificationOrder') })}
    </Button>
  )
}

function NextStep({ detail }: { detail: Detail }) {
  switch (detail.state) {
    case 'draft':
      return <Issue detail={detail} />
    case 'notServed':
      return <Serve detail={detail} />
    case 'served':
      return (
        <>
          <Report detail={detail} />
          <Extend detail={detail} />
        </>
      )
    default:
      return null
  }
}

function Issue({ detail: { doc, version, lines } }: { detail: Detail }) {
  const t = useT()
  const [{ no }, set, done] = useHalf(`order/${doc.id}/issue`, () => ({ no: '' }))
  const { data: next } = useCall('paperNumber.next', { kind: 'order' })
  const typed = no.trim() === '' ? null : no.trim()
  const isUnfit = lines.some(({ why }) => why !== null)
  return (
    <Section title={t('order.issue')} open testId="order-issue-part">
      <TextField
        label={t('order.no')}
        value={no}
        maxLength={100}
        onChange={(text) => set({ no: text })}
        testId="order-no"
      />
      {typed === null && next ? (
        <Hint>{next.text === null ? t('order.noHintNew') : t('order.noHint', { no: next.text })}</Hint>
      ) : null}
      {isUnfit ? <Hint>{t('order.unfitHint')}</Hint> : null}
      <Row>
        <CallButton
          call="order.issue"
          look="primary"
          isDisabled={isUnfit}
          onPress={() =>
            void attempt(async () => {
              await write('order.issue', { id: doc.id, base: version, no: typed }, 'edit.orderIssue')
              done()
            })
          }
          testId="order-issue"
        >
          {t('order.issue')}
        </CallButton>
        <CallButton
          call="order.discard"
          look="quiet"
          onPress={() =>
            void attempt(async () => {
              await write('order.discard', { id: doc.id, base: version }, 'edit.order')
              done()
              selection.getState().select(null)
            })
          }
        >
          {t('order.discard')}
        </CallButton>
      </Row>
    </Section>
  )
}

function Serve({ detail: { doc, version } }: { detail: Detail }) {
  const t = useT()
  const [served, set, done] = useHalf(`order/${doc.id}/serve`, servedNow)
  const servedAtMs = fromLocalInput(served.at)
  return (
    <Section title={t('order.serve')} open testId="order-serve-part">
      <Hint>{t('order.serveHint')}</Hint>
      <ServedFields value={served} onChange={set} />
      <CallButton
        call="order.serve"
        look="primary"
        isDisabled={servedAtMs === null}
        onPress={() => {
          if (servedAtMs === null) return
          const { how, receipt } = served
          const input = { id: doc.id, base: version, how, servedAtMs, receipt }
          void attempt(async () => {
            await write('order.serve', input, 'edit.orderServe')
            done()
          })
        }}
        testId="order-serve"
      >
        {t('order.serve')}
      </CallButton>
    </Section>
  )
}

function Report({ detail: { doc, version, lines } }: { detail: Detail }) {
  const t = useT()
  const open = lines.filter(({ state }) => state === 'rectifying' || state === 'ordered')
  const [{ chosen, at, said }, set, done] = useHalf(`order/${doc.id}/report`, () => ({
    chosen: open.map(({ findingId }) => findingId) as readonly string[],
    at: toLocalInput(Date.now()),
    said: '',
  }))
  const reportedAtMs = fromLocalInput(at)
  if (open.length === 0) return null
  return (
    <Section title={t('order.report')} open testId="order-report-part">
      {open.map(({ findingId, title }) => (
        <Checkbox
          key={findingId}
          label={title ?? t('app.notHere')}
          value={chosen.includes(findingId)}
          onChange={(take) =>
            set({ chosen: take ? [...chosen, findingId] : chosen.filter((one) => one !== findingId) })
          }
        />
      ))}
      <DateField
        label={t('order.reportedAt')}
        type="datetime-local"
        value={at}
        onChange={(moment) => set({ at: moment })}
      />
      <TextField
        label={t('order.reportWords')}
        value={said}
        maxLength={2000}
        onChange={(text) => set({ said: text })}
      />
      <Hint>{t('order.reportHint')}</Hint>
      <CallButton
        call="order.report"
        look="primary"
        isDisabled={reportedAtMs === null || chosen.length === 0}
        onPress={() => {
          if (reportedAtMs === null) return
          const input = { id: doc.id, base: version, findingIds: [...chosen], reportedAtMs, words: said }
          void attempt(async () => {
            await write('order.report', input, 'edit.orderReport')
            done()
          })
        }}
        testId="order-report"
      >
        {t('order.report')}
      </CallButton>
    </Section>
  )
}

function Extend({ detail: { doc, version } }: { detail: Detail }) {
  const t = useT()
  const [{ to, reason }, set, done] = useHalf(`order/${doc.id}/extend`, () => ({
    to: addDays(dueDayOf(doc) ?? dayOf(Date.now()), 15),
    reason: '',
  }))
  const isDay = to !== '' && Number.isFinite(startOfDay(to))
  return (
    <Section
      title={t(doc.due === null && doc.extensions.length === 0 ? 'order.setDeadline' : 'order.extend')}
      testId="order-extend-part"
    >
      <DateField label={t('order.extendTo')} type="date" value={to} onChange={(day) => set({ to: day })} />
      <TextField
        label={t('finding.reason')}
        value={reason}
        maxLength={2000}
        onChange={(why) => set({ reason: why })}
        testId="order-extend-reason"
      />
      <CallButton
        call="order.extend"
        isDisabled={!isDay || reason.trim() === ''}
        onPress={() =>
          void attempt(async () => {
            await write(
              'order.extend',
              { id: doc.id, base: version, to, reason: reason.trim() },
              'edit.orderExtend',
            )
            done()
          })
        }
        testId="order-extend"
      >
        {t('order.extend')}
      </CallButton>
    </Section>
  )
}

function Withdraw({ detail: { doc, version } }: { detail: Detail }) {
  const t = useT()
  const [{ reason }, set, done] = useHalf(`order/${doc.id}/withdraw`, () => ({ reason: '' }))
  return (
    <Section title={t('order.withdraw')}>
      <TextField
        label={t('finding.reason')}
        value={reason}
        maxLength={2000}
        onChange={(why) => set({ reason: why })}
      />
      <CallButton
        call="order.withdraw"
        isDisabled={reason.trim() === ''}
        onPress={() =>
          void attempt(async () => {
            await write(
              'order.withdraw',
              { id: doc.id, base: version, reason: reason.trim() },
              'edit.orderWithdraw',
            )
            done()
          })
        }
      >
        {t('order.withdraw')}
      </CallButton>
    </Section>
  )
}
