import { MAV_CMD } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { type Note, note, remark } from '../units/note.ts'

/**
 * Items whose jumps (MAV_CMD_DO_JUMP, its first parameter names an item) go where they went in the file: `ids` are the
 * numbers that the file gave its items, `seq` those that they have here. A number that names nothing, or several items
 * that are jumped to, is noted.
 */
export function jumpsRenumbered(
  items: readonly Item[],
  ids: readonly (number | null)[],
  notes: Note[],
): Item[] {
  if (!items.some(({ command }) => command === MAV_CMD.DO_JUMP)) return [...items]
  const seqs = new Map<number, number[]>()
  for (const [i, id] of ids.entries())
    if (id !== null) {
      const { seq } = items[i] as Item
      const known = seqs.get(id)
      if (known) known.push(seq)
      else seqs.set(id, [seq])
    }
  return items.map((item) => {
    if (item.command !== MAV_CMD.DO_JUMP) return item
    const [target, ...rest] = item.params
    const [seq, ...more] = target === null ? [] : (seqs.get(target) ?? [])
    if (seq === undefined) {
      remark(notes, note('error', 'plan_jump_lost', `item ${item.seq}`, { target: target ?? '?' }))
      return item
    }
    if (more.length > 0)
      remark(
        notes,
        note('warning', 'plan_jump_twice', `item ${item.seq}`, {
          id: target as number,
          count: more.length + 1,
        }),
      )
    return { ...item, params: [seq, ...rest] }
  })
}
