import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Enterprise } from '../../../src/core/site/enterprise.ts'
import { CHEMICALS_VERSION } from '../../../src/core/site/chemicals.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { api } from '../../api/client.ts'
import { useCall, useDocument } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
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

/** Half a form is kept quietly: what cannot be written is said when it is saved. */
function keepDraft(key: string, value: unknown): void {
  api.call('draft.put', { key, value }).catch(() => undefined)
}

/** An enterprise's form. What is typed is kept as a draft; Save writes all of it as one step. */
export function EnterpriseForm({ id, onDone }: Props) {
  const t = useT()
  const key = `enterprise/${id ?? 'new'}`
  const { data: dossier } = useDocument('enterprise.get', id)
  const { data: draft } = useCall('draft.get', { key })
  if ((id !== null && !dossier) || !draft) return <Empty words={t('app.opening')} />
  const kept = draft.value as { base: Version | null; doc: Enterprise } | null | undefined
  const base = dossier?.version ?? null
  // A draft that was made on an earlier version is not gone on with: it would undo what was changed since.
  const resumed = kept?.doc && kept.base === base ? kept.doc : null
  const start = resumed ?? dossier?.doc ?? null
  return <Form draftKey={key} base={base} start={start} resumed={resumed !== null} onDone={onDone} />
}

function Form(props: {
  draftKey: string
  base: Version | null
  start: Enterprise | null
  resumed: boolean
  onDone: () => void
}) {
  const { draftKey, base, onDone } = props
  const t = useT()
  const [doc, setDoc] = useState(() => props.start ?? emptyEnterprise(newId()))
  const [touched, setTouched] = useState(false)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<Enterprise>): void => {
    setTouched(true)
    setDoc((now) => ({ ...now, ...change }))
  }
  useEffect(() => {
    if (!touched) return
    const timer = setTimeout(() => keepDraft(draftKey, { base, doc }), 500)
    return () => clearTimeout(timer)
  }, [doc, touched, draftKey, base])

  const problems = problemsOf(doc)
  const bad = problems.name ?? problems.creditCode ?? problems.rest
  const drop = (): void => {
    keepDraft(draftKey, null)
    onDone()
  }
  const save = async (): Promise<void> => {
    setTried(true)
    if (bad) return
    await attempt(async () => {
      const clean = Enterprise.parse(doc)
      await write(
        'enterprise.put',
        { base, doc: clean },
        base === null ? 'edit.newEnterprise' : 'edit.enterprise',
      )
      drop()
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
        {props.resumed ? <Notice tone="info">{t('app.draftResumed')}</Notice> : null}
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
