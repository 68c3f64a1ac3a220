import { useState } from 'react'
import type { CallInput } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { invalidate } from '../../api/queries.ts'
import { language, useT } from '../../i18n/index.ts'
import { TextField } from '../../ui/fields.tsx'
import { Hint, Section } from '../../ui/layout.tsx'
import { useActing } from '../actor.ts'
import { CallButton } from '../CallButton.tsx'
import { attempt, notices } from '../notices.ts'
import { save } from '../save.ts'
import { TaskProgress } from '../TaskProgress.tsx'
import { EvidenceBags } from './EvidenceBags.tsx'
import { useHalf } from '../form/half.ts'

/** Packs what was taken of something into an evidence package; a supervisor may say for whom originals go along. Those made stand below. */
export function PackEvidence({ about }: { about: CallInput<'evidence.pack'>['about'] }) {
  const t = useT()
  const acting = useActing()
  const [busy, setBusy] = useState(false)
  const [{ to, request }, set, done] = useHalf(`evidence/${about.aggregate}/${about.id}`, () => ({
    to: '',
    request: '',
  }))
  const isSupervisor = [acting?.role, ...(acting?.roles ?? [])].includes('supervisor')
  const half = (to.trim() === '') !== (request.trim() === '')
  const pack = async (): Promise<void> => {
    const unmasked = to.trim() === '' ? null : { to: to.trim(), request: request.trim() }
    const { downloadId, fileName, files } = await api.call('evidence.pack', {
      about,
      unmasked,
      language: language(),
    })
    done()
    save(downloadId, fileName)
    notices.getState().tell('good', 'evidence.packed', { n: files, name: fileName })
    void invalidate(['footage', 'evidenceBag'])
  }
  return (
    <Section title={t('evidence.title')} testId="evidence">
      <Hint>{t('evidence.hint')}</Hint>
      {isSupervisor ? (
        <>
          <TextField
            label={t('evidence.to')}
            hint={t('evidence.toHint')}
            value={to}
            maxLength={200}
            onChange={(whom) => set({ to: whom })}
            testId="evidence-to"
          />
          <TextField
            label={t('evidence.request')}
            value={request}
            maxLength={1500}
            onChange={(text) => set({ request: text })}
            testId="evidence-request"
          />
        </>
      ) : null}
      {busy ? (
        <TaskProgress names={['evidence.pack']} words={t('evidence.packing')} />
      ) : (
        <CallButton
          call="evidence.pack"
          isDisabled={half}
          testId="pack-evidence"
          onPress={() => {
            setBusy(true)
            void attempt(pack).then(() => setBusy(false))
          }}
        >
          {t('evidence.pack')}
        </CallButton>
      )}
      <EvidenceBags about={about} />
    </Section>
  )
}
