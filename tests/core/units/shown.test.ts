import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { say } from '../../../src/cli/words.ts'
import { html } from '../../../src/core/formats/papers/html.ts'
import { fileStem, isolated, neutral } from '../../../src/core/units/shown.ts'
import { wordsOf } from '../../../src/words/words.ts'

const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/
const TRICK = 'photo\u202egpj.exe'

describe('a name from outside', () => {
  it('cannot turn the order of what stands behind it', () => {
    expect(neutral(TRICK)).toBe('photo\ufffdgpj.exe')
    expect(neutral('a\u2069\u2068b')).toBe('a\ufffd\ufffdb')
    for (const said of [
      say('wrote', { file: TRICK }),
      wordsOf('zh', 'error', 'file_too_large', { file: TRICK }) ?? '',
      html`<td>${TRICK}</td>`.html,
    ]) {
      expect(said).toContain('photo')
      expect(said).not.toMatch(TURNING)
    }
  })

  it('names a file without path marks, controls or turns', () => {
    expect(fileStem('a/b:c\u202ed\u2068e\nf')).toBe('a_b_c_d_e_f')
  })

  it('names a file as none of Windows’ devices, and cuts no character in two', () => {
    expect(['con', 'NUL', 'Com1', 'lpt9.old', 'aux .x'].map(fileStem)).toEqual([
      '_con',
      '_NUL',
      '_Com1',
      '_lpt9.old',
      '_aux .x',
    ])
    expect(['console', 'nullah', '北厂区 con', 'com10'].map(fileStem)).toEqual([
      'console',
      'nullah',
      '北厂区 con',
      'com10',
    ])
    expect(fileStem(`${'a'.repeat(79)}𠮷`)).toBe('a'.repeat(79))
  })

  it('cannot order a terminal about', () => {
    expect(say('wrote', { file: 'a\u001b[2Jb' })).toBe('wrote a\ufffd[2Jb')
  })

  it('is isolated where its letters run from right to left, and only there', () => {
    expect(isolated('אבג.jpg')).toBe('\u2068אבג.jpg\u2069')
    expect(isolated(isolated('אבג.jpg'))).toBe('\u2068אבג.jpg\u2069')
    expect(isolated('北厂区 yard é 1')).toBe('北厂区 yard é 1')
  })

  it('is left balanced and without marks whatever it holds, and again nothing changes', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...Array.from('a中א\u202e\u2066\u2067\u2068\u2069\u200f\u001b\n')),
        }),
        (text) => {
          const once = isolated(text)
          expect(once).not.toMatch(TURNING)
          let depth = 0
          for (const one of once) {
            if (one === '\u2068') depth += 1
            if (one === '\u2069') depth -= 1
            expect(depth).toBeGreaterThanOrEqual(0)
          }
          expect(depth).toBe(0)
          expect(neutral(once)).toBe(once)
        },
      ),
      { numRuns: 500 },
    )
  })
})
