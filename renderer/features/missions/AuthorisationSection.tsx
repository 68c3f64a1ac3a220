import { useState } from 'react'
import type { Authorisation, DjiUnlock, Mission } from '../../../src/core/mission/mission.ts'
import { authorisationOf } from '../../../src/core/permit/approval.ts'
import { dayIn } from '../../../src/core/units/wallClock.ts'
import { useCall } from '../../api/hooks.ts'
import { changeMission } from '../../desk/edited.ts'
import { ApprovalFacts } from '../../desk/permits/ApprovalFacts.tsx'
import { Filings } from '../../desk/permits/Filings.tsx'
import { dateTime, fromLocalInput, toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { NumberField, Select, TextField } from '../../ui/fields.tsx'
import { Grid, Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import { RuleSaid } from './RuleSaid.tsx'
import { useHalf } from '../../desk/form/half.ts'

const DAY_MS = 86_400_000

type UnlockKind = DjiUnlock['kind'] | 'unstated'

/** The flight approval, open where there is none yet; it stays as it is when one is chosen. */
export function AuthorisationSection({ mission }: { mission: Mission }) {
  const t = useT()
  const [isNone] = useState(mission.authorisation === null)
  return (
    <Section title={t('mission.authorisation')} open={isNone} testId="authorisation">
      <Fields key={JSON.stringify(mission.authorisation)} mission={mission} />
    </Section>
  )
}

/** Number, who gave it, from when to when, and up to which true height; or the record that says so, with its filings. */
function Fields({ mission }: { mission: Mission }) {
  const t = useT()
  const { authorisation } = mission
  const [now] = useState(() => Date.now())
  const isDji = mission.vehicle.firmware === 'dji' || mission.vehicle.firmware === 'litchi'
  const stated = authorisation?.djiUnlock
  const statedKind: UnlockKind = stated?.kind ?? 'unstated'
  const certificate = stated?.kind === 'certificate' ? stated : null
  const [half, set, forget] = useHalf(`authorisation/${mission.id}`, () => ({
    number: authorisation?.number ?? '',
    authority: authorisation?.authority ?? '',
    from: toLocalInput(authorisation?.fromMs ?? now),
    to: toLocalInput(authorisation?.toMs ?? now + 7 * DAY_MS),
    maxTrueHeightM: authorisation?.maxTrueHeightM ?? 120,
    unlockKind: statedKind,
    serial: certificate?.aircraftSerial ?? '',
    unlockFrom: toLocalInput(certificate?.fromMs ?? now),
    unlockTo: toLocalInput(certificate?.toMs ?? now + 7 * DAY_MS),
  }))
  const { number, authority, from, to, maxTrueHeightM, unlockKind, serial, unlockFrom, unlockTo } = half
  const [tried, setTried] = useState(false)
  const [fromMs, toMs] = [fromLocalInput(from), fromLocalInput(to)]
  const [unlockFromMs, unlockToMs] = [fromLocalInput(unlockFrom), fromLocalInput(unlockTo)]
  const isUnlockBad =
    isDji &&
    unlockKind === 'certificate' &&
    (serial.trim() === '' || unlockFromMs === null || unlockToMs === null || unlockFromMs >= unlockToMs)
  const unlock: DjiUnlock | null =
    unlockKind === 'notNeeded'
      ? { kind: 'notNeeded' }
      : unlockKind === 'certificate' && unlockFromMs !== null && unlockToMs !== null
        ? { kind: 'certificate', aircraftSerial: serial.trim(), fromMs: unlockFromMs, toMs: unlockToMs }
        : null
  const { data: approvals = [] } = useCall('flightApproval.list', {})
  const chosenId = authorisation?.approvalId
  const chosen = approvals.find(({ doc }) => doc.id === chosenId) ?? null
  const choose = (id: string): void => {
    const record = approvals.find(({ doc }) => doc.id === id)
    changeMission((doc) => {
      if (record) return { ...doc, authorisation: authorisationOf(record.doc, doc.authorisation) }
      if (!doc.authorisation) return doc
      // By hand it goes on as it is, without its record.
      const { approvalId: _id, ...rest } = doc.authorisation
      return { ...doc, authorisation: rest }
    }, 'edit.authorisation')
  }
  const bad =
    number.trim() === ''
      ? 'authorisation.numberMissing'
      : authority.trim() === ''
        ? 'authorisation.authorityMissing'
        : fromMs === null || toMs === null || fromMs >= toMs
          ? 'authorisation.windowOrder'
          : isUnlockBad
            ? 'authorisation.unlockMissing'
            : null
  const apply = (): void => {
    setTried(true)
    if (bad || fromMs === null || toMs === null) return
    changeMission(
      (doc) => ({
        ...doc,
        authorisation: {
          // What its record says stands; the unlock is the mission's own.
          ...(chosen && doc.authorisation
            ? withoutUnlock(doc.authorisation)
            : {
                number: number.trim(),
                authority: authority.trim(),
                fromMs,
                toMs,
                maxTrueHeightM,
                area: doc.authorisation?.area ?? null,
              }),
          ...(unlock === null ? {} : { djiUnlock: unlock }),
        },
      }),
      'edit.authorisation',
      forget,
    )
  }
  return (
    <>
      {authorisation ? null : <Notice tone="warning">{t('authorisation.none')}</Notice>}
      {authorisation && !chosen ? (
        <Hint>
          {t('authorisation.window', {
            from: dateTime(authorisation.fromMs),
            to: dateTime(authorisation.toMs),
          })}
        </Hint>
      ) : null}
      {approvals.length > 0 ? (
        <Select
          label={t('permit.choose')}
          value={chosenId ?? 'byHand'}
          other={authorisation?.number}
          options={[
            { value: 'byHand', label: t('permit.byHand') },
            ...approvals
              .filter(({ doc }) => doc.withdrawnAtMs === null || doc.id === chosenId)
              .map(({ doc }) => ({ value: doc.id, label: `${doc.number} ${doc.authority}` })),
          ]}
          onChange={choose}
          testId="choose-approval"
        />
      ) : null}
      {chosenId === undefined ? (
        <Grid>
          <TextField
            label={t('authorisation.number')}
            value={number}
            maxLength={100}
            onChange={(text) => set({ number: text })}
            testId="authorisation-number"
          />
          <TextField
            label={t('authorisation.authority')}
            value={authority}
            maxLength={200}
            onChange={(text) => set({ authority: text })}
            testId="authorisation-authority"
          />
          <DateField
            label={t('authorisation.from')}
            type="datetime-local"
            value={from}
            onChange={(moment) => set({ from: moment })}
          />
          <DateField
            label={t('authorisation.to')}
            type="datetime-local"
            value={to}
            onChange={(moment) => set({ to: moment })}
          />
          <NumberField
            label={t('authorisation.height')}
            value={maxTrueHeightM}
            min={1}
            max={1000}
            onChange={(height) => set({ maxTrueHeightM: height })}
          />
        </Grid>
      ) : chosen ? (
        <ApprovalFacts approval={chosen.doc} />
      ) : null}
      <Planned plannedAtMs={mission.plannedAtMs} />
      {chosen ? (
        <>
          <RuleSaid rule="authorisation.filing" />
          <Filings
            approval={chosen}
            day={mission.plannedAtMs === null ? null : dayIn(chosen.doc.zone, mission.plannedAtMs)}
          />
        </>
      ) : null}
      {isDji ? (
        <Grid>
          <Select<UnlockKind>
            label={t('authorisation.unlock')}
            value={unlockKind}
            options={(['unstated', 'notNeeded', 'certificate'] as const).map((kind) => ({
              value: kind,
              label: t(`unlock.${kind}`),
            }))}
            onChange={(kind) => set({ unlockKind: kind })}
            testId="authorisation-unlock"
          />
          {unlockKind === 'certificate' ? (
            <>
              <TextField
                label={t('authorisation.serial')}
                value={serial}
                maxLength={50}
                onChange={(text) => set({ serial: text })}
                testId="authorisation-serial"
              />
              <DateField
                label={t('authorisation.from')}
                type="datetime-local"
                value={unlockFrom}
                onChange={(moment) => set({ unlockFrom: moment })}
              />
              <DateField
                label={t('authorisation.to')}
                type="datetime-local"
                value={unlockTo}
                onChange={(moment) => set({ unlockTo: moment })}
              />
            </>
          ) : null}
        </Grid>
      ) : null}
      {tried && bad ? <Notice tone="error">{t(bad)}</Notice> : null}
      <Row>
        {chosenId === undefined || isDji ? (
          <Button onPress={apply} testId="authorisation-apply">
            {t('app.apply')}
          </Button>
        ) : null}
        {authorisation ? (
          <Button
            look="quiet"
            onPress={() => changeMission((doc) => ({ ...doc, authorisation: null }), 'edit.authorisation')}
          >
            {t('app.remove')}
          </Button>
        ) : null}
      </Row>
    </>
  )
}

/** When it is to take off: its filing and its report are due by that. */
function Planned({ plannedAtMs }: Pick<Mission, 'plannedAtMs'>) {
  const t = useT()
  return (
    <DateField
      label={t('flightReport.planned')}
      type="datetime-local"
      value={plannedAtMs === null ? '' : toLocalInput(plannedAtMs)}
      onChange={(text) => {
        const atMs = text === '' ? null : fromLocalInput(text)
        if (atMs !== plannedAtMs) changeMission((doc) => ({ ...doc, plannedAtMs: atMs }), 'edit.planned')
      }}
      testId="planned-at"
    />
  )
}

function withoutUnlock(authorisation: Authorisation): Authorisation {
  const copy = { ...authorisation }
  delete copy.djiUnlock
  return copy
}
