import { useWaiting } from '../../api/hooks.ts'
import { deciding, type Waiting } from '../../desk/deciding.ts'
import type { Selection } from '../../desk/selection.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Body, Notice } from '../../ui/layout.tsx'

/** What is selected under another name than its document's kind has. */
const KINDS = { asset: 'site', pattern: 'mission', order: 'rectificationOrder' } as const

/** The document that is open with a selection. */
const documentOf = ({ kind, id }: Selection): Waiting => ({
  aggregate: KINDS[kind as keyof typeof KINDS] ?? (kind as Exclude<typeof kind, keyof typeof KINDS>),
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
