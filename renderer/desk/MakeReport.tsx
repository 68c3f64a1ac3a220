import { useState } from 'react'
import type { Note } from '../../src/core/units/note.ts'
import type { CallInput } from '../../src/contract/index.ts'
import { api } from '../api/client.ts'
import { invalidate } from '../api/queries.ts'
import { language, useT } from '../i18n/index.ts'
import { Checkbox, TextField } from '../ui/fields.tsx'
import { Hint, Notice, Row } from '../ui/layout.tsx'
import { CallButton } from './CallButton.tsx'
import { NoteLines } from './NoteLines.tsx'
import { attempt, notices } from './notices.ts'
import { save } from './save.ts'
import { TaskProgress } from './TaskProgress.tsx'
import { useHalf } from './form/half.ts'

/**
 * Makes a report as PDF and hands it over; what it could not show is said below. Pictures have their masks on it, unless
 * somebody says why not.
 */
export function MakeReport({ of }: { of: CallInput<'report.make'>['of'] }) {
  const t = useT()
  const [isBusy, setBusy] = useState(false)
  const [{ isBare, reason }, set, done] = useHalf(`report/${JSON.stringify(of)}`, () => ({
    isBare: false,
    reason: '',
  }))
  const [notes, setNotes] = useState<readonly Note[]>([])
  const make = async (): Promise<void> => {
    setNotes([])
    const made = await api.call('report.make', {
      of,
      form: 'pdf',
      unmasked: isBare ? { reason: reason.trim() } : null,
      language: language(),
    })
    save(made.downloadId, made.fileName)
    done()
    setNotes(made.notes)
    notices.getState().tell('good', 'report.made', { name: made.fileName })
    void invalidate(['footage'])
  }
  if (isBusy) return <TaskProgress names={['report.make']} words={t('report.making')} />
  return (
    <>
      <Hint>{t('report.hint')}</Hint>
      <Checkbox
        label={t('pictures.unmasked')}
        value={isBare}
        onChange={(is) => set({ isBare: is })}
        testId="report-bare"
      />
      {isBare ? (
        <TextField
          label={t('pictures.reason')}
          value={reason}
          onChange={(why) => set({ reason: why })}
          maxLength={2000}
          testId="report-reason"
        />
      ) : null}
      <Row>
        <CallButton
          call="report.make"
          isDisabled={isBare && reason.trim() === ''}
          testId="make-report"
          onPress={() => {
            setBusy(true)
            void attempt(make).then(() => setBusy(false))
          }}
        >
          {t('report.make')}
        </CallButton>
      </Row>
      {notes.length > 0 ? (
        <Notice tone="warning" testId="report-notes">
          <NoteLines notes={notes} />
        </Notice>
      ) : null}
    </>
  )
}
