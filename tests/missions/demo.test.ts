import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { demoFiles } from '../../scripts/demo/generate.ts'
import { Flight } from '../../src/core/flight/flight.ts'
import { frameAt } from '../../src/core/geo/frame.ts'
import { Layer } from '../../src/core/geo/layer.ts'
import { intersection } from '../../src/core/geo/offset.ts'
import { isInside } from '../../src/core/geo/polygon.ts'
import { MissionFile } from '../../src/core/mission/missionFile.ts'
import { Enterprise } from '../../src/core/site/enterprise.ts'
import { Site } from '../../src/core/site/site.ts'
import { recognise } from '../../src/core/footage/recognise.ts'

const folder = path.resolve('missions/demo')
const read = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))
const enterprises = z.array(Enterprise).parse(read('enterprises.json'))
const sites = z.array(Site).parse(read('sites.json'))
const missionFiles = fs
  .readdirSync(path.join(folder, 'missions'))
  .sort()
  .map((name) => MissionFile.parse(read(`missions/${name}`)))

describe('the demo documents', () => {
  test('are what the generator writes', () => {
    for (const [name, text] of demoFiles())
      expect(fs.readFileSync(path.join(folder, name), 'utf8'), name).toBe(text)
  })

  test('hold seven enterprises with nine sites that do not overlap, near 41.77 N 109.97 E', () => {
    expect(enterprises).toHaveLength(7)
    expect(new Set(enterprises.map((enterprise) => enterprise.creditCode)).size).toBe(7)
    expect(sites).toHaveLength(9)
    const frame = frameAt({ lat: 41.77, lon: 109.97 })
    const outlines = sites.map((site) => site.boundary.map((corner) => frame.toLocal(corner)))
    for (const [i, a] of outlines.entries()) {
      for (const { x, y } of a) expect(Math.hypot(x, y)).toBeLessThan(2500)
      for (const b of outlines.slice(i + 1)) expect(intersection([a], [b])).toEqual([])
    }
    for (const enterprise of enterprises)
      expect(sites.filter((site) => site.enterpriseId === enterprise.id).length).toBeGreaterThan(0)
  })

  test('keep every asset inside its site, or on its boundary', () => {
    for (const site of sites) {
      const frame = frameAt(site.boundary[0] ?? { lat: 0, lon: 0 })
      const outline = site.boundary.map((corner) => frame.toLocal(corner))
      for (const asset of site.assets) {
        if (asset.kind === 'gate' || asset.footing.kind === 'line') continue
        const corners = asset.footing.kind === 'area' ? asset.footing.ring : [asset.footing.at]
        for (const corner of corners)
          expect(isInside(frame.toLocal(corner), [outline]), `${site.name.en}: ${asset.name.en}`).toBe(true)
      }
    }
  })

  test('telephone numbers and credit codes can belong to nobody', () => {
    for (const enterprise of enterprises) {
      expect(enterprise.creditCode).toMatch(/^91159999MA0DEM/)
      for (const contact of [enterprise.safetyOfficer, ...enterprise.contacts])
        expect(contact?.phone).toMatch(/^000-0000-/)
    }
  })

  test('missions stand alone, use several vehicles and say that their approval is a demonstration', () => {
    expect(missionFiles.length).toBeGreaterThanOrEqual(6)
    expect(new Set(missionFiles.map((file) => file.mission.vehicle.id)).size).toBeGreaterThanOrEqual(4)
    const kinds = new Set(
      missionFiles.flatMap((file) => file.mission.patterns.map((pattern) => pattern.kind)),
    )
    expect([...kinds].sort()).toEqual(['corridor', 'orbit', 'perimeter', 'survey', 'visit', 'waypoints'])
    for (const { mission, sites: own } of missionFiles) {
      expect(own.map((site) => site.id)).toEqual(mission.siteIds)
      for (const site of own) expect(sites).toContainEqual(site)
      expect(mission.authorisation?.number).toContain('演示')
      expect(mission.fence.length).toBeGreaterThan(0)
      // DJI firmwares know no rally points.
      expect(mission.rallyPoints.length > 0).toBe(mission.vehicle.firmware !== 'dji')
    }
  })

  test('the base map has roads, a railway, buildings, contour lines and water', () => {
    const [layer] = z.array(Layer).parse(read('layers.json'))
    const features = layer?.source.kind === 'vector' ? layer.source.features : []
    for (const kind of ['road', 'railway', 'building', 'contour', 'water'])
      expect(features.filter((feature) => feature.kind === kind).length, kind).toBeGreaterThan(0)
  })

  test('the flight names files that are there and are what they seem', () => {
    const { flight, footage } = z
      .object({ flight: Flight, footage: z.array(z.string()) })
      .parse(read('flight.json'))
    expect(missionFiles.map((file) => file.mission.id)).toContain(flight.missionId)
    const kinds = footage.map((name) => recognise(fs.readFileSync(path.join(folder, 'footage', name))).kind)
    expect(kinds).toEqual(['log', 'clip', 'photo', 'photo', 'photo', 'photo'])
    expect(fs.readdirSync(path.join(folder, 'footage')).sort()).toEqual([...footage].sort())
  })
})
