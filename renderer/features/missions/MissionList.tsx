import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useEnterprises, useMissions, useSites } from '../../api/hooks.ts'
import { missionPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'

/** The missions, found by their name or their site's. */
export function MissionList() {
  const t = useT()
  const { data: missions } = useMissions()
  const { data: sites } = useSites()
  const { data: enterprises } = useEnterprises()
  const selected = useStore(selection, (state) => state.selected)
  const [text, setText] = useState('')
  const siteOf = (id: string | undefined) => sites?.find(({ doc }) => doc.id === id)?.doc
  const rows = (missions ?? []).map(({ doc }) => {
    const site = siteOf(doc.siteIds[0])
    const owner = enterprises?.find((row) => row.doc.id === site?.enterpriseId)?.doc
    return {
      doc,
      where: [owner && nameOf(owner.name), site && nameOf(site.name)].filter(Boolean).join(' · '),
    }
  })
  const wanted = text.trim().toLowerCase()
  const found = rows.filter(({ doc, where }) =>
    [doc.name.zh, doc.name.en, where].some((part) => part.toLowerCase().includes(wanted)),
  )
  const compose = (): void => selection.getState().compose({ kind: 'mission', siteId: null })
  return (
    <ListFrame
      title={t('room.missions')}
      count={missions?.length}
      search={{ label: t('mission.search'), value: text, onChange: setText }}
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={t('mission.new')}
          onPress={compose}
          testId="new-mission-button"
        />
      }
    >
      {found.map(({ doc, where }) => (
        <Item
          key={doc.id}
          testId="mission-row"
          title={nameOf(doc.name)}
          current={(selected?.kind === 'mission' || selected?.kind === 'pattern') && selected.id === doc.id}
          onPress={() => selection.getState().goTo({ kind: 'mission', id: doc.id }, missionPlace(doc))}
          sub={
            <>
              <span>{where}</span>
              <span>{doc.patterns.map(({ kind }) => t(`pattern.${kind}`)).join(' · ')}</span>
              {doc.authorisation ? null : <Badge tone="warning">{t('mission.noAuthorisation')}</Badge>}
            </>
          }
        />
      ))}
      {missions && found.length === 0 ? (
        <Empty words={missions.length === 0 ? t('mission.none') : t('app.nothingFound')}>
          <Button look="primary" onPress={compose}>
            {t('mission.new')}
          </Button>
        </Empty>
      ) : null}
    </ListFrame>
  )
}
