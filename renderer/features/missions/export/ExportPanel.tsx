import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  EXPORT_FORMATS,
  type ExportFormat,
  FORMATS,
  isFlyable,
} from '../../../../src/core/formats/formats.ts'
import { writeFormat } from '../../../../src/core/formats/writeFormat.ts'
import { blockingErrors } from '../../../../src/core/safety/blocking.ts'
import type { FormatInput } from '../../../../src/core/formats/formatInput.ts'
import { canonicalJson } from '../../../../src/core/units/canonical.ts'
import type { Note } from '../../../../src/core/units/note.ts'
import { useEntrance, useCall, useSitesOf } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { useActing } from '../../../desk/actor.ts'
import type { EvaluatedMission } from '../../../desk/edited.ts'
import { attempt } from '../../../desk/notices.ts'
import { save } from '../../../desk/save.ts'
import { language, useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/fields.tsx'
import { Head } from '../../../ui/Head.tsx'
import { Body, Hint, Notice } from '../../../ui/layout.tsx'
import { EarlierExports } from './EarlierExports.tsx'
import { isComplete, ReleaseFields, supervisorsOf, releaseOf, type ReleaseText } from './ReleaseFields.tsx'
import { CompareReturned } from './CompareReturned.tsx'
import { ApplicationReminders } from './ApplicationReminders.tsx'
import { FormatHint } from './FormatHint.tsx'

/** What a format will not carry of a mission, told before anything is written. */
const lostOf = (format: ExportFormat, edited: Pick<FormatInput, 'mission' | 'route' | 'sites'>): Note[] =>
  writeFormat(format, { ...edited, releases: [], revision: '', exportedAtMs: 0 }).notes

/** Writes the mission to a file: what holds it back, the exception that lets it pass, and what the format loses. */
export function ExportPanel({ edited, onClose }: { edited: EvaluatedMission; onClose: () => void }) {
  const t = useT()
  const { mission, base, verdict, route } = edited
  // Whoever works here may enter the release of a supervisor who stands beside.
  const acting = useActing()
  const chief = acting && [acting.role, ...(acting.roles ?? [])].includes('supervisor') ? acting : null
  const { data: entrance } = useEntrance()
  const { data: frozen } = useCall('mission.frozen', { id: mission.id })
  const [format, setFormat] = useState<ExportFormat>('qgc-plan')
  const [release, setRelease] = useState<ReleaseText>({
    reason: '',
    by: chief?.name ?? '',
    role: chief ? t('role.supervisor') : '',
    basis: '',
    code: '',
    passphrase: '',
  })
  const [done, setDone] = useState<{ fileName: string; notes: Note[] } | null>(null)
  const [busy, setBusy] = useState(false)
  const { data: sites } = useSitesOf(mission.siteIds)
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
  // Signed in here, they need prove nothing more.
  const isSelf = chief !== null && chief.proved === true && chief.name === release.by
  const needsRelease = isFlyable(format) && held.rules.length > 0
  const complete = isComplete(release, held)
  const go = async (): Promise<void> => {
    setBusy(true)
    setDone(null)
    await attempt(async () => {
      const answer = await write(
        'mission.export',
        {
          id: mission.id,
          base,
          format,
          release: needsRelease ? releaseOf(release) : null,
          language: language(),
        },
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
        <FormatHint words={t(`formatHint.${format}`)} />
        {FORMATS[format].use === 'paper' && FORMATS[format].carries.reminders ? (
          <ApplicationReminders mission={mission} />
        ) : null}
        {needsRelease ? (
          <ReleaseFields
            held={held}
            value={release}
            onChange={setRelease}
            supervisors={supervisorsOf(entrance)}
            isSelf={isSelf}
          />
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
      <EarlierExports frozen={frozen ?? []} />
    </div>
  )
}
