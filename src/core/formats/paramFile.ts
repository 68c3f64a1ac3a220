import { note, type Read } from '../units/note.ts'
import { decodeText, linesOf } from './text.ts'

/** More parameters than this are no vehicle's. */
const MOST = 20_000

/**
 * Parameters of a vehicle as ground stations save them: `NAME,VALUE` (Mission Planner), `NAME VALUE` (MAVProxy), or five
 * columns with the value fourth (QGroundControl). Comments begin with #. Only read, never written.
 */
export function readParams(bytes: Uint8Array): Read<Record<string, number>> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const found: Record<string, number> = {}
  let count = 0
  let bad = 0
  for (const [, raw] of linesOf(text, notes)) {
    const line = raw.split('#')[0]?.trim() ?? ''
    if (line === '') continue
    const fields = line.split(/[\s,]+/)
    const isQgc = fields.length >= 4 && /^\d+$/.test(fields[0] ?? '')
    const [name, value] = isQgc ? [fields[2], fields[3]] : fields
    const number = value === undefined || value === '' ? Number.NaN : Number(value)
    // A third field is a decimal comma: half a number would be worse than none.
    if (
      (!isQgc && fields.length !== 2) ||
      !name ||
      !/^[A-Z][A-Z0-9_]{1,15}$/.test(name) ||
      value === undefined ||
      !Number.isFinite(number)
    )
      bad += 1
    else if (count < MOST) {
      found[name] = number
      count += 1
    }
  }
  if (count === 0 || bad > count) return { value: null, notes: [...notes, note('error', 'params_none')] }
  return {
    value: found,
    notes: bad > 0 ? [...notes, note('warning', 'params_skipped', null, { count: bad })] : notes,
  }
}
