import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { REPORT_MS } from '../../../src/core/permit/times.ts'
import { CHINA_ZONE, wallTime } from '../../../src/core/units/wallClock.ts'
import { useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { joined } from '../../desk/documents/members/say.ts'
import { type FieldOf, FieldRows } from '../../desk/form/FieldRows.tsx'
import { attempt } from '../../desk/notices.ts'
import { More } from '../../desk/More.tsx'
import { dateTime, zoneName } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Body, Hint, Row, Section } from '../../ui/layout.tsx'
import { RuleSaid } from './RuleSaid.tsx'

type Report = CallOutput<'flightReport.list'>['rows'][number]
type Step = { kind: 'report' } | { kind: 'confirm' | 'landed'; report: Report }

/** So many of the last reports stand there at first; the services give at most so many. */
const SHOWN = 5
const MOST = 500

/** What was told of flights of the mission: the report an hour before take-off, its confirmation, and the landing. */
export function ReportsSection({ mission }: { mission: Mission }) {
  const t = useT()
  const [most, setMost] = useState(SHOWN)
  const { data } = useCall('flightReport.list', { missionId: mission.id, limit: most })
  const [step, setStep] = useState<Step | null>(null)
  const { plannedAtMs } = mission
  const zone = mission.authorisation?.zone ?? CHINA_ZONE
  return (
    <Section title={t('flightReport.title')} count={data?.total} testId="flight-reports">
      <Hint>
        {plannedAtMs === null
          ? t('flightReport.noTime')
          : t('flightReport.due', { by: wallTime(zone, plannedAtMs - REPORT_MS), zone: zoneName(zone) })}
      </Hint>
      <RuleSaid rule="authorisation.report" />
      {(data?.rows ?? []).map((report) => (
        <OneReport key={report.doc.id} report={report} onStep={(kind) => setStep({ kind, report })} />
      ))}
      <More shown={data?.rows.length ?? 0} total={data?.total} onMore={() => setMost(MOST)} />
      {step ? (
        <StepForm mission={mission} step={step} onDone={() => setStep(null)} />
      ) : plannedAtMs === null ? null : (
        <CallButton
          call="flightReport.report"
          look="quiet"
          testId="report-flight"
          onPress={() => setStep({ kind: 'report' })}
        >
          {t('flightReport.report')}
        </CallButton>
      )}
    </Section>
  )
}

function OneReport({
  report: { doc },
  onStep,
}: {
  report: Report
  onStep: (kind: 'confirm' | 'landed') => void
}) {
  const t = useT()
  return (
    <Body>
      <Row>
        <Badge tone={doc.confirmed ? 'good' : 'warning'}>
          {doc.confirmed ? t('flightReport.confirmed') : t('flightReport.saidOpen')}
        </Badge>
        <span>
          {joined([
            t('flightReport.said', {
              takeoff: dateTime(doc.takeoffAtMs),
              reported: dateTime(doc.reportedAtMs),
            }),
            doc.confirmed &&
              t('flightReport.saidConfirmed', { at: dateTime(doc.confirmed.atMs), by: doc.confirmed.by }),
            doc.landing &&
              t('flightReport.saidLanded', {
                at: dateTime(doc.landing.landedAtMs),
                reported: dateTime(doc.landing.reportedAtMs),
              }),
          ])}
        </span>
      </Row>
      <Row>
        {doc.confirmed ? null : (
          <CallButton
            call="flightReport.confirm"
            look="quiet"
            testId="confirm-report"
            onPress={() => onStep('confirm')}
          >
            {t('flightReport.confirm')}
          </CallButton>
        )}
        {doc.landing ? null : (
          <CallButton
            call="flightReport.landed"
            look="quiet"
            testId="report-landing"
            onPress={() => onStep('landed')}
          >
            {t('flightReport.landed')}
          </CallButton>
        )}
      </Row>
    </Body>
  )
}

/** What is told in one step, filled in: the unit that took it, or who confirmed; words of a landing. */
type Told = { atMs: number; landedAtMs: number; who: string; number: string }

const FIELDS: Record<Step['kind'], readonly FieldOf<Told>[]> = {
  report: [
    { moment: 'atMs', label: 'flightReport.reportedAt' },
    { text: 'who', label: 'flightReport.to', most: 200, testId: 'report-who' },
  ],
  confirm: [
    { moment: 'atMs', label: 'flightReport.confirmedAt' },
    { text: 'who', label: 'flightReport.confirmedBy', most: 200, testId: 'report-who' },
    { text: 'number', label: 'flightReport.number', most: 100 },
  ],
  landed: [
    { moment: 'landedAtMs', label: 'flightReport.landedAt' },
    { moment: 'atMs', label: 'flightReport.reportedAt' },
    { text: 'who', label: 'flightReport.landingWords', most: 1000, testId: 'report-who' },
  ],
}

function StepForm({ mission, step, onDone }: { mission: Mission; step: Step; onDone: () => void }) {
  const t = useT()
  const [told, setTold] = useState<Told>(() => {
    // To the minute, as the fields show it: what comes in the same minute does not come before it.
    const nowMs = Math.floor(Date.now() / 60_000) * 60_000
    return { atMs: nowMs, landedAtMs: nowMs, who: '', number: '' }
  })
  const { atMs, landedAtMs, who, number } = told
  const keep = (): void =>
    void attempt(async () => {
      if (step.kind === 'report') {
        const report = {
          missionId: mission.id,
          approvalId: mission.authorisation?.approvalId ?? null,
          flightId: null,
          takeoffAtMs: mission.plannedAtMs ?? atMs,
          reportedAtMs: atMs,
          to: who,
          remarks: '',
        }
        await write('flightReport.report', report, 'edit.flightReport')
      } else {
        const on = { id: step.report.doc.id, base: step.report.version }
        if (step.kind === 'confirm')
          await write('flightReport.confirm', { ...on, atMs, by: who, number }, 'edit.flightReport')
        else
          await write(
            'flightReport.landed',
            { ...on, flightId: null, landedAtMs, reportedAtMs: atMs, words: who },
            'edit.flightReport',
          )
      }
      onDone()
    })
  return (
    <Body>
      <FieldRows
        doc={told}
        set={(change) => setTold((before) => ({ ...before, ...change }))}
        fields={FIELDS[step.kind]}
      />
      <Row>
        <Button
          look="primary"
          onPress={keep}
          isDisabled={step.kind === 'confirm' && who.trim() === ''}
          testId="keep-report"
        >
          {t('app.save')}
        </Button>
        <Button onPress={onDone}>{t('app.discard')}</Button>
      </Row>
    </Body>
  )
}
