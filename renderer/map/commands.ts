import { sideOf } from '../../src/core/geo/measures.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { FenceZone, Mission } from '../../src/core/mission/mission.ts'
import { quantiseM } from '../../src/core/units/quantise.ts'
import { newPartId } from '../api/newId.ts'
import { type Command, commands } from '../desk/commands.ts'
import { notices } from '../desk/notices.ts'
import { drawCircle, drawRing, measure, pickPoint } from '../desk/editing/pick.ts'
import { selection } from '../desk/selection.ts'
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

const UNNAMED = { floorM: null, ceilingM: null } as const

/** A zone more, which is then the one in hand: its name and heights are beside the map. */
async function addZone(inclusion: boolean, shape: FenceZone['shape']): Promise<void> {
  const promptKey = inclusion ? 'tools.drawInclusion' : 'tools.drawExclusion'
  const drawn = shape === 'polygon' ? await ringZone(promptKey) : await circleZone(promptKey)
  const { document } = session.getState()
  if (!drawn || !document) return
  const id = newPartId()
  await change(
    (mission) => ({ ...mission, fence: [...mission.fence, { id, inclusion, ...UNNAMED, ...drawn }] }),
    'edit.addZone',
  )
  selection.getState().select({ kind: 'mission', id: document.doc.id, partId: id })
}

async function ringZone(promptKey: Key): Promise<{ shape: 'polygon'; ring: LatLon[] } | null> {
  const ring = await drawRing(promptKey)
  return ring && { shape: 'polygon', ring }
}

async function circleZone(
  promptKey: Key,
): Promise<{ shape: 'circle'; center: LatLon; radiusM: number } | null> {
  const circle = await drawCircle(promptKey)
  if (!circle) return null
  const { center, rim } = circle
  return { shape: 'circle', center, radiusM: quantiseM(Math.max(1, sideOf(center, rim).lengthM)) }
}

/** What the map's tools do, in the one registry of commands. */
export const MAP_COMMANDS: readonly Command[] = [
  {
    id: 'map.ruler',
    labelKey: 'tools.ruler',
    keys: ['Shift+M'],
    available: () => true,
    whyNot: () => null,
    run: () => void measure(),
  },
  missionCommand('map.addInclusion', 'tools.addInclusion', ['Shift+F'], () => addZone(true, 'polygon')),
  missionCommand('map.addExclusion', 'tools.addExclusion', ['Shift+X'], () => addZone(false, 'polygon')),
  missionCommand('map.addInclusionCircle', 'tools.addInclusionCircle', [], () => addZone(true, 'circle')),
  missionCommand('map.addExclusionCircle', 'tools.addExclusionCircle', [], () => addZone(false, 'circle')),
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
