import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PictureExport } from '../../../../src/core/footage/copies/export.ts'
import { exportList, type Leaving } from '../../../../src/core/footage/copies/exportList.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import type { Mask } from '../../../../src/core/footage/copies/mask.ts'
import { masksOf, parentIdOf } from '../../../../src/core/footage/copies/masksOf.ts'
import { ringOfBox } from '../../../../src/core/footage/copies/maskShape.ts'

const mask: Mask = {
  id: 'm',
  reason: 'person',
  fromS: null,
  toS: 5,
  keys: [
    { momentS: 0, ring: ringOfBox({ x: 0, y: 0, width: 0.2, height: 0.2 }) },
    { momentS: 4, ring: ringOfBox({ x: 0.4, y: 0, width: 0.2, height: 0.2 }) },
  ],
}
const photo = (over: Partial<Footage> = {}): Footage => ({
  id: '0190aaaa-0000-7000-8000-000000000784',
  sha256: 'a'.repeat(64),
  sizeBytes: 9,
  fileName: 'p.JPG',
  mimeType: 'image/jpeg',
  kind: 'photo',
  flightId: null,
  takenAt: null,
  placement: null,
  device: '',
  widthPx: null,
  heightPx: null,
  lens: null,
  importedAtMs: 0,
  ...over,
})
const out = (over: Partial<PictureExport> = {}): PictureExport => ({
  sha256: 'b'.repeat(64),
  sizeBytes: 7,
  mimeType: 'image/jpeg',
  fileName: 'p_masked.jpg',
  masksSha256: 'c'.repeat(64),
  recipe: null,
  reason: '',
  by: '孟青棠',
  atMs: 0,
  ...over,
})

/** Reads a CSV by RFC 4180, letter by letter. */
function read(csv: string): string[][] {
  const rows: string[][] = [['']]
  let isQuoted = false
  for (let i = 0; i < csv.length; i++) {
    const row = rows.at(-1) as string[]
    const at = row.length - 1
    const letter = csv[i] as string
    if (isQuoted && letter === '"' && csv[i + 1] === '"') {
      row[at] = `${row[at]}"`
      i += 1
    } else if (letter === '"') isQuoted = !isQuoted
    else if (!isQuoted && letter === ',') row.push('')
    else if (!isQuoted && letter === '\r' && csv[i + 1] === '\n') {
      rows.push([''])
      i += 1
    } else row[at] = `${row[at]}${letter}`
  }
  return rows.slice(0, -1)
}

describe('the list of what was exported', () => {
  it('is a table of as many fields in each line, whatever names and reasons hold, and no field is a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { minLength: 1 }), (texts) => {
        const leaving = texts.map(
          ([device, reason, by]): Leaving => ({
            footage: photo({ device }),
            masks: [mask],
            out: out({ reason, by }),
          }),
        )
        const csv = exportList(leaving, 'en')
        expect(csv.startsWith('\uFEFF')).toBe(true)
        const rows = read(csv.slice(1))
        const [head = [], ...lines] = rows
        expect(lines).toHaveLength(texts.length)
        for (const line of lines) {
          expect(line).toHaveLength(head.length)
          for (const field of line) expect(field).not.toMatch(/^[=+@]|^-[^\d]/)
        }
        lines.forEach((line, i) => {
          const given = texts[i]?.[0] ?? ''
          expect((line[head.indexOf('device')] ?? '').replace(/^'/, '')).toBe(given.replace(/^'/, ''))
        })
      }),
    )
  })

  it('has the same columns in both languages, and says what a copy came from', () => {
    const leaving: Leaving[] = [{ footage: photo(), masks: [mask], out: out() }]
    const [en, zh] = [exportList(leaving, 'en'), exportList(leaving, 'zh')].map((csv) => read(csv.slice(1)))
    expect(zh?.[0]).toHaveLength(en?.[0]?.length ?? 0)
    expect(en?.[1]).toEqual(zh?.[1])
    expect(en?.[1]).toContain('a'.repeat(64))
    expect(en?.[1]).toContain('b'.repeat(64))
    expect(en?.[1]).toContain('person')
  })

  it('of an original says that no mask was drawn, and why', () => {
    const csv = exportList(
      [{ footage: photo(), masks: [mask], out: out({ masksSha256: null, reason: 'court' }) }],
      'en',
    )
    const [head = [], line = []] = read(csv.slice(1))
    expect(line[head.indexOf('masks')]).toBe('0')
    expect(line[head.indexOf('unmasked because')]).toBe('court')
  })
})

describe('the masks that hold for a picture', () => {
  const clip = photo({ id: '0190aaaa-0000-7000-8000-000000000785', kind: 'clip', masks: [mask] })
  const frame = (momentS: number, over: Partial<Footage> = {}): Footage =>
    photo({
      derived: {
        kind: 'frame',
        parentId: clip.id,
        parentSha256: clip.sha256,
        momentS,
        recipe: {
          program: 'p',
          decoder: '',
          codec: '',
          encoding: '',
          widthPx: 1,
          heightPx: 1,
          mediaTimeS: null,
        },
        by: '',
        atMs: 0,
      },
      ...over,
    })
  it('are its own; of a small copy those of the clip; of a frame those of its moment', () => {
    expect(masksOf(clip, null)).toEqual([mask])
    expect(masksOf(photo({ kind: 'clip', previewOf: clip.id }), clip)).toEqual([mask])
    const [half] = masksOf(frame(2), clip)
    expect(half?.keys).toEqual([
      {
        momentS: 0,
        ring: [
          [0.2, 0],
          [0.4, 0],
          [0.4, 0.2],
          [0.2, 0.2],
        ].map(([x, y]) => [expect.closeTo(x ?? 0), y]),
      },
    ])
    expect(masksOf(frame(6), clip)).toEqual([])
    expect(parentIdOf(frame(2))).toBe(clip.id)
  })
  it('are none where somebody chose none', () => {
    expect(masksOf(frame(2, { masks: [] }), clip)).toEqual([])
    expect(masksOf(photo(), null)).toEqual([])
  })
})
