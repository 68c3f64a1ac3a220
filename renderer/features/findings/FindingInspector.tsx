import { Eye } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { Finding, Sighting, State } from '../../../src/core/finding/finding.ts'
import { type Need, TRANSITIONS } from '../../../src/core/finding/transitions.ts'
import { useCall, useEnterprises, useFindings } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { useMayNot } from '../../desk/actor.ts'
import { attempt } from '../../desk/notices.ts'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { date, dateTime, fromLocalInput, nameOf, position, toLocalInput } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Empty, Facts, Grid, Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import { Evidence } from './Evidence.tsx'
import styles from './findings.module.css'

type Detail = CallOutput<'finding.get'>
type Change = Partial<Pick<Finding, 'title' | 'category' | 'level' | 'risk' | 'owner' | 'enterpriseId'>>

const FIFTEEN_DAYS_MS = 15 * 86_400_000

/** A finding: whose it is, where it stands, what comes next, and everything that was seen of it. */
export function FindingInspector({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useCall('finding.get', { id })
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  const { doc, overdue } = data
  const due = doc.deadlines.at(-1)
  return (
    <div data-testid="finding">
      <Head
        over={
          <Button
            look="quiet"
            testId="finding-owner-link"
            onPress={() => selection.getState().goTo({ kind: 'enterprise', id: doc.enterpriseId })}
          >
            {nameOf(data.enterpriseName)}
          </Button>
        }
        title={doc.title}
        sub={
          <>
            <Badge tone={overdue ? 'error' : doc.state === 'closed' ? 'good' : 'info'}>
              {t(`state.${doc.state}`)}
            </Badge>
            <span>{t(`level.${doc.level}`)}</span>
            {doc.risk ? <span>{t(`risk.${doc.risk}`)}</span> : null}
            {overdue ? <Badge tone="error">{t('finding.overdue')}</Badge> : null}
          </>
        }
      >
        <Button
          icon={<Eye size={16} aria-hidden />}
          testId="recheck"
          onPress={() =>
            selection.getState().compose({
              kind: 'sighting',
              at: null,
              footageId: null,
              flightId: null,
              momentS: null,
              region: null,
              findingId: id,
            })
          }
        >
          {t('finding.addSighting')}
        </Button>
      </Head>
      <Body>
        <Facts
          items={[
            [t('finding.due'), due ? dateTime(due.dueMs) : null],
            [t('finding.owner'), doc.owner],
            [t('finding.category'), doc.category],
            [t('finding.at'), position(doc.at)],
            [t('finding.opened'), dateTime(doc.openedAtMs)],
            [
              t('finding.enterprise'),
              t(doc.enterpriseBy === 'site' ? 'finding.bySite' : 'finding.byOfficer', {
                name: nameOf(data.enterpriseName),
              }),
            ],
          ]}
        />
      </Body>
      <Steps key={`${data.revision}`} detail={data} />
      <Edit detail={data} />
      {doc.deadlines.length > 0 ? <Deadlines key={`due-${data.revision}`} detail={data} /> : null}
      <Section title={t('finding.history')} count={data.history.length} open testId="history">
        {[...data.history]
          .map(({ doc: seen }) => seen)
          .sort((a, b) => b.seenAtMs - a.seenAtMs)
          .map((seen) => (
            <Seen key={seen.id} sighting={seen} />
          ))}
        {[...doc.transitions].reverse().map((step) => (
          <Hint key={`${step.atMs}-${step.to}`}>
            {t('finding.step', {
              at: dateTime(step.atMs),
              from: t(`state.${step.from}`),
              to: t(`state.${step.to}`),
              by: step.by,
              reason: step.reason,
            })}
          </Hint>
        ))}
      </Section>
    </div>
  )
}

function Seen({ sighting }: { sighting: Sighting }) {
  const t = useT()
  const { footageId, region } = sighting
  return (
    <div className={styles.seen}>
      {footageId ? (
        <button
          type="button"
          className={styles.evidence}
          aria-label={t('finding.evidence')}
          onClick={() =>
            selection.getState().goTo({ kind: 'footage', id: footageId }, pointPlace(sighting.at))
          }
        >
          <Evidence footageId={footageId} momentS={sighting.momentS} />
          {region ? (
            <span
              className={styles.box}
              style={{
                left: `${region.x * 100}%`,
                top: `${region.y * 100}%`,
                width: `${region.width * 100}%`,
                height: `${region.height * 100}%`,
              }}
            />
          ) : null}
        </button>
      ) : null}
      <div>
        <b>{t(`outcome.${sighting.outcome}`)}</b> {dateTime(sighting.seenAtMs)} ·{' '}
        {t(`seen.${sighting.seenFrom}`)} · {sighting.author}
        {sighting.words ? <p>{sighting.words}</p> : null}
      </div>
    </div>
  )
}

/** The steps that the state allows, each asking for the proof it needs. */
function Steps({ detail }: { detail: Detail }) {
  const t = useT()
  const { doc, revision } = detail
  const allowed = TRANSITIONS[doc.state]
  const [to, setTo] = useState<State | null>(allowed[0]?.to ?? null)
  const [reason, setReason] = useState('')
  const [now] = useState(() => Date.now())
  const [due, setDue] = useState(toLocalInput(now + FIFTEEN_DAYS_MS))
  const [duplicateOfId, setDuplicate] = useState('')
  const { data: others } = useFindings()
  const mayNot = useMayNot('finding.transition')
  const chosen = allowed.find((step) => step.to === to)
  if (!chosen || to === null) return null
  const needs = (need: Need): boolean => chosen.needs.includes(need)
  const dueMs = needs('deadline') ? fromLocalInput(due) : null
  const sawItGone = detail.history.some(({ doc: seen }) => seen.outcome === 'gone')
  const missing =
    needs('reason') && reason.trim() === ''
      ? 'finding.needsReason'
      : needs('deadline') && dueMs === null
        ? 'finding.needsDeadline'
        : needs('duplicateOf') && duplicateOfId === ''
          ? 'finding.needsDuplicate'
          : needs('goneSighting') && !sawItGone
            ? 'finding.needsGone'
            : null
  const go = (): void =>
    void attempt(() =>
      write(
        'finding.transition',
        {
          id: doc.id,
          base: revision,
          to,
          reason: reason.trim(),
          dueMs,
          duplicateOfId: needs('duplicateOf') ? duplicateOfId : null,
        },
        'edit.transition',
      ),
    )
  return (
    <Section title={t('finding.next')} open testId="steps">
      <Select
        label={t('finding.nextState')}
        value={to}
        options={allowed.map((step) => ({ value: step.to, label: t(`state.${step.to}`) }))}
        onChange={setTo}
        testId="next-state"
      />
      {needs('deadline') ? (
        <DateField label={t('finding.deadline')} type="datetime-local" value={due} onChange={setDue} />
      ) : null}
      {needs('duplicateOf') ? (
        <Select
          label={t('finding.duplicateOf')}
          value={duplicateOfId}
          options={[
            { value: '', label: t('app.choose') },
            ...(others?.rows ?? [])
              .filter((row) => row.doc.id !== doc.id)
              .map((row) => ({ value: row.doc.id, label: row.doc.title })),
          ]}
          onChange={setDuplicate}
        />
      ) : null}
      <TextField
        label={needs('reason') ? t('finding.reason') : t('finding.reasonOptional')}
        value={reason}
        maxLength={2000}
        onChange={setReason}
        testId="transition-reason"
      />
      {mayNot ? <Hint>{mayNot}</Hint> : missing ? <Hint>{t(missing)}</Hint> : null}
      <Button
        look="primary"
        isDisabled={mayNot !== null || missing !== null}
        title={mayNot ?? undefined}
        onPress={go}
        testId="transition"
      >
        {t('finding.moveTo', { state: t(`state.${to}`) })}
      </Button>
    </Section>
  )
}

/** What the officer may correct: the enterprise above all. */
function Edit({ detail }: { detail: Detail }) {
  const t = useT()
  const { doc, revision } = detail
  const { data: enterprises } = useEnterprises()
  const mayNot = useMayNot('finding.edit')
  const set = (change: Change): void =>
    void attempt(() => write('finding.edit', { id: doc.id, base: revision, change }, 'edit.finding'))
  return (
    <Section title={t('finding.correct')}>
      {mayNot ? <Hint>{mayNot}</Hint> : null}
      <Select
        label={t('finding.correctEnterprise')}
        value={doc.enterpriseId}
        options={(enterprises ?? []).map((row) => ({ value: row.doc.id, label: nameOf(row.doc.name) }))}
        onChange={(enterpriseId) => set({ enterpriseId })}
        testId="correct-enterprise"
      />
      <TextField
        label={t('finding.title')}
        value={doc.title}
        maxLength={200}
        commit={(title) => {
          if (title.trim() !== '') set({ title: title.trim() })
        }}
      />
      <Grid>
        <Select
          label={t('finding.level')}
          value={doc.level}
          options={(['general', 'major'] as const).map((value) => ({ value, label: t(`level.${value}`) }))}
          onChange={(level) => set({ level })}
        />
        <Select
          label={t('finding.risk')}
          value={doc.risk ?? 'none'}
          options={(['none', 'red', 'orange', 'yellow', 'blue'] as const).map((value) => ({
            value,
            label: t(`risk.${value}`),
          }))}
          onChange={(risk) => set({ risk: risk === 'none' ? null : risk })}
        />
        <TextField
          label={t('finding.category')}
          value={doc.category}
          maxLength={100}
          commit={(category) => set({ category })}
        />
        <TextField
          label={t('finding.owner')}
          value={doc.owner}
          maxLength={100}
          commit={(owner) => set({ owner })}
        />
      </Grid>
    </Section>
  )
}

/** The deadlines as they were set; an extension is a record of its own with its reason. */
function Deadlines({ detail }: { detail: Detail }) {
  const t = useT()
  const { doc, revision } = detail
  const last = doc.deadlines.at(-1)
  const [due, setDue] = useState(toLocalInput((last?.dueMs ?? 0) + FIFTEEN_DAYS_MS))
  const [reason, setReason] = useState('')
  const dueMs = fromLocalInput(due)
  const ready = dueMs !== null && reason.trim() !== ''
  return (
    <Section title={t('finding.deadlines')} count={doc.deadlines.length}>
      {doc.deadlines.map((deadline) => (
        <Hint key={deadline.setAtMs}>
          {t('finding.deadlineLine', {
            due: dateTime(deadline.dueMs),
            by: deadline.by,
            at: date(deadline.setAtMs),
            reason: deadline.reason,
          })}
        </Hint>
      ))}
      <DateField label={t('finding.newDeadline')} type="datetime-local" value={due} onChange={setDue} />
      <TextField label={t('finding.reason')} value={reason} maxLength={2000} onChange={setReason} />
      {ready ? null : <Notice tone="info">{t('finding.needsReason')}</Notice>}
      <Row>
        <CallButton
          call="finding.extend"
          isDisabled={!ready}
          onPress={() => {
            if (dueMs === null) return
            void attempt(() =>
              write(
                'finding.extend',
                { id: doc.id, base: revision, dueMs, reason: reason.trim() },
                'edit.extend',
              ),
            )
          }}
        >
          {t('finding.extend')}
        </CallButton>
      </Row>
    </Section>
  )
}
