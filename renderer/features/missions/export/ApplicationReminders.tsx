import { paperWords } from '../../../../src/core/formats/papers/words.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import { changeMission } from '../../../desk/edited.ts'
import { language, useT } from '../../../i18n/index.ts'
import { TextField } from '../../../ui/fields.tsx'

function withReminders(mission: Mission, lines: string[]): Mission {
  const copy: Mission = { ...mission, reminders: lines }
  if (lines.length === 0) delete copy.reminders
  return copy
}

/** What the application reminds of, a line each; emptied, the usual stands. */
export function ApplicationReminders({ mission }: { mission: Mission }) {
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
