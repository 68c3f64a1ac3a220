import { afterAll, describe, expect, it } from 'vitest'
import { attackCalls } from './calls.ts'
import { attackExchanges } from './exchanges.ts'
import { attackFiles } from './files.ts'
import { attackIngests } from './ingests.ts'
import { attackKills } from './kills.ts'

/** Short rounds of what `npm run attack` does at length. A fault found there becomes a test of its own. */
const SEED = 20_261_127
const said: string[] = []
const tell = (line: string) => void said.push(line)
afterAll(() => {
  if (said.length === 0) throw new Error('no attack said anything')
})

describe('short rounds of the attacks', () => {
  it('kills servers while they write, upload and speak to a vehicle', async () => {
    const { done, faults } = await attackKills(10, SEED, tell)
    expect(faults).toEqual([])
    expect(done).toMatchObject({ kills: 10, lost: 0, falseAlarms: 0, leftOver: 0 })
    expect(done['acknowledged']).toBeGreaterThan(0)
  })

  it('kills ingests of a card', async () => {
    const { done, faults } = await attackIngests(4, SEED, tell)
    expect(faults).toEqual([])
    expect(done).toMatchObject({ kills: 4, lost: 0, twice: 0, falseAlarms: 0 })
  })

  it('kills laptops that exchange by files', async () => {
    const { done, faults } = await attackExchanges(6, SEED, tell)
    expect(faults).toEqual([])
    expect(done).toMatchObject({ lost: 0, falseAlarms: 0 })
    expect(done['kills']).toBeGreaterThanOrEqual(6)
  })

  it('sends hostile and valid inputs to every call', async () => {
    const { done, faults } = await attackCalls(4, SEED, tell)
    expect(faults).toEqual([])
    expect(done['valid']).toBeGreaterThan((done['inputs'] ?? 0) / 3)
    expect(done['writes']).toBeGreaterThan(0)
  })

  it('gives damaged files to every reader', async () => {
    const { done, faults } = await attackFiles(1000, SEED, tell)
    expect(faults).toEqual([])
    expect(done['files']).toBe(1000)
  })
})
