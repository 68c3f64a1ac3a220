/**
 * Every demo mission against its golden exports in `missions/golden`. A change that is meant: run with `REGEN=1`
 * and read the difference before committing it.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { FormatInput, Written } from '../../src/core/formats/formatInput.ts'
import { writeGeoJson } from '../../src/core/formats/geojson.ts'
import { writeQgcPlan } from '../../src/core/formats/qgcPlan.ts'
import { writeWpl, writeWplFence, writeWplRally } from '../../src/core/formats/wpl.ts'
import { writeDjiWpml } from '../../src/core/formats/wpml.ts'
import { writeDjiMapping } from '../../src/core/formats/wpmlMapping.ts'
import { MissionFile } from '../../src/core/mission/missionFile.ts'
import { plan } from '../../src/core/route/plan.ts'
import { judge } from '../../src/core/safety/judge.ts'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import { EXPORTED_AT_MS } from '../builders/mission.ts'

const documents = path.resolve('missions/demo/missions')
const golden = path.resolve('missions/golden')
const regenerate = process.env.REGEN === '1'
/** Inside the demo's approvals, so that the verdict does not depend on the day. */
const NOW_MS = Date.UTC(2026, 4, 20, 2, 15)

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

function exportsOf(file: MissionFile): { files: [string, string][]; ok: boolean; rules: string[] } {
  const { mission, sites, releases } = file
  const route = plan({ mission, sites })
  const verdict = judge({ mission, sites, route, nowMs: NOW_MS })
  const revision = createHash('sha256').update(canonicalJson(mission), 'utf8').digest('hex')
  const input: FormatInput = { mission, sites, route, releases, revision, exportedAtMs: EXPORTED_AT_MS }
  const written = (write: (input: FormatInput) => Written): string => String(write(input).content)
  return {
    files: [
      ['plan', written(writeQgcPlan)],
      ['waypoints', written(writeWpl)],
      ...(mission.fence.length > 0 ? [['fence.waypoints', written(writeWplFence)] as [string, string]] : []),
      ...(mission.rallyPoints.length > 0
        ? [['rally.waypoints', written(writeWplRally)] as [string, string]]
        : []),
      ...(mission.vehicle.firmware === 'dji' ? wpmlOf(writeDjiWpml(input)) : []),
      ...(mission.vehicle.firmware === 'dji' ? mappingOf(writeDjiMapping(input)) : []),
      ['geojson', written(writeGeoJson)],
      ['route.json', pretty({ revision, ...route })],
      ['verdict.json', pretty(verdict)],
    ],
    ok: verdict.ok,
    rules: verdict.items.filter((item) => item.severity === 'error').map((item) => item.rule),
  }
}

const wpmlOf = ({ content }: Written): [string, string][] =>
  Object.entries(unzipSync(content as Uint8Array)).map(([name, bytes]) => [
    path.basename(name),
    new TextDecoder().decode(bytes),
  ])

/** Its lanes are those of the other DJI file but for the camera's angle: the area is what is its own. */
const mappingOf = (written: Written): [string, string][] =>
  written.notes.some(({ severity }) => severity === 'error')
    ? []
    : wpmlOf(written).map(([name, text]) => [`mapping.${name}`, text])

describe('golden exports', () => {
  const names = fs.readdirSync(documents).sort()
  for (const name of names) {
    const stem = path.basename(name, '.json')
    const file = MissionFile.parse(JSON.parse(fs.readFileSync(path.join(documents, name), 'utf8')))

    test(`${stem}: the same bytes as the golden files`, () => {
      for (const [extension, text] of exportsOf(file).files) {
        const target = path.join(golden, `${stem}.${extension}`)
        if (regenerate) fs.writeFileSync(target, text)
        expect(text, `${stem}.${extension}`).toBe(fs.readFileSync(target, 'utf8'))
      }
    })

    test(`${stem}: ${stem === '9-unsafe' ? 'is unsafe because a leg leaves the fence' : 'is safe'}`, () => {
      const { ok, rules } = exportsOf(file)
      if (stem !== '9-unsafe') return expect({ ok, rules }).toEqual({ ok: true, rules: [] })
      expect(ok).toBe(false)
      expect(rules).toContain('fence.leg')
    })
  }

  test('has no golden file without its mission', () => {
    const expected = names.flatMap((name) =>
      exportsOf(MissionFile.parse(JSON.parse(fs.readFileSync(path.join(documents, name), 'utf8')))).files.map(
        ([extension]) => `${path.basename(name, '.json')}.${extension}`,
      ),
    )
    expect(fs.readdirSync(golden).sort()).toEqual(expected.sort())
  })
})
