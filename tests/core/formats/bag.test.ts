import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareBag,
  manifestText,
  readManifest,
  staysInside,
  tagFiles,
} from '../../../src/core/formats/bag.ts'

const hash = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.map((digit) => digit.toString(16)).join(''))
/** Names that a person, a camera or an enemy gives. */
const part = fc.oneof(
  fc.stringMatching(/^[a-z影像0-9_ ]{1,12}\.jpg$/),
  fc.constantFrom(
    '100%.jpg',
    '%0A',
    'a\nb',
    'a\r\nb',
    '-rf',
    "';--",
    '=1+1',
    '<b>',
    '100%25.png',
    ' x ',
    '*y',
  ),
)
const files = fc.dictionary(
  fc.tuple(part, part).map((parts) => `data/${parts.join('/')}`),
  hash,
  {
    maxKeys: 8,
    noNullPrototype: true,
  },
)

describe('a manifest', () => {
  it('gives back every path that was written, whatever its name', () => {
    fc.assert(
      fc.property(files, (all) => {
        const text = manifestText(Object.entries(all).map(([path, sha256]) => ({ path, sha256 })))
        expect(text.split('\n')).toHaveLength(Object.keys(all).length + 1)
        const read = readManifest(text, 'm')
        expect(read.ok && Object.fromEntries(read.value)).toEqual(all)
      }),
    )
  })

  it.each([
    ['../etc/passwd', 'bag_path'],
    ['data/../../x', 'bag_path'],
    ['/etc/passwd', 'bag_path'],
    ['C:\\x', 'bag_path'],
    ['data/%0A/../x', 'bag_path'],
  ])('refuses %s', (path, problem) => {
    expect(readManifest(`${'a'.repeat(64)}  ${path}\n`, 'm')).toMatchObject({
      ok: false,
      code: 'bag_unreadable',
      params: { at: 'line 1', problem },
    })
    expect(staysInside('data/x.jpg')).toBe(true)
  })

  it('refuses a line that is none and a file that is listed twice, by its line', () => {
    const line = `${'a'.repeat(64)}  data/x\n`
    expect(readManifest(`${line}what\n`, 'm')).toMatchObject({
      params: { at: 'line 2', problem: 'bag_line' },
    })
    expect(readManifest(line + line, 'm')).toMatchObject({ params: { at: 'line 2', problem: 'bag_twice' } })
  })

  it('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof readManifest(text, 'm').ok === 'boolean'),
    )
  })
})

describe('what is amiss with a bag', () => {
  const listed = new Map([
    ['data/a', '1'],
    ['data/b', '2'],
    ['data/c', '3'],
  ])
  const none = () => false

  it('is nothing where all stands as it is listed, in another form of its name too', () => {
    expect(compareBag(listed, listed, none)).toEqual([])
    expect(compareBag(new Map([['data/\u00e9', '1']]), new Map([['data/e\u0301', '1']]), none)).toEqual([])
  })

  it('is told by name: missing, added, changed, renamed', () => {
    const found = new Map([
      ['data/b', 'other'],
      ['data/z', '1'],
      ['data/new', '9'],
      ['data/c', '3'],
    ])
    expect(compareBag(listed, found, none)).toEqual([
      { kind: 'renamed', path: 'data/a', to: 'data/z' },
      { kind: 'changed', path: 'data/b' },
      { kind: 'added', path: 'data/new' },
    ])
    expect(compareBag(listed, new Map([...listed].slice(1)), none)).toEqual([
      { kind: 'missing', path: 'data/a' },
    ])
  })
})

describe('the files that make a bag', () => {
  it('say how much there is, and keep each value on its line', () => {
    const tags = tagFiles(
      [{ path: 'data/x', sha256: 'a'.repeat(64), sizeBytes: 12 }],
      [['External-Description', 'a\nPayload-Oxum: 0.0\r\nb']],
      () => 'b'.repeat(64),
      (manifest) => ({ path: 'receipt.html', text: manifest }),
    )
    expect(tags.map(({ path }) => path)).toEqual([
      'bagit.txt',
      'bag-info.txt',
      'manifest-sha256.txt',
      'receipt.html',
      'tagmanifest-sha256.txt',
    ])
    expect(tags[1]?.text).toBe('External-Description: a Payload-Oxum: 0.0 b\nPayload-Oxum: 12.1\n')
  })
})
