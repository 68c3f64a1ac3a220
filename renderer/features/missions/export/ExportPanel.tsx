import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import {
  EXPORT_FORMATS,
  type ExportFormat,
  FORMATS,
  isFlyable,
} from '../../../../src/core/formats/formats.ts'
import { writeFormat } from '../../../../src/core/formats/writeFormat.ts'
import { blockingErrors } from '../../../../src/core/safety/blocking.ts'
import type { FormatInput } from '../../../../src/core/formats/formatInput.ts'
import { paperWords } from '../../../../src/core/formats/papers/words.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import { canonicalJson } from '../../../../src/core/units/canonical.ts'
import type { Note } from '../../../../src/core/units/note.ts'
import { useCall, useSites } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { whoAmI } from '../../../desk/actor.ts'
import { changeMission, type EvaluatedMission } from '../../../desk/edited.ts'
import { attempt } from '../../../desk/notices.ts'
import { save } from '../../../desk/save.ts'
import { dateTime } from '../../../i18n/format.ts'
import { language, useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Head } from '../../../ui/Head.tsx'
import { Body, Hint, Notice, Section } from '../../../ui/layout.tsx'
import { CompareReturned } from './CompareReturned.tsx'
import { Named } from '../../../ui/Named.tsx'

/** What a format will not carry of a mission, told before anything is written. */
const lostOf = (format: ExportFormat, edited: Pick<FormatInput, 'mission' | 'route' | 'sites'>): Note[] =>
  writeFormat(format, { ...edited, releases: [], revision: '', exportedAtMs: 0 }).notes

function withReminders(mission: Mission, lines: string[]): Mission {
  const copy: Mission = { ...mission, reminders: lines }
  if (lines.length === 0) delete copy.reminders
  return copy
}

/** What the application reminds of, a line each; emptied, the usual stands. */
function Reminders({ mission }: { mission: Mission }) {
  const t = useT()
  const usual = paperWords(language()).reminders
  const shown = (mission.reminders ?? usual).join('\n')
  return (
    <TextField
      label={t('export.reminders')}
      hint={t('export.remindersHint')}
      lines
      value={shown}
      commit={(text) => {
        const lines = text
          .split('\n')
          .map((line) => line.trim().slice(0, 300))
          .filter((line) => line !== '')
          .slice(0, 20)
        changeMission((doc) => withReminders(doc, lines), 'edit.reminders')
      }}
      testId="export-reminders"
    />
  )
}

/** What a format is for; what is to be done with the file, line by line, where that takes steps. */
function Steps({ words: said }: { words: string }) {
  const [first, ...steps] = said.split('\n')
  return (
    <>
      <Hint>{first}</Hint>
      {steps.length > 0 ? (
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
    </>
  )
}

/** Writes the mission to a file: what holds it back, the exception that lets it pass, and what the format loses. */
export function ExportPanel({ edited, onClose }: { edited: EvaluatedMission; onClose: () => void }) {
  const t = useT()
  const { mission, base, verdict, route } = edited
  // Whoever works here may enter the release of a supervisor who stands beside.
  const chief = useStore(whoAmI, ({ actor }) => (actor?.role === 'supervisor' ? actor : null))
  const { data: frozen } = useCall('mission.frozen', { id: mission.id })
  const [format, setFormat] = useState<ExportFormat>('qgc-plan')
  const [reason, setReason] = useState('')
  const [by, setBy] = useState(chief?.name ?? '')
  const [role, setRole] = useState(chief ? t(`role.${chief.role}`) : '')
  const [basis, setBasis] = useState('')
  const [done, setDone] = useState<{ fileName: string; notes: Note[] } | null>(null)
  const [busy, setBusy] = useState(false)
  const { data: sites } = useSites()
  const lost = useMemo(
    () => (route ? lostOf(format, { mission, route, sites: (sites ?? []).map(({ doc }) => doc) }) : []),
    [format, mission, route, sites],
  )
  // What the mission was released for as it is holds on: the gate asks no second time.
  const known = useMemo(() => {
    const now = canonicalJson(mission)
    return frozen?.find(({ doc }) => canonicalJson(doc.mission) === now)?.doc
  }, [frozen, mission])
  const held = verdict
    ? blockingErrors(verdict, known?.releases ?? [], known?.revision ?? '')
    : { rules: [], needsEmergencyBasis: [] }
  const needsRelease = isFlyable(format) && held.rules.length > 0
  const needsBasis = needsRelease && held.needsEmergencyBasis.length > 0
  const complete =
    reason.trim() !== '' && by.trim() !== '' && role.trim() !== '' && (!needsBasis || basis.trim() !== '')
  const go = async (): Promise<void> => {
    setBusy(true)
    setDone(null)
    await attempt(async () => {
      const release = needsRelease
        ? {
            reason: reason.trim(),
            by: by.trim(),
            role: role.trim(),
            emergencyBasis: basis.trim() === '' ? null : basis.trim(),
          }
        : null
      const answer = await write(
        'mission.export',
        { id: mission.id, base, format, release, language: language() },
        'edit.export',
      )
      setDone({ fileName: answer.fileName, notes: answer.notes })
      save(answer.downloadId, answer.fileName)
    })
    setBusy(false)
  }
  return (
    <div data-testid="export-panel">
      <Head title={t('mission.export')}>
        <Button onPress={onClose}>{t('app.back')}</Button>
      </Head>
      <Body>
        <Select
          label={t('export.format')}
          value={format}
          options={EXPORT_FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
          onChange={(value) => {
            setFormat(value)
            setDone(null)
          }}
          testId="export-format"
        />
        <Steps words={t(`formatHint.${format}`)} />
        {FORMATS[format].use === 'paper' && FORMATS[format].carries.reminders ? (
          <Reminders mission={mission} />
        ) : null}
        {needsRelease ? (
          <>
            <Notice tone="error" testId="export-blocked">
              {t('export.blocked', {
                rules: held.rules.map((rule) => words('rule', rule)).join(t('app.comma')),
              })}
            </Notice>
            <Hint>{t('export.releaseHint')}</Hint>
            <TextField
              label={t('export.reason')}
              lines
              value={reason}
              maxLength={2000}
              onChange={setReason}
              testId="release-reason"
            />
            <TextField
              label={t('export.by')}
              value={by}
              maxLength={100}
              onChange={setBy}
              testId="release-by"
            />
            <TextField
              label={t('export.role')}
              value={role}
              maxLength={100}
              onChange={setRole}
              testId="release-role"
            />
            {needsBasis ? (
              <>
                <Notice tone="warning">
                  {t('export.needsBasis', {
                    rules: held.needsEmergencyBasis.map((rule) => words('rule', rule)).join(t('app.comma')),
                  })}
                </Notice>
                <TextField
                  label={t('export.basis')}
                  lines
                  value={basis}
                  maxLength={2000}
                  onChange={setBasis}
                  testId="release-basis"
                />
              </>
            ) : null}
          </>
        ) : (
          <Notice tone={verdict && !verdict.ok ? 'warning' : 'good'}>
            {t(
              verdict && !verdict.ok
                ? isFlyable(format)
                  ? 'export.passes'
                  : 'export.notFlyable'
                : 'export.free',
            )}
          </Notice>
        )}
        {(done?.notes ?? lost).map((note, i) => (
          <Notice key={`note-${i}`} tone={note.severity}>
            {words('note', note.code, note.params)}
          </Notice>
        ))}
        {needsRelease && !complete ? <Hint>{t('export.incomplete')}</Hint> : null}
        <Button
          look="primary"
          icon={<Download size={16} aria-hidden />}
          isDisabled={busy || edited.stale || (needsRelease && !complete)}
          onPress={() => void go()}
          testId="export-go"
        >
          {needsRelease ? t('export.releaseAndWrite') : t('export.write')}
        </Button>
        {done ? (
          <Notice tone="good" testId="export-done">
            {t('export.done', { file: done.fileName })}
          </Notice>
        ) : null}
      </Body>
      <CompareReturned id={mission.id} />
      <Section title={t('export.earlier')} count={frozen?.length ?? 0}>
        {(frozen ?? []).map(({ doc }) => (
          <div key={doc.id}>
            <Hint>{t('export.revision', { revision: doc.revision.slice(0, 12) })}</Hint>
            {doc.exports.map((made) => (
              <Hint key={`${made.atMs}-${made.format}`}>
                {dateTime(made.atMs)} <Named>{made.by}</Named> <Named>{made.fileName}</Named>
              </Hint>
            ))}
            {doc.releases.map((release) => (
              <Hint key={release.atMs}>
                {t('export.released', { by: release.by, role: release.role, reason: release.reason })}
              </Hint>
            ))}
          </div>
        ))}
      </Section>
    </div>
  )
}
