import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { FormatInput } from '../../../../src/core/formats/formatInput.ts'
import { type ExportFormat, FORMATS } from '../../../../src/core/formats/formats.ts'
import { isFlownBy, type Target, usualFormat } from '../../../../src/core/formats/targets.ts'
import { writeFormat } from '../../../../src/core/formats/writeFormat.ts'
import type { Note } from '../../../../src/core/units/note.ts'
import type { EvaluatedMission } from '../../../desk/edited.ts'
import { attempt } from '../../../desk/notices.ts'
import { save } from '../../../desk/save.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/fields.tsx'
import { Body, Hint, Notice } from '../../../ui/layout.tsx'
import { ApplicationReminders } from './ApplicationReminders.tsx'
import { FormatHint } from './FormatHint.tsx'
import type { Exporting } from './useExporting.ts'

const RANK = { error: 0, warning: 1, info: 2 } as const

/** One file of any format: what its aircraft does not read cannot be chosen, and says why. */
export function SingleFile(props: {
  edited: EvaluatedMission
  input: FormatInput
  targets: readonly Target[]
  exporting: Exporting
}) {
  const t = useT()
  const { edited, input, targets, exporting } = props
  const { mission, verdict, stale } = edited
  const [chosen, setFormat] = useState<ExportFormat | null>(null)
  const [done, setDone] = useState<{ fileName: string; notes: Note[] } | null>(null)
  const [busy, setBusy] = useState(false)
  // What was chosen for another aircraft is none for this one.
  const format =
    targets.find(({ format: one, why }) => one === chosen && why === null)?.format ?? usualFormat(targets)
  const lost = useMemo(() => writeFormat(format, input).notes, [format, input])
  const isFlown = isFlownBy(format, mission.vehicle)
  const isHeld = isFlown && exporting.held.rules.length > 0
  const notes = (done?.notes ?? lost).toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
  const isRefused = notes.some(({ severity }) => severity === 'error')
  const go = async (): Promise<void> => {
    setBusy(true)
    setDone(null)
    await attempt(async () => {
      const answer = await exporting.make(format)
      setDone({ fileName: answer.fileName, notes: answer.notes })
      save(answer.downloadId, answer.fileName)
    })
    setBusy(false)
  }
  return (
    <Body>
      <h3>{t('export.single')}</h3>
      <Select
        label={t('export.format')}
        value={format}
        options={targets.map(({ format: value, group, why }) => ({
          value,
          label: why
            ? t('export.cannot', { format: t(`format.${value}`), why: words('note', why.code, why.params) })
            : t(`format.${value}`),
          group: t(`exportGroup.${group}`),
          isDisabled: why !== null,
        }))}
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
      {notes.map((note, i) => (
        <Notice key={`note-${i}`} tone={note.severity}>
          {words('note', note.code, note.params)}
        </Notice>
      ))}
      {isHeld && !exporting.isReleased ? <Hint>{t('export.incomplete')}</Hint> : null}
      {!isFlown && verdict && !verdict.ok ? <Hint>{t('export.notFlyable')}</Hint> : null}
      <Button
        icon={<Download size={16} aria-hidden />}
        isDisabled={busy || stale || isRefused || (isHeld && !exporting.isReleased)}
        onPress={() => void go()}
        testId="export-go"
      >
        {isHeld ? t('export.releaseAndWrite') : t('export.write')}
      </Button>
      {done ? (
        <Notice tone="good" testId="export-done">
          {t('export.done', { file: done.fileName })}
        </Notice>
      ) : null}
    </Body>
  )
}
