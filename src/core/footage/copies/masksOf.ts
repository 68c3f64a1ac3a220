import type { Footage } from '../footage.ts'
import type { Mask } from './mask.ts'
import { masksOfFrame } from './maskShape.ts'

/** The footage whose masks hold for this one too: the clip of its small copy, or of its frame; null where there is none. */
export const parentIdOf = ({ previewOf, derived }: Footage): string | null =>
  previewOf ?? derived?.parentId ?? null

/**
 * The masks of a picture: its own, where somebody set any (none at all is a choice too), else what its clip has for it.
 * `parent` is the footage of `parentIdOf`.
 */
export function masksOf(footage: Footage, parent: Footage | null): readonly Mask[] {
  if (footage.masks) return footage.masks
  if (!parent?.masks) return []
  return footage.derived ? masksOfFrame(parent.masks, footage.derived.momentS) : parent.masks
}
