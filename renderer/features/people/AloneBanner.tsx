import { Users } from 'lucide-react'
import { useState } from 'react'
import { callOfAction } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useCall, useEntrance } from '../../api/hooks.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Hint, Row } from '../../ui/layout.tsx'

/** What somebody did alone, for who came later to look at: it stays until they say that they have. */
export function AloneBanner() {
  const t = useT()
  const { data: entrance } = useEntrance()
  const [isOpen, setOpen] = useState(false)
  const n = entrance?.toReview ?? 0
  if (n === 0) return null
  return (
    <>
      <Banner
        icon={<Users size={18} aria-hidden />}
        testId="alone-banner"
        action={
          <Button testId="alone-open" pressed={isOpen} onPress={() => setOpen(!isOpen)}>
            {t('people.aloneShow')}
          </Button>
        }
      >
        {t('people.aloneBanner', { n })}
      </Banner>
      {isOpen ? (
        <div data-testid="alone-list" style={{ padding: '8px 16px', background: 'var(--panel)' }}>
          <AloneList />
          <Row>
            <CallButton
              call="person.reviewAlone"
              look="primary"
              testId="alone-reviewed"
              onPress={() => void attempt(() => api.call('person.reviewAlone', {}))}
            >
              {t('people.aloneReviewed')}
            </CallButton>
          </Row>
        </div>
      ) : null}
    </>
  )
}

/** All steps that were made alone, the first first. */
export function AloneList() {
  const t = useT()
  const { data } = useCall('person.alone', {})
  return (data ?? []).map(({ entry, atMs, actor, action, names, isSeen }) => (
    <Hint key={entry}>
      {t('people.aloneLine', {
        at: dateTime(atMs),
        name: actor.name,
        action: words('action', callOfAction(action) ?? action),
        what: names.map(({ aggregate, name }) => name || words('aggregate', aggregate)).join(t('app.comma')),
        mark: t(isSeen ? 'people.aloneSeen' : 'people.aloneMark'),
      })}
    </Hint>
  ))
}
