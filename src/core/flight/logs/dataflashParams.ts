import { note, type Read } from '../../units/note.ts'

const HEAD_1 = 0xa3
const HEAD_2 = 0x95
const FMT = 128
const FMT_LENGTH = 89
/** Of FMT: type, length, name of four, format of sixteen, labels of 64. */
const NAME_AT = 5
const FORMAT_AT = 9
/** A PARM record names its parameter in sixteen letters behind the time of eight bytes (`QNf…`) or alone (`Nf`). */
const NAME_BYTES = 16

/** Parameters at the beginning of an ArduPilot log: the value that each had last in these bytes. */
export function paramsOfDataflash(bytes: Uint8Array): Read<Record<string, number>> {
  const lengths = new Map<number, number>([[FMT, FMT_LENGTH]])
  const found: Record<string, number> = {}
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let parm: { type: number; nameAt: number } | null = null
  let at = 0
  while (at + 3 <= bytes.length) {
    const length =
      bytes[at] === HEAD_1 && bytes[at + 1] === HEAD_2 ? lengths.get(bytes[at + 2] as number) : undefined
    if (length === undefined) {
      at += 1
      continue
    }
    if (at + length > bytes.length) break
    const type = bytes[at + 2] as number
    if (type === FMT) {
      const defined = bytes[at + 3] as number
      const size = bytes[at + 4] as number
      if (size >= 3) lengths.set(defined, size)
      if (textOf(bytes, at + NAME_AT, 4) === 'PARM')
        parm = { type: defined, nameAt: textOf(bytes, at + FORMAT_AT, 16).startsWith('Q') ? 11 : 3 }
    } else if (parm?.type === type && parm.nameAt + NAME_BYTES + 4 <= length) {
      const name = textOf(bytes, at + parm.nameAt, NAME_BYTES)
      const value = view.getFloat32(at + parm.nameAt + NAME_BYTES, true)
      if (/^[A-Z][A-Z0-9_]{1,15}$/.test(name) && Number.isFinite(value)) found[name] = value
    }
    at += length
  }
  return Object.keys(found).length > 0
    ? { value: found, notes: [] }
    : { value: null, notes: [note('error', 'params_none')] }
}

function textOf(bytes: Uint8Array, from: number, most: number): string {
  let text = ''
  for (let i = 0; i < most && bytes[from + i] !== 0; i++)
    text += String.fromCharCode(bytes[from + i] as number)
  return text
}
