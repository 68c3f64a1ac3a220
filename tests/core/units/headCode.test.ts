import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  headRows,
  headSquareText,
  headText,
  type HeadOfChain,
  readHeadText,
} from '../../../src/core/units/headCode.ts'

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const hex = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((digits) => digits.map((digit) => digit.toString(16)).join(''))
const anyHead: fc.Arbitrary<HeadOfChain> = fc.record({
  station: hex(32),
  seq: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  hash: hex(64),
})
const printed = (head: HeadOfChain): string => headRows(head).join('\n')
const dense = (head: HeadOfChain): string => printed(head).replaceAll(/\s/g, '')

describe('a head on paper', () => {
  test('is six rows of four groups of four', () => {
    fc.assert(
      fc.property(anyHead, (head) => {
        for (const row of headRows(head))
          expect(row).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(headRows(head)).toHaveLength(6)
      }),
      { numRuns: 50 },
    )
  })

  test('is read back from each of its forms, however it is set', () => {
    fc.assert(
      fc.property(anyHead, (head) => {
        for (const text of [
          printed(head),
          dense(head).toLowerCase(),
          printed(head).replaceAll(' ', '-'),
          printed(head).replaceAll('0', 'o').replaceAll('1', 'l'),
          // As a Chinese input method writes it.
          Array.from(dense(head), (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join(''),
          headSquareText(head),
          headText(head),
          headText(head).replaceAll(':', '：'),
          ` ${headText(head).toUpperCase()}\n`,
        ])
          expect(readHeadText(text)).toEqual({ ok: true, value: head })
      }),
      { numRuns: 100 },
    )
  })

  test('every single wrong character is told, with its row', () => {
    fc.assert(
      fc.property(anyHead, (head) => {
        const text = dense(head)
        for (let at = 0; at < text.length; at++)
          for (const other of [...Array.from(DIGITS), '?', '木']) {
            if (other === text[at]) continue
            const read = readHeadText(text.slice(0, at) + other + text.slice(at + 1))
            expect(read).toMatchObject({
              ok: false,
              code: 'head_unreadable',
              params: { problem: 'head_row', row: Math.floor(at / 16) + 1 },
            })
          }
      }),
      { numRuns: 10 },
    )
  })

  test('any two characters of a row that changed places, neighbours across rows and whole rows are told', () => {
    fc.assert(
      fc.property(anyHead, (head) => {
        const text = dense(head)
        const swapped = (a: number, b: number) => {
          const all = Array.from(text)
          ;[all[a], all[b]] = [all[b] as string, all[a] as string]
          return all.join('')
        }
        for (let a = 0; a < text.length; a++)
          for (
            let b = a + 1;
            b < text.length && (b === a + 1 || Math.floor(b / 16) === Math.floor(a / 16));
            b++
          )
            if (text[a] !== text[b])
              expect(readHeadText(swapped(a, b))).toMatchObject({
                ok: false,
                params: { problem: 'head_row' },
              })
        const rows = headRows(head)
        for (let a = 0; a < 6; a++)
          for (let b = a + 1; b < 6; b++) {
            const moved = [...rows]
            ;[moved[a], moved[b]] = [rows[b] as string, rows[a] as string]
            expect(readHeadText(moved.join('\n')).ok).toBe(false)
          }
      }),
      { numRuns: 20 },
    )
  })

  test('a character too few or too many is told by the count', () => {
    fc.assert(
      fc.property(anyHead, fc.integer({ min: 0, max: 95 }), (head, at) => {
        const text = dense(head)
        expect(readHeadText(text.slice(0, at) + text.slice(at + 1))).toMatchObject({
          params: { problem: 'head_length', found: 95 },
        })
        expect(readHeadText(text.slice(0, at) + text[at] + text.slice(at))).toMatchObject({
          params: { problem: 'head_length', found: 97 },
        })
      }),
      { numRuns: 50 },
    )
  })

  test('rows of two papers are no head of either', () => {
    fc.assert(
      fc.property(anyHead, anyHead, fc.integer({ min: 1, max: 5 }), (a, b, from) => {
        const mixed = [...headRows(a).slice(0, from), ...headRows(b).slice(from)]
        const read = readHeadText(mixed.join(' '))
        return !read.ok || [headText(a), headText(b)].includes(headText(read.value))
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  test.each([
    '',
    'abc:1:def',
    'hello',
    '铁门',
    'x'.repeat(5000),
    ':::',
    '0:0:0',
    `${'a'.repeat(32)}:0:${'b'.repeat(64)}`,
  ])('a text of another kind is told as such: %#', (text) => {
    expect(readHeadText(text)).toMatchObject({ ok: false, params: { problem: 'head_form' } })
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(typeof readHeadText(text).ok).toBe('boolean')
      }),
    )
  })
})
