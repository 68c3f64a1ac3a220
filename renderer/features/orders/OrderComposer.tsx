import { useState } from 'react'
import type { OrderDraft } from '../../../src/contract/index.ts'
import { dayOf } from '../../../src/core/finding/deadlines/day.ts'
import type { Criterion } from '../../../src/core/finding/order/order.ts'
import { DEFAULT_SETTINGS, type SettingName, type SettingOf } from '../../../src/core/finding/settings.ts'
import { useCall, useEnterpriseNames, useWhole } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { delivered, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Checkbox, NumberField, Select, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Grid, Hint, Row, Section } from '../../ui/layout.tsx'
import { CountingRule } from './CountingRule.tsx'
import { useHalf } from '../../desk/form/half.ts'

type Asked = {
  kind: 'order'
  enterpriseId: string | null
  findingIds: readonly string[]
  replacesId: string | null
}
type Said = { demand: string; proof: Criterion['proof']; words: string }

const PROOFS = ['site', 'air', 'document'] as const

/** What a setting says, its default until it has come. */
function useSetting<N extends SettingName>(name: N): SettingOf<N> {
  const { data } = useCall('setting.get', { name })
  return (data?.value.name === name ? data.value : DEFAULT_SETTINGS[name]) as SettingOf<N>
}

/** Findings of one enterprise put into an order: what is demanded of each and what closes it, until when; with its preview. */
export function OrderComposer({ asked }: { asked: Asked }) {
  const t = useT()
  const agencies = useSetting('agencies').rows.filter(({ canInspect, basis }) => canInspect && basis !== '')
  const { rows: terms } = useSetting('deadlinesByLevel')
  const { data: enterprises } = useEnterpriseNames()
  const [today] = useState(() => dayOf(Date.now()))
  const [half, set, done] = useHalf(`order/${asked.replacesId ?? asked.enterpriseId ?? 'new'}`, () => ({
    enterpriseId: asked.enterpriseId ?? '',
    chosen: asked.findingIds,
    said: {} as Readonly<Record<string, Said>>,
    agencyId: 'police',
    measure: 'inTime' as OrderDraft['measure'],
    legalBasis: '',
    by: 'natural' as 'natural' | 'working' | 'day',
    days: null as number | null,
    lastDay: '',
    servedOn: today,
  }))
  const { enterpriseId, chosen, said, agencyId, measure, legalBasis, by, days, lastDay, servedOn } = half
  const states = asked.replacesId === null ? (['confirmed'] as const) : (['rectifying', 'toRecheck'] as const)
  const { data: found } = useWhole(
    'finding.list',
    { enterpriseId, states: [...states], level: null, overdueOnly: false, text: '' },
    enterpriseId !== '',
  )
  const rows = enterpriseId === '' ? [] : (found ?? []).filter((row) => row.enterpriseId === enterpriseId)
  const taken = rows.filter(({ id }) => chosen.includes(id))
  // The strictest of what is chosen.
  const row =
    terms.find(({ level }) => level === (taken.some((one) => one.level === 'major') ? 'major' : 'general')) ??
    terms[0]
  const usualDays = row?.enterprise.days ?? 15
  const saidOf = (id: string): Said =>
    said[id] ?? { demand: '', proof: 'site', words: t('order.usualCriterion') }
  const say = (id: string, change: Partial<Said>): void =>
    set({ said: { ...said, [id]: { ...saidOf(id), ...change } } })
  const order: OrderDraft = {
    enterpriseId,
    agencyId,
    measure,
    legalBasis,
    items: taken.map(({ id }) => {
      const { demand, proof, words } = saidOf(id)
      return { findingId: id, demand, criterion: { proof, words } }
    }),
    term: by === 'day' ? { by: 'day', day: lastDay } : { by: 'count', days: days ?? usualDays, counts: by },
    recheck: row?.recheck ?? { days: 3, counts: 'working' },
    termSource: row?.source ?? '',
    replacesId: asked.replacesId,
  }
  const isWhole =
    taken.length > 0 &&
    order.items.every(({ criterion }) => criterion.words.trim() !== '') &&
    (by !== 'day' || lastDay !== '')
  const { data: preview } = useCall(
    'order.preview',
    { order, servedOn: servedOn === '' ? today : servedOn },
    isWhole,
  )
  const whyOf = (id: string) => preview?.lines.find((line) => line.findingId === id)?.why ?? null
  const keep = (): void =>
    void attempt(async () => {
      const { doc } = await write('order.draft', { id: null, base: null, order }, 'edit.order')
      done()
      selection.getState().goTo({ kind: 'order', id: doc.id })
    })
  return (
    <div data-testid="order-composer">
      <Head title={t(asked.replacesId === null ? 'order.new' : 'order.newForRest')}>
        <Button
          onPress={() => {
            done()
            selection.getState().compose(null)
          }}
        >
          {t('order.leave')}
        </Button>
      </Head>
      <Body>
        <ChooseByName
          label={t('finding.enterprise')}
          value={enterpriseId}
          other={t('app.choose')}
          options={(enterprises ?? []).map(({ id, name }) => ({ value: id, label: nameOf(name) }))}
          onChange={(id) => set({ enterpriseId: id, chosen: [] })}
          testId="order-enterprise"
        />
        <Select
          label={t('order.agency')}
          value={agencyId}
          options={agencies.map(({ id, name }) => ({ value: id, label: nameOf(name) }))}
          onChange={(agency) => set({ agencyId: agency })}
          testId="order-agency"
        />
        <Hint>{delivered(agencies.find(({ id }) => id === agencyId)?.basis ?? t('order.noBasis'))}</Hint>
      </Body>
      <Section title={t('order.items')} count={taken.length} open testId="order-items">
        {rows.length === 0 ? (
          <Hint>{t(asked.replacesId === null ? 'order.noneToOrder' : 'order.noneOfRest')}</Hint>
        ) : null}
        {rows.map((one) => {
          const isTaken = chosen.includes(one.id)
          const why = isTaken ? whyOf(one.id) : null
          return (
            <div key={one.id} data-testid="order-item">
              <Checkbox
                label={one.title}
                value={isTaken}
                onChange={(take) =>
                  set({ chosen: take ? [...chosen, one.id] : chosen.filter((id) => id !== one.id) })
                }
                testId="order-take"
              />
              {isTaken ? (
                <>
                  {why ? (
                    <p>
                      <Badge tone="error">{t('order.unfit')}</Badge> {t(`orderWhy.${why}`)}
                    </p>
                  ) : null}
                  <TextField
                    label={t('order.demand')}
                    value={saidOf(one.id).demand}
                    maxLength={2000}
                    onChange={(demand) => say(one.id, { demand })}
                    testId="order-demand"
                  />
                  <Grid>
                    <Select
                      label={t('order.criterion')}
                      value={saidOf(one.id).proof}
                      options={PROOFS.map((value) => ({ value, label: t(`proofBy.${value}`) }))}
                      onChange={(proof) => say(one.id, { proof })}
                      testId="order-proof"
                    />
                    <TextField
                      label={t('order.criterionWords')}
                      value={saidOf(one.id).words}
                      maxLength={1000}
                      onChange={(words) => say(one.id, { words })}
                    />
                  </Grid>
                </>
              ) : null}
            </div>
          )
        })}
      </Section>
      <Section title={t('order.term')} open testId="order-term">
        <Grid>
          <Select
            label={t('order.countBy')}
            value={by}
            options={(['natural', 'working', 'day'] as const).map((value) => ({
              value,
              label: t(`order.countBy.${value}`),
            }))}
            onChange={(how) => set({ by: how })}
            testId="order-count-by"
          />
          {by === 'day' ? (
            <DateField
              label={t('order.due')}
              type="date"
              value={lastDay}
              onChange={(day) => set({ lastDay: day })}
              testId="order-last-day"
            />
          ) : (
            <NumberField
              label={t('order.days')}
              value={days ?? usualDays}
              min={1}
              max={3650}
              onChange={(n) => set({ days: n })}
              testId="order-days"
            />
          )}
        </Grid>
        <Hint>
          {t('order.recheckSaid', {
            term: t(`setting.days.${order.recheck.counts}`, { n: order.recheck.days }),
            source: delivered(order.termSource),
          })}
        </Hint>
        <DateField
          label={t('order.servedOn')}
          type="date"
          value={servedOn}
          onChange={(day) => set({ servedOn: day })}
        />
        {preview && isWhole ? <CountingRule counted={preview.counted} /> : <Hint>{t('order.notWhole')}</Hint>}
      </Section>
      <Section title={t('order.paper')}>
        <Select
          label={t('order.measure')}
          value={measure}
          options={(['inTime', 'outOfUse'] as const).map((value) => ({
            value,
            label: t(`measure.${value}`),
          }))}
          onChange={(what) => set({ measure: what })}
        />
        <TextField
          label={t('order.legalBasis')}
          value={legalBasis}
          maxLength={1000}
          onChange={(text) => set({ legalBasis: text })}
        />
      </Section>
      <Body>
        <Row>
          <CallButton
            call="order.draft"
            look="primary"
            isDisabled={!isWhole}
            onPress={keep}
            testId="order-keep"
          >
            {t('order.keep')}
          </CallButton>
        </Row>
      </Body>
    </div>
  )
}
