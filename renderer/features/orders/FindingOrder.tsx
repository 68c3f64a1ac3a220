import type { CallOutput } from '../../../src/contract/index.ts'
import type { Recheck } from '../../../src/core/finding/finding.ts'
import { newestFirst } from '../../../src/core/finding/sightings.ts'
import { useCall, useDocument } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { dateTime, fromLocalInput, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Badge, Facts, Hint, Row, Section } from '../../ui/layout.tsx'
import { useHalf } from '../../desk/form/half.ts'

type Detail = CallOutput<'finding.get'>
type Clock = Detail['clocks']['ours']

/** What runs for a finding: whose clock, for what it waits, its order, re-checks, and where else it was sent. */
export function FindingOrder({ id }: { id: string }) {
  const { data } = useDocument('finding.get', id)
  if (!data) return null
  return (
    <>
      <Clocks detail={data} />
      {['ordered', 'rectifying', 'toRecheck'].includes(data.doc.state) ? (
        <RecheckForm key={`recheck ${data.version}`} detail={data} />
      ) : null}
      <Elsewhere key={`elsewhere ${data.version}`} detail={data} />
    </>
  )
}

function Clocks({ detail: { doc, clocks, waitsFor, overdueOf, order } }: { detail: Detail }) {
  const t = useT()
  const said = (clock: Clock): string | null =>
    clock &&
    t(clock.stoppedMs === null ? 'twoClocks.runs' : 'twoClocks.stopped', {
      from: dateTime(clock.startMs),
      due: clock.dueMs === null ? t('count.notKnown') : dateTime(clock.dueMs),
      at: clock.stoppedMs === null ? '' : dateTime(clock.stoppedMs),
    })
  const criterion = order?.doc.items.find(({ findingId }) => findingId === doc.id)?.criterion
  const compose = (replacesId: string | null): void =>
    selection
      .getState()
      .compose({ kind: 'order', enterpriseId: doc.enterpriseId, findingIds: [doc.id], replacesId })
  const lastCheck = (doc.rechecks ?? []).findLast(({ result }) => result !== 'unseen')
  const isPartly =
    order !== null &&
    lastCheck?.result === 'partly' &&
    doc.state !== 'closed' &&
    // What was left is under an order of its own already.
    !doc.transitions.slice(lastCheck.steps).some(({ to }) => to === 'ordered')
  return (
    <Section title={t('twoClocks.title')} open testId="two-clocks">
      <p>
        {waitsFor ? <Badge tone="info">{t(`waitsFor.${waitsFor}`)}</Badge> : null}{' '}
        {overdueOf ? <Badge tone="error">{t(`overdueOf.${overdueOf}`)}</Badge> : null}
      </p>
      <Facts
        items={[
          [t('finding.agency'), doc.agency ? nameOf(doc.agency.name) : t('finding.noAgency')],
          [t('twoClocks.enterprise'), said(clocks.enterprise)],
          [t('twoClocks.ours'), said(clocks.ours)],
          [
            t('order.criterion'),
            criterion
              ? t('order.closedBy', { proof: t(`proofBy.${criterion.proof}`), words: criterion.words })
              : null,
          ],
        ]}
      />
      <Row>
        {order ? (
          <Button
            testId="finding-order"
            onPress={() => selection.getState().goTo({ kind: 'order', id: order.doc.id })}
          >
            {t('order.openIt', { no: order.doc.issued?.no ?? '' })}
          </Button>
        ) : null}
        {doc.state === 'confirmed' ? (
          <Button look="primary" testId="compose-order" onPress={() => compose(null)}>
            {t('order.new')}
          </Button>
        ) : null}
        {isPartly ? (
          <Button look="primary" testId="compose-rest" onPress={() => compose(order.doc.id)}>
            {t('order.newForRest')}
          </Button>
        ) : null}
      </Row>
    </Section>
  )
}

const RESULT_OF: Readonly<Record<string, Recheck['result']>> = {
  gone: 'corrected',
  still: 'not',
  worse: 'not',
  unseen: 'unseen',
}

/** Writes down what a re-check came to, by the newest sighting or by a document. */
function RecheckForm({ detail: { doc, version, history } }: { detail: Detail }) {
  const t = useT()
  const [newest] = newestFirst(history.map((seen) => seen.doc))
  const [{ result, document, said }, set, done] = useHalf(`recheck/${doc.id}`, () => ({
    result: RESULT_OF[newest?.outcome ?? ''] ?? 'corrected',
    document: '',
    said: '',
  }))
  const seen = newest && newest.outcome !== 'first' ? newest : null
  const isBare = seen === null && document.trim() === '' && result !== 'unseen'
  return (
    <Section title={t('recheck.write')} open testId="recheck-part">
      <Hint>
        {seen
          ? t('recheck.bySighting', {
              outcome: t(`outcome.${seen.outcome}`),
              from: t(`seen.${seen.seenFrom}`),
              at: dateTime(seen.seenAtMs),
            })
          : t('recheck.noSighting')}
      </Hint>
      <Select
        label={t('recheck.result')}
        value={result}
        options={(['corrected', 'partly', 'not', 'unseen'] as const).map((value) => ({
          value,
          label: t(`recheck.${value}`),
        }))}
        onChange={(came) => set({ result: came })}
        testId="recheck-result"
      />
      <TextField
        label={t('recheck.document')}
        value={document}
        maxLength={500}
        onChange={(text) => set({ document: text })}
        testId="recheck-document"
      />
      <TextField
        label={t('finding.reasonOptional')}
        value={said}
        maxLength={2000}
        onChange={(text) => set({ said: text })}
      />
      {result === 'partly' ? <Hint>{t('recheck.partlyHint')}</Hint> : null}
      <CallButton
        call="finding.recheck"
        look="primary"
        isDisabled={isBare}
        onPress={() =>
          void attempt(async () => {
            await write(
              'finding.recheck',
              { id: doc.id, base: version, result, sightingId: seen?.id ?? null, document, words: said },
              'edit.recheck',
            )
            done()
          })
        }
        testId="recheck-keep"
      >
        {t('recheck.write')}
      </CallButton>
    </Section>
  )
}

/** Whose matter it is, what was sent to other agencies and what they answered, and cases on what was not put right. */
function Elsewhere({ detail: { doc, version, clocks } }: { detail: Detail }) {
  const t = useT()
  const { data } = useCall('setting.get', { name: 'agencies' })
  const rows = data?.value.name === 'agencies' ? data.value.rows : []
  const [{ agencyId, receipt, awaited, said, no }, set, done] = useHalf(`elsewhere/${doc.id}`, () => ({
    agencyId: '',
    receipt: '',
    awaited: '',
    said: '',
    no: '',
  }))
  const transfers = doc.transfers ?? []
  const id = { id: doc.id, base: version }
  const keep = (work: () => Promise<unknown>): void =>
    void attempt(async () => {
      await work()
      done()
    })
  const send = (how: 'referred' | 'copied'): void =>
    keep(() =>
      write(
        'finding.transfer',
        {
          ...id,
          how,
          agencyId,
          receipt,
          awaitedAtMs: awaited === '' ? null : fromLocalInput(`${awaited}T23:59`),
          words: said,
        },
        'edit.transfer',
      ),
    )
  const mayRefer = doc.state === 'toVerify' || doc.state === 'confirmed'
  const { enterprise } = clocks
  const isLate =
    enterprise?.dueMs != null && enterprise.dueMs < (enterprise.stoppedMs ?? Number.MAX_SAFE_INTEGER)
  return (
    <Section
      title={t('transfer.title')}
      count={transfers.length + (doc.cases ?? []).length}
      testId="elsewhere"
    >
      {transfers.map((one) => (
        <Hint key={one.atMs}>
          {t(one.answer ? 'transfer.saidAnswered' : 'transfer.said', {
            how: t(`transfer.${one.how}`),
            to: nameOf(one.to.name),
            at: dateTime(one.atMs),
            receipt: one.receipt,
            answer: one.answer?.words ?? '',
          })}
        </Hint>
      ))}
      {(doc.cases ?? []).map((one) => (
        <Hint key={one.no}>
          {t('case.said', { kind: t(`case.${one.kind}`), no: one.no, at: dateTime(one.atMs) })}
        </Hint>
      ))}
      <Select
        label={t('transfer.agency')}
        value={agencyId}
        other={t('app.choose')}
        options={rows.map((row) => ({ value: row.id, label: nameOf(row.name) }))}
        onChange={(agency) => set({ agencyId: agency })}
        testId="transfer-agency"
      />
      <TextField
        label={t('transfer.receipt')}
        value={receipt}
        maxLength={500}
        onChange={(text) => set({ receipt: text })}
      />
      <DateField
        label={t('transfer.awaited')}
        type="date"
        value={awaited}
        onChange={(day) => set({ awaited: day })}
      />
      <TextField
        label={t('transfer.words')}
        value={said}
        maxLength={2000}
        onChange={(text) => set({ said: text })}
        testId="transfer-words"
      />
      <Row>
        <CallButton
          call="finding.edit"
          isDisabled={agencyId === ''}
          onPress={() =>
            void attempt(() => write('finding.edit', { ...id, change: { agencyId } }, 'edit.finding'))
          }
        >
          {t('finding.nameAgency')}
        </CallButton>
        {mayRefer ? (
          <CallButton
            call="finding.transfer"
            isDisabled={agencyId === ''}
            onPress={() => send('referred')}
            testId="refer"
          >
            {t('transfer.referred')}
          </CallButton>
        ) : null}
        <CallButton call="finding.transfer" isDisabled={agencyId === ''} onPress={() => send('copied')}>
          {t('transfer.copied')}
        </CallButton>
        {transfers.some(({ answer }) => answer === null) ? (
          <CallButton
            call="finding.answer"
            isDisabled={said.trim() === ''}
            onPress={() =>
              keep(() => write('finding.answer', { ...id, words: said.trim() }, 'edit.transfer'))
            }
          >
            {t('transfer.answer')}
          </CallButton>
        ) : null}
      </Row>
      {isLate ? (
        <>
          <TextField label={t('case.no')} value={no} maxLength={100} onChange={(text) => set({ no: text })} />
          <Row>
            {(['filed', 'handedOver'] as const).map((kind) => (
              <CallButton
                key={kind}
                call="finding.fileCase"
                isDisabled={no.trim() === ''}
                onPress={() =>
                  keep(() =>
                    write('finding.fileCase', { ...id, kind, no: no.trim(), words: said }, 'edit.case'),
                  )
                }
              >
                {t(`case.${kind}`)}
              </CallButton>
            ))}
          </Row>
        </>
      ) : null}
    </Section>
  )
}
