import type { FenceZone, Mission } from '../../src/core/mission/mission.ts'
import { newPartId } from '../api/newId.ts'
import { type Command, commands } from '../desk/commands.ts'
import { notices } from '../desk/notices.ts'
import { drawRing, pickPoint } from '../desk/editing/pick.ts'
import { editableOf } from '../desk/editing/open.ts'
import { session } from '../desk/editing/session.ts'
import type { Key } from '../i18n/index.ts'

/** Whether the open document offers this tool. */
const isOffered = (id: string): boolean => {
  const { document } = session.getState()
  return document !== null && editableOf(document.kind).tools.includes(id)
}

/** A command that changes the open mission. */
const missionCommand = (
  id: string,
  labelKey: Key,
  keys: readonly string[],
  work: () => Promise<void>,
): Command => ({
  id,
  labelKey,
  keys,
  available: () => isOffered(id),
  whyNot: () => (isOffered(id) ? null : 'tools.needsMission'),
  run: () => void work().catch((error: unknown) => notices.getState().fail(error)),
})

const change = (action: (mission: Mission) => Mission, labelKey: Key): Promise<void> =>
  session.getState().change(action, labelKey)

async function addZone(inclusion: boolean): Promise<void> {
  const ring = await drawRing(inclusion ? 'tools.drawInclusion' : 'tools.drawExclusion')
  if (!ring) return
  const zone: FenceZone = { id: newPartId(), shape: 'polygon', inclusion, ring, floorM: null, ceilingM: null }
  await change((mission) => ({ ...mission, fence: [...mission.fence, zone] }), 'edit.addZone')
}

/** What the map's tools do, in the one registry of commands. */
export const MAP_COMMANDS: readonly Command[] = [
  missionCommand('map.addInclusion', 'tools.addInclusion', ['Shift+F'], () => addZone(true)),
  missionCommand('map.addExclusion', 'tools.addExclusion', ['Shift+X'], () => addZone(false)),
  missionCommand('map.addRally', 'tools.addRally', ['Shift+R'], async () => {
    const at = await pickPoint('tools.pickRally')
    if (!at) return
    await change(
      (mission) => ({
        ...mission,
        rallyPoints: [
          ...mission.rallyPoints,
          { id: newPartId(), ...at, heightM: mission.contingency.returnHeightM },
        ],
      }),
      'edit.addRally',
    )
  }),
  missionCommand('map.moveHome', 'tools.moveHome', ['Shift+H'], async () => {
    const at = await pickPoint('tools.pickHome')
    if (at) await change((mission) => ({ ...mission, home: { ...mission.home, ...at } }), 'edit.moveHome')
  }),
]

export const registerMapCommands = (): (() => void) => commands.getState().register(MAP_COMMANDS)
