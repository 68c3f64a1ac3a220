import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Enterprise, type Holding, type Licence } from '../../../src/core/site/enterprise.ts'
import { CHEMICALS, CHEMICALS_VERSION } from '../../../src/core/site/chemicals.ts'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { language, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { NumberField, Select, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Grid, Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import { creditCodeProblem, emptyEnterprise, problemsOf } from './enterpriseForm.ts'

const LICENCES = ['production', 'trade', 'purchase', 'transport', 'use', 'filing', 'safety', 'other'] as const
const UNITS = ['kg', 't', 'L', 'm3'] as const

type Props = { id: string | null; onDone: () => void }

/** Half a form is kept quietly: what cannot be written is said when it is saved. */
function keepDraft(key: string, value: unknown): void {
  api.call('draft.put', { key, value }).catch(() => undefined)
}

/** An enterprise's form. What is typed is kept as a draft; Save writes all of it as one step. */
export function EnterpriseForm({ id, onDone }: Props) {
  const t = useT()
  const key = `enterprise/${id ?? 'new'}`
  const { data: dossier } = useCall('enterprise.dossier', { id: id ?? '' }, id !== null)
  const { data: draft } = useCall('draft.get', { key })
  if ((id !== null && !dossier) || !draft) return <Empty words={t('app.opening')} />
  const kept = draft.value as { base: number | null; doc: Enterprise } | null | undefined
  const base = dossier?.enterprise.revision ?? null
  const start = kept?.doc && kept.base === base ? kept.doc : (dossier?.enterprise.doc ?? null)
  return <Form draftKey={key} base={base} start={start} resumed={Boolean(kept?.doc)} onDone={onDone} />
}

function Form(props: {
  draftKey: string
  base: number | null
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
        <Holdings holdings={doc.holdings} onChange={(holdings) => set({ holdings })} />
      </Section>
      <Section title={t('enterprise.licences')} count={doc.licences.length}>
        <Licences licences={doc.licences} onChange={(licences) => set({ licences })} />
      </Section>
      <Section title={t('enterprise.officer')}>
        <Person
          person={doc.safetyOfficer ?? { name: '', duty: '', phone: '' }}
          onChange={(person) => set({ safetyOfficer: person.name === '' ? null : person })}
        />
      </Section>
      <Section title={t('enterprise.contacts')} count={doc.contacts.length}>
        {doc.contacts.map((person, i) => (
          <Row key={`contact-${i}`}>
            <Person
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

type PersonOf = { name: string; duty: string; phone: string }

function Person({ person, onChange }: { person: PersonOf; onChange: (person: PersonOf) => void }) {
  const t = useT()
  return (
    <Grid>
      <TextField
        label={t('field.person')}
        value={person.name}
        onChange={(name) => onChange({ ...person, name })}
      />
      <TextField
        label={t('field.phone')}
        value={person.phone}
        onChange={(phone) => onChange({ ...person, phone })}
      />
      <TextField
        label={t('field.duty')}
        value={person.duty}
        onChange={(duty) => onChange({ ...person, duty })}
      />
    </Grid>
  )
}

function Holdings({ holdings, onChange }: { holdings: Holding[]; onChange: (holdings: Holding[]) => void }) {
  const t = useT()
  const options = CHEMICALS.map(({ id, zh, en }) => ({
    value: id,
    label: `${id} ${language() === 'en' ? en : zh}`,
  }))
  const set = (i: number, change: Partial<Holding>): void =>
    onChange(holdings.map((old, j) => (j === i ? { ...old, ...change } : old)))
  return (
    <>
      {holdings.map((holding, i) => (
        <div key={`holding-${i}`}>
          <Select
            label={t('enterprise.chemical')}
            value={holding.chemical}
            options={options}
            onChange={(chemical) => set(i, { chemical })}
          />
          <Row>
            <NumberField
              label={t('enterprise.amount')}
              value={holding.amount}
              min={0}
              onChange={(amount) => set(i, { amount })}
            />
            <Select
              label={t('field.unit')}
              value={holding.unit}
              options={UNITS.map((unit) => ({ value: unit, label: unit === 'm3' ? 'm³' : unit }))}
              onChange={(unit) => set(i, { unit })}
            />
            <Button
              look="quiet"
              icon={<Trash2 size={16} aria-hidden />}
              label={t('app.remove')}
              onPress={() => onChange(holdings.filter((_, j) => j !== i))}
            />
          </Row>
        </div>
      ))}
      <Button
        icon={<Plus size={16} aria-hidden />}
        testId="add-holding"
        onPress={() => onChange([...holdings, { chemical: 'III-5', amount: 0, unit: 't' }])}
      >
        {t('enterprise.addHolding')}
      </Button>
    </>
  )
}

function Licences({ licences, onChange }: { licences: Licence[]; onChange: (licences: Licence[]) => void }) {
  const t = useT()
  const set = (i: number, change: Partial<Licence>): void =>
    onChange(licences.map((old, j) => (j === i ? { ...old, ...change } : old)))
  return (
    <>
      {licences.map((licence, i) => (
        <div key={`licence-${i}`}>
          <Grid>
            <Select
              label={t('enterprise.licenceKind')}
              value={licence.kind}
              options={LICENCES.map((kind) => ({ value: kind, label: t(`licence.${kind}`) }))}
              onChange={(kind) => set(i, { kind })}
            />
            <TextField
              label={t('field.number')}
              value={licence.number}
              onChange={(number) => set(i, { number })}
              bad={licence.number === '' ? t('enterprise.numberMissing') : null}
            />
            <TextField
              label={t('field.authority')}
              value={licence.authority}
              onChange={(authority) => set(i, { authority })}
            />
            <DateField
              label={t('field.validUntil')}
              type="date"
              value={licence.validUntil ?? ''}
              onChange={(text) => set(i, { validUntil: text === '' ? null : text })}
            />
          </Grid>
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            onPress={() => onChange(licences.filter((_, j) => j !== i))}
          >
            {t('app.remove')}
          </Button>
        </div>
      ))}
      <Button
        icon={<Plus size={16} aria-hidden />}
        onPress={() => onChange([...licences, { kind: 'use', number: '', authority: '', validUntil: null }])}
      >
        {t('app.add')}
      </Button>
    </>
  )
}
