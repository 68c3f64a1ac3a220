import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entranceOf, roleFor } from '../../../src/core/people/acting.ts'
import { mayClose, needsSecond } from '../../../src/core/people/alone.ts'
import {
  CODE_RANDOM_BYTES,
  groupedCode,
  makeCode,
  MOST_CODES,
  readCode,
} from '../../../src/core/people/code.ts'
import { ROLES } from '../../../src/core/people/role.ts'
import { passphraseProblem, passphraseText, Phc, readPhc, writePhc } from '../../../src/core/people/secret.ts'
import { FREE_TRIES, nextTryAt, tried, type Tries, waitAfter } from '../../../src/core/people/tries.ts'

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')
const anyCode = fc
  .tuple(
    fc.array(fc.constantFrom(...DIGITS), { minLength: 3, maxLength: 3 }),
    fc.integer({ min: 0, max: MOST_CODES - 1 }),
    fc.uint8Array({ minLength: CODE_RANDOM_BYTES, maxLength: CODE_RANDOM_BYTES }),
  )
  .map(([tag, index, random]) => makeCode(tag.join(''), index, random))

describe('a one-time code', () => {
  it('is read as it was made, however it is typed', () => {
    fc.assert(
      fc.property(
        anyCode,
        fc.boolean(),
        fc.constantFrom('', '-', ' ', '—', ' - '),
        (code, isSmall, between) => {
          const typed = groupedCode(code.text)
            .replaceAll('-', between)
            .replaceAll('0', 'o')
            .replaceAll('1', 'l')
          expect(readCode(isSmall ? typed.toLowerCase() : typed)).toEqual(code)
        },
      ),
    )
  })

  it('is told from every slip of one character', () => {
    fc.assert(
      fc.property(
        anyCode,
        fc.integer({ min: 0, max: 15 }),
        fc.constantFrom(...DIGITS),
        ({ text }, at, other) => {
          fc.pre(text[at] !== other)
          expect(readCode(text.slice(0, at) + other + text.slice(at + 1))).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is nothing else', () => {
    for (const text of ['', 'ABCD', '0'.repeat(15), '0'.repeat(17), 'U'.repeat(16), '口令'.repeat(8)])
      expect(readCode(text)).toBeNull()
  })
})

describe('the lock-out', () => {
  const anyTimes = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 40 })

  it('grows with every wrong try, up to an hour, and begins after those that are free', () => {
    for (let n = 0; n < 40; n++) {
      expect(waitAfter(n)).toBeLessThanOrEqual(3_600_000)
      expect(waitAfter(n + 1)).toBeGreaterThanOrEqual(waitAfter(n))
      expect(waitAfter(n) > 0).toBe(n >= FREE_TRIES)
    }
  })

  it('lets nobody try sooner by setting the clock back, whatever the clock does', () => {
    fc.assert(
      fc.property(anyTimes, (times) => {
        // A try is made as soon as the rule allows; what counts is how far the clock has truly gone on since.
        let tries: Tries | null = null
        for (const atMs of times) {
          const allowed: number = tries ? nextTryAt(tries, atMs) : atMs
          if (tries && atMs < tries.lastAtMs) expect(allowed).toBe(atMs + waitAfter(tries.wrong))
          if (allowed <= atMs) tries = tried(tries, atMs)
        }
      }),
    )
  })

  it('of a clock that was far ahead ends after one whole wait', () => {
    const far = tried({ wrong: FREE_TRIES, lastAtMs: 0, nextAtMs: 0 }, 4e12)
    expect(nextTryAt(far, 1000) - 1000).toBe(waitAfter(FREE_TRIES + 1))
  })
})

describe('a passphrase', () => {
  it('is the same whatever keyboard composed it', () => {
    expect(passphraseText(' ｐａｓｓ１２３４ ')).toBe('pass1234')
    expect(passphraseText('e\u0301te\u0301')).toBe('\u00e9t\u00e9')
  })

  it('is counted in characters, and is no run, no name and no one thing over and over', () => {
    expect(passphraseProblem('北风吹雁南归 7', '罗沙')).toBeNull()
    expect(passphraseProblem('北风吹雁', '罗沙')).toBe('too_short')
    for (const plain of ['12345678', '87654321', 'abcdefgh', 'abababab', '罗沙罗沙罗沙罗沙'])
      expect([plain, passphraseProblem(plain, '罗沙')]).toEqual([plain, 'too_plain'])
    expect(passphraseProblem('Alexandra', 'Alexandra')).toBe('too_plain')
  })

  it('is kept with its parameters, which are bounded', () => {
    const kept = writePhc({ ln: 16, r: 8, p: 1 }, 'A'.repeat(22), 'b'.repeat(43))
    expect(Phc.parse(kept)).toBe(kept)
    expect(readPhc(kept)).toEqual({ ln: 16, r: 8, p: 1, salt: 'A'.repeat(22), hash: 'b'.repeat(43) })
    for (const wrong of [
      kept.replace('ln=16', 'ln=30'),
      kept.replace('r=8', 'r=800'),
      '$argon2id$v=19$m=1',
      '',
    ])
      expect(Phc.safeParse(wrong).success).toBe(false)
  })
})

describe('who gets in', () => {
  const secret = { phc: '$scrypt$', setAtMs: 1, isTemporary: false } as never
  const [here, left] = [{ leftAtMs: null }, { leftAtMs: 5 }]

  it('is asked by how many work here, and whether any has a passphrase', () => {
    expect(entranceOf([], false)).toBe('open')
    expect(entranceOf([{ ...left, secret }], false)).toBe('open')
    expect(entranceOf([{ ...here, secret: null }], false)).toBe('lone')
    expect(entranceOf([{ ...here, secret }], false)).toBe('signIn')
    expect(
      entranceOf(
        [
          { ...here, secret },
          { ...left, secret },
        ],
        false,
      ),
    ).toBe('signIn')
    expect(
      entranceOf(
        [
          { ...here, secret },
          { ...here, secret: null },
        ],
        false,
      ),
    ).toBe('signIn')
    expect(
      entranceOf(
        [
          { ...here, secret: null },
          { ...here, secret: null },
        ],
        false,
      ),
    ).toBe('press')
    expect(entranceOf([{ ...here, secret: null }], true)).toBe('press')
  })

  it('acts in the role they are in where it will do, else in one of theirs that does, in no other', () => {
    fc.assert(
      fc.property(fc.subarray([...ROLES], { minLength: 1 }), fc.subarray([...ROLES]), (own, needed) => {
        for (const now of own) {
          const role = roleFor(now, own, needed)
          if (needed.includes(now)) expect(role).toBe(now)
          else if (role === null) expect(own.some((one) => needed.includes(one))).toBe(false)
          else expect([own.includes(role), needed.includes(role)]).toEqual([true, true])
        }
      }),
    )
  })
})

describe('what a second person should look at', () => {
  it('is what closes and what deletes', () => {
    expect(
      [
        'finding.transition:closed',
        'site.remove',
        'order.close',
        'finding.edit',
        'link.close:x',
        'mission.export',
      ].map(needsSecond),
    ).toEqual([true, true, true, false, false, false])
  })

  it('is not closed by who recorded the report, unless they are alone: then it is marked', () => {
    const reporter = { personId: 'a', name: '罗沙', number: '' }
    expect(mayClose({ name: '罗沙', personId: 'a' }, reporter, false)).toBe('same')
    // Somebody else of the same name.
    expect(mayClose({ name: '罗沙', personId: 'b' }, reporter, false)).toBe('another')
    expect(mayClose({ name: '罗沙' }, { name: '罗沙' }, false)).toBe('same')
    expect(mayClose({ name: '罗沙', personId: 'a' }, null, false)).toBe('another')
    expect(mayClose({ name: '罗沙', personId: 'a' }, reporter, true)).toBe('alone')
  })
})
