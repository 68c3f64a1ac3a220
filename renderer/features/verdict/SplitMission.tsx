import type { Mission } from '../../../src/core/mission/mission.ts'
import { api } from '../../api/client.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { missionPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { t } from '../../i18n/index.ts'

/** Cuts a mission that is too long for its battery into sorties. */
export function SplitMission({ mission }: { mission: Mission }) {
  const split = (): void =>
    void attempt(async () => {
      const { id } = mission
      const { version } = await api.call('mission.get', { id })
      const { docs } = await write('mission.split', { id, base: version }, 'edit.splitMission')
      notices.getState().tell('info', 'verdict.splitDone', { n: docs.length })
      const [first] = docs
      if (first) selection.getState().goTo({ kind: 'mission', id: first.doc.id }, missionPlace(first.doc))
    })
  return (
    <CallButton call="mission.split" onPress={split} testId="split">
      {t('verdict.split')}
    </CallButton>
  )
}
