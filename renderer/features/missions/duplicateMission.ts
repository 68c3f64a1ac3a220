import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'
import { missionPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'

/** Copies a mission for the next round and opens the copy. */
export const duplicateMission = (id: string): void =>
  void attempt(async () => {
    const copy = await write('mission.duplicate', { id }, 'edit.duplicateMission')
    selection.getState().goTo({ kind: 'mission', id: copy.doc.id }, missionPlace(copy.doc))
  })
