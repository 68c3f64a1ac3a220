import { useWaiting } from '../../api/hooks.ts'
import { deciding, type Waiting } from '../../desk/deciding.ts'
import type { Selection } from '../../desk/selection.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Body, Notice } from '../../ui/layout.tsx'

/** The document that is open with a selection. */
const documentOf = ({ kind, id }: Selection): Waiting => ({
  aggregate: kind === 'asset' ? 'site' : kind === 'pattern' ? 'mission' : kind,
  id,
})

/** On top of a document that waits: what is shown of it, why it cannot be edited, and the way to the decision. */
export function WaitingLine({ selected }: { selected: Selection }) {
  const t = useT()
  const document = documentOf(selected)
  const waiting = useWaiting(document)
  if (!waiting) return null
  return (
    <Body>
      <Notice tone="warning" testId="waiting-line">
        <p>{t(`waitingLine.${waiting.reason}`)}</p>
        <Button onPress={() => deciding.getState().open(document)} testId="waiting-open">
          {t('waiting.decide')}
        </Button>
      </Notice>
    </Body>
  )
}
