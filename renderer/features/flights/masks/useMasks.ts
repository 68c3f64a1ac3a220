import { useRef, useState } from 'react'
import { masksOf, parentIdOf } from '../../../../src/core/footage/copies/masksOf.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { MASK_REASONS, type Mask, type MaskRing } from '../../../../src/core/footage/copies/mask.ts'
import {
  type MaskBox,
  MOST_MASKS,
  ringOfBox,
  withKey,
} from '../../../../src/core/footage/copies/maskShape.ts'
import type { Version } from '../../../../src/core/units/id.ts'
import { useDocument } from '../../../api/hooks.ts'
import { newPartId } from '../../../api/newId.ts'
import { write } from '../../../api/write.ts'
import { attempt } from '../../../desk/notices.ts'

/** The version that was written last, and those that it stands in place of. */
type Newest = { version: Version; over: readonly Version[] }

/**
 * Masks that are on their way into the workspace: shown at once, written one after the other, the last of several; and
 * until none of the versions that they were made `over` is shown any more.
 */
type Written = { masks: readonly Mask[]; over: readonly Version[]; isWriting: boolean }

/** The masks of some footage, and their changes. */
export function useMasks(footage: Footage, version: Version) {
  const parent = useDocument('footage.get', parentIdOf(footage)).data?.doc ?? null
  const [written, setWritten] = useState<Written | null>(null)
  const wanted = useRef<readonly Mask[] | null>(null)
  // Not of the last drawing of the window: a key may be pressed before the answer to the one before is drawn.
  const isWriting = useRef(false)
  const newest = useRef<Newest | null>(null)
  const [reason, setReason] = useState<Mask['reason']>(MASK_REASONS[1])
  const [chosenId, choose] = useState<string | null>(null)
  const isAhead = written !== null && (written.isWriting || written.over.includes(version))
  const masks = isAhead ? written.masks : masksOf(footage, parent)
  const set = (next: readonly Mask[]): void => {
    wanted.current = next
    const last = newest.current
    const from = last?.over.includes(version) ? last : { version, over: [] }
    setWritten({ masks: next, over: from.over, isWriting: true })
    if (!isWriting.current) void writeAll(from)
  }
  const writeAll = async (from: Newest): Promise<void> => {
    let { version: base, over } = from
    isWriting.current = true
    while (wanted.current) {
      const next = wanted.current
      wanted.current = null
      const isDone = await attempt(async () => {
        const answer = await write(
          'footage.setMasks',
          { id: footage.id, base, masks: [...next] },
          'edit.setMasks',
        )
        over = [...over, base]
        base = answer.version
        newest.current = { version: base, over }
      })
      if (!isDone) {
        wanted.current = null
        isWriting.current = false
        setWritten(null)
        return
      }
    }
    isWriting.current = false
    setWritten((now) => now && { ...now, over, isWriting: false })
  }
  const change = (id: string, edit: (mask: Mask) => Mask): void =>
    set(masks.map((mask) => (mask.id === id ? edit(mask) : mask)))
  return {
    masks,
    /** Why the next mask is drawn: as the last one was. */
    reason,
    setReason,
    chosenId,
    choose,
    isFull: masks.length >= MOST_MASKS,
    change,
    add: (ring: MaskRing, momentS: number): void => {
      const id = newPartId()
      choose(id)
      set([...masks, { id, reason, fromS: null, toS: null, keys: [{ momentS, ring }] }])
    },
    /** Boxes over what lies beyond the sites, of a photo. */
    addAll: (boxes: readonly MaskBox[]): void => {
      const added = boxes.map(
        (box): Mask => ({
          id: newPartId(),
          reason: 'outside',
          fromS: null,
          toS: null,
          keys: [{ momentS: 0, ring: ringOfBox(box) }],
        }),
      )
      set([...masks, ...added].slice(0, MOST_MASKS))
    },
    /** Puts a mask where it is at a moment: a clip's gets a key there. */
    put: (id: string, ring: MaskRing, momentS: number): void =>
      change(id, (mask) =>
        footage.kind === 'clip' ? withKey(mask, momentS, ring) : { ...mask, keys: [{ momentS: 0, ring }] },
      ),
    remove: (id: string): void => set(masks.filter((mask) => mask.id !== id)),
  }
}
export type Masks = ReturnType<typeof useMasks>
