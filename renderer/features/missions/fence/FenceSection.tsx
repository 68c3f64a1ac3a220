import { Circle, OctagonX, Shield } from 'lucide-react'
import { useState } from 'react'
import { endingsOf } from '../../../../src/core/formats/formats.ts'
import type { FenceZone, Mission } from '../../../../src/core/mission/mission.ts'
import { newPartId } from '../../../api/newId.ts'
import { runCommand } from '../../../desk/commands.ts'
import { changeMission } from '../../../desk/edited.ts'
import { attempt } from '../../../desk/notices.ts'
import { useAreasFromFile } from '../../../desk/questions/areasFromFile.tsx'
import { selection } from '../../../desk/selection.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/fields.tsx'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { Body, Hint, Item, Notice, Row, Section } from '../../../ui/layout.tsx'
import { ZoneEditor } from './ZoneEditor.tsx'
import { ZoneFacts } from './ZoneFacts.tsx'
import { zonePlace, zoneTitle } from './zones.ts'

const TOOLS = [
  ['map.addInclusion', 'fence.addInclusion', Shield],
  ['map.addExclusion', 'fence.addExclusion', OctagonX],
  ['map.addInclusionCircle', 'fence.addInclusionCircle', Circle],
  ['map.addExclusionCircle', 'fence.addExclusionCircle', Circle],
] as const

/** The zones of the fence and the no-fly zones; the chosen one unfolds, and Delete takes it away. */
export function FenceSection({ mission, partId }: { mission: Mission; partId: string | null }) {
  const t = useT()
  const remove = (id: string): void =>
    changeMission((doc) => ({ ...doc, fence: doc.fence.filter((zone) => zone.id !== id) }), 'edit.removeZone')
  return (
    <Section
      title={t('fence.title')}
      count={mission.fence.length}
      // Clicked on the map, its zone is to be seen here.
      open={mission.fence.some(({ id }) => id === partId)}
      testId="fence-section"
    >
      {mission.fence.length === 0 ? <Hint>{t('fence.none')}</Hint> : null}
      {mission.fence.map((zone) => {
        const isOpen = zone.id === partId
        return (
          <div key={zone.id} ref={isOpen ? intoView : null}>
            <Item
              testId="zone-row"
              title={zoneTitle(mission.fence, zone)}
              current={isOpen}
              sub={<ZoneFacts zone={zone} />}
              onPress={() => {
                selection.getState().select({ kind: 'mission', id: mission.id, partId: zone.id })
                selection.getState().zoomTo(zonePlace(zone))
              }}
            />
            {isOpen ? (
              <Body>
                <ZoneEditor key={zone.id} zone={zone} onRemove={() => remove(zone.id)} />
              </Body>
            ) : null}
          </div>
        )
      })}
      <Row>
        {TOOLS.map(([id, labelKey, Icon]) => (
          <Button key={id} icon={<Icon size={16} aria-hidden />} onPress={() => runCommand(id)} testId={id}>
            {t(labelKey)}
          </Button>
        ))}
      </Row>
      <FromFile />
    </Section>
  )
}

/** Chosen on the map or made there, a zone is to be seen in the list. */
const intoView = (row: HTMLElement | null): void => row?.scrollIntoView({ block: 'nearest' })

/** Zones of the areas that a file draws; its holes become zones of the other kind. */
function FromFile() {
  const t = useT()
  const [as, setAs] = useState<'in' | 'out'>('out')
  const [notes, setNotes] = useState<readonly string[]>([])
  const { read, question } = useAreasFromFile()
  const take = (files: File[]): void =>
    void attempt(async () => {
      const found = await read(files)
      if (!found) return
      setNotes(found.areas.length === 0 ? [...found.notes, t('fence.fileEmpty')] : found.notes)
      const zones = found.areas.flatMap(({ label, outer, holes }) => [
        zoneOf(as === 'in', outer, label),
        ...(as === 'in' ? holes.map((ring) => zoneOf(false, ring, label)) : []),
      ])
      if (zones.length > 0)
        changeMission((doc) => ({ ...doc, fence: [...doc.fence, ...zones] }), 'edit.addZone')
    })
  return (
    <>
      <Select
        label={t('fence.fileAs')}
        value={as}
        options={(['out', 'in'] as const).map((value) => ({ value, label: t(`fence.${value}`) }))}
        onChange={setAs}
        testId="zone-file-as"
      />
      <FileDrop
        label={t('fence.fromFile')}
        hint={t('site.fromFileHint')}
        accept={endingsOf('areas').join(',')}
        multiple
        onFiles={take}
        testId="zone-file"
      />
      {question}
      {notes.map((said, i) => (
        <Notice key={`note-${i}`} tone="warning">
          {said}
        </Notice>
      ))}
    </>
  )
}

const zoneOf = (
  inclusion: boolean,
  ring: Extract<FenceZone, { shape: 'polygon' }>['ring'],
  label: string,
): FenceZone => ({
  id: newPartId(),
  shape: 'polygon',
  ...(label.trim() === '' ? {} : { name: label.trim().slice(0, 100) }),
  inclusion,
  ring,
  floorM: null,
  ceilingM: null,
})
