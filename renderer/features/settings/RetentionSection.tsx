import { useState } from 'react'
import { type CallOutput, RETENTION_LISTS, type RetentionRow } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { invalidate } from '../../api/queries.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { date } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Checkbox, Select, TextField } from '../../ui/fields.tsx'
import { Hint, Notice, Row, Section } from '../../ui/layout.tsx'

type List = (typeof RETENTION_LISTS)[number]
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
  const [list, setList] = useState<List>('due')
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const [copies, setCopies] = useState<Copies | null>(null)
  const { data } = useCall('retention.list', { list })
  const rows = data?.rows ?? []
  const ids = rows.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
  const run = (work: () => Promise<unknown>): void =>
    void attempt(async () => {
      await work()
      choose(new Set())
      setReason('')
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
        onChange={(next) => {
          setList(next)
          choose(new Set())
        }}
        testId="retention-list"
      />
      {data && rows.length === 0 ? <Hint testId="retention-none">{t('retention.none')}</Hint> : null}
      {rows.map((row) => (
        <div key={row.id} data-testid="retention-row">
          <Checkbox
            label={row.fileName}
            value={chosen.has(row.id)}
            isDisabled={list === 'deleted'}
            onChange={(isChosen) => {
              const next = new Set(chosen)
              if (isChosen) next.add(row.id)
              else next.delete(row.id)
              choose(next)
            }}
          />
          <Hint>{said(t, row)}</Hint>
        </div>
      ))}
      {data?.next ? <Hint>{t('retention.more')}</Hint> : null}
      {list === 'deleted' ? null : (
        <>
          <TextField
            label={t('retention.reason')}
            value={reason}
            maxLength={1000}
            onChange={setReason}
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
            {list === 'held' ? null : (
              <CallButton
                call="retention.delete"
                isDisabled={ids.length === 0 || (list === 'due' && reason.trim() === '')}
                onPress={remove}
                testId="retention-delete"
              >
                {t('retention.delete')}
              </CallButton>
            )}
          </Row>
        </>
      )}
      {copies ? <CopiesLeft copies={copies} /> : null}
    </>
  )
}

/** Where else bytes of what was deleted may be. */
function CopiesLeft({ copies: { backups, stations, exports } }: { copies: Copies }) {
  const t = useT()
  const lines = [
    ...backups.map((name) => t('retention.inBackup', { name })),
    ...stations.map((name) => t('retention.atStation', { name })),
    ...exports.map((name) => t('retention.exported', { name })),
  ]
  return (
    <Notice tone={lines.length === 0 ? 'good' : 'warning'} testId="retention-copies">
      {lines.length === 0 ? t('retention.noCopies') : lines.join(' ')}
    </Notice>
  )
}

/** Until when it is kept, what keeps it, and who asked to delete it. */
function said(t: ReturnType<typeof useT>, { keptUntilMs, kept, deletion }: RetentionRow): string {
  return [
    t('retention.until', { day: date(keptUntilMs) }),
    ...kept.map(({ code, what, untilMs }) =>
      words('problem', code, { what, until: untilMs === null ? '' : date(untilMs) }),
    ),
    ...(deletion ? [t('retention.askedBy', { by: deletion.asked.by, reason: deletion.reason })] : []),
    ...(deletion?.done
      ? [t(deletion.done.alone ? 'retention.doneAlone' : 'retention.doneBy', { by: deletion.done.by })]
      : []),
  ].join(' · ')
}
