import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Attempt } from '../../../src/core/draw/draw.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { useDraft } from '../../api/drafts.ts'
import { useCall } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { ChooseEnterprises } from '../../desk/ChooseEnterprises.tsx'
import { type Form, type Found, useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { dateTime, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Grid, Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import { type Filled, filledOf, NOTHING, poolOf } from './pool.ts'
import { useHalf } from '../../desk/form/half.ts'

/** What a further draw goes on from: the draw, the version of it, and its attempts. */
export type Before = { readonly id: string; readonly base: Version; readonly attempts: readonly Attempt[] }

type Props = { before: Before | null; onDone: () => void }

/** Who may be drawn, the share, who is left out and why: settled before there is a seed. With `before`, drawn again. */
export function DrawForm({ before, onDone }: Props) {
  const key = `draw/${before?.id ?? 'new'}`
  const draft = useDraft(key)
  const last = before?.attempts.at(-1)
  const found = { doc: last ? filledOf(last.pool) : NOTHING, version: before?.base ?? null }
  return draft === undefined ? null : (
    <Fields draftKey={key} found={found} draft={draft} before={before} onDone={onDone} />
  )
}

function Fields(props: Props & { draftKey: string; found: Found<Filled>; draft: unknown }) {
  const { before, onDone } = props
  const t = useT()
  const { data: names } = useCall('enterprise.names', {})
  const form = useForm<Filled>(props.draftKey, props.found, props.draft)
  const [isTried, setTried] = useState(false)
  if (!names) return null
  const { doc } = form
  const enterprises = names.map(({ id, name }) => ({ key: id, name: nameOf(name) }))
  const pool = poolOf(doc, enterprises)
  const asked = before ? doc.reason : doc.name
  const problems = {
    asked: asked.trim() === '' ? t(before ? 'draw.reasonMissing' : 'draw.nameMissing') : null,
    targets: pool.targets.length === 0 ? t('draw.targetsMissing') : null,
    people:
      doc.inspectors.length < doc.inspectorsPerTarget
        ? t('draw.fewPeople', { n: doc.inspectorsPerTarget })
        : null,
    reasons: [...doc.targetsExcluded, ...doc.inspectorsExcluded].some(({ reason }) => reason.trim() === '')
      ? t('draw.reasonMissing')
      : null,
    strata: doc.strata.some(({ name }) => name.trim() === '') ? t('draw.stratumNameMissing') : null,
  }
  const bad = Object.values(problems).find((problem) => problem !== null) ?? null
  const leave = (): void => {
    form.drop()
    onDone()
  }
  const settle = (): void => {
    setTried(true)
    if (bad !== null || form.elsewhere === 'clash') return
    void attempt(async () => {
      const made =
        before && form.base !== null
          ? await write(
              'draw.again',
              { id: before.id, base: form.base, reason: doc.reason, pool },
              'edit.drawCommit',
            )
          : await write('draw.commit', { name: { zh: doc.name, en: '' }, pool }, 'edit.drawCommit')
      leave()
      selection.getState().goTo({ kind: 'draw', id: made.doc.id })
    })
  }
  const first = before?.attempts[0]
  const shown = isTried ? problems : null
  return (
    <div data-testid="draw-form">
      <Head title={t(before ? 'draw.again' : 'draw.new')}>
        <CallButton
          call={before ? 'draw.again' : 'draw.commit'}
          look="primary"
          testId="draw-commit"
          onPress={settle}
        >
          {t('draw.commit')}
        </CallButton>
        <Button onPress={leave}>{t('app.discard')}</Button>
      </Head>
      <Body>
        <FormNotes form={form} />
        {isTried && bad !== null ? <Notice tone="error">{bad}</Notice> : null}
        {first?.outcome ? (
          <Notice tone="info" testId="draw-first">
            {t('draw.beforeSaid', {
              at: dateTime(first.outcome.drawnAtMs),
              n: first.outcome.drawn.length,
            })}
          </Notice>
        ) : null}
        {before ? (
          <TextField
            label={t('draw.why')}
            value={doc.reason}
            onChange={(reason) => form.set({ reason })}
            maxLength={1000}
            bad={shown?.asked}
            testId="draw-why"
          />
        ) : (
          <TextField
            label={t('draw.name')}
            value={doc.name}
            onChange={(name) => form.set({ name })}
            maxLength={200}
            bad={shown?.asked}
            testId="draw-name"
          />
        )}
        <Grid>
          <NumberField
            label={t('draw.share')}
            value={doc.sharePercent}
            min={1}
            max={100}
            step={1}
            digits={0}
            onChange={(sharePercent) => form.set({ sharePercent })}
          />
          <NumberField
            label={t('draw.perTarget')}
            value={doc.inspectorsPerTarget}
            min={0}
            max={10}
            step={1}
            digits={0}
            onChange={(inspectorsPerTarget) => form.set({ inspectorsPerTarget })}
          />
        </Grid>
        <Hint>{t('draw.commitHint')}</Hint>
      </Body>
      <Section title={t('draw.targets')} count={pool.targets.length} open>
        <ChooseByName
          label={t('draw.leaveOut', { n: pool.targets.length })}
          value=""
          bad={shown?.targets}
          hint={t('draw.excludeHint')}
          options={pool.targets.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(key) => {
            const out = pool.targets.find((one) => one.key === key)
            if (out)
              form.set({
                targetsExcluded: [...doc.targetsExcluded, { key, name: out.name, reason: '' }],
              })
          }}
          testId="draw-leave-out"
        />
        <OutRows
          rows={doc.targetsExcluded}
          labelOf={(name) => `${name}：${t('draw.reasonOut')}`}
          bad={shown?.reasons ?? null}
          onChange={(targetsExcluded) => form.set({ targetsExcluded })}
          testId="draw-target-out"
        />
      </Section>
      <Strata form={form} bad={shown?.strata ?? null} />
      <Inspectors form={form} bad={shown?.people ?? null} reasons={shown?.reasons ?? null} />
    </div>
  )
}

type OutRow = Filled['targetsExcluded'][number]

/** Who is left out, each with why. */
function OutRows(props: {
  rows: readonly OutRow[]
  labelOf: (name: string) => string
  bad: string | null
  onChange: (rows: OutRow[]) => void
  /** What becomes of somebody who is not left out any more, beside that. */
  onBack?: (row: OutRow) => void
  testId: string
}) {
  const t = useT()
  const { rows } = props
  return rows.map((row, nth) => (
    <Row key={row.key}>
      <TextField
        label={props.labelOf(row.name)}
        value={row.reason}
        maxLength={500}
        bad={row.reason.trim() === '' ? props.bad : null}
        onChange={(reason) => props.onChange(rows.map((one, i) => (i === nth ? { ...one, reason } : one)))}
        testId={`${props.testId}-${nth}`}
      />
      <Button
        look="quiet"
        onPress={() =>
          props.onBack ? props.onBack(row) : props.onChange(rows.filter(({ key }) => key !== row.key))
        }
      >
        {t('app.remove')}
      </Button>
    </Row>
  ))
}

function Strata({ form, bad }: { form: Form<Filled>; bad: string | null }) {
  const t = useT()
  const { strata, targetsExcluded } = form.doc
  const set = (id: string, change: Partial<Filled['strata'][number]>): void =>
    form.set({ strata: strata.map((one) => (one.id === id ? { ...one, ...change } : one)) })
  return (
    <Section title={t('draw.strata')} count={strata.length} testId="draw-strata">
      <Hint>{t('draw.strataHint')}</Hint>
      {strata.map(({ id, name, ids }, nth) => (
        <Body key={id}>
          <h3>{t('draw.stratumN', { n: nth + 1, of: ids.length })}</h3>
          <TextField
            label={t('draw.stratum')}
            value={name}
            maxLength={100}
            bad={name.trim() === '' ? bad : null}
            onChange={(called) => set(id, { name: called })}
            testId={`draw-stratum-${nth}`}
          />
          <ChooseEnterprises
            ids={ids}
            without={[
              ...targetsExcluded.map(({ key }) => key),
              ...strata.flatMap((other) => (other.id === id ? [] : other.ids)),
            ]}
            onChange={(chosen) => set(id, { ids: chosen })}
            testId={`draw-stratum-${nth}`}
          />
          <Button look="quiet" onPress={() => form.set({ strata: strata.filter((one) => one.id !== id) })}>
            {t('app.remove')}
          </Button>
        </Body>
      ))}
      <Row>
        <Button
          icon={<Plus size={16} aria-hidden />}
          testId="draw-add-stratum"
          onPress={() => form.set({ strata: [...strata, { id: newId(), name: '', ids: [] }] })}
        >
          {t('draw.addStratum')}
        </Button>
      </Row>
    </Section>
  )
}

/** Who inspects: people of the workspace, and others by their names; who has to stay out of it, with why. */
function Inspectors(props: { form: Form<Filled>; bad: string | null; reasons: string | null }) {
  const t = useT()
  const { form } = props
  const { inspectors, inspectorsExcluded } = form.doc
  const [{ typed }, type, forget] = useHalf('draw/person', () => ({ typed: '' }))
  const persons = useCall('person.list', {}).data ?? []
  const known = new Set([...inspectors, ...inspectorsExcluded].map(({ key }) => key))
  const others = persons.filter(
    ({ doc }) => doc.leftAtMs === null && !known.has(doc.id) && !doc.roles.includes('reader'),
  )
  const add = (key: string, name: string): void => form.set({ inspectors: [...inspectors, { key, name }] })
  const addTyped = (): void => {
    const name = typed.trim().slice(0, 100)
    if (name === '' || known.has(name)) return
    add(name, name)
    forget()
  }
  return (
    <Section title={t('draw.people')} count={inspectors.length} open testId="draw-people">
      {others.length === 0 ? null : (
        <ChooseByName
          label={t('draw.addPerson')}
          value=""
          options={others.map(({ doc }) => ({ value: doc.id, label: doc.name }))}
          onChange={(id) => {
            const person = others.find(({ doc }) => doc.id === id)
            if (person) add(id, person.doc.name)
          }}
          testId="draw-add-person"
        />
      )}
      <TextField
        label={t('draw.addTyped')}
        value={typed}
        maxLength={100}
        bad={props.bad}
        onChange={(text) => type({ typed: text })}
        testId="draw-typed-person"
      />
      <Row>
        <Button isDisabled={typed.trim() === ''} onPress={addTyped} testId="draw-add-typed">
          {t('app.add')}
        </Button>
      </Row>
      {inspectors.map((person) => (
        <Row key={person.key}>
          <span>{person.name}</span>
          <Button
            look="quiet"
            testId="draw-pass"
            onPress={() =>
              form.set({
                inspectors: inspectors.filter(({ key }) => key !== person.key),
                inspectorsExcluded: [...inspectorsExcluded, { ...person, reason: '' }],
              })
            }
          >
            {t('draw.pass')}
          </Button>
          <Button
            look="quiet"
            onPress={() => form.set({ inspectors: inspectors.filter(({ key }) => key !== person.key) })}
          >
            {t('app.remove')}
          </Button>
        </Row>
      ))}
      <OutRows
        rows={inspectorsExcluded}
        labelOf={(name) => t('draw.passReason', { name })}
        bad={props.reasons}
        onChange={(rows) => form.set({ inspectorsExcluded: rows })}
        onBack={({ key, name }) =>
          form.set({
            inspectors: [...inspectors, { key, name }],
            inspectorsExcluded: inspectorsExcluded.filter((one) => one.key !== key),
          })
        }
        testId="draw-person-out"
      />
    </Section>
  )
}
