import type { WaitingDocument } from '../../../api/hooks.ts'
import { nameOf } from '../../../i18n/format.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Body, Hint, Item } from '../../../ui/layout.tsx'
import { goToDocument } from '../goToDocument.ts'

/** What still refers to a document that another station has deleted, each a link to it. */
export function ReferredBy({ referredBy }: { referredBy: WaitingDocument['referredBy'] }) {
  const t = useT()
  return (
    <>
      <Body>
        <Hint>{t('decision.referredBy')}</Hint>
      </Body>
      {referredBy.map(({ aggregate, id, name }) => (
        <Item
          key={`${aggregate} ${id}`}
          testId="referred-by"
          title={name ? nameOf(name) : words('aggregate', aggregate)}
          sub={<span>{words('aggregate', aggregate)}</span>}
          onPress={() => goToDocument({ aggregate, id })}
        />
      ))}
    </>
  )
}
