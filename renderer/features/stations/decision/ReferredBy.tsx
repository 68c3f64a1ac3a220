import type { WaitingDocument } from '../../../api/hooks.ts'
import { nameOf } from '../../../i18n/format.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Body, Hint, Item } from '../../../ui/layout.tsx'
import { Named } from '../../../ui/Named.tsx'
import styles from './decision.module.css'
import { openingOf } from '../../../desk/documents/openingOf.ts'

/** What still refers to a document that another station has deleted, each a link to it. */
export function ReferredBy({ referredBy }: { referredBy: WaitingDocument['referredBy'] }) {
  const t = useT()
  return (
    <>
      <div className={styles.explained}>
        <Hint>{t('decision.referredBy')}</Hint>
      </div>
      {referredBy.map((other) => {
        const open = openingOf(other)
        const kind = words('aggregate', other.aggregate)
        const name = other.name ? nameOf(other.name) : kind
        return open ? (
          <Item
            key={`${other.aggregate} ${other.id}`}
            testId="referred-by"
            title={name}
            sub={<span>{kind}</span>}
            onPress={open}
          />
        ) : (
          <Body key={`${other.aggregate} ${other.id}`}>
            <Named>{name}</Named>
          </Body>
        )
      })}
    </>
  )
}
