import { standingOf, type TargetAsBefore, targetsAsBefore } from '../../mission/asBefore.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded, type Subject } from '../subject.ts'
import type { CheckItem } from '../verdict.ts'

/**
 * `camera.reshoot`: a picture that is to be taken again as it was: its height could be carried to this home, its place is
 * known well enough for its frame, its lens is at hand, and its direction was recorded.
 *
 * Limit: the error of its place, to both sides, against the lesser side of the frame on what it looks at. Warnings, for
 * nothing falls down; a height that nobody knows is unknown, and asked for.
 */
export const cameraReshoot: Rule = {
  id: 'camera.reshoot',
  release: 'reason',
  check: (subject) => targetsAsBefore(subject.mission).flatMap((target) => itemsOf(target, subject)),
}

function itemsOf(target: TargetAsBefore, { mission, frame }: Subject): CheckItem[] {
  const { asBefore } = target
  const standing = standingOf(target, mission)
  const common = {
    severity: 'warning',
    place: placeOf(frame, [[frame.toLocal(standing.at)]]),
    params: { name: asBefore.name },
  } as const
  const items: CheckItem[] = []
  if (standing.heightM === null && asBefore.height.by !== 'hand')
    items.push(
      checkItem('camera.reshoot', 'reshoot_height', {
        ...common,
        severity: 'unknown',
        value: rounded(target.heightM),
        unit: 'm',
      }),
    )
  if (standing.frameM !== null && 2 * asBefore.errorM > standing.frameM)
    items.push(
      checkItem('camera.reshoot', 'reshoot_may_miss', {
        ...common,
        value: rounded(asBefore.errorM, 1),
        limit: rounded(standing.frameM / 2, 1),
        unit: 'm',
        params: {
          ...common.params,
          errorM: rounded(asBefore.errorM, 1),
          frameM: rounded(standing.frameM, 1),
        },
      }),
    )
  if (standing.lens === 'matched' && standing.awayM !== null && asBefore.awayM !== null)
    items.push(
      checkItem('camera.reshoot', 'reshoot_lens_matched', {
        ...common,
        value: rounded(standing.awayM, 1),
        unit: 'm',
        params: {
          ...common.params,
          awayM: rounded(standing.awayM, 1),
          beforeM: rounded(asBefore.awayM, 1),
        },
      }),
    )
  if (standing.lens === 'kept') items.push(checkItem('camera.reshoot', 'reshoot_lens_kept', common))
  if (standing.lens === 'unknown') items.push(checkItem('camera.reshoot', 'reshoot_lens_unknown', common))
  if (asBefore.direction !== 'recorded') items.push(checkItem('camera.reshoot', 'reshoot_direction', common))
  return items
}
