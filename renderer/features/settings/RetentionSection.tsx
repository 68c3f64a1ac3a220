import { Eye } from 'lucide-react'
import { useState } from 'react'
import {
  type CallOutput,
  RETENTION_LISTS,
  type RetentionList,
  type RetentionRow,
} from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useCall, useEntrance } from '../../api/hooks.ts'
import { invalidate } from '../../api/queries.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { keptSaid } from '../../desk/keptSaid.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Select, TextField } from '../../ui/fields.tsx'
import { Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import styles from './retention.module.css'
import { useHalf } from '../../desk/form/half.ts'

type Copies = CallOutput<'retention.delete'>['copies']

/** How long footage is kept: what is due, what is held, what waits for a second person, and what was deleted. */
export function RetentionSection() {
  const t = useT()
  return (
    <Section title={t('retention.title')} testId="retention">
      <Kept />
    </Section>
  )
}

function Kept() {
  const t = useT()
  const [list, setList] = useState<RetentionList>('due')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [{ reason }, set, done] = useHalf(`retention/${list}`, () => ({ reason: '' }))
  const { data: entrance } = useEntrance()
  const isAlone = entrance?.entrance === 'open' || entrance?.entrance === 'lone'
  const [copies, setCopies] = useState<Copies | null>(null)
  const [after, setAfter] = useState<CallOutput<'retention.list'>['next']>(null)
  const { data } = useCall('retention.list', { list, after })
  const rows = data?.rows ?? []
  const ids = rows.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
  // Where nothing of what was looked through belongs here, what follows may.
  const further = data?.next ?? null
  const turnTo = (next: RetentionList): void => {
    setList(next)
    setAfter(null)
    setChosen(new Set())
  }
  const choose = (some: readonly string[], isChosen: boolean): void =>
    setChosen((before) => {
      const next = new Set(before)
      for (const id of some)
        if (isChosen) next.add(id)
        else next.delete(id)
      return next
    })
  const run = (work: () => Promise<unknown>): void =>
    void attempt(async () => {
      await work()
      done()
      turnTo(list)
      await invalidate(['footage'])
    })
  const make = (what: 'hold' | 'release' | 'ask') => () =>
    run(async () => {
      await api.call(`retention.${what}`, { ids, reason: reason.trim() })
      notices.getState().tell('good', `retentionDone.${what}`, { n: ids.length })
    })
  const remove = () =>
    run(async () => {
      const done = await api.call('retention.delete', {
        ids,
        reason: reason.trim() === '' ? null : reason.trim(),
      })
      setCopies(done.copies)
      notices.getState().tell('good', 'retention.deletedN', { n: done.deleted })
    })
  const isSilent = ids.length === 0 || reason.trim() === ''
  return (
    <>
      <Hint>{t('retention.hint')}</Hint>
      <Select
        label={t('retention.list')}
        value={list}
        options={RETENTION_LISTS.map((value) => ({ value, label: t(`retentionList.${value}`) }))}
        onChange={turnTo}
        testId="retention-list"
      />
      {data && rows.length === 0 && further === null ? (
        <Hint testId="retention-none">{t('retention.none')}</Hint>
      ) : null}
      {list !== 'deleted' && rows.length > 1 ? (
        <Checkbox
          label={t('retention.all', { n: rows.length })}
          value={ids.length === rows.length}
          onChange={(isChosen) =>
            choose(
              rows.map(({ id }) => id),
              isChosen,
            )
          }
          testId="retention-all"
        />
      ) : null}
      {list === 'deleted' ? null : (
        <>
          <TextField
            label={t(list === 'asked' ? 'retention.holdReason' : 'retention.reason')}
            value={reason}
            maxLength={1000}
            onChange={(why) => set({ reason: why })}
            testId="retention-reason"
          />
          <Row>
            {list === 'held' ? (
              <CallButton
                call="retention.release"
                isDisabled={isSilent}
                onPress={make('release')}
                testId="retention-release"
              >
                {t('retention.release')}
              </CallButton>
            ) : (
              <CallButton
                call="retention.hold"
                isDisabled={isSilent}
                onPress={make('hold')}
                testId="retention-hold"
              >
                {t('retention.hold')}
              </CallButton>
            )}
            {list === 'due' ? (
              <CallButton
                call="retention.ask"
                isDisabled={isSilent}
                onPress={make('ask')}
                testId="retention-ask"
              >
                {t('retention.ask')}
              </CallButton>
            ) : null}
            {list === 'asked' || (list === 'due' && isAlone) ? (
              <CallButton
                call="retention.delete"
                isDisabled={ids.length === 0 || (list === 'due' && reason.trim() === '')}
                onPress={remove}
                testId="retention-delete"
              >
                {t(list === 'asked' ? 'retention.delete' : 'retention.deleteAlone')}
              </CallButton>
            ) : null}
          </Row>
        </>
      )}
      {copies ? <CopiesLeft copies={copies} /> : null}
      {rows.map((row) => (
        <KeptRow
          key={row.id}
          row={row}
          isChosen={chosen.has(row.id)}
          isDisabled={list === 'deleted'}
          onChoose={choose}
        />
      ))}
      {further !== null ? (
        <Button
          look="quiet"
          onPress={() => {
            setAfter(further)
            setChosen(new Set())
          }}
          testId="retention-more"
        >
          {t('retention.more')}
        </Button>
      ) : null}
    </>
  )
}

/** One original: its small picture where there is one, what is to be said of it, and a look at it beside the list. */
function KeptRow({
  row,
  isChosen,
  isDisabled,
  onChoose,
}: {
  row: RetentionRow
  isChosen: boolean
  isDisabled: boolean
  onChoose: (ids: readonly string[], isChosen: boolean) => void
}) {
  const t = useT()
  const { id, fileName, isHere } = row
  const [hasPicture, setPicture] = useState(isHere)
  return (
    <div className={styles.row} data-testid="retention-row">
      <Checkbox
        label={fileName}
        value={isChosen}
        isDisabled={isDisabled}
        onChange={(next) => onChoose([id], next)}
      />
      <div className={styles.seen}>
        {hasPicture ? (
          <img
            src={api.posterUrl(id, false)}
            alt=""
            loading="lazy"
            decoding="async"
            onError={() => setPicture(false)}
          />
        ) : null}
        <Hint>{keptSaid(row).join(' · ')}</Hint>
        <Button
          look="quiet"
          icon={<Eye size={16} aria-hidden />}
          label={t('retention.look', { name: fileName })}
          onPress={() => selection.getState().select({ kind: 'footage', id })}
          testId="retention-look"
        />
      </div>
    </div>
  )
}

/** Where else bytes of what was deleted may be. */
function CopiesLeft({ copies: { backups, stations, bags, exports } }: { copies: Copies }) {
  const t = useT()
  const lines = [
    ...backups.map((name) => t('retention.inBackup', { name })),
    ...stations.map((name) => t('retention.atStation', { name })),
    ...bags.map(({ fileName: name, state, to }) =>
      t(state === 'handedOver' ? 'retention.inBag' : 'retention.inOldBag', { name, to }),
    ),
    ...exports.map((name) => t('retention.exported', { name })),
  ]
  return (
    <Notice tone={lines.length === 0 ? 'good' : 'warning'} testId="retention-copies">
      {lines.length === 0 ? t('retention.noCopies') : lines.join(' ')}
    </Notice>
  )
}
