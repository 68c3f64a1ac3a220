/**
 * Writes `missions/demo/*.json`: the invented district as documents. Run with Node 24 from the checkout:
 * `node scripts/demo/generate.ts`. `tests/missions/demo.test.ts` holds the files against what this makes.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { enterprises } from './enterprises.ts'
import { findings, flight, footage } from './findings.ts'
import { layers } from './layer.ts'
import { missions } from './missions.ts'
import { sites } from './sites.ts'

/** The documents by file name: missions stand alone, one file each, as the command line reads them. */
export function demoFiles(): Map<string, string> {
  const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
  const missionFiles = missions.map((mission, i) => {
    const over = sites.filter((site) => mission.siteIds.includes(site.id))
    const file = { format: 'sortie-mission', version: 1, mission, sites: over, releases: [] }
    return [`missions/${i + 1}-${slug(mission.name.en)}.json`, text(file)] as const
  })
  return new Map([
    ['enterprises.json', text(enterprises)],
    ['sites.json', text(sites)],
    ['layers.json', text(layers)],
    ['flight.json', text({ flight, footage })],
    ['findings.json', text(findings)],
    ...missionFiles,
  ])
}

/** The number before it keeps the order. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\(([a-z]+)[^)]*\).*/, '$1')
    .replace(/[^a-z0-9]+/g, '-')

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../../missions/demo/', import.meta.url))
  fs.rmSync(path.join(folder, 'missions'), { recursive: true, force: true })
  for (const [name, text] of demoFiles()) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
}
