import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Enterprise } from '../../../src/core/site/enterprise.ts'
import { CHEMICALS_VERSION } from '../../../src/core/site/chemicals.ts'
import { useDocument } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { useDraft } from '../../api/drafts.ts'
import { type Found, useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import { creditCodeProblem, emptyEnterprise, problemsOf } from './enterpriseForm.ts'
import { LicencesFields } from './LicencesFields.tsx'
import { HoldingsFields } from './HoldingsFields.tsx'
import { PersonFields } from './PersonFields.tsx'

type Props = { id: string | null; onDone: () => void }

/** An enterprise's form. What is typed is kept as a draft; Save writes all of it as one step. */
export function EnterpriseForm({ id, onDone }: Props) {
  const t = useT()
  const key = `enterprise/${id ?? 'new'}`
  const { data: dossier } = useDocument('enterprise.get', id)
  const draft = useDraft(key)
  const [empty] = useState(() => ({ doc: emptyEnterprise(newId()), version: null }))
  const found = id === null ? empty : dossier
  if (!found || draft === undefined) return <Empty words={t('app.opening')} />
  return <Form draftKey={key} found={found} draft={draft} onDone={onDone} />
}

function Form(props: { draftKey: string; found: Found<Enterprise>; draft: unknown; onDone: () => void }) {
  const { draftKey, found, onDone } = props
  const t = useT()
  const form = useForm(draftKey, found, props.draft)
  const { doc, base, set } = form
  const [tried, setTried] = useState(false)

  const problems = problemsOf(doc)
  const bad = problems.name ?? problems.creditCode ?? problems.rest
  const drop = (): void => {
    form.drop()
    onDone()
  }
  const save = async (): Promise<void> => {
    setTried(true)
    if (bad || form.elsewhere === 'clash') return
    await attempt(async () => {
      const clean = Enterprise.parse(doc)
      const { twins } = await write(
        'enterprise.put',
        { base, doc: clean },
        base === null ? 'edit.newEnterprise' : 'edit.enterprise',
      )
      drop()
      const [twin] = twins
      if (twin)
        notices.getState().tell('warning', 'enterprise.twin', {
          name: nameOf(twin.name),
          code: clean.creditCode,
        })
      selection.getState().goTo({ kind: 'enterprise', id: clean.id })
    })
  }
  const codeBad = doc.creditCode !== '' || tried ? creditCodeProblem(doc.creditCode) : null
  return (
    <>
      <Head title={base === null ? t('enterprise.new') : t('enterprise.edit')}>
        <Button look="primary" onPress={() => void save()} testId="save-enterprise">
          {t('app.save')}
        </Button>
        <Button onPress={drop}>{t('app.discard')}</Button>
      </Head>
      <Body>
        <FormNotes form={form} />
        {tried && bad ? <Notice tone="error">{t(bad)}</Notice> : null}
        <TextField
          label={t('field.nameZh')}
          value={doc.name.zh}
          onChange={(zh) => set({ name: { ...doc.name, zh } })}
          bad={tried && problems.name ? t(problems.name) : null}
          testId="enterprise-name-zh"
        />
        <TextField
          label={t('field.nameEn')}
          value={doc.name.en}
          onChange={(en) => set({ name: { ...doc.name, en } })}
          testId="enterprise-name-en"
        />
        <TextField
          label={t('enterprise.code')}
          value={doc.creditCode}
          maxLength={18}
          onChange={(code) => set({ creditCode: code.toUpperCase().replace(/\s/g, '') })}
          bad={codeBad ? t(codeBad) : null}
          hint={doc.creditCode && !codeBad ? t('enterprise.codeHolds') : t('enterprise.codeHint')}
          testId="enterprise-code"
        />
        <TextField
          label={t('enterprise.address')}
          value={doc.address}
          maxLength={300}
          onChange={(address) => set({ address })}
        />
      </Body>
      <Section title={t('enterprise.holdings')} count={doc.holdings.length} open>
        <Hint>{t('enterprise.catalogue', { version: CHEMICALS_VERSION })}</Hint>
        <HoldingsFields holdings={doc.holdings} onChange={(holdings) => set({ holdings })} />
      </Section>
      <Section title={t('enterprise.licences')} count={doc.licences.length}>
        <LicencesFields licences={doc.licences} onChange={(licences) => set({ licences })} />
      </Section>
      <Section title={t('enterprise.officer')}>
        <PersonFields
          person={doc.safetyOfficer ?? { name: '', duty: '', phone: '' }}
          onChange={(person) => set({ safetyOfficer: person.name === '' ? null : person })}
        />
      </Section>
      <Section title={t('enterprise.contacts')} count={doc.contacts.length}>
        {doc.contacts.map((person, i) => (
          <Row key={`contact-${i}`}>
            <PersonFields
              person={person}
              onChange={(next) => set({ contacts: doc.contacts.map((old, j) => (j === i ? next : old)) })}
            />
            <Button
              look="quiet"
              icon={<Trash2 size={16} aria-hidden />}
              label={t('app.remove')}
              onPress={() => set({ contacts: doc.contacts.filter((_, j) => j !== i) })}
            />
          </Row>
        ))}
        <Button
          icon={<Plus size={16} aria-hidden />}
          onPress={() => set({ contacts: [...doc.contacts, { name: '', duty: '', phone: '' }] })}
        >
          {t('app.add')}
        </Button>
      </Section>
      <Section title={t('field.remarks')}>
        <TextField
          label={t('field.remarks')}
          lines
          value={doc.remarks}
          onChange={(remarks) => set({ remarks })}
        />
      </Section>
    </>
  )
}
