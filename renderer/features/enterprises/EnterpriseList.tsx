import { FileInput, Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import { useList } from '../../api/hooks.ts'
import { RegisterExport } from '../../desk/RegisterExport.tsx'
import { boxPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'

/** The inspected enterprises, found by name, code or address. */
export function EnterpriseList() {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const { rows, total, more } = useList('enterprise.list', { text: asked })
  const compose = (): void => selection.getState().compose({ kind: 'enterprise' })
  return (
    <ListFrame
      title={t('room.enterprises')}
      count={total}
      search={{ label: t('enterprise.search'), value: text, onChange: setText }}
      filters={
        <>
          <RegisterExport of={{ kind: 'enterprises', text: asked }} />
          <Button
            look="quiet"
            icon={<FileInput size={16} aria-hidden />}
            onPress={() => selection.getState().compose({ kind: 'takeIn' })}
            testId="take-in"
          >
            {t('takeIn.title')}
          </Button>
        </>
      }
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={t('enterprise.new')}
          onPress={compose}
          testId="new-enterprise"
        />
      }
    >
      {rows && rows.length > 0 ? (
        <VirtualRows
          rows={rows}
          total={total ?? rows.length}
          label={t('room.enterprises')}
          idOf={idOf}
          current={selected?.kind === 'enterprise' ? selected.id : null}
          onNearEnd={more}
        >
          {({ id, name, sites, missions, openFindings, box }) => (
            <Item
              testId="enterprise-row"
              title={nameOf(name)}
              current={selected?.kind === 'enterprise' && selected.id === id}
              onPress={() =>
                selection.getState().goTo({ kind: 'enterprise', id }, box ? boxPlace(box) : undefined)
              }
              sub={
                <>
                  <span>{t('enterprise.sitesN', { n: sites })}</span>
                  <span>{t('enterprise.missionsN', { n: missions })}</span>
                  {openFindings > 0 ? (
                    <Badge tone="warning">{t('enterprise.openFindingsN', { n: openFindings })}</Badge>
                  ) : null}
                </>
              }
            />
          )}
        </VirtualRows>
      ) : null}
      {rows && rows.length === 0 ? (
        <Empty words={text === '' ? t('enterprise.none') : t('app.nothingFound')}>
          <Button look="primary" onPress={compose}>
            {t('enterprise.new')}
          </Button>
        </Empty>
      ) : null}
    </ListFrame>
  )
}

const idOf = ({ id }: { id: string }): string => id
