import { api } from '../../../api/client.ts'
import { useCall } from '../../../api/hooks.ts'
import { invalidate } from '../../../api/queries.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { keptSaid } from '../../../desk/keptSaid.ts'
import { attempt, notices } from '../../../desk/notices.ts'
import { useT } from '../../../i18n/index.ts'
import { TextField } from '../../../ui/fields.tsx'
import { Hint, Row, Section } from '../../../ui/layout.tsx'
import { useHalf } from '../../../desk/form/half.ts'

/** How long a picture or clip is kept and what keeps it; a hold is laid and released here. */
export function KeptSection({ id }: { id: string }) {
  const t = useT()
  return (
    <Section title={t('retention.title')} testId="kept">
      <Kept id={id} />
    </Section>
  )
}

function Kept({ id }: { id: string }) {
  const t = useT()
  const [{ reason }, set, done] = useHalf(`kept/${id}`, () => ({ reason: '' }))
  const { data } = useCall('retention.get', { id })
  if (!data || data.id !== id) return null
  const make = (what: 'hold' | 'release') => (): void =>
    void attempt(async () => {
      await api.call(`retention.${what}`, { ids: [id], reason: reason.trim() })
      done()
      await invalidate(['footage'])
      notices.getState().tell('good', `retentionDone.${what}`, { n: 1 })
    })
  const isSilent = reason.trim() === ''
  return (
    <>
      {keptSaid(data).map((line) => (
        <Hint key={line}>{line}</Hint>
      ))}
      <TextField
        label={t('retention.reason')}
        value={reason}
        maxLength={1000}
        onChange={(why) => set({ reason: why })}
        testId="kept-reason"
      />
      <Row>
        <CallButton call="retention.hold" isDisabled={isSilent} onPress={make('hold')} testId="kept-hold">
          {t('retention.hold')}
        </CallButton>
        {data.kept.some(({ code }) => code === 'kept_hold') ? (
          <CallButton
            call="retention.release"
            isDisabled={isSilent}
            onPress={make('release')}
            testId="kept-release"
          >
            {t('retention.release')}
          </CallButton>
        ) : null}
      </Row>
    </>
  )
}
