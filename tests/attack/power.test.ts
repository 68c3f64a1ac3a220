import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chanceOf } from './chance.ts'
import { atTheEnd, behindAnswers, cutPower, cutsOf, type Recording, recordDay } from './power.ts'
import { canRecord } from './power/trace.ts'

/** A short round of what `npm run attack -- --only power` does at length. */
const SEED = 20_261_129
const CUTS = 25

const isRecorded = canRecord()
const why = isRecorded ? '' : ' (not done: this machine has no strace, or does not let it look on)'
describe.skipIf(!isRecorded)(`a day in which the power is cut${why}`, () => {
  let dir = ''
  let day: Recording
  beforeAll(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-power-'))
    day = recordDay(dir, SEED)
  })
  afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

  it('leaves all that was acknowledged once it is over, with nothing there that was not synced', async () => {
    expect(await cutPower(day, atTheEnd(day), dir)).toMatchObject({ cuts: 1, faults: [] })
  })

  it('leaves what verifies and has all that was acknowledged, wherever the power is cut', async () => {
    const { cuts, faults } = await cutPower(day, cutsOf(day, CUTS, chanceOf(SEED)), dir)
    expect(faults).toEqual([])
    expect(cuts).toBeGreaterThanOrEqual(CUTS)
  })

  it.each([
    ['the vault', (name: string) => name.startsWith('w/vault/')],
    ['the folders of the vault', (name: string) => /^w\/vault\/[0-9a-f]{2}$/.test(name)],
    ['what SQLite writes ahead', (name: string) => name.endsWith('.db-wal')],
    ['the database', (name: string) => name.endsWith('.db')],
    ['what was sent', (name: string) => name.startsWith('stick')],
    ['a backup', (name: string) => name.startsWith('disk')],
  ])('notices a program that forgets the sync of %s', async (_, forgets) => {
    const lostBy = async (cuts: ReturnType<typeof atTheEnd>) =>
      (await cutPower(day, cuts, dir, undefined, forgets)).lost
    // Most of it is told at the end of the day already.
    const atEnd = await lostBy(atTheEnd(day))
    const between = behindAnswers(day).filter((_cut, i) => i % 6 === 4)
    expect(atEnd || (await lostBy(between))).toBeGreaterThan(0)
  })
})
