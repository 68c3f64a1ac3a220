import type { Mission } from '../../../src/core/mission/mission.ts'
import { changeMission } from '../../desk/edited.ts'
import { useKeepRig } from '../../desk/lastRig.ts'
import { notices } from '../../desk/notices.ts'
import { nameOf } from '../../i18n/format.ts'
import { t } from '../../i18n/index.ts'
import type { ChangeRig } from './RigFields.tsx'

/** Changes what the open mission is flown with, says what the aircraft brought with it, and keeps it for the next mission. */
export function useChangeRig(mission: Mission): ChangeRig {
  const keep = useKeepRig()
  return (change, part) => {
    const next = change(mission)
    changeMission((doc) => change(doc), part === 'vehicle' ? 'edit.vehicle' : 'edit.camera')
    void keep(next)
    const { camera, vehicle } = next
    if (part === 'vehicle' && camera?.id !== mission.camera?.id)
      notices.getState().tell('info', 'rig.brought', {
        vehicle: nameOf(vehicle.name),
        camera: camera ? nameOf(camera.name) : t('mission.noCamera'),
      })
  }
}
