import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hashText } from '../../src/store/hash.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { fillDistrict, type Sizes } from '../bench/district.ts'

const FEW: Sizes = { enterprises: 3, sites: 5, missions: 4, flights: 11, footage: 60, findings: 30 }

let dir = ''
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-district-'))
})
afterEach(() => {
  fs.rmSync(dir, { recursive: true, force: true })
})

const filled = (name: string, sizes: Sizes, seed: number) => {
  fillDistrict(path.join(dir, name), sizes, seed)
  const opened = openWorkspace(path.join(dir, name), { create: false })
  if (!opened.ok) throw new Error(opened.code)
  return opened.value
}

it('makes as many of each as it is told, with a journal that holds; only the originals are not there', async () => {
  const workspace = filled('w', FEW, 1)
  const count = (table: string) =>
    (workspace.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  expect(Object.fromEntries(Object.keys(FEW).map((name) => [name, count(TABLES[name] ?? name)]))).toEqual(FEW)
  const { journal, records, originals } = await verifyWorkspace(workspace)
  expect(journal).toMatchObject({ brokenAt: null, problem: null })
  expect(records.differing).toEqual([])
  expect(originals.missing).toHaveLength(FEW.footage)
  workspace.close()
})

const TABLES: Record<string, string> = {
  enterprises: 'enterprise',
  sites: 'site',
  missions: 'mission',
  flights: 'flight',
  findings: 'finding',
}

it('makes the same of the same seed, and something else of another', () => {
  const heads = [7, 7, 8].map((seed, i) => {
    const workspace = filled(String(i), FEW, seed)
    // Entries name the station that wrote them, which is another one each time.
    const versions = workspace.db.prepare('SELECT hash FROM version ORDER BY hash').all()
    workspace.close()
    return hashText(JSON.stringify(versions))
  })
  expect(heads[0]).toBe(heads[1])
  expect(heads[2]).not.toBe(heads[0])
})
