import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Attempt, Pool } from '../../../src/core/draw/draw.ts'
import { Draw } from '../../../src/core/draw/draw.ts'
import { drawFrom, drawnOf, marksOf, unfitPool } from '../../../src/core/draw/drawn.ts'
import { readRecord, recordText, replay } from '../../../src/core/draw/record.ts'
import { aDraw, aPool, hashOf } from '../../builders/draw.ts'

/** The algorithm once more, from its description, with nothing of the product: integers of 256 bits, an own JSON. */
function drawnAgain(text: string): { target: string; inspectors: string[] }[][] {
  const sha = (value: string) => createHash('sha256').update(value, 'utf8').digest()
  const json = (value: unknown): string =>
    JSON.stringify(value, (_, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    )
  const mark = (what: string, value: unknown) => sha(json([what, value])).toString('hex')
  const record = JSON.parse(text) as { draw: { attempts: Attempt[] } }
  return record.draw.attempts.map(({ pool, reason, commitment, outcome }, n) => {
    const marks = {
      targets: pool.targets.map((one) => mark('targets', one)),
      targetsExcluded: pool.targetsExcluded.map((one) => mark('targetsExcluded', one)),
      inspectors: pool.inspectors.map((one) => mark('inspectors', one)),
      inspectorsExcluded: pool.inspectorsExcluded.map((one) => mark('inspectorsExcluded', one)),
      rule: mark('rule', {
        algorithm: 'sortie-draw-1',
        inspectorsPerTarget: pool.inspectorsPerTarget,
        sharePercent: pool.sharePercent,
      }),
      again: mark('again', [reason, record.draw.attempts[n - 1] ?? null]),
    }
    if (mark('marks', marks) !== commitment) throw new Error('another commitment')
    const shuffle = <T>(list: T[], name: string): T[] => {
      const numbers: number[] = []
      for (let block = 0; block < 8 + list.length / 6; block++) {
        const bytes = sha(`${commitment}:${outcome?.seed}:${name}:${block}`)
        for (let i = 0; i < 32; i += 4) numbers.push(bytes.readUInt32BE(i))
      }
      const out = list.slice()
      let at = 0
      for (let i = out.length - 1; i >= 1; i--) {
        const k = i + 1
        while ((numbers[at] ?? 0) >= Math.floor(4294967296 / k) * k) at++
        const j = (numbers[at++] ?? 0) % k
        const kept = out[i] as T
        out[i] = out[j] as T
        out[j] = kept
      }
      return out
    }
    const strata = [...new Set(pool.targets.map(({ stratum }) => stratum))]
    const targets = strata.flatMap((stratum) => {
      const members = pool.targets.filter((one) => one.stratum === stratum)
      return shuffle(members, `targets/${stratum}`).slice(
        0,
        Math.ceil((members.length * pool.sharePercent) / 100),
      )
    })
    const inspectors = shuffle(pool.inspectors, 'inspectors')
    let turn = 0
    return targets.map(({ key }) => ({
      target: key,
      inspectors: Array.from(
        { length: pool.inspectorsPerTarget },
        () => inspectors[turn++ % inspectors.length]?.key ?? '',
      ),
    }))
  })
}

const pools: fc.Arbitrary<Pool> = fc
  .record({
    targets: fc.integer({ min: 1, max: 30 }),
    inspectors: fc.integer({ min: 0, max: 9 }),
    each: fc.integer({ min: 0, max: 3 }),
    share: fc.integer({ min: 1, max: 100 }),
    strata: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ targets, inspectors, each, share, strata }) =>
    aPool({
      targets: Array.from({ length: targets }, (_, n) => ({
        key: `t${n}`,
        name: `企业 ${n}`,
        stratum: `${(n * 7) % strata}`,
      })),
      sharePercent: share,
      inspectors: Array.from({ length: inspectors }, (_, n) => ({
        key: `p${n}`,
        name: `民警 ${n}`,
        stratum: '',
      })),
      inspectorsPerTarget: Math.min(each, inspectors),
    }),
  )

describe('a draw', () => {
  it('is what its description says, by other code from the file alone', () => {
    fc.assert(
      fc.property(
        pools,
        fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
        fc.nat(2),
        (pool, seed, again) => {
          const draw = aDraw({ pool, seed, times: again + 1 })
          expect(drawnAgain(recordText(draw))).toEqual(draw.attempts.map(({ outcome }) => outcome?.drawn))
        },
      ),
    )
  })

  it('draws the share of each stratum, nobody twice, and shares the work out evenly', () => {
    fc.assert(
      fc.property(pools, fc.string({ minLength: 1 }), (pool, seed) => {
        const drawn = drawFrom(pool, 'a'.repeat(64), seed, hashOf)
        expect(new Set(drawn.map(({ target }) => target)).size).toBe(drawn.length)
        for (const stratum of new Set(pool.targets.map((one) => one.stratum))) {
          const members = pool.targets.filter((one) => one.stratum === stratum)
          const keys = new Set(members.map(({ key }) => key))
          expect(drawn.filter(({ target }) => keys.has(target))).toHaveLength(
            drawnOf(members.length, pool.sharePercent),
          )
        }
        const work = new Map(pool.inspectors.map(({ key }) => [key, 0]))
        for (const { inspectors } of drawn) {
          expect(new Set(inspectors).size).toBe(pool.inspectorsPerTarget)
          for (const one of inspectors) work.set(one, (work.get(one) ?? 0) + 1)
        }
        if (work.size > 0)
          expect(Math.max(...work.values()) - Math.min(...work.values())).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('gives each the same chance', () => {
    const pool = aPool({
      targets: Array.from({ length: 5 }, (_, n) => ({ key: `${n}`, name: `${n}`, stratum: '' })),
      sharePercent: 20,
    })
    const times = [0, 0, 0, 0, 0]
    for (let n = 0; n < 5000; n++) {
      const [one] = drawFrom(pool, 'c', String(n), hashOf)
      const at = Number(one?.target)
      times[at] = (times[at] ?? 0) + 1
    }
    // Of 1,000 each, five deviations (28) to either side.
    for (const time of times) expect(Math.abs(time - 1000)).toBeLessThan(141)
  })

  it('is refused of too few inspectors, and of who is both in and left out', () => {
    expect(unfitPool(aPool({ inspectors: [], inspectorsPerTarget: 2 }))?.code).toBe('draw_inspectors_few')
    const pool = aPool()
    expect(unfitPool(pool)).toBeNull()
    const [first] = pool.targets
    expect(
      unfitPool({ ...pool, targetsExcluded: [{ key: first?.key ?? '', name: '', reason: '回避' }] })?.code,
    ).toBe('draw_also_excluded')
  })
})

describe('a replay', () => {
  const draw = aDraw({ times: 2 })
  const problems = (changed: unknown) => {
    const read = readRecord({ sortieDraw: 1, algorithm: 'sortie-draw-1', draw: changed })
    if (!read.ok) throw new Error(read.misfit.problem)
    return replay(read.record, hashOf).map(({ code, attempt, name }) => `${attempt} ${code} ${name}`.trim())
  }
  const changed = (work: (copy: Draw) => void): Draw => {
    const copy = structuredClone(draw)
    work(copy)
    return copy
  }
  const attempt = (copy: Draw, n = 0): Attempt => copy.attempts[n] as Attempt

  it('holds of the record as it was written, the redraw with its first and its reason in it', () => {
    expect(problems(draw)).toEqual([])
    expect(Draw.safeParse(draw).error).toBeUndefined()
    const read = readRecord(JSON.parse(recordText(draw)))
    expect(read.ok && read.record.draw.attempts.map(({ reason }) => reason)).toEqual([
      '',
      '名单有误，重新抽取 2',
    ])
    expect(read.ok && replay(read.record, hashOf, draw.attempts[0]?.commitment)).toEqual([])
    expect(read.ok && replay(read.record, hashOf, 'f'.repeat(64))[0]?.code).toBe('replay_noted')
  })

  it.each<[string, (copy: Draw) => void, string]>([
    [
      'a member',
      (copy) => Object.assign(attempt(copy).pool.targets[2] ?? {}, { name: '换了名字' }),
      '1 replay_member 换了名字',
    ],
    [
      'the key of a member',
      (copy) => Object.assign(attempt(copy).pool.targets[2] ?? {}, { key: 'x' }),
      '1 replay_member 企业 2',
    ],
    ['the order', (copy) => void attempt(copy).pool.targets.reverse(), '1 replay_order 企业 9'],
    [
      'a member more',
      (copy) => void attempt(copy).pool.targets.push({ key: 'z', name: '多的', stratum: '' }),
      '1 replay_member 多的',
    ],
    ['a member less', (copy) => void attempt(copy).pool.targets.pop(), '1 replay_number'],
    [
      'an inspector',
      (copy) => Object.assign(attempt(copy).pool.inspectors[0] ?? {}, { name: '别人' }),
      '1 replay_member 别人',
    ],
    [
      'why somebody was left out',
      (copy) => Object.assign(attempt(copy).pool.targetsExcluded[0] ?? {}, { reason: '别的' }),
      '1 replay_member 停产企业',
    ],
    ['the share', (copy) => void (attempt(copy).pool.sharePercent = 31), '1 replay_rule'],
    [
      'the number of inspectors',
      (copy) => void (attempt(copy).pool.inspectorsPerTarget = 1),
      '1 replay_rule',
    ],
    ['the seed', (copy) => Object.assign(attempt(copy).outcome ?? {}, { seed: '4' }), '1 replay_seed'],
    ['what was drawn', (copy) => void attempt(copy).outcome?.drawn.reverse(), '1 replay_drawn'],
    ['the commitment', (copy) => void (attempt(copy).commitment = 'e'.repeat(64)), '1 replay_commitment'],
    ['the reason of the redraw', (copy) => void (attempt(copy, 1).reason = '别的'), '2 replay_again'],
    ['the first draw, taken away', (copy) => void copy.attempts.shift(), '1 replay_again'],
    ['a mark', (copy) => void (attempt(copy).marks.targets[0] = 'e'.repeat(64)), '1 replay_member 企业 0'],
  ])('names %s that is another one', (_, work, problem) => {
    const [found = ''] = problems(changed(work)).filter((one) => one.startsWith(problem.slice(0, 12)))
    expect(found.startsWith(problem)).toBe(true)
  })

  it('finds any change of what counts in it', () => {
    const places = fc.constantFrom('name', 'key', 'stratum')
    fc.assert(
      fc.property(fc.nat(9), places, fc.string({ minLength: 1, maxLength: 5 }), (n, member, value) => {
        const other = changed((copy) =>
          Object.assign(attempt(copy).pool.targets[n] ?? {}, { [member]: value }),
        )
        const isSame = JSON.stringify(other) === JSON.stringify(draw)
        const keys = attempt(other).pool.targets.map(({ key }) => key)
        if (new Set(keys).size < keys.length) return
        expect(problems(other).length === 0).toBe(isSame)
      }),
    )
  })

  it('cannot be had by marking all anew: the commitment is another one then', () => {
    const forged = changed((copy) => {
      const first = attempt(copy)
      first.pool.targets.pop()
      Object.assign(first, marksOf(first, null, hashOf))
    })
    expect(attempt(forged).commitment).not.toBe(attempt(draw).commitment)
    expect(problems(forged)).not.toEqual([])
  })

  it('refuses what is no record, in one reason', () => {
    const { draw: _draw, ...headless } = JSON.parse(recordText(draw)) as { draw: Draw }
    for (const value of [
      null,
      '',
      7,
      [],
      {},
      { sortieDraw: 1 },
      headless,
      { ...headless, draw: { ...draw, attempts: [] } },
    ]) {
      const read = readRecord(value)
      expect(read.ok).toBe(false)
    }
  })
})
