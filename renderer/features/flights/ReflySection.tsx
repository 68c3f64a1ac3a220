import { useMemo } from 'react'
import { reflyTargets } from '../../../src/core/footage/view/refly.ts'
import type { Flight } from '../../../src/core/flight/flight.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { useDocument } from '../../api/hooks.ts'
import { newId, newPartId } from '../../api/newId.ts'
import { sitesOf } from '../../api/sites.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'
import { missionPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { useGround } from '../../desk/useGround.ts'
import { date } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Item, Row, Section } from '../../ui/layout.tsx'

/** What nobody could tell from the pictures of a flight: a list, and a mission that looks again. */
export function ReflySection({ flight, pictures }: { flight: Flight; pictures: readonly Footage[] }) {
  const t = useT()
  const like = useDocument('mission.get', flight.missionId).data?.doc
  const ground = useGround(flight.id)
  const unclear = useMemo(() => pictures.filter(({ review }) => review?.outcome === 'unclear'), [pictures])
  if (unclear.length === 0) return null
  const make = async (): Promise<void> => {
    const made = newMission({
      id: newId(),
      name: { zh: t('refly.name', { date: date(Date.now()) }), en: '' },
      sites: await sitesOf(flight.siteIds),
      ...(like ? { vehicle: like.vehicle, home: like.home } : {}),
      patterns: [
        {
          kind: 'visit',
          id: newPartId(),
          targets: reflyTargets(unclear, newPartId, ground),
          order: 'shortest',
          seed: 1,
          photo: true,
          speedMS: 5,
        },
      ],
    })
    await write('mission.put', { base: null, doc: made }, 'edit.newMission')
    selection.getState().goTo({ kind: 'mission', id: made.id }, missionPlace(made))
  }
  return (
    <Section title={t('refly.title')} count={unclear.length} open testId="refly">
      <Hint>{t('refly.hint')}</Hint>
      {unclear.map(({ id, fileName }) => (
        <Item
          key={id}
          title={fileName}
          onPress={() => selection.getState().select({ kind: 'footage', id })}
        />
      ))}
      <Row>
        <Button
          onPress={() => void attempt(make)}
          isDisabled={unclear.every(({ placement }) => placement === null)}
          testId="refly-make"
        >
          {t('refly.make')}
        </Button>
      </Row>
    </Section>
  )
}
