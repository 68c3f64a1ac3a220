import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useEnterprises, useSites } from '../../api/hooks.ts'
import { sitesPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'

/** The inspected enterprises, found by name, code or address. */
export function EnterpriseList() {
  const t = useT()
  const { data: rows } = useEnterprises()
  const { data: sites } = useSites()
  const selected = useStore(selection, (state) => state.selected)
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = (rows ?? []).filter(({ doc }) =>
    [doc.name.zh, doc.name.en, doc.creditCode, doc.address].some((part) =>
      part.toLowerCase().includes(wanted),
    ),
  )
  const compose = (): void => selection.getState().compose({ kind: 'enterprise' })
  return (
    <ListFrame
      title={t('room.enterprises')}
      count={rows?.length}
      search={{ label: t('enterprise.search'), value: text, onChange: setText }}
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={t('enterprise.new')}
          onPress={compose}
          testId="new-enterprise"
        />
      }
    >
      {found.map(({ doc, sites: siteCount, missions, openFindings }) => (
        <Item
          key={doc.id}
          testId="enterprise-row"
          title={nameOf(doc.name)}
          current={selected?.kind === 'enterprise' && selected.id === doc.id}
          onPress={() => {
            const own = (sites ?? []).map((site) => site.doc).filter((site) => site.enterpriseId === doc.id)
            selection
              .getState()
              .goTo({ kind: 'enterprise', id: doc.id }, own.length > 0 ? sitesPlace(own) : undefined)
          }}
          sub={
            <>
              <span>{t('enterprise.sitesN', { n: siteCount })}</span>
              <span>{t('enterprise.missionsN', { n: missions })}</span>
              {openFindings > 0 ? (
                <Badge tone="warning">{t('enterprise.openFindingsN', { n: openFindings })}</Badge>
              ) : null}
            </>
          }
        />
      ))}
      {rows && found.length === 0 ? (
        <Empty words={rows.length === 0 ? t('enterprise.none') : t('app.nothingFound')}>
          <Button look="primary" onPress={compose}>
            {t('enterprise.new')}
          </Button>
        </Empty>
      ) : null}
    </ListFrame>
  )
}
