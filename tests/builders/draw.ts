import { createHash } from 'node:crypto'
import type { Attempt, Draw, Pool } from '../../src/core/draw/draw.ts'
import { drawFrom, marksOf, seedMarkOf } from '../../src/core/draw/drawn.ts'
import { anId } from './enterprise.ts'
import { NOW_MS } from './mission.ts'

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const BY = { personId: null, name: '敖登', number: '010203' }

/** Ten enterprises in one stratum, of which three are drawn, and four inspectors, two a target. */
export const aPool = (over: Partial<Pool> = {}): Pool => ({
  targets: Array.from({ length: 10 }, (_, n) => ({ key: `t${n}`, name: `企业 ${n}`, stratum: '' })),
  sharePercent: 30,
  targetsExcluded: [{ key: 't99', name: '停产企业', reason: '停产' }],
  inspectors: Array.from({ length: 4 }, (_, n) => ({ key: `p${n}`, name: `民警 ${n}`, stratum: '' })),
  inspectorsPerTarget: 2,
  inspectorsExcluded: [],
  ...over,
})

/** A draw that was made so many times, each from the same pool with another seed. */
export function aDraw({
  pool = aPool(),
  seed = '3',
  times = 1,
}: {
  pool?: Pool
  seed?: string
  times?: number
} = {}): Draw {
  const attempts: Attempt[] = []
  for (let n = 0; n < times; n++) {
    const reason = n === 0 ? '' : `名单有误，重新抽取 ${n + 1}`
    const made = marksOf({ pool, reason }, attempts[n - 1] ?? null, hashOf)
    const here = `${seed}${n === 0 ? '' : n}`
    attempts.push({
      reason,
      pool,
      ...made,
      committedBy: BY,
      committedAtMs: NOW_MS,
      outcome: {
        seed: here,
        seedFrom: '骰子',
        seedMark: seedMarkOf(made.commitment, here, hashOf),
        drawn: drawFrom(pool, made.commitment, here, hashOf),
        drawnBy: BY,
        drawnAtMs: NOW_MS + 1000,
      },
    })
  }
  return { id: anId(730), name: { zh: '第三轮抽查', en: '' }, attempts }
}
