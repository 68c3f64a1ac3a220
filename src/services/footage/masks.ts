import type { CallInput, CallOutput } from '../../contract/index.ts'
import { masksOf, parentIdOf } from '../../core/footage/copies/masksOf.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { Mask } from '../../core/footage/copies/mask.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, write } from '../host/context.ts'
import { referredBy } from '../host/documents.ts'

/**
 * The masks of a picture, its clip's where they hold for it too; not `isWhole` where they would, and the clip is not here:
 * then nobody knows what is to be covered.
 */
export function masksHere(context: Context, footage: Footage): { masks: readonly Mask[]; isWhole: boolean } {
  const parentId = parentIdOf(footage)
  const parent = referredBy<Footage>(context, 'footage', parentId)
  return {
    masks: masksOf(footage, parent),
    isWhole: footage.masks !== undefined || parentId === null || parent !== null,
  }
}

/** Sets the masks of a photo or clip. None at all is kept as such only where those of its clip would hold instead. */
export const setMasks = (
  { id, base, masks }: CallInput<'footage.setMasks'>,
  context: Context,
): CallOutput<'footage.setMasks'> =>
  write(context, 'footage.setMasks', (tx) => {
    const doc: Footage = { ...tx.get<Footage>('footage', id).doc }
    if (doc.kind !== 'photo' && doc.kind !== 'clip')
      throw new Refusal('not_a_picture', { file: doc.fileName })
    if (doc.kind === 'photo' && masks.some(({ keys }) => keys.length !== 1))
      throw new Refusal('bad_input', { path: 'masks', problem: 'one_key_a_mask' })
    if (masks.length > 0 || parentIdOf(doc)) doc.masks = masks
    else delete doc.masks
    return { ...tx.put('footage', base, doc), doc }
  })
