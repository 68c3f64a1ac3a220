import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import type { CallOutput, FindingFilter } from '../../../src/contract/index.ts'
import { type Level, STATES } from '../../../src/core/finding/finding.ts'
import { OPEN_STATES } from '../../../src/core/finding/transitions.ts'
import type { Id } from '../../../src/core/units/id.ts'
import { useList } from '../../api/hooks.ts'
import { ArrangeField } from '../../desk/ArrangeField.tsx'
import { useArranged } from '../../desk/arranged.ts'
import { goToEnterprise, goToFinding } from '../../desk/goTo.ts'
import { EnterpriseField } from '../../desk/pickers/EnterpriseField.tsx'
import { LevelFilter } from '../../desk/pickers/LevelField.tsx'
import { pointPlace } from '../../desk/places.ts'
import { RegisterExport } from '../../desk/RegisterExport.tsx'
import { NO_PICTURE, selection } from '../../desk/selection.ts'
import { useRowMenu } from '../../desk/useRowMenu.tsx'
import { date, nameHere } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Select } from '../../ui/fields.tsx'
import { Badge, Empty, Item, Pair } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'

type StateChoice = 'all' | 'open' | FindingFilter['states'][number]

const statesOf = (choice: StateChoice): FindingFilter['states'] =>
  choice === 'all' ? [] : choice === 'open' ? [...OPEN_STATES] : [choice]

/** The findings, filtered by state, level, enterprise, text, and those past their deadline. */
export function FindingList() {
  const t = useT()
  const [state, setState] = useState<StateChoice>('all')
  const [level, setLevel] = useState<Level | null>(null)
  const [enterpriseId, setEnterpriseId] = useState<Id | null>(null)
  const [overdueOnly, setOverdue] = useState(false)
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const [way, arrange] = useArranged('findings', WAYS)
  const filter: FindingFilter = {
    states: statesOf(state),
    level,
    enterpriseId,
    overdueOnly,
    text: asked,
  }
  const { rows, total, more } = useList('finding.list', { ...filter, order: way })
  const selected = useStore(selection, (current) => current.selected)
  const { onMenu, menu } = useRowMenu<CallOutput<'finding.list'>['rows'][number]>(
    t('room.findings'),
    (row) => [
      { id: 'open', label: t('row.open'), run: () => void goToFinding(row.id) },
      { id: 'enterprise', label: t('row.enterprise'), run: () => void goToEnterprise(row.enterpriseId) },
    ],
  )
  return (
    <ListFrame
      title={t('room.findings')}
      count={total}
      search={{ label: t('finding.search'), value: text, onChange: setText }}
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={t('finding.new')}
          testId="new-finding-button"
          onPress={() =>
            selection.getState().compose({
              ...NO_PICTURE,
              findingId: null,
            })
          }
        />
      }
      filters={
        <>
          <Pair>
            <Select
              label={t('finding.state')}
              value={state}
              options={[
                { value: 'all', label: t('finding.allStates') },
                { value: 'open', label: t('finding.openStates') },
                ...STATES.map((value) => ({ value: value as StateChoice, label: t(`state.${value}`) })),
              ]}
              onChange={setState}
              testId="filter-state"
            />
            <LevelFilter value={level} onChange={setLevel} testId="filter-level" />
          </Pair>
          <Pair>
            <EnterpriseField
              label={t('finding.enterprise')}
              none={t('finding.allEnterprises')}
              value={enterpriseId}
              onChange={setEnterpriseId}
              testId="filter-enterprise"
            />
            <ArrangeField way={way} ways={WAYS} onChange={arrange} isInline={false} />
          </Pair>
          <Checkbox label={t('finding.overdueOnly')} value={overdueOnly} onChange={setOverdue} />
          <RegisterExport of={{ kind: 'findings', ...filter }} />
        </>
      }
    >
      {rows && rows.length > 0 ? (
        <VirtualRows
          rows={rows}
          total={total ?? rows.length}
          label={t('room.findings')}
          idOf={idOf}
          current={selected?.kind === 'finding' ? selected.id : null}
          onNearEnd={more}
          onMenu={onMenu}
          headOf={
            way === 'due'
              ? undefined
              : (row) =>
                  way === 'state' ? t(`state.${row.state}`) : nameHere(row.enterpriseName, 'enterprise')
          }
        >
          {(row) => (
            <Item
              testId="finding-row"
              title={row.title}
              current={selected?.kind === 'finding' && selected.id === row.id}
              onPress={() => selection.getState().goTo({ kind: 'finding', id: row.id }, pointPlace(row.at))}
              sub={
                <>
                  <Badge tone={row.overdue ? 'error' : row.state === 'closed' ? 'good' : 'info'}>
                    {t(`state.${row.state}`)}
                  </Badge>
                  <span>{t(`level.${row.level}`)}</span>
                  {row.overdueOf ? <span>{t(`overdueOf.${row.overdueOf}`)}</span> : null}
                  <span>{nameHere(row.enterpriseName, 'enterprise')}</span>
                  {row.dueMs === null ? null : <span>{t('count.due', { day: date(row.dueMs) })}</span>}
                </>
              }
            />
          )}
        </VirtualRows>
      ) : null}
      {menu}
      {rows && rows.length === 0 ? (
        <Empty
          words={total === 0 && text === '' && state === 'all' ? t('finding.none') : t('app.nothingFound')}
        />
      ) : null}
    </ListFrame>
  )
}

const WAYS = ['due', 'enterprise', 'state'] as const

const idOf = ({ id }: { id: string }): string => id
