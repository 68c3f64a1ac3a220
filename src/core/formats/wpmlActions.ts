import type { Stop } from './stops.ts'
import { hasInterval } from './photoStops.ts'
import { type Context, metres, w } from './wpmlParts.ts'

/** What is done at a stop, and the photos that begin there. Numbers of groups are unique in a file. */
export function actionGroups({ stops, mission, dialect }: Context, i: number): string[] {
  const stop = stops[i] as Stop
  const position = mission.vehicle.dji?.payloadPosition ?? 0
  const before = i > 0 ? (stops[i - 1] as Stop).gimbalPitchDeg : null
  const actions: { func: string; param: string[] }[] = []
  // The way from home to the first stop is no leg of the route: nothing is recorded on it.
  const isFilmedInto = i > 0 && stop.video === true
  const isFilmedOn = stops[i + 1]?.video === true
  // A camera that records takes no photo: the clip ends first.
  if (isFilmedInto && !isFilmedOn)
    actions.push({ func: 'stopRecord', param: w('payloadPositionIndex', position) })
  if (stop.gimbalPitchDeg !== null && stop.gimbalPitchDeg !== before)
    actions.push({
      func: 'gimbalRotate',
      param: [
        ...w('gimbalHeadingYawBase', 'aircraft'),
        ...w('gimbalRotateMode', 'absoluteAngle'),
        ...w('gimbalPitchRotateEnable', 1),
        ...w('gimbalPitchRotateAngle', metres(stop.gimbalPitchDeg)),
        ...w('gimbalRollRotateEnable', 0),
        ...w('gimbalRollRotateAngle', 0),
        ...w('gimbalYawRotateEnable', 0),
        ...w('gimbalYawRotateAngle', 0),
        ...w('gimbalRotateTimeEnable', 0),
        ...w('gimbalRotateTime', 0),
        ...w('payloadPositionIndex', position),
      ],
    })
  if (stop.holdS > 0) actions.push({ func: 'hover', param: w('hoverTime', metres(stop.holdS)) })
  const takePhoto = {
    func: 'takePhoto',
    param: [...w('payloadPositionIndex', position), ...w('useGlobalPayloadLensIndex', 1)],
  }
  if (stop.photo) actions.push(takePhoto)
  if (isFilmedOn && !isFilmedInto)
    actions.push({
      func: 'startRecord',
      param: [...w('payloadPositionIndex', position), ...w('useGlobalPayloadLensIndex', 1)],
    })
  const groups: string[] = []
  if (actions.length > 0)
    groups.push(...group(2 * i, [i, i], dialect.actionMode, w('actionTriggerType', 'reachPoint'), actions))
  const next = stops[i + 1]
  // The way from home to the first stop is no leg of the route: whatever photos it has begin there.
  const isNew = next !== undefined && (i === 0 ? hasInterval(next) : beginsInterval(stop, next))
  if (next && dialect.hasIntervals && isNew) {
    let end = i + 1
    while (
      end + 1 < stops.length &&
      !beginsInterval(stops[end] as Stop, stops[end + 1] as Stop) &&
      hasInterval(stops[end + 1] as Stop)
    )
      end++
    const isByDistance = next.photoEveryM !== null
    groups.push(
      ...group(
        2 * i + 1,
        [i, end],
        'sequence',
        [
          ...w('actionTriggerType', isByDistance ? 'multipleDistance' : 'multipleTiming'),
          ...w('actionTriggerParam', metres(next.photoEveryM ?? next.photoEveryS ?? 0)),
        ],
        [takePhoto],
      ),
    )
  }
  return groups
}

/** Whether the leg to `next` takes photos otherwise than the one before it did. */
const beginsInterval = (stop: Stop, next: Stop): boolean =>
  hasInterval(next) && (next.photoEveryM !== stop.photoEveryM || next.photoEveryS !== stop.photoEveryS)

function group(
  id: number,
  [from, to]: readonly [number, number],
  mode: string,
  trigger: string[],
  actions: readonly { func: string; param: string[] }[],
): string[] {
  return w('actionGroup', [
    ...w('actionGroupId', id),
    ...w('actionGroupStartIndex', from),
    ...w('actionGroupEndIndex', to),
    ...w('actionGroupMode', mode),
    ...w('actionTrigger', trigger),
    ...actions.flatMap(({ func, param }, i) =>
      w('action', [
        ...w('actionId', i),
        ...w('actionActuatorFunc', func),
        ...w('actionActuatorFuncParam', param),
      ]),
    ),
  ])
}
