import type { Footage } from '../../../../src/core/footage/footage.ts'
import { useCall } from '../../../api/hooks.ts'
import { selection } from '../../../desk/selection.ts'
import { dateTime } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Hint, Item, Section } from '../../../ui/layout.tsx'

/** The other records of a file that two stations took in before either heard of the other; nothing where there is one. */
export function Twins({ footage }: { footage: Footage }) {
  const t = useT()
  const { data: twins } = useCall('footage.twins', { id: footage.id })
  if (!twins || twins.length === 0) return null
  return (
    <Section title={t('footage.twins')} count={twins.length} open testId="twins">
      <Hint>{t('footage.twinsHint')}</Hint>
      {twins.map(({ doc }) => (
        <Item
          key={doc.id}
          title={doc.fileName}
          sub={<span>{t('footage.takenIn', { at: dateTime(doc.importedAtMs) })}</span>}
          onPress={() => selection.getState().select({ kind: 'footage', id: doc.id })}
        />
      ))}
    </Section>
  )
}
