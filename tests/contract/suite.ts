import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  CALL_NAMES,
  type CallName,
  type CallOutput,
  type ContractEvent,
  calls,
  mayCall,
  ROLES,
} from '../../src/contract/index.ts'
import { wordsOf } from '../../src/words/words.ts'
import { deliveredTemplate } from '../../src/core/papers/delivered.ts'
import { newMission } from '../../src/core/mission/newMission.ts'
import { aCampaign, anApproval, aVisit } from '../builders/campaign.ts'
import { readRecord, replay } from '../../src/core/draw/record.ts'
import { aPool, hashOf } from '../builders/draw.ts'
import { aSelfCheck } from '../builders/duty.ts'
import { aBattery, aCraft, aFiling, anApprovalOfFlights } from '../builders/permit.ts'
import { authorisationOf } from '../../src/core/permit/approval.ts'
import { aCreditCode, aFlight, anEnterprise, anId } from '../builders/enterprise.ts'
import { filledForm } from '../builders/selfCheckForms.ts'
import { readTables } from '../../src/core/formats/tables/readTables.ts'
import { xlsx } from '../../src/core/formats/tables/xlsxWrite.ts'
import { aMission, NOW_MS } from '../builders/mission.ts'
import { aPng } from '../builders/png.ts'
import { anOrderDraft } from '../builders/orders.ts'
import { callsOver, scratchServices } from '../builders/services.ts'
import { NO_VERSION, versionAt } from '../builders/version.ts'
import { mockVehicle } from '../link/mockVehicle.ts'

/** One way to the services, as a window has it. */
export type Door = {
  call(name: string, input: unknown): Promise<Answer>
  on(listener: (event: ContractEvent) => void): () => void
  /** Hands a file of this machine over and answers its reference. */
  file(path: string): Promise<string>
  /** The bytes of an offered download. */
  download(id: string): Promise<Uint8Array>
  /** The files that were handed to the system's programs; absent where they are fetched instead. */
  opened?(): Promise<string[]>
  close(): Promise<void>
}

/** Who may do everything. */
const CHIEF = { name: '孟青棠', role: 'supervisor' } as const
/** What is told of a flight before it takes off and once it has landed. */
const TOLD = {
  missionId: null,
  approvalId: null,
  flightId: null,
  takeoffAtMs: 3,
  reportedAtMs: 2,
  to: '值班室',
  remarks: '',
}
const LANDED = { flightId: null, landedAtMs: 4, reportedAtMs: 5, words: '' }

const SAMPLES = path.resolve(import.meta.dirname, '../../missions/demo/footage')
const sample = (ending: string): string =>
  path.join(SAMPLES, fs.readdirSync(SAMPLES).find((name) => name.endsWith(ending)) ?? ending)

const boundary = [
  { lat: 41.77, lon: 109.97 },
  { lat: 41.77, lon: 109.973 },
  { lat: 41.772, lon: 109.973 },
  { lat: 41.772, lon: 109.97 },
]

/** What a vehicle holds of what the verdict reckons with. */
const PARAMS = {
  FENCE_ENABLE: 1,
  FENCE_ACTION: 1,
  RTL_ALT: 4500,
  RALLY_LIMIT_KM: 0.5,
  RALLY_INCL_HOME: 1,
  FS_THR_ENABLE: 1,
  BATT_FS_LOW_ACT: 2,
}

/**
 * The contract through one door: every call once with good input, what is refused and how, and that nothing thrown or
 * half done ever comes out of it. A call that this suite does not make fails it.
 */
export function contractSuite(name: string, openDoor: () => Promise<Door>): void {
  describe(`the contract through ${name}`, () => {
    let door: Door
    /** What each call was made with, and answered. */
    const made = new Map<CallName, unknown>()
    const events: ContractEvent[] = []

    const ok = async <N extends CallName>(call: N, input: unknown): Promise<CallOutput<N>> => {
      const answer = await door.call(call, input)
      made.set(call, input)
      if (!answer.ok) throw new Error(`${call}: ${answer.code} ${JSON.stringify(answer.params)}`)
      return calls[call].output.parse(answer.value) as CallOutput<N>
    }
    const refused = async (call: string, input: unknown): Promise<string> => {
      const answer = await door.call(call, input)
      return answer.ok ? 'ok' : answer.code
    }

    beforeAll(async () => {
      door = await openDoor()
      door.on((event) => events.push(event))
    })
    afterAll(async () => {
      await door.close()
    })

    it('keeps enterprises and sites, counts revisions and notices a conflict', async () => {
      expect((await ok('workspace.status', {})).empty).toBe(true)
      expect(await ok('actor.set', CHIEF)).toEqual(CHIEF)
      const first = await ok('enterprise.put', { base: null, doc: anEnterprise() })
      expect(first.revision).toBe(1)
      const second = await ok('enterprise.put', {
        base: first.version,
        doc: anEnterprise({ remarks: 'seen' }),
      })
      expect(second.revision).toBe(2)
      expect(second.version).not.toBe(first.version)
      expect((await ok('enterprise.get', { id: anId(1) })).version).toBe(second.version)
      expect(await refused('enterprise.put', { base: first.version, doc: anEnterprise() })).toBe('conflict')
      expect(await refused('enterprise.put', { base: null, doc: anEnterprise() })).toBe('conflict')
      const site = {
        id: anId(101),
        enterpriseId: anId(1),
        name: { zh: '厂区', en: '' },
        boundary,
        ground: { lowestM: 1600, highestM: 1604, source: 'test' },
        assets: [],
        remarks: '',
      }
      await ok('site.put', { base: null, doc: site })
      expect(
        await refused('site.put', { base: null, doc: { ...site, id: anId(102), enterpriseId: anId(9) } }),
      ).toBe('missing_reference')
      expect(await refused('enterprise.remove', { id: anId(1), base: second.version })).toBe('in_use')
      expect(await ok('site.list', { enterpriseId: anId(1) })).toHaveLength(1)
      expect((await ok('enterprise.list', {})).rows[0]).toMatchObject({ sites: 1, openFindings: 0 })
    })

    it('refuses a credit code whose check character does not hold', async () => {
      const wrong = anEnterprise({ id: anId(2) })
      const last = wrong.creditCode.at(-1) === '0' ? '1' : '0'
      expect(
        await refused('enterprise.put', {
          base: null,
          doc: { ...wrong, creditCode: wrong.creditCode.slice(0, 17) + last },
        }),
      ).toBe('bad_input')
    })

    it('plans, judges, holds back, releases and freezes a mission', async () => {
      const [site] = await ok('site.list', { enterpriseId: null })
      const mission = newMission({
        id: anId(201),
        name: { zh: '测试', en: '' },
        sites: site ? [site.doc] : [],
      })
      await ok('mission.put', {
        base: null,
        doc: {
          ...mission,
          patterns: [
            {
              kind: 'survey',
              crossGrid: false,
              leadInM: 0,
              id: 's',
              area: boundary,
              holes: [],
              heightM: 60,
              speedMS: 8,
              spacing: { by: 'distance', spacingM: 40 },
              angleDeg: 'auto',
              photo: { by: 'none' },
            },
          ],
        },
      })
      expect((await ok('mission.list', { siteId: anId(101) })).rows.map(({ id }) => id)).toEqual([anId(201)])
      const { revision: first, version: base } = await ok('mission.get', { id: anId(201) })
      expect(first).toBe(1)
      const { verdict, revision } = await ok('mission.evaluate', { id: anId(201) })
      expect(verdict.items.map(({ rule }) => rule)).toContain('authorisation')
      const wish = { id: anId(201), base, format: 'qgc-plan', release: null }
      expect(await refused('mission.export', wish)).toBe('unsafe')
      const release = { reason: 'drill', by: '顾砚之', role: 'supervisor', emergencyBasis: null }
      expect(await refused('mission.export', { ...wish, release })).toBe('needs_emergency_basis')
      const exported = await ok('mission.export', {
        ...wish,
        release: { ...release, emergencyBasis: 'fire at the tank' },
      })
      expect(exported.revision).toBe(revision)
      const plan = JSON.parse(new TextDecoder().decode(await door.download(exported.downloadId))) as {
        fileType: string
      }
      expect(plan.fileType).toBe('Plan')
      const [frozen] = await ok('mission.frozen', { id: anId(201) })
      expect(frozen?.doc).toMatchObject({
        revision,
        releases: [{ reason: 'drill', emergencyBasis: 'fire at the tank' }],
      })
      expect(await refused('mission.export', { ...wish, base: NO_VERSION })).toBe('conflict')
      const whole = await ok('mission.get', { id: anId(201) })
      const file = { format: 'sortie-mission', version: 1, mission: whole.doc, sites: [], releases: [] }
      // What was released here before holds for its file too.
      const again = await ok('mission.exportFile', { file, format: 'qgc-plan', release: null })
      expect(again.revision).toBe(revision)
      expect((await ok('mission.frozen', { id: anId(201) }))[0]?.doc.exports).toHaveLength(2)
      const copy = await ok('mission.duplicate', { id: anId(201) })
      await ok('mission.remove', { id: copy.doc.id, base: copy.version })
    })

    it('imports a mission and reads areas from files', async () => {
      const dir = fs.mkdtempSync(path.join(import.meta.dirname, '../../node_modules/.contract-'))
      try {
        const wpl = path.join(dir, '巡查.waypoints')
        fs.writeFileSync(
          wpl,
          'QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t41.77\t109.97\t1600\t1\n1\t0\t3\t16\t0\t0\t0\t0\t41.7705\t109.9705\t50\t1\n',
        )
        const compared = await ok('mission.compare', { id: anId(201), file: await door.file(wpl) })
        expect(compared.differences.length).toBeGreaterThan(0)
        const imported = await ok('mission.import', {
          file: await door.file(wpl),
          siteIds: [anId(101)],
          datum: 'wgs84',
        })
        expect(imported.doc.patterns[0]).toMatchObject({ kind: 'waypoints', verbatim: true })
        const nothing = path.join(dir, 'nothing.plan')
        fs.writeFileSync(nothing, 'hello')
        const [row] = (await ok('mission.list', { siteId: null })).rows
        const known = row && (await ok('mission.get', { id: row.id }))
        expect(known && (await refused('mission.split', { id: known.doc.id, base: known.version }))).toBe(
          'fits_one_battery',
        )
        const tired = known && { ...known.doc, vehicle: { ...known.doc.vehicle, enduranceS: 90 } }
        if (!known || !tired) throw new Error('no mission')
        const put = await ok('mission.put', { base: known.version, doc: tired })
        expect(await refused('mission.split', { id: known.doc.id, base: known.version })).toBe('conflict')
        expect(await refused('mission.split', { id: known.doc.id, base: put.version })).toBe('cannot_split')
        const patterns = known.doc.patterns.map((pattern) =>
          pattern.kind === 'survey'
            ? { ...pattern, spacing: { by: 'distance' as const, spacingM: 8 } }
            : pattern,
        )
        const long = await ok('mission.put', {
          base: put.version,
          doc: { ...known.doc, patterns, vehicle: { ...known.doc.vehicle, enduranceS: 600 } },
        })
        const parts = await ok('mission.split', { id: known.doc.id, base: long.version })
        expect(parts.docs.length).toBeGreaterThan(1)
        for (const { doc, version } of parts.docs) {
          expect(doc.part).not.toBeNull()
          expect((await ok('mission.evaluate', { id: doc.id })).route.figures.energyShare).toBeLessThan(1)
          await ok('mission.remove', { id: doc.id, base: version })
        }
        await ok('mission.put', { base: long.version, doc: known.doc })
        const dem = path.resolve('tests/fixtures/terrain/dem_synthetic.tif')
        const about = [{ lat: 41.77, lon: 109.97 }]
        const { terrain } = await ok('terrain.read', { file: await door.file(dem), places: about })
        expect(terrain.heightsDm.length).toBe(terrain.width * terrain.height)
        expect(await refused('terrain.read', { file: await door.file(wpl), places: about })).toBe(
          'unreadable_file',
        )
        expect(
          await refused('mission.import', { file: await door.file(nothing), siteIds: [], datum: 'wgs84' }),
        ).toBe('unreadable_file')
        const kml = path.join(dir, 'area.kml')
        fs.writeFileSync(
          kml,
          '<kml><Placemark><name>库区</name><Polygon><outerBoundaryIs><LinearRing><coordinates>109.97,41.77 109.971,41.77 109.971,41.771 109.97,41.77</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>',
        )
        expect(
          (await ok('site.readAreas', { file: await door.file(kml), beside: [] })).features[0]?.label,
        ).toBe('库区')
        const looked = await ok('layer.look', { file: await door.file(sample('.JPG')), beside: [] })
        expect(looked).toMatchObject({ isTiff: false, places: [], notes: [{ code: 'raster_no_place' }] })
        expect(await ok('layer.overlays', { file: await door.file(kml), beside: [] })).toEqual({
          count: 0,
          notes: [],
        })
        expect(await ok('layer.tileFolder', { file: await door.file(kml) })).toEqual({ found: null })
        const layer = await ok('layer.import', {
          file: await door.file(kml),
          beside: [],
          name: { zh: '图', en: '' },
          datum: 'gcj02',
        })
        const hidden = await ok('layer.put', { base: layer.version, doc: { ...layer.doc, visible: false } })
        const corners = [boundary[3], boundary[2], boundary[1], boundary[0]]
        await ok('layer.picture', {
          file: await door.file(sample('.JPG')),
          name: { zh: '图片', en: '' },
          corners,
        })
        expect(await ok('layer.list', {})).toHaveLength(2)
        await ok('layer.remove', { id: layer.doc.id, base: hidden.version })
        expect(
          await refused('layer.import', {
            file: 'no-such-file',
            beside: [],
            name: { zh: '图', en: '' },
            datum: 'wgs84',
          }),
        ).toBe('unknown_file')
      } finally {
        fs.rmSync(dir, { recursive: true, force: true })
      }
    })

    it('logs a flight, keeps its footage and places it', async () => {
      const flight = aFlight({ siteIds: [anId(101)], missionId: anId(201) })
      await ok('flight.put', { base: null, doc: flight })
      const files = [
        await door.file(sample('.gpx')),
        await door.file(sample('nogps.JPG')),
        await door.file(sample('_0001_V.MP4')),
      ]
      expect((await ok('footage.sawPoint', { at: { lat: 0, lon: 0 }, heightsM: [0] })).seen).toEqual([])
      expect(await ok('task.cancel', { task: 'footage.ingest' })).toEqual({ wasRunning: false })
      expect(await ok('footage.coverage', { siteId: anId(101), fromMs: 0, toMs: 1 })).toMatchObject({
        seenShare: 0,
      })
      const { matches } = await ok('footage.match', { files })
      expect(matches.map(({ file, kind }) => [file, kind])).toEqual([
        [files[0], 'gpx'],
        [files[1], 'jpeg'],
        [files[2], 'mp4'],
      ])
      const done = await ok('footage.ingest', { files, flightId: flight.id })
      const found = await ok('footage.match', { files: [await door.file(sample('nogps.JPG'))] })
      expect(found.matches[0]).toMatchObject({ flightId: flight.id, why: 'time', hours: 0 })
      // A camera that was set to UTC: its photo is of another time, and that is said.
      const inUtc = await ok('footage.match', {
        files: [await door.file(sample('nogps.JPG'))],
        zones: [{ device: found.matches[0]?.device, zone: 'UTC' }],
      })
      expect(inUtc.matches[0]).toMatchObject({
        flightId: null,
        why: 'hours',
        hours: 8,
        suggestedId: flight.id,
        assumedZone: 'UTC',
        startMs: (found.matches[0]?.startMs ?? 0) + 8 * 3_600_000,
      })
      expect(done.footage.map(({ doc }) => doc.kind)).toEqual(['log', 'photo', 'clip'])
      expect((await ok('flight.get', { id: flight.id })).doc.track.length).toBeGreaterThan(100)
      const [seen] = done.footage.slice(1)
      if (!seen) throw new Error('no photo')
      const reviewed = await ok('footage.review', {
        id: seen.doc.id,
        base: seen.version,
        outcome: 'unclear',
      })
      expect(reviewed.doc.review).toMatchObject({ outcome: 'unclear' })
      const back = await ok('footage.review', { id: seen.doc.id, base: reviewed.version, outcome: null })
      expect(back.doc.review).toBeUndefined()
      const written = await ok('footage.interchange', {
        id: done.footage[2]?.doc.id ?? '',
        format: 'mf-json',
      })
      expect(new TextDecoder().decode(await door.download(written.downloadId))).toContain('MovingPoint')
      const paper = await ok('report.make', {
        of: { kind: 'flight', id: flight.id },
        form: 'html',
        unmasked: null,
        language: 'en',
      })
      expect(paper).toMatchObject({ isPrinted: false, pictures: 2 })
      const text = new TextDecoder().decode(await door.download(paper.downloadId))
      expect(text).toContain('Planned and flown')
      expect(text).toContain(done.footage[1]?.doc.sha256)
      expect(done.footage[1]?.doc.placement?.by).toBe('track')
      expect(await ok('footage.twins', { id: seen.doc.id })).toEqual([])
      // Where no system program stands behind the door, the bytes are offered, under a name that says their kind.
      const outside = await ok('footage.openOutside', { id: done.footage[2]?.doc.id })
      expect(outside.fileName).toBe('DJI_20260520101540_0001_V.mp4')
      expect(outside.isOpened).toBe(door.opened !== undefined)
      if (door.opened) expect((await door.opened()).at(-1)).toMatch(/0001_V\.mp4$/)
      else
        expect(Buffer.from(await door.download(outside.downloadId ?? ''))).toEqual(
          fs.readFileSync(sample('_0001_V.MP4')),
        )
      expect(await refused('footage.openOutside', { id: anId(999) })).toBe('not_found')
      expect(await ok('footage.view', { id: done.footage[2]?.doc.id })).toEqual({ isNoted: false })
      // A small picture for lists: any JPEG that the window made.
      await ok('footage.keepPoster', {
        id: done.footage[2]?.doc.id,
        file: await door.file(sample('nogps.JPG')),
      })
      // A frame of the clip, as a window draws it.
      const png = path.join(os.tmpdir(), `frame-${process.pid}-${Math.random()}.png`)
      fs.writeFileSync(png, aPng(32, 18))
      const recipe = {
        program: 'Sortie',
        decoder: 'a test',
        codec: 'H.264',
        encoding: 'image/png',
        widthPx: 1,
        heightPx: 1,
        mediaTimeS: 1.24,
      }
      const clip = done.footage[2]?.doc
      const asked = { id: clip?.id, momentS: 1.24, file: await door.file(png), recipe }
      const frame = await ok('footage.keepFrame', asked)
      expect(frame.doc).toMatchObject({
        kind: 'photo',
        flightId: flight.id,
        widthPx: 32,
        heightPx: 18,
        derived: { kind: 'frame', parentId: clip?.id, parentSha256: clip?.sha256, momentS: 1.24 },
      })
      expect(frame.doc.takenAt?.utcMs).toBe((clip?.takenAt?.utcMs ?? 0) + 1240)
      expect(frame.doc.placement?.by).toBe('track')
      expect(await ok('footage.keepFrame', { ...asked, file: await door.file(png) })).toMatchObject({
        arrival: null,
        entry: null,
        doc: { id: frame.doc.id },
      })
      // Masks: set on the clip, they hold for its frame; out they go, or a reason is given.
      const mask = {
        id: 'm1',
        reason: 'person',
        fromS: null,
        toS: null,
        keys: [
          {
            momentS: 0,
            ring: [
              [0.25, 0.25],
              [0.5, 0.25],
              [0.5, 0.5],
              [0.25, 0.5],
            ],
          },
        ],
      }
      const film = done.footage[2]
      const masked = await ok('footage.setMasks', { id: film?.doc.id, base: film?.version, masks: [mask] })
      expect(masked.doc.masks).toEqual([mask])
      expect(await refused('footage.setMasks', { id: film?.doc.id, base: film?.version, masks: [] })).toBe(
        'conflict',
      )
      const still = { id: frame.doc.id, base: frame.version }
      const out = (copy: unknown, unmasked: unknown, language = 'en') => ({
        items: [{ ...still, copy }],
        unmasked,
        language,
      })
      expect(await refused('footage.export', out(null, null))).toBe('has_masks')
      expect(await refused('footage.export', out(null, { reason: '  ' }))).toBe('bad_input')
      expect(await refused('footage.export', out({ file: await door.file(png), recipe }, null))).toBe(
        'unreadable_file',
      )
      // What nobody asks for any more is let go; who has no such file is not told.
      await ok('files.release', { files: [await door.file(png), 'never-there'] })
      // The system has asked for none here.
      expect(await ok('files.opened', {})).toEqual([])
      fs.writeFileSync(png, aPng(16, 9))
      const left = await ok('footage.export', out({ file: await door.file(png), recipe }, null))
      expect(left.files.map(({ fileName }) => fileName)).toEqual([
        'DJI_20260520101540_0001_V_1.240s_masked.png',
        'pictures.csv',
      ])
      expect(Buffer.from(await door.download(left.files[0]?.downloadId ?? ''))).toEqual(aPng(16, 9))
      const listed = new TextDecoder().decode(await door.download(left.files[1]?.downloadId ?? ''))
      expect(listed).toContain(clip?.sha256)
      expect(listed).toContain(frame.doc.sha256)
      still.base = await versionAt(door, 'footage', frame.doc.id)
      // The copy of these masks is there: it leaves again without being drawn again. The original leaves with a reason.
      await ok('footage.export', out(null, null))
      still.base = await versionAt(door, 'footage', frame.doc.id)
      await ok('footage.export', out(null, { reason: 'asked for by the court' }))
      const pictures = (await ok('footage.list', { flightId: flight.id })).rows
      const exported = pictures.find(({ doc }) => doc.id === frame.doc.id)?.doc.exports ?? []
      expect(exported.map(({ masksSha256, reason }) => [masksSha256 !== null, reason])).toEqual([
        [true, ''],
        [true, ''],
        [false, 'asked for by the court'],
      ])
      expect(exported[2]?.sha256).toBe(frame.doc.sha256)
      expect(exported[0]?.recipe).toMatchObject({ program: 'Sortie' })
      if (!door.opened) expect(await refused('footage.openOutside', { id: frame.doc.id })).toBe('has_masks')
      // Several leave in one archive with their list.
      const both = await ok('footage.export', {
        items: [
          { id: frame.doc.id, base: await versionAt(door, 'footage', frame.doc.id), copy: null },
          { id: seen.doc.id, base: back.version, copy: null },
        ],
        unmasked: null,
      })
      expect(both.files.map(({ fileName }) => fileName)).toEqual(['影像.zip'])
      const packed = unzipSync(await door.download(both.files[0]?.downloadId ?? ''))
      expect(Object.keys(packed).sort()).toEqual([
        'DJI_20260520101540_0001_V_1.240s_masked.png',
        'DJI_20260520101600_0002_V_nogps.jpg',
        '影像清单.csv',
      ])
      expect(Buffer.from(packed['DJI_20260520101600_0002_V_nogps.jpg'] ?? [])).toEqual(
        fs.readFileSync(sample('nogps.JPG')),
      )
      expect(await refused('footage.export', { items: [], unmasked: null })).toBe('bad_input')
      // Of the clip with masks there is no copy yet: it does not leave in a bag either.
      const evidence = {
        about: { aggregate: 'flight', id: flight.id },
        unmasked: null,
        language: 'en',
      } as const
      expect(await refused('evidence.pack', evidence)).toBe('has_masks')
      const bare = await ok('footage.setMasks', { id: film?.doc.id, base: masked.version, masks: [] })
      fs.rmSync(png)
      expect(
        await refused('footage.keepFrame', { ...asked, file: await door.file(sample('nogps.JPG')) }),
      ).toBe('unreadable_file')
      expect(await refused('footage.keepFrame', { ...asked, id: seen.doc.id })).toBe('not_a_clip')
      expect(await refused('footage.keepFrame', { ...asked, momentS: 900 })).toBe('bad_input')
      const again = await ok('footage.ingest', {
        files: [await door.file(sample('nogps.JPG'))],
        flightId: flight.id,
      })
      expect(again).toMatchObject({ entry: null, footage: [], known: [done.footage[1]?.doc.id] })
      const placement = {
        at: boundary[0],
        heightM: 60,
        headingDeg: null,
        pitchDeg: -90,
        by: 'hand',
        reason: 'seen on site',
      }
      const placed = await ok('footage.place', { id: film?.doc.id, base: bare.version, placement })
      expect(placed.doc.placement?.reason).toBe('seen on site')
      // The photo without a position was placed by its clock: a corrected clock places it elsewhere.
      const [, photo] = done.footage
      const device = photo?.doc.device ?? ''
      const set = await ok('footage.setClock', {
        flightId: flight.id,
        device,
        aheadS: 7,
        why: 'a clock that was photographed',
      })
      expect(set.footage.map(({ doc }) => doc.id)).toEqual([photo?.doc.id])
      const [moved] = set.footage
      expect(moved?.doc.takenAt).toMatchObject({
        raw: photo?.doc.takenAt?.raw,
        utcMs: (photo?.doc.takenAt?.utcMs ?? 0) - 7000,
        aheadS: 7,
        aheadWhy: 'a clock that was photographed',
      })
      expect(moved?.doc.placement).toMatchObject({ by: 'track' })
      expect(moved?.doc.placement?.at).not.toEqual(photo?.doc.placement?.at)
      // Said again it is the same, and nought takes it back: the offset is of the clock, not one more.
      const decide = (aheadS: number) =>
        ok('footage.setClock', { flightId: flight.id, device, aheadS, why: 'again' })
      expect((await decide(7)).footage[0]?.doc.takenAt?.utcMs).toBe(moved?.doc.takenAt?.utcMs)
      const [right] = (await decide(0)).footage
      expect(right?.doc.takenAt).toMatchObject({ utcMs: photo?.doc.takenAt?.utcMs, aheadS: 0 })
      expect(right?.doc.placement?.at).toEqual(photo?.doc.placement?.at)
      expect(await ok('footage.list', { flightId: flight.id })).toMatchObject({ total: 4, next: null })
      expect((await ok('flight.list', { siteId: anId(101) })).rows).toHaveLength(1)
      // All that was taken of a flight leaves as one bag.
      const bag = await ok('evidence.pack', evidence)
      expect(bag.fileName).toMatch(/^evidence-.*\.zip$/)
      const inBag = Object.keys(unzipSync(await door.download(bag.downloadId)))
      const top = `${bag.fileName.slice(0, -4)}/`
      expect(inBag).toContain(`${top}manifest-sha256.txt`)
      expect(inBag).toContain(`${top}data/files/DJI_20260520101600_0002_V_nogps.jpg`)
      expect(
        await refused('evidence.pack', { ...evidence, about: { aggregate: 'finding', id: anId(999) } }),
      ).toBe('not_found')
      // Nothing of it is old enough to go, and what is held says so.
      const ids = [film?.doc.id ?? '']
      expect(await ok('retention.list', { list: 'due' })).toEqual({ rows: [], next: null })
      await ok('retention.hold', { ids, reason: 'an appeal' })
      expect((await ok('retention.list', { list: 'held' })).rows).toMatchObject([
        {
          id: ids[0],
          kept: expect.arrayContaining([{ code: 'kept_hold', what: 'an appeal', untilMs: null }]),
        },
      ])
      expect(await refused('retention.ask', { ids, reason: 'its time is over' })).toBe('kept')
      expect(await refused('retention.delete', { ids })).toBe('kept')
      await ok('retention.release', { ids, reason: 'it is settled' })
      expect(await refused('retention.release', { ids, reason: 'it is settled' })).toBe('not_held')
      // Its record waits until it is handed over, once.
      const { rows: waiting } = await ok('evidence.list', { of: evidence.about, undelivered: true })
      expect(waiting).toMatchObject([{ id: bag.id, state: 'made', manifestSha256: bag.manifestSha256 }])
      const { made: packing, version, footageIds } = await ok('evidence.get', { id: bag.id })
      expect(footageIds).toHaveLength(bag.files)
      const handing = { id: bag.id, base: version, to: '县检察院', handedAtMs: packing.atMs }
      expect(await refused('evidence.handOver', handing)).toBe('bag_needs_receipt')
      const scan = await door.file(sample('nogps.JPG'))
      const handed = await ok('evidence.handOver', { ...handing, scan })
      expect(handed).toMatchObject({ state: 'handedOver', handedOver: { to: '县检察院', isChecked: false } })
      const reason = 'made twice'
      expect(await refused('evidence.withdraw', { id: bag.id, base: handed.version, reason })).toBe(
        'bag_settled',
      )
      const other = await ok('evidence.pack', evidence)
      const second = await ok('evidence.get', { id: other.id })
      expect(await ok('evidence.withdraw', { id: other.id, base: second.version, reason })).toMatchObject({
        state: 'withdrawn',
        withdrawn: { reason },
      })
    })

    it('holds the link to a vehicle, uploads what is safe, reads it back, and lets go', async () => {
      const vehicle = await mockVehicle({ firmware: 'ardupilot', params: PARAMS })
      try {
        expect((await ok('link.status', {})).vehicle).toBeNull()
        // Released above, so that only the vehicle is missing.
        let flown = await ok('mission.get', { id: anId(201) })
        let wish = { id: anId(201), base: flown.version }
        expect(await refused('link.upload', wish)).toBe('no_link')
        expect(await refused('link.open', { link: 'carrier pigeon', system: null, key: null })).toBe(
          'bad_link',
        )
        const opened = await ok('link.open', { link: vehicle.link, system: null, key: null })
        expect(opened.vehicle).toMatchObject({ system: 1, firmware: 'ardupilot' })
        await expect.poll(() => events.some(({ type }) => type === 'link')).toBe(true)
        const onboard = await ok('link.params', {})
        expect(onboard.params).toEqual(PARAMS)
        // Another return height is aboard than the verdict reckons with: it is judged for what is there first.
        expect(await refused('link.upload', wish)).toBe('vehicle_other_params')
        expect(vehicle.heard.some(({ name }) => name === 'MISSION_COUNT')).toBe(false)
        await ok('mission.put', { base: flown.version, doc: { ...flown.doc, onboard } })
        flown = await ok('mission.get', { id: anId(201) })
        wish = { id: anId(201), base: flown.version }
        const release = {
          reason: 'tank fire',
          by: 'He',
          role: 'supervisor',
          emergencyBasis: 'fire at the tank',
        }
        await ok('mission.export', { ...wish, format: 'wpl', release })
        const sent = await ok('link.upload', wish)
        expect(sent.counts.mission).toBe(vehicle.lists[0]?.length)
        expect(sent.counts.fence).toBe(vehicle.lists[1]?.length)
        expect((await ok('mission.frozen', { id: anId(201) }))[0]?.doc.exports.at(-1)).toMatchObject({
          format: 'link',
          fileName: vehicle.link,
        })
        const read = await ok('link.download', { siteIds: [] })
        expect(read.doc.patterns[0]?.kind).toBe('waypoints')
        expect(read.doc.fence).toHaveLength(flown.doc.fence.length)
        await ok('link.cancel', {})
        expect((await ok('link.close', {})).vehicle).toBeNull()
        expect(await refused('link.download', { siteIds: [] })).toBe('no_link')
      } finally {
        vehicle.close()
      }
    })

    it('makes a finding on the enterprise under it and leads it to its end', async () => {
      const seen = {
        flightId: anId(401),
        footageId: null,
        momentS: null,
        region: null,
        at: { lat: 41.771, lon: 109.9715 },
        seenAtMs: NOW_MS,
        seenFrom: 'air',
        outcome: 'first',
        level: 'general',
        words: '围堰有缺口',
      }
      const wish = {
        title: '围堰缺口',
        category: '',
        level: 'general',
        risk: null,
        owner: '',
        assetId: null,
        enterpriseId: null,
        recursOfId: null,
      }
      const opened = await ok('finding.open', { sighting: seen, finding: wish })
      expect(opened.doc).toMatchObject({
        enterpriseId: anId(1),
        siteId: anId(101),
        enterpriseBy: 'site',
        state: 'toVerify',
      })
      expect(
        await refused('finding.open', { sighting: { ...seen, at: { lat: 1, lon: 1 } }, finding: wish }),
      ).toBe('missing_reference')
      expect(await refused('mission.reshoot', { findingIds: [opened.doc.id], vehicleId: 'px4-quad' })).toBe(
        'reshoot_no_picture',
      )
      const { id } = opened.doc
      const step = async (to: string, more: object = {}) => ({
        id,
        base: await versionAt(door, 'finding', id),
        to,
        reason: '',
        duplicateOfId: null,
        ...more,
      })
      expect(await refused('finding.transition', await step('closed'))).toBe('bad_transition')
      expect(await refused('finding.transition', await step('unfounded'))).toBe('needs_proof')
      await ok('finding.transition', await step('confirmed'))
      expect(await refused('finding.transition', await step('ordered'))).toBe('needs_proof')
      const look = async (outcome: string, seenFrom = 'site') => {
        const sighting = { ...seen, outcome, seenFrom, seenAtMs: Date.now() + 60_000 }
        const base = await versionAt(door, 'finding', id)
        return (await ok('finding.addSighting', { id, base, sighting })).sighting.doc.id
      }

      const order = {
        enterpriseId: anId(1),
        agencyId: 'police',
        measure: 'inTime',
        legalBasis: '条例',
        items: [{ findingId: id, demand: '修补', criterion: { proof: 'site', words: '现场看过' } }],
        term: { by: 'count', days: 15, counts: 'natural' },
        recheck: { days: 3, counts: 'working' },
        termSource: '',
        replacesId: null,
      }
      const servedOn = '2026-03-02'
      const preview = await ok('order.preview', { order, servedOn })
      expect(preview.counted).toMatchObject({ ok: true, day: '2026-03-17' })
      expect(preview.lines).toMatchObject([{ findingId: id, why: 'air_only' }])
      const idle = await ok('order.draft', { id: null, base: null, order })
      await ok('order.discard', { id: idle.doc.id, base: idle.version })
      const drafted = await ok('order.draft', { id: null, base: null, order })
      const orderId = drafted.doc.id
      const no = '责改〔2026〕7号'
      const issue = { id: orderId, base: drafted.version, no }
      expect(await refused('order.issue', issue)).toBe('order_item_unfit')
      await look('still')
      const issued = await ok('order.issue', issue)
      const next = await ok('paperNumber.next', { kind: 'order' })
      expect(next.text).toMatch(/^责改〔\d{4}〕[0-9A-Z]{5,10}-001号$/)
      const numbers = await ok('paperNumber.list', {})
      expect(numbers).toMatchObject({ rows: [{ standing: 'inUse', doc: { text: no } }], total: 1, gaps: [] })
      const number = numbers.rows[0]
      const voiding = { id: number?.doc.id, base: number?.version, reason: 'x' }
      made.set('paperNumber.void', voiding)
      expect(await refused('paperNumber.void', voiding)).toBe('number_in_use')
      const of = { aggregate: 'rectificationOrder', id: orderId } as const
      const paper = await ok('paper.make', { kind: 'order', of })
      expect(paper.doc).toMatchObject({ no, versions: [{ no: 1, from: 'template' }] })
      expect(await refused('paper.make', { kind: 'selfCheck', of })).toBe('paper_not_of')
      expect((await ok('paper.list', { of })).rows).toMatchObject([{ id: paper.doc.id, state: 'draft' }])
      const fetched = await ok('paper.fetch', { id: paper.doc.id, version: null })
      expect(fetched.fileName).toMatch(/^责令整改通知书 .* v1\.docx$/)
      const template = await ok('template.fetch', { kind: 'order' })
      expect(template.fileName).toBe('责令整改通知书.docx')
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-papers-'))
      const given = async (name: string, bytes: Uint8Array): Promise<string> => {
        fs.writeFileSync(path.join(folder, name), bytes)
        return door.file(path.join(folder, name))
      }
      const own = deliveredTemplate('order')
      const checked = await ok('template.check', { file: await given('t.docx', own) })
      expect(checked).toEqual({ ok: true, notes: [] })
      await ok('template.put', { kind: 'order', base: null, file: await given('t.docx', own) })
      const templates = await ok('template.list', {})
      expect(templates.rows.filter((row) => row.own !== null).map(({ kind }) => kind)).toEqual(['order'])
      const taken = await ok('paper.takeBack', {
        id: paper.doc.id,
        base: paper.version,
        file: await given('p.docx', own),
      })
      expect(taken.doc.versions).toMatchObject([{ no: 1 }, { no: 2, from: 'takenBack' }])
      const scan = await given('scan.png', aPng(40, 30))
      const signed = await ok('paper.sign', { id: paper.doc.id, base: taken.version, scan, reason: '' })
      expect((await ok('paper.get', { id: paper.doc.id })).state).toBe('signed')
      const handed = { how: 'direct', servedAtMs: Date.UTC(2026, 2, 2, 3), receipt: '', reason: '' }
      const servedPaper = { id: paper.doc.id, base: signed.version, scan: null, ...handed }
      expect(await refused('paper.serve', servedPaper)).toBe('paper_needs_scan')
      const reached = await ok('paper.serve', { ...servedPaper, reason: '当面送达，回证待扫描' })
      expect(
        await refused('paper.takeBack', {
          id: paper.doc.id,
          base: reached.version,
          file: await given('p.docx', deliveredTemplate('record')),
        }),
      ).toBe('paper_fixed')
      const gone = await ok('paper.void', { id: paper.doc.id, base: reached.version, reason: '内容有误' })
      expect(gone.doc).toMatchObject({ no, voided: { reason: '内容有误' } })
      fs.rmSync(folder, { recursive: true })
      const service = { how: 'direct', servedAtMs: Date.UTC(2026, 2, 2, 3), receipt: '回证 1' }
      expect(
        await refused('order.extend', { id: orderId, base: issued.version, to: '2026-03-30', reason: 'x' }),
      ).toBe('order_not_served')
      const served = await ok('order.serve', { id: orderId, base: issued.version, ...service })
      expect(served.doc.due).toBe('2026-03-17')
      const list = await ok('finding.list', {
        enterpriseId: anId(1),
        states: ['rectifying'],
        level: null,
        overdueOnly: true,
        text: '围堰',
      })
      expect(list).toMatchObject({ total: 1, rows: [{ overdue: true, state: 'rectifying' }], next: null })
      const extended = await ok('order.extend', {
        id: orderId,
        base: served.version,
        to: '2026-04-07',
        reason: 'parts ordered',
      })
      expect(extended.doc.extensions).toMatchObject([{ from: '2026-03-17', to: '2026-04-07' }])
      const filed = await ok('finding.fileCase', {
        id,
        base: await versionAt(door, 'finding', id),
        kind: 'filed',
        no: '易案〔2026〕1号',
        words: '',
      })
      expect(filed.doc).toMatchObject({ state: 'rectifying', cases: [{ no: '易案〔2026〕1号' }] })
      const report = {
        findingIds: [id],
        reportedAtMs: Date.UTC(2026, 3, 1, 3),
        words: '已改',
      }
      const reported = await ok('order.report', { id: orderId, base: extended.version, ...report })
      expect(await refused('finding.transition', await step('closed'))).toBe('needs_proof')
      const copied = await ok('finding.transfer', {
        id,
        base: await versionAt(door, 'finding', id),
        how: 'copied',
        agencyId: 'emergency',
        receipt: '抄告函 1',
        awaitedAtMs: null,
        words: '',
      })
      expect(copied.doc).toMatchObject({ state: 'toRecheck', transfers: [{ how: 'copied', answer: null }] })
      await ok('finding.answer', { id, base: copied.version, words: '收到' })
      const sightingId = await look('gone')
      await ok('finding.recheck', {
        id,
        base: await versionAt(door, 'finding', id),
        result: 'corrected',
        sightingId,
        document: '',
        words: '',
      })
      // Who wrote down the report closes as well: there is nobody else here, and it is marked.
      const closed = await ok('finding.transition', await step('closed'))
      expect(closed.doc.transitions.at(-1)).toMatchObject({ sightingId, alone: true })
      const [row] = (await ok('order.list', { enterpriseId: null, openOnly: false })).rows
      expect(row).toMatchObject({ id: orderId, no, state: 'closed', findings: 1, open: 0 })
      expect((await ok('order.list', { enterpriseId: null, openOnly: true })).rows).toEqual([])
      expect(await ok('order.get', { id: orderId })).toMatchObject({
        state: 'closed',
        lines: [{ state: 'closed' }],
      })
      const withdrawn = await ok('order.withdraw', {
        id: orderId,
        base: reported.version,
        reason: '重复下发',
      })
      expect(withdrawn.doc.withdrawn?.reason).toBe('重复下发')
      expect((await ok('paperNumber.list', {})).rows[0]).toMatchObject({
        standing: 'voided',
        doc: { voided: { reason: '重复下发' } },
      })
      const period = { fromMs: 0, toMs: Date.UTC(2100, 0, 1), enterpriseId: null, level: null }
      const { rows } = await ok('statistics.get', period)
      expect(rows.find(({ name }) => name === 'onTimeRate')).toMatchObject({ value: 1, of: 1, among: 1 })
      const behind = await ok('statistics.behind', { ...period, name: 'onTimeRate', part: 'among' })
      expect(behind).toMatchObject({ total: 1, rows: [{ id }] })
      await ok('week.list', { enterpriseId: null })
      // A deadline of its own is extended only of what is older than orders.
      const alone = { id, base: closed.version, dueMs: NOW_MS, reason: 'x' }
      made.set('finding.extend', alone)
      expect(await refused('finding.extend', alone)).toBe('needs_proof')
      await ok('enterprise.put', { base: null, doc: anEnterprise({ id: anId(3) }) })
      const moved = await ok('finding.edit', { id, base: closed.version, change: { enterpriseId: anId(3) } })
      expect(moved.doc).toMatchObject({ enterpriseBy: 'officer', siteId: null })
      expect((await ok('finding.get', { id })).history).toHaveLength(3)
      expect((await ok('finding.nearby', { at: seen.at, radiusM: 50 }))[0]?.distanceM).toBeLessThan(1)
      expect((await ok('enterprise.dossier', { id: anId(3) })).findings).toHaveLength(1)
    })

    it('undoes step after step and redoes them, until something else is written', async () => {
      const id = anId(7)
      const is = async () =>
        (await ok('enterprise.list', {})).rows.some((row) => row.id === id)
          ? (await ok('enterprise.get', { id })).doc.remarks
          : null
      const states = ['one', 'two', 'three']
      const entries: string[] = []
      let base: string | null = null
      for (const remarks of states) {
        const doc = anEnterprise({ id, remarks })
        const put: CallOutput<'enterprise.put'> = await ok('enterprise.put', { base, doc })
        entries.push(put.entry)
        base = put.version
      }
      const undone: string[] = []
      for (const before of ['two', 'one', null]) {
        undone.push((await ok('journal.undo', { entry: entries.pop() })).entry)
        expect(await is()).toBe(before)
      }
      const redone: string[] = []
      for (const after of states) {
        redone.push((await ok('journal.undo', { entry: undone.pop() })).entry)
        expect(await is()).toBe(after)
      }
      await ok('journal.undo', { entry: redone.pop() })
      const written = await ok('enterprise.put', {
        base: await versionAt(door, 'enterprise', id),
        doc: anEnterprise({ id, remarks: 'another' }),
      })
      expect(await refused('journal.undo', { entry: redone.pop() })).toBe('undo_moved_on')
      expect(await is()).toBe('another')
      await ok('enterprise.remove', { id, base: written.version })
    })

    it('undoes and redoes, and refuses what has moved on', async () => {
      const doc = anEnterprise({ id: anId(4) })
      const created = await ok('enterprise.put', { base: null, doc })
      const edited = await ok('enterprise.put', { base: created.version, doc: { ...doc, remarks: 'two' } })
      expect(await refused('journal.undo', { entry: created.entry })).toBe('undo_moved_on')
      const undone = await ok('journal.undo', { entry: edited.entry })
      const remarks = async () => (await ok('enterprise.dossier', { id: anId(4) })).enterprise.doc.remarks
      expect(await remarks()).toBe('')
      await ok('journal.undo', { entry: undone.entry })
      expect(await remarks()).toBe('two')
      const [newest, ...earlier] = await ok('journal.list', {
        aggregate: 'enterprise',
        id: anId(4),
        beforeArrival: null,
        limit: 10,
      })
      const taken = earlier.find(({ hash }) => hash === undone.entry)
      expect(newest).toMatchObject({
        action: 'journal.undo',
        undoes: { station: taken?.station, seq: taken?.seq },
        actor: { name: '孟青棠' },
      })
      // A page goes on before the last entry of the one before.
      const before = await ok('journal.list', {
        aggregate: 'enterprise',
        id: anId(4),
        beforeArrival: newest?.arrival,
        limit: 10,
      })
      expect(before).toEqual(earlier)
      expect(await refused('journal.undo', { entry: NO_VERSION })).toBe('undo_nothing')
      const { lines } = await ok('journal.read', { aggregate: 'enterprise', id: anId(4), limit: 2 })
      expect(lines).toMatchObject([
        {
          hash: newest?.hash,
          undone: { action: 'enterprise.edit', isRedo: true },
          subjects: [{ id: anId(4) }],
        },
        { undone: { isRedo: false }, changed: { before: { remarks: 'two' }, after: { remarks: '' } } },
      ])
      expect((await ok('journal.writers', {})).map(({ name }) => name)).toContain('孟青棠')
      await ok('enterprise.remove', { id: anId(4), base: await versionAt(door, 'enterprise', anId(4)) })
    })

    it('exchanges with another laptop by files, and decides what both changed', async () => {
      const id = anId(61)
      // Its clock is seven months behind: what it takes in came in that long ago.
      const other = scratchServices({ nowMs: () => Date.now() - 214 * 86_400_000 })
      const there = callsOver(() => other)
      const remarks = async (text: string, from: 'here' | 'there') => {
        const put = {
          base: await versionAt(from === 'here' ? door : other, 'enterprise', id),
          doc: anEnterprise({ id, remarks: text }),
        }
        return from === 'here' ? ok('enterprise.put', put) : there('enterprise.put', put)
      }
      let count = 0
      /** A file that one wrote, as the other is handed it. */
      const carried = async (bytes: Uint8Array): Promise<string> => {
        const file = path.join(other.dir, `${++count}.sortie`)
        fs.writeFileSync(file, bytes)
        return file
      }
      const fromThere = async (download: string) =>
        carried(fs.readFileSync(other.download(download)?.path ?? ''))
      try {
        await there('actor.set', CHIEF)
        await ok('enterprise.put', { base: null, doc: anEnterprise({ id, remarks: 'one' }) })
        const all = await ok('workspace.send', { since: null, originals: 'all' })
        expect(all.entries).toBeGreaterThan(10)
        const first = await carried(await door.download(all.download))
        const taken = await there('workspace.receive', { file: other.registerFile(first).ref })
        expect(taken).toMatchObject({ entries: all.entries, originals: all.originals, hidden: all.entries })
        const own = await ok('station.list', {})
        expect(taken.unknownStations).toEqual([{ station: own.own, code: own.code }])
        expect((await there('station.list', {})).stations).toContainEqual(
          expect.objectContaining({
            code: own.code,
            isAccepted: false,
            hidden: all.entries,
            why: 'not_accepted',
          }),
        )
        const accepted = await there('station.accept', { station: own.own ?? '', name: '甲机' })
        expect(accepted.shown).toBe(all.entries)
        expect((await there('enterprise.get', { id })).doc.remarks).toBe('one')

        await remarks('two here', 'here')
        await remarks('two there', 'there')
        const receipt = taken.receipt?.download ?? ''
        const since = await door.file(await fromThere(receipt))
        const rest = await ok('workspace.send', { since, originals: 'all' })
        expect(rest).toMatchObject({ entries: 1, originals: 0, unknown: [] })
        const files = [other.given('IMG_0007.png', aPng(7, 7))]
        const { footage: old } = await there('footage.ingest', { files, flightId: null })
        const back = await there('workspace.send', { since: null, originals: 'all' })
        const file = await door.file(await fromThere(back.download))
        const looked = await ok('workspace.look', { file })
        const [mine] = (await there('station.list', {})).stations.filter(({ kind }) => kind === 'own')
        expect(looked).toMatchObject({
          from: { code: mine?.code, isKnown: false },
          newEntries: 4,
          alreadyHere: false,
        })
        const got = await ok('workspace.receive', { file: await door.file(await fromThere(back.download)) })
        expect(got).toMatchObject({ entries: 4, originals: 1, hidden: 4, waiting: 0, entry: null })
        expect((await ok('station.accept', { station: mine?.station, name: '乙机' })).shown).toBe(4)
        const again = await ok('workspace.receive', { file: await door.file(await fromThere(back.download)) })
        expect(again).toMatchObject({ entries: 0, originals: 0, hidden: 0, waiting: 1 })

        // What is old enough may go: asked for and deleted here, while the other may still hold a copy.
        const ids = old.map(({ doc }) => doc.id)
        expect((await ok('retention.list', { list: 'due' })).rows).toMatchObject([{ id: ids[0], kept: [] }])
        expect(await ok('retention.get', { id: ids[0] })).toMatchObject({ kept: [], isHere: true })
        await ok('retention.ask', { ids, reason: 'its time is over' })
        expect((await ok('retention.list', { list: 'asked' })).rows).toHaveLength(1)
        expect(await ok('retention.delete', { ids })).toMatchObject({
          deleted: 1,
          copies: { stations: ['乙机'] },
        })
        expect((await ok('retention.list', { list: 'deleted' })).rows).toMatchObject([
          { id: ids[0], deletion: { done: { alone: true } } },
        ])

        const { rows, total } = await ok('waiting.list', { after: null, limit: 10 })
        expect({ rows, total }).toMatchObject({
          total: 1,
          rows: [{ aggregate: 'enterprise', id, reason: 'both_changed', name: anEnterprise().name }],
        })
        const waiting = await ok('waiting.get', { aggregate: 'enterprise', id })
        expect(waiting.ancestor?.doc).toMatchObject({ remarks: 'one' })
        expect(waiting.heads.map(({ doc }) => (doc as { remarks: string }).remarks).sort()).toEqual([
          'two here',
          'two there',
        ])
        expect((await ok('enterprise.get', { id })).doc.remarks).toBe('one')
        expect(
          await refused('enterprise.put', {
            base: await versionAt(door, 'enterprise', id),
            doc: anEnterprise({ id }),
          }),
        ).toBe('waits_for_decision')
        const heads = waiting.heads.map(({ version }) => version)
        const theirs = waiting.heads.find(({ code }) => code === mine?.code)?.version
        expect(
          await refused('waiting.decide', {
            aggregate: 'enterprise',
            id,
            heads: heads.slice(1),
            choice: { version: theirs },
          }),
        ).toBe('conflict')
        await ok('waiting.decide', { aggregate: 'enterprise', id, heads, choice: { version: theirs } })
        expect((await ok('enterprise.get', { id })).doc.remarks).toBe('two there')
        expect(await refused('waiting.get', { aggregate: 'enterprise', id })).toBe('not_found')

        // The other one is told of the decision by a file, and shows the same.
        const decided = await ok('workspace.send', { since: null, originals: 'none' })
        const last = await carried(await door.download(decided.download))
        await there('workspace.receive', { file: other.registerFile(last).ref })
        expect((await there('enterprise.get', { id })).doc.remarks).toBe('two there')

        await ok('station.withdraw', { station: mine?.station })
        await remarks('after that', 'there')
        const more = await there('workspace.send', { since: null, originals: 'none' })
        const kept = await ok('workspace.receive', { file: await door.file(await fromThere(more.download)) })
        expect(kept).toMatchObject({ entries: 1, hidden: 1 })
        expect((await ok('enterprise.get', { id })).doc.remarks).toBe('two there')
        const renewed = await ok('workspace.renew', { own: own.own })
        expect(renewed.code).not.toBe(own.code)
        expect((await ok('station.list', {})).own).toBe(renewed.station)
        expect(await refused('station.accept', { station: '0'.repeat(32), name: 'x' })).toBe(
          'station_unknown',
        )
        expect(await refused('workspace.receive', { file: await door.file(sample('.JPG')) })).toBe(
          'exchange_none',
        )
        expect(
          await refused('workspace.send', { since: await door.file(sample('.JPG')), originals: 'none' }),
        ).toBe('receipt_none')
      } finally {
        await other.close()
      }
    })

    it('plans campaigns and visits, approves them, and keeps what was found', async () => {
      await ok('actor.set', CHIEF)
      const [delivered] = await ok('checklist.list', {})
      if (!delivered) throw new Error('no checklist')
      expect(delivered).toMatchObject({ kept: null, no: 1, items: 19 })
      const { doc: list } = await ok('checklist.get', { id: delivered.id })
      const [items] = list.versions.map((version) => version.items)
      const campaign = aCampaign({ enterpriseIds: [anId(1)] })
      const [round] = campaign.rounds
      if (!round) throw new Error('no round')
      const checklist = { id: delivered.id, version: delivered.version }
      const planned = await ok('campaign.put', {
        base: null,
        doc: { ...campaign, approval: anApproval(), rounds: [{ ...round, checklist }] },
      })
      // Whoever plans cannot approve along with it.
      expect(planned.doc.approval).toBeNull()
      // What something names is kept from then on, whatever a newer program delivers.
      expect((await ok('checklist.list', {}))[0]?.kept).not.toBeNull()
      expect(
        await refused('campaign.put', {
          base: null,
          doc: { ...campaign, id: anId(702), rounds: [{ ...round, agencyIds: ['coordination'] }] },
        }),
      ).toBe('agency_cannot_inspect')
      const visit = aVisit({ campaignId: campaign.id, roundId: round.id, checklist })
      const put = await ok('visit.put', { base: null, doc: visit })
      expect(await ok('visit.get', { id: visit.id })).toMatchObject({
        standing: { state: 'due', approval: null },
        cap: { used: 1, perYear: null },
        roundNo: 1,
      })
      const late = {
        id: campaign.id,
        base: planned.version,
        roundId: round.id,
        no: '批1',
        urgentReason: null,
      }
      expect(await refused('campaign.approve', late)).toBe('approval_needs_reason')
      expect(await refused('campaign.approve', { ...late, atMs: Date.now() + 1e7 })).toBe('approval_future')
      expect(await refused('campaign.approve', { ...late, roundId: 'none' })).toBe('round_unknown')
      const approved = await ok('campaign.approve', { ...late, atMs: NOW_MS - 1000 })
      expect((await ok('visit.get', { id: visit.id })).standing).toMatchObject({
        state: 'approved',
        at: 'round',
      })
      const own = await ok('visit.approve', {
        id: visit.id,
        base: put.version,
        no: '批2',
        urgentReason: '泄漏',
      })
      expect((await ok('visit.get', { id: visit.id })).standing).toMatchObject({
        state: 'urgent',
        at: 'visit',
      })
      const [first] = visit.officers
      expect(
        await refused('visit.put', {
          base: own.version,
          doc: { ...own.doc, toMs: NOW_MS + 1, officers: [first], assistants: visit.officers },
        }),
      ).toBe('visit_officers')
      const stock = { chemical: 'III-5', unit: 't', book: 0.3, counted: 0.1, system: null } as const
      const found = [
        { kind: 'figures', verdict: 'unfit', rows: [stock] } as const,
        { kind: 'verdict', verdict: 'fit' } as const,
      ].map((answer, i) => ({ id: ['stock', 'ledger'][i] ?? '', answer, sightingIds: [], words: '' }))
      const over = await ok('visit.put', {
        base: own.version,
        doc: { ...own.doc, toMs: NOW_MS + 3_600_000, items: found },
      })
      expect(over.doc.approval).toEqual(own.doc.approval)
      expect(
        await refused('visit.put', { base: null, doc: { ...visit, id: anId(809), roundId: 'none' } }),
      ).toBe('round_unknown')
      expect(
        await refused('visit.put', {
          base: null,
          doc: { ...visit, id: anId(809), checklist: { ...checklist, version: 'none' } },
        }),
      ).toBe('checklist_version')

      // The next round: what was found is grey beside, what happened is not in it.
      const copied = await ok('campaign.copyRound', {
        id: campaign.id,
        base: approved.version,
        roundId: round.id,
        name: '',
        fromMs: NOW_MS + 9e8,
        toMs: NOW_MS + 10e8,
      })
      expect(copied.doc.rounds[1]).toMatchObject({ no: 2, approval: null, checklist, copiedFromId: round.id })
      const later = aVisit({
        id: anId(802),
        campaignId: campaign.id,
        roundId: copied.roundId,
        fromMs: NOW_MS + 9e8,
        checklist,
      })
      const next = await ok('visit.put', { base: null, doc: later })
      const seen = await ok('visit.get', { id: later.id })
      expect(seen.doc.items).toEqual([])
      expect(seen.last.map(({ itemId, answer }) => [itemId, answer])).toEqual(
        found.map(({ id, answer }) => [id, answer]),
      )
      expect((await ok('visit.list', { campaignId: campaign.id })).rows.map(({ id }) => id)).toEqual([
        later.id,
        visit.id,
      ])
      const other = await ok('visit.put', {
        base: null,
        doc: { ...later, id: anId(803), fromMs: NOW_MS + 9.5e8 },
      })
      const board = await ok('campaign.board', { id: campaign.id })
      expect(board.rows.map(({ cells }) => cells.map((cell) => cell?.visits.length))).toEqual([[1, 2]])
      expect(board.merges.map(({ keep, others }) => [keep.id, others.map(({ id }) => id)])).toEqual([
        [later.id, [anId(803)]],
      ])
      const merging = { id: later.id, base: next.version, others: [{ id: anId(803), base: other.version }] }
      expect(
        await refused('visit.merge', { ...merging, others: [{ id: visit.id, base: over.version }] }),
      ).toBe('visits_apart')
      const merged = await ok('visit.merge', merging)
      const { version: gone, doc: part } = await ok('visit.get', { id: anId(803) })
      expect(part.mergedIntoId).toBe(later.id)
      expect(await refused('visit.put', { base: gone, doc: part })).toBe('visit_merged')
      expect((await ok('campaign.board', { id: campaign.id })).rows[0]?.cells[1]?.visits).toHaveLength(1)

      const sheet = await ok('visit.print', { id: visit.id, language: 'zh' })
      const page = new TextDecoder().decode(await door.download(sheet.downloadId))
      expect(page).toContain('实盘')
      expect(page).not.toContain('class="mark"')
      const bare = await ok('visit.print', { id: merged.doc.id, language: 'en' })
      expect(new TextDecoder().decode(await door.download(bare.downloadId))).toContain('class="mark"')

      const edited = await ok('checklist.put', {
        id: delivered.id,
        base: (await ok('checklist.get', { id: delivered.id })).kept?.version,
        name: list.name,
        items: items?.slice(0, 3).map((item) => ({ ...item, published: true })),
      })
      expect(edited.doc.versions.map(({ no, items: all }) => [no, all.length])).toEqual([
        [1, 19],
        [2, 3],
      ])
      const extra = await ok('checklist.put', { id: null, base: null, name: list.name, items })
      await ok('checklist.remove', { id: extra.doc.id, base: extra.version })
      expect(await refused('checklist.remove', { id: delivered.id, base: edited.version })).toBe('in_use')
      const spare = await ok('campaign.put', { base: null, doc: aCampaign({ id: anId(703), rounds: [] }) })
      expect((await ok('campaign.list', { enterpriseId: anId(1) })).rows).toHaveLength(2)
      await ok('campaign.remove', { id: spare.doc.id, base: spare.version })
      expect((await ok('campaign.get', { id: campaign.id })).doc.rounds).toHaveLength(2)
      const lone = await ok('visit.put', { base: null, doc: aVisit({ id: anId(804), fromMs: NOW_MS + 9e9 }) })
      await ok('visit.remove', { id: anId(804), base: lone.version })
    })

    it('refuses every edit of a version that is no longer the one there, and writes nothing', async () => {
      const of = async <N extends 'enterprise' | 'site' | 'mission' | 'flight' | 'finding'>(
        kind: N,
        id: string,
      ) => (await ok(`${kind}.get`, { id })) as CallOutput<`${N}.get`>
      /** The document and the version that it had, which it has no more. */
      const movedOn = async (kind: 'enterprise' | 'site' | 'mission' | 'flight', id: string) => {
        const { doc, version: base } = await of(kind, id)
        const now = {
          ...doc,
          ...('remarks' in doc ? { remarks: `${doc.remarks} moved on` } : { pilot: '另一人' }),
        }
        await ok(`${kind}.put`, { base, doc: now })
        return { put: { base, doc }, remove: { id, base } }
      }
      const enterprise = await movedOn('enterprise', anId(1))
      const site = await movedOn('site', anId(101))
      const mission = await movedOn('mission', anId(201))
      const flight = await movedOn('flight', anId(401))
      const [layer] = await ok('layer.list', {})
      await ok('layer.put', { base: layer?.version, doc: { ...layer?.doc, visible: false } })
      const oldLayer = { id: layer?.doc.id, base: layer?.version }
      const pictures = (await ok('footage.list', { flightId: anId(401) })).rows
      const picture = pictures.find(({ doc }) => doc.kind === 'photo' && !doc.derived)
      const old = { id: picture?.doc.id, base: picture?.version }
      await ok('footage.review', { ...old, outcome: 'nothing' })
      const closed = (await ok('finding.nearby', { at: { lat: 41.771, lon: 109.9715 }, radiusM: 50 }))[0]
      const sighting = (await of('finding', closed?.id ?? '')).history[0]?.doc
      const opened = await ok('finding.open', {
        sighting,
        finding: { ...closed, category: '', risk: null, owner: '', assetId: null, recursOfId: null },
      })
      const edited = (id: string | undefined, base: string | undefined) =>
        ok('finding.edit', { id, base, change: { title: '改过的题目' } })
      await edited(closed?.id, closed?.version)
      await edited(opened.doc.id, opened.version)
      const shown = await ok('finding.open', {
        sighting: { ...sighting, footageId: picture?.doc.id },
        finding: { ...closed, category: '', risk: null, owner: '', assetId: null, recursOfId: null },
      })
      const again = await ok('mission.reshoot', { findingIds: [shown.doc.id], vehicleId: 'px4-quad' })
      expect(again.doc.vehicle.id).toBe('px4-quad')
      const fresh = { id: opened.doc.id, base: opened.version }
      const order = {
        ...anOrderDraft(opened.doc.enterpriseId, [opened.doc.id]),
      }
      const draft = await ok('order.draft', { id: null, base: null, order })
      await ok('order.draft', { id: draft.doc.id, base: draft.version, order: { ...order, legalBasis: 'x' } })
      const locked = { name: 'idleLock', minutes: 5 }
      const setting = await ok('setting.put', { base: null, value: locked })
      await ok('setting.put', { base: setting.version, value: { ...locked, minutes: 6 } })
      const { placement } = picture?.doc ?? {}
      const campaign = await ok('campaign.get', { id: anId(701) })
      const oldCampaign = { id: anId(701), base: campaign.version }
      await ok('campaign.put', { base: campaign.version, doc: { ...campaign.doc, organiser: '另一家' } })
      const visit = await ok('visit.put', { base: null, doc: aVisit({ id: anId(805), fromMs: 2e12 }) })
      const near = await ok('visit.put', { base: null, doc: aVisit({ id: anId(806), fromMs: 2e12 }) })
      const oldVisit = { id: anId(805), base: visit.version }
      await ok('visit.put', { base: visit.version, doc: { ...visit.doc, entryCode: 'X' } })
      const listId = (await ok('checklist.list', {}))[0]?.id ?? ''
      const list = await ok('checklist.get', { id: listId })
      const oldList = { id: listId, base: list.kept?.version }
      await ok('checklist.put', {
        ...oldList,
        name: { zh: '改过的', en: '' },
        items: list.doc.versions[0]?.items,
      })
      const { added } = await ok('duty.addUsual', { enterpriseId: anId(1) })
      const [duty] = added
      await ok('duty.put', { base: duty?.version, doc: { ...duty?.doc, leadDays: 1 } })
      const due = { id: duty?.doc.id, base: duty?.version }
      const { id: _id, enteredBy: _by, enteredAtMs: _at, ...handed } = aSelfCheck({ checkedOn: '2026-01-01' })
      const check = await ok('selfCheck.add', handed)
      const drawing = await ok('draw.commit', { name: { zh: '抽查', en: '' }, pool: aPool() })
      const draw = { id: drawing.doc.id, base: drawing.version }
      await ok('draw.run', { ...draw, seed: '1', seedFrom: '' })
      const approval = await ok('flightApproval.put', { base: null, doc: anApprovalOfFlights() })
      await ok('flightApproval.put', {
        base: approval.version,
        doc: anApprovalOfFlights({ remarks: 'x' }),
      })
      const oldApproval = { id: approval.doc.id, base: approval.version }
      const told = await ok('flightReport.report', { ...TOLD, approvalId: approval.doc.id })
      const oldReport = { id: told.doc.id, base: told.version }
      await ok('flightReport.confirm', { ...oldReport, atMs: 3, by: '值班员', number: '' })
      const craft = await ok('craft.put', { base: null, doc: aCraft() })
      await ok('craft.put', { base: craft.version, doc: aCraft({ remarks: 'x' }) })
      const battery = await ok('battery.put', { base: null, doc: aBattery() })
      await ok('battery.put', { base: battery.version, doc: aBattery({ remarks: 'x' }) })
      const stale: Partial<Record<CallName, { base?: unknown; [member: string]: unknown }>> = {
        'enterprise.put': enterprise.put,
        'enterprise.remove': enterprise.remove,
        'site.put': site.put,
        'site.remove': site.remove,
        'mission.put': mission.put,
        'mission.remove': mission.remove,
        'mission.export': { ...mission.remove, format: 'geojson', release: null },
        'mission.split': mission.remove,
        'link.upload': mission.remove,
        'flight.put': flight.put,
        'flight.remove': flight.remove,
        'layer.put': { base: oldLayer.base, doc: layer?.doc },
        'layer.remove': oldLayer,
        'footage.review': { ...old, outcome: null },
        'footage.setMasks': { ...old, masks: [] },
        'footage.place': { ...old, placement },
        'setting.put': { base: setting.version, value: locked },
        'campaign.put': { base: oldCampaign.base, doc: campaign.doc },
        'campaign.remove': oldCampaign,
        'campaign.approve': { ...oldCampaign, roundId: null, no: '', urgentReason: '急' },
        'campaign.copyRound': { ...oldCampaign, roundId: 'round-1', name: '', fromMs: 1, toMs: 2 },
        'visit.put': { base: oldVisit.base, doc: visit.doc },
        'visit.remove': oldVisit,
        'visit.approve': { ...oldVisit, no: '', urgentReason: '急' },
        'visit.merge': { ...oldVisit, others: [{ id: near.doc.id, base: near.version }] },
        'checklist.put': { ...oldList, name: list.doc.name, items: list.doc.versions[0]?.items },
        'checklist.remove': oldList,
        'duty.put': { base: duty?.version, doc: duty?.doc },
        'duty.remove': due,
        'duty.done': { ...due, dueOn: '2026-03-31', doneOn: '2026-01-01', words: '', footageIds: [] },
        'selfCheck.remove': { id: check.doc.id, base: NO_VERSION },
        'flightApproval.put': { base: approval.version, doc: approval.doc },
        'flightApproval.file': { ...oldApproval, filing: aFiling() },
        'flightApproval.remove': oldApproval,
        'flightReport.confirm': { ...oldReport, atMs: 3, by: '值班员', number: '' },
        'flightReport.landed': { ...oldReport, ...LANDED },
        'flightReport.remove': oldReport,
        'craft.put': { base: craft.version, doc: craft.doc },
        'craft.remove': { id: craft.doc.id, base: craft.version },
        'battery.put': { base: battery.version, doc: battery.doc },
        'battery.remove': { id: battery.doc.id, base: battery.version },
        'draw.run': { ...draw, seed: '1', seedFrom: '' },
        'draw.again': { ...draw, reason: 'x', pool: aPool() },
        'finding.addSighting': { ...fresh, sighting },
        'finding.edit': { ...fresh, change: {} },
        'finding.transition': {
          ...fresh,
          to: 'confirmed',
          reason: '',
          duplicateOfId: null,
        },
        'finding.transfer': {
          ...fresh,
          how: 'copied',
          agencyId: 'police',
          receipt: '',
          awaitedAtMs: null,
          words: '',
        },
        'order.draft': { id: draft.doc.id, base: draft.version, order },
        'order.discard': { id: draft.doc.id, base: draft.version },
      }
      const takesBase = (call: CallName): boolean => 'base' in (calls[call].input as { shape: object }).shape
      const ofPersons = (call: CallName): boolean => /^(person|release)\./.test(call)
      // Of a document in another state than these are in, they are refused for that before their base is looked at.
      const judgedFirst: readonly CallName[] = [
        'finding.extend',
        'finding.recheck',
        'finding.answer',
        'finding.fileCase',
        'order.issue',
        'order.serve',
        'order.report',
        'order.extend',
        'order.withdraw',
        'paperNumber.void',
        'evidence.handOver',
        'evidence.withdraw',
        'paper.takeBack',
        'paper.sign',
        'paper.serve',
        'paper.void',
        'template.put',
      ]
      expect([...Object.keys(stale), ...judgedFirst].sort()).toEqual(
        CALL_NAMES.filter((call) => takesBase(call) && !ofPersons(call)).sort(),
      )
      const before = (await ok('workspace.status', {})).journal.entries
      for (const [call, input] of Object.entries(stale))
        for (const base of [input.base, NO_VERSION])
          expect(await refused(call, { ...input, base }), `${call} on ${String(base)}`).toBe('conflict')
      for (const base of [picture?.version, NO_VERSION])
        expect(
          await refused('footage.export', { items: [{ ...old, base, copy: null }], unmasked: null }),
        ).toBe('conflict')
      // What counts revisions is no version: a number is no base of an edit.
      for (const base of [1, 2, '2'])
        expect(await refused('enterprise.put', { ...enterprise.put, base })).toBe('bad_input')
      expect((await ok('workspace.status', {})).journal.entries).toBe(before)
    })

    it('keeps drafts beside the journal, and proves itself', async () => {
      await ok('draft.put', { key: 'form', value: { half: '填' } })
      expect(await ok('draft.get', { key: 'form' })).toEqual({ value: { half: '填' } })
      await ok('draft.put', { key: 'form', value: null })
      expect(await ok('draft.get', { key: 'form' })).toEqual({ value: null })
      expect(await ok('policy.get', {})).toBeNull()
      const told = await ok('support.make', { language: 'en', isVerified: false })
      expect(new TextDecoder().decode(await door.download(told.downloadId))).toBe(told.text)
      const { isOn, problem } = await ok('keyring.state', {})
      expect(isOn).toBe(false)
      // Whoever runs this on a desktop with a keyring has one; every other door has none.
      if (problem === null) expect(await ok('keyring.set', { isOn: true })).toEqual({ isOn: true, problem })
      else expect(await refused('keyring.set', { isOn: true })).toBe('keyring_none')
      expect(await ok('keyring.set', { isOn: false })).toEqual({ isOn, problem })
      const report = await ok('workspace.verify', {})
      expect(report).toMatchObject({ ok: true, journal: { brokenAt: null }, records: { differing: [] } })
      // What was brought in, a paper, its template and its scan.
      expect(report.originals.checked).toBe(8)
    })

    it('knows nobody yet: whoever acts says who they are, and what persons do is refused in words', async () => {
      expect(await ok('person.entrance', {})).toMatchObject({ entrance: 'open', isIn: true, persons: [] })
      expect(await ok('person.list', {})).toEqual([])
      expect(await ok('person.alone', {})).toBeInstanceOf(Array)
      expect(await ok('release.sheets', {})).toEqual([])
      const given = { name: '罗沙', roles: ['officer' as const], unit: '', number: '', phone: '' }
      const [id, base] = [anId(801), NO_VERSION]
      const passphrase = '晴天飞行好 42'
      for (const [call, input, code] of [
        ['person.begin', given, 'last_supervisor'],
        ['person.put', { base: null, doc: { ...given, id }, passphrase }, 'no_person'],
        ['person.put', { base, doc: { ...given, id }, passphrase }, 'not_found'],
        ['person.openWork', { id }, 'not_found'],
        ['person.leave', { id, base, handOverToId: null, isConfirmed: false }, 'not_found'],
        ['person.setPassphrase', { old: null, passphrase }, 'no_person'],
        ['person.resetPassphrase', { id, base, passphrase }, 'not_found'],
        ['person.makeRecovery', { language: 'zh' }, 'no_person'],
        ['person.recover', { id, code: '0000-0000-0000-0000', passphrase }, 'person_unknown'],
        ['person.signIn', { id: null, name: '罗沙', passphrase }, 'person_unknown'],
        ['person.reviewAlone', {}, 'no_person'],
        ['release.print', { count: 1, language: 'zh' }, 'no_person'],
        ['release.withdraw', { id, base }, 'not_found'],
      ] as const) {
        // Made good in `people.test.ts`, over every door: here it would be the last thing that anybody may do.
        made.set(call, input)
        expect([call, await refused(call, input)]).toEqual([call, code])
      }
      expect(await ok('person.lock', {})).toEqual({})
      expect(await ok('person.signOut', {})).toEqual({})
    })

    it('told of every write as it was made', async () => {
      // Events may come a moment after the answer.
      const status = await ok('workspace.status', {})
      await expect.poll(() => events.filter(({ type }) => type === 'changed').length).toBeGreaterThan(10)
      await expect
        .poll(() => Math.max(...events.map((event) => (event.type === 'changed' ? event.arrival : 0))))
        .toBe(status.journal.entries)
    })

    it('removes what nothing refers to', async () => {
      const doc = aFlight({ id: anId(402) })
      const flown = await ok('flight.put', { base: null, doc })
      await ok('flight.remove', { id: doc.id, base: flown.version })
      const site = {
        id: anId(103),
        enterpriseId: anId(1),
        name: { zh: '二区', en: '' },
        boundary,
        ground: null,
        assets: [],
        remarks: '',
      }
      const { version: base } = await ok('site.put', { base: null, doc: site })
      await ok('site.remove', { id: site.id, base })
      expect(await refused('site.remove', { id: site.id, base })).toBe('not_found')
    })

    it('answers anything whatever with a code, and writes nothing for it', async () => {
      const before = (await ok('workspace.status', {})).journal.entries
      const anything = fc.oneof(
        fc.jsonValue(),
        fc.record({ id: fc.jsonValue(), base: fc.jsonValue(), doc: fc.jsonValue() }),
        fc.record({ base: fc.constant(null), doc: fc.dictionary(fc.string(), fc.jsonValue()) }),
        fc.constant({ id: '../../etc/passwd', base: NO_VERSION }),
        fc.constant({ file: '/etc/passwd', siteIds: [], name: { zh: 'x', en: '' } }),
      )
      const names = CALL_NAMES.filter(
        (call) =>
          !['workspace.openDemo', 'workspace.openOwn', 'draft.put', 'actor.set', 'workspace.verify'].includes(
            call,
          ),
      )
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), anything, async (call, input) => {
          const answer = await door.call(call, input)
          if (answer.ok) return ['read', 'session'].includes(calls[call].kind)
          return (
            typeof answer.code === 'string' &&
            answer.code !== 'internal' &&
            !JSON.stringify(answer).includes('    at ')
          )
        }),
        { numRuns: 150 },
      )
      expect(await refused('no.such.call', {})).toBe('unknown_call')
      expect(await refused('constructor', {})).toBe('unknown_call')
      expect((await ok('workspace.status', {})).journal.entries).toBe(before)
    })

    it('opens the demo and comes back', async () => {
      const demo = await ok('workspace.openDemo', {})
      expect(demo).toMatchObject({ kind: 'demo', counts: { enterprise: 7, finding: 7 } })
      const back = await ok('workspace.openOwn', {})
      expect(back.counts.enterprise).toBeGreaterThan(0)
      expect(back.kind).not.toBe('demo')
    })

    it('gives rows page by page, and what the map shows of a box', async () => {
      const flights = await ok('flight.list', { siteId: null, limit: 1 })
      const [flown] = flights.rows
      if (!flown) throw new Error('no flight')
      expect(await ok('flight.rows', { ids: [flown.id] })).toEqual([flown])
      const first = await ok('enterprise.list', { limit: 1 })
      const rest = await ok('enterprise.list', { after: first.next })
      expect(first.rows).toHaveLength(1)
      expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(
        (await ok('enterprise.names', {})).map(({ id }) => id),
      )
      expect(first.total).toBe(1 + rest.rows.length)
      const missions = await ok('mission.list', { siteId: null, limit: 500 })
      expect(missions.rows.map(({ id }) => id)).toEqual((await ok('mission.names', {})).map(({ id }) => id))
      const asked = missions.rows.slice(0, 2).map(({ id }) => id)
      const standings = await ok('mission.standings', { ids: [...asked, anId(9999)] })
      expect(standings.map(({ id }) => id)).toEqual(asked)
      const footage = (await ok('footage.list', { flightId: null, limit: 500 })).rows
      const [one] = footage
      if (!one) throw new Error('no footage')
      expect(await ok('footage.rows', { ids: [one.doc.id] })).toEqual([one])
      expect(await ok('footage.get', { id: one.doc.id })).toMatchObject(one)
      expect(await ok('footage.madeOf', { id: flown.id })).toEqual([])
      const everywhere = { south: -90, north: 90, west: -180, east: 180 }
      const placed = footage.filter(({ doc }) => doc.placement !== null)
      expect((await ok('footage.within', { box: everywhere, limit: 500 })).marks).toHaveLength(placed.length)
      const [newest] = (await ok('finding.within', { box: everywhere, limit: 1 })).rows
      const all = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }
      expect((await ok('finding.list', { ...all, limit: 500 })).rows).toContainEqual(newest)
      const { ways } = await ok('flight.ways', { box: everywhere, limit: 500 })
      expect(ways.length).toBeGreaterThan(0)
      for (const { way } of ways) expect(way.length).toBeGreaterThanOrEqual(4)
      const sites = await ok('site.within', { box: everywhere, limit: 500 })
      const [site] = sites.rows
      if (!site) throw new Error('no site')
      expect(sites.isMore).toBe(false)
      expect(sites.rows.map(({ id, name }) => ({ id, name }))).toEqual(await ok('site.names', {}))
      const whole = await ok('site.get', { id: site.id })
      expect(whole.doc.name).toEqual(site.name)
      expect(await ok('site.some', { ids: [site.id, anId(9999)] })).toEqual([whole])
      expect((await ok('site.extent', {})).box).not.toBeNull()
      expect(await refused('site.get', { id: anId(9999) })).toBe('not_found')
      expect(await refused('finding.within', { box: { ...everywhere, south: -91 }, limit: 1 })).toBe(
        'bad_input',
      )
    })

    it('keeps settings: the default until somebody keeps another, one document a name', async () => {
      await ok('actor.set', CHIEF)
      const before = await ok('setting.get', { name: 'seenResolution' })
      expect(before).toEqual({
        value: { name: 'seenResolution', cmPerPixel: 5 },
        isDefault: true,
        setBy: null,
        version: null,
      })
      const value = { name: 'seenResolution', cmPerPixel: 3 }
      const kept = await ok('setting.put', { base: null, value })
      expect(await refused('setting.put', { base: null, value })).toBe('conflict')
      expect(await ok('setting.get', { name: 'seenResolution' })).toEqual({
        value,
        isDefault: false,
        setBy: null,
        version: kept.version,
      })
      const all = await ok('setting.list', {})
      expect(all.filter(({ isDefault }) => !isDefault).map((one) => one.value)).toContainEqual(value)
    })

    it('offers the visits from the air of the enterprises whose sites a flight really saw', async () => {
      const asked = { flightId: anId(401) }
      expect(await ok('visit.offers', asked)).toEqual([])
      expect(await refused('visit.fromFlight', { ...asked, enterpriseId: anId(1) })).toBe(
        'flight_saw_nothing',
      )
      // Whatever became of the samples so far: one of them looks down at the site.
      const pictures = (await ok('footage.list', asked)).rows
      const picture = pictures.find(({ doc }) => doc.kind === 'photo' && !doc.derived)
      const looking = { at: { lat: 41.7705, lon: 109.971 }, heightM: 60, headingDeg: 0, pitchDeg: -80 }
      await ok('footage.place', {
        id: picture?.doc.id,
        base: picture?.version,
        placement: { ...looking, by: 'hand', reason: 'looked down' },
      })
      // The samples are tiny: they see a metre a pixel.
      const { version: base } = await ok('setting.get', { name: 'seenResolution' })
      await ok('setting.put', { base, value: { name: 'seenResolution', cmPerPixel: 300 } })
      const [offer] = await ok('visit.offers', asked)
      expect(offer).toMatchObject({ enterpriseId: anId(1), visitId: null })
      expect(offer?.items).toBeGreaterThan(0)
      const made = await ok('visit.fromFlight', { ...asked, enterpriseId: anId(1) })
      expect(made.doc).toMatchObject({ mode: 'air', flightIds: [anId(401)], countsTowardCap: false })
      expect(made.doc.items).toHaveLength(offer?.items ?? 0)
      expect((await ok('visit.offers', asked))[0]?.visitId).toBe(made.doc.id)
      expect(await refused('visit.fromFlight', { ...asked, enterpriseId: anId(1) })).toBe('visit_made')
    })

    it('keeps approvals of flights, their filings and reports, aircraft and batteries', async () => {
      await ok('actor.set', CHIEF)
      const made = await ok('flightApproval.put', {
        base: null,
        doc: anApprovalOfFlights({ id: anId(851), filings: [] }),
      })
      const filing = aFiling({ answeredAtMs: null, agreed: null, filedAtMs: 5 })
      const file = { id: anId(851), base: made.version, filing }
      expect(await refused('flightApproval.file', { ...file, filing: { ...filing, filedAtMs: 8e15 } })).toBe(
        'day_to_come',
      )
      expect(await refused('flightApproval.file', { ...file, filing: { ...filing, agreed: true } })).toBe(
        'bad_input',
      )
      const filed = await ok('flightApproval.file', file)
      const answer = { ...filing, answeredAtMs: 6, agreed: true }
      const answered = await ok('flightApproval.file', { ...file, base: filed.version, filing: answer })
      expect(answered.doc.filings).toEqual([answer])
      expect((await ok('flightApproval.get', { id: anId(851) })).version).toBe(answered.version)
      expect((await ok('flightApproval.list', {})).map(({ doc }) => doc.id)).toContain(anId(851))

      const craft = await ok('craft.put', { base: null, doc: aCraft({ id: anId(852), serial: 'SN-852' }) })
      const battery = await ok('battery.put', { base: null, doc: aBattery({ id: anId(853) }) })
      const mission = aMission({
        id: anId(854),
        siteIds: [],
        authorisation: authorisationOf(answered.doc),
        craftId: anId(852),
        batteryIds: [anId(853)],
      })
      expect(await refused('mission.put', { base: null, doc: { ...mission, craftId: anId(999) } })).toBe(
        'missing_reference',
      )
      const planned = await ok('mission.put', { base: null, doc: mission })
      expect(await refused('flightApproval.remove', { id: anId(851), base: answered.version })).toBe('in_use')
      expect(await refused('craft.remove', { id: anId(852), base: craft.version })).toBe('in_use')
      const codes = async () =>
        (await ok('mission.evaluate', { id: anId(854) })).verdict.items
          .filter(({ rule }) => rule.startsWith('authorisation.'))
          .map(({ code }) => code)
      expect(await codes()).toEqual(['not_reported'])

      const asked = await ok('mission.application', { id: anId(854), language: 'zh' })
      expect(asked.items).toHaveLength(13)
      expect(asked.fields.find(({ id }) => id === 'number')?.value).toContain('SN-852')
      const report = { ...TOLD, missionId: anId(854), approvalId: anId(851), takeoffAtMs: NOW_MS }
      expect(await refused('flightReport.report', { ...report, reportedAtMs: 8e15 })).toBe('day_to_come')
      const told = await ok('flightReport.report', report)
      expect(told.doc).toMatchObject({ confirmed: null, landing: null, reportedBy: { name: CHIEF.name } })
      const confirm = { id: told.doc.id, base: told.version, atMs: 3, by: '值班员', number: 'Q1' }
      expect(await refused('flightReport.confirm', { ...confirm, atMs: 1 })).toBe('does_not_fit')
      const confirmed = await ok('flightReport.confirm', confirm)
      expect(await codes()).toEqual([])
      const flight = aFlight({ id: anId(855), missionId: anId(854), takeoffAtMs: NOW_MS })
      const early = await ok('flight.put', { base: null, doc: flight })
      const departures = async () =>
        (await ok('flight.departures', { ids: [anId(855), anId(999)] })).flatMap((one) =>
          one.departures.map(({ code }) => code),
        )
      expect(await departures()).toEqual([])
      // Whatever it follows from is looked at anew: the approval here, the report and the flight below.
      const withdrawn = { ...answered.doc, filings: [] }
      const unfiled = await ok('flightApproval.put', { base: answered.version, doc: withdrawn })
      expect(await departures()).toEqual(['unfiled'])
      const kept = await ok('flightApproval.put', { base: unfiled.version, doc: answered.doc })
      const before = await ok('flight.put', {
        base: early.version,
        doc: { ...flight, takeoffAtMs: answered.doc.fromMs - 1000, landedAtMs: NOW_MS },
      })
      expect(await departures()).toEqual(['unreported', 'unfiled', 'outsideWindow'])
      await ok('flight.remove', { id: anId(855), base: before.version })
      expect(await departures()).toEqual([])
      const landed = await ok('flightReport.landed', {
        id: told.doc.id,
        base: confirmed.version,
        ...LANDED,
      })
      expect(landed.doc).toMatchObject({ confirmed: { by: '值班员' }, landing: { landedAtMs: 4 } })
      expect((await ok('flightReport.get', { id: told.doc.id })).version).toBe(landed.version)
      const of = async (missionId: string | null, more: object = {}) =>
        await ok('flightReport.list', { missionId, ...more })
      expect((await of(anId(854))).rows.map(({ doc }) => doc.id)).toEqual([told.doc.id])
      const second = await ok('flightReport.report', { ...report, takeoffAtMs: NOW_MS - 1 })
      for (const missionId of [null, anId(854)]) {
        const first = await of(missionId, { limit: 1 })
        expect(first.rows.map(({ doc }) => doc.id)).toEqual([told.doc.id])
        expect(first.next).toEqual({ atMs: NOW_MS, id: told.doc.id })
        const rest = await of(missionId, { limit: 1, after: first.next })
        expect(rest.rows.map(({ doc }) => doc.id)).toEqual([second.doc.id])
      }

      const found = await ok('search.find', { text: 'SN-852' })
      expect(found.groups.map(({ kind }) => kind)).toEqual(['craft'])
      expect((await ok('craft.list', {})).map(({ doc }) => doc.id)).toContain(anId(852))
      expect((await ok('battery.list', {})).map(({ doc }) => doc.id)).toContain(anId(853))
      expect((await ok('craft.get', { id: anId(852) })).version).toBe(craft.version)
      expect((await ok('battery.get', { id: anId(853) })).version).toBe(battery.version)
      for (const one of [landed, second])
        await ok('flightReport.remove', { id: one.doc.id, base: one.version })
      await ok('mission.remove', { id: anId(854), base: planned.version })
      await ok('flightApproval.remove', { id: anId(851), base: kept.version })
      await ok('craft.remove', { id: anId(852), base: craft.version })
      await ok('battery.remove', { id: anId(853), base: battery.version })
    })

    it('keeps duties and self-checks, and finds what an enterprise found itself', async () => {
      await ok('actor.set', CHIEF)
      const enterpriseId = anId(71)
      const creditCode = aCreditCode(71)
      const enterprise = anEnterprise({ id: enterpriseId, creditCode })
      await ok('enterprise.put', { base: null, doc: enterprise })
      const away = boundary.map(({ lat, lon }) => ({ lat: lat + 1, lon }))
      const doc = { id: anId(171), enterpriseId, name: { zh: '远处', en: '' }, boundary: away, ground: null }
      await ok('site.put', { base: null, doc: { ...doc, assets: [], remarks: '' } })
      const { added } = await ok('duty.addUsual', { enterpriseId })
      expect(added.map(({ doc }) => doc.kind)).toEqual(['yearlyReport', 'filing', 'selfCheck'])
      expect(await refused('duty.addUsual', { enterpriseId })).toBe('nothing_to_add')
      const [report] = added
      if (!report) throw new Error('no duty')
      const saved = await ok('duty.put', { base: report.version, doc: { ...report.doc, leadDays: 40 } })
      const listed = await ok('duty.list', { enterpriseId })
      const [first] = listed.duties[0]?.occurrences ?? []
      const done = {
        id: report.doc.id,
        dueOn: first?.dueOn,
        doneOn: '2026-01-02',
        words: '已报',
        footageIds: [],
      }
      expect(await refused('duty.done', { ...done, base: report.version })).toBe('conflict')
      expect(await refused('duty.done', { ...done, base: saved.version, dueOn: '2026-02-03' })).toBe(
        'no_such_day',
      )
      expect(await refused('duty.done', { ...done, base: saved.version, doneOn: '2199-01-01' })).toBe(
        'day_to_come',
      )
      const recorded = await ok('duty.done', { ...done, base: saved.version })
      expect(recorded.doc.done[0]?.by.name).toBe(CHIEF.name)
      expect((await ok('duty.get', { id: report.doc.id })).version).toBe(recorded.version)
      await ok('duty.due', {})
      const { id: _id, enteredBy: _by, enteredAtMs: _at, ...handed } = aSelfCheck({ enterpriseId })
      const check = await ok('selfCheck.add', { ...handed, checkedOn: '2026-01-20' })
      expect(check.doc.enteredBy.name).toBe(CHIEF.name)
      expect((await ok('selfCheck.list', { enterpriseId })).rows[0]).toMatchObject({ items: 2, found: 1 })
      const period = { from: '2026-01-01', to: '2026-01-31' }
      const form = await ok('selfCheck.form', { enterpriseId, ...period, language: 'zh' })
      expect(readTables(await door.download(form.downloadId)).value?.[0]?.name).toBe('企业自查表')
      const asked = { enterprise, ...period, items: ['储罐', '围堰'] }
      const filled = (on: string): Promise<string> => {
        const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-form-')), 'form.xlsx')
        const answers = [{ result: 'inOrder' }, { result: 'found', words: '有裂缝' }]
        const sheet = filledForm(asked, 'zh', { on: { day: on }, name: '乌日娜', answers })
        fs.writeFileSync(file, xlsx([sheet], NOW_MS))
        return door.file(file)
      }
      const given = await ok('selfCheck.readForm', { file: await filled('2026-01-20'), enterpriseId })
      expect(given.notes.map(({ code }) => code)).toEqual(['form_same_day'])
      expect(given.check).toMatchObject({ how: 'form', checkedOn: '2026-01-20', enterpriseId })
      const foreign = await ok('selfCheck.readForm', {
        file: await filled('2026-01-22'),
        enterpriseId: anId(1),
      })
      expect([foreign.check, foreign.notes.map(({ code }) => code)]).toEqual([
        null,
        ['form_other_enterprise'],
      ])
      // A table of many: what it would change first, then all of it in one entry.
      const table = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-table-')), 'e.csv')
      fs.writeFileSync(table, `Name,Credit code,Address\n,${creditCode},Mill Lane 7\n`)
      const many = { kind: 'enterprises', file: await door.file(table) }
      const seen = await ok('takeIn.preview', many)
      expect(seen).toMatchObject({ counts: { created: 0, changed: 1, same: 0 }, notes: [] })
      const digest = seen.digest ?? ''
      await ok('takeIn.apply', { ...many, digest })
      expect((await ok('enterprise.get', { id: enterpriseId })).doc.address).toBe('Mill Lane 7')
      expect(await refused('takeIn.apply', { ...many, digest })).toBe('take_moved')
      const { kind: _, ...list } = many
      // People in one go are taken in over the services (`tests/services/takeIn.test.ts`): here they would lock all others out.
      const people = { ...list, digest, language: 'en' }
      made.set('takeIn.people', people)
      expect(await refused('takeIn.people', people)).toBe('take_refused')
      const of = { kind: 'enterprises', text: creditCode }
      const register = await ok('register.export', { of, format: 'csv', language: 'en' })
      expect(register.rows).toBe(1)
      expect(new TextDecoder().decode(await door.download(register.downloadId))).toContain(`${creditCode},`)
      const take = {
        id: check.doc.id,
        siteId: null,
        at: null,
        title: '东侧围堰有裂缝',
        category: '',
        level: 'general',
        risk: null,
        owner: '',
        assetId: null,
      }
      expect(await refused('selfCheck.takeOver', { ...take, itemId: '1' })).toBe('nothing_found')
      const taken = await ok('selfCheck.takeOver', { ...take, itemId: '2' })
      expect(taken.doc.selfReport).toEqual({ selfCheckId: check.doc.id, itemId: '2' })
      expect((await ok('finding.get', { id: taken.doc.id })).history).toEqual([])
      expect(await refused('selfCheck.takeOver', { ...take, itemId: '2' })).toBe('taken_over')
      expect((await ok('selfCheck.get', { id: check.doc.id })).takenOver).toEqual([
        { itemId: '2', findingId: taken.doc.id },
      ])
      expect(await refused('selfCheck.remove', { id: check.doc.id, base: check.version })).toBe('in_use')
      const other = await ok('selfCheck.add', { ...handed, checkedOn: '2026-01-21' })
      await ok('selfCheck.remove', { id: other.doc.id, base: other.version })
      await ok('duty.remove', { id: report.doc.id, base: recorded.version })
      const found = await ok('search.find', { text: '裂缝' })
      expect(found.groups.map(({ kind }) => kind)).toEqual(['finding', 'selfCheck'])
      expect(await refused('search.find', { text: '裂缝', after: 1 })).toBe('bad_input')
    })

    it('draws at random from what was committed to, again with a reason, and hands out the record', async () => {
      await ok('actor.set', CHIEF)
      const name = { zh: '第一轮抽查', en: '' }
      const few = { ...aPool(), inspectors: [] }
      expect(await refused('draw.commit', { name, pool: few })).toBe('draw_inspectors_few')
      const { doc, version } = await ok('draw.commit', { name, pool: aPool() })
      const again = { id: doc.id, reason: '名单有误', pool: aPool() }
      expect(await refused('draw.again', { ...again, base: version })).toBe('draw_is_open')
      const drawn = await ok('draw.run', { id: doc.id, base: version, seed: '3 5 1', seedFrom: '骰子' })
      expect(drawn.doc.attempts[0]?.outcome?.drawn).toHaveLength(3)
      expect(await refused('draw.run', { id: doc.id, base: drawn.version, seed: null, seedFrom: '' })).toBe(
        'draw_is_drawn',
      )
      const second = await ok('draw.again', { ...again, base: drawn.version })
      expect(second.doc.attempts[0]).toEqual(drawn.doc.attempts[0])
      const last = await ok('draw.run', { id: doc.id, base: second.version, seed: null, seedFrom: '' })
      expect((await ok('draw.get', { id: doc.id })).version).toBe(last.version)
      expect((await ok('draw.list', {})).rows[0]).toMatchObject({ id: doc.id, attempts: 2, isDrawn: true })
      const { downloadId } = await ok('draw.export', { id: doc.id })
      const read = readRecord(JSON.parse(new TextDecoder().decode(await door.download(downloadId))))
      expect(read.ok && replay(read.record, hashOf)).toEqual([])
    })

    it('lets each role do what the table says, refuses the rest in words, and writes nothing for it', async () => {
      // What would wait for an answer of the world outside is asked in a way that it need not.
      const inputs = new Map(made).set('link.open', { link: 'carrier pigeon', system: null, key: null })
      for (const role of ROLES) {
        await ok('actor.set', { name: '顾砚之', role })
        for (const call of CALL_NAMES.filter((name) => name !== 'actor.set')) {
          const { entries } = (await ok('workspace.status', {})).journal
          const answer = await door.call(call, inputs.get(call))
          const code = answer.ok ? null : answer.code
          expect([role, call, code === 'not_allowed']).toEqual([role, call, !mayCall(call, role)])
          if (answer.ok || mayCall(call, role)) continue
          expect((await ok('workspace.status', {})).journal.entries, call).toBe(entries)
          expect(answer.params).toMatchObject({ call, role, roles: calls[call].who.join(', ') })
          for (const language of ['zh', 'en'] as const) {
            const said = wordsOf(language, 'error', answer.code, answer.params) ?? ''
            expect(said).not.toMatch(
              /[{}]|operator|officer|supervisor|\b(link|finding|mission|enterprise)\.[a-z]/,
            )
            for (const who of calls[call].who) expect(said).toContain(wordsOf(language, 'role', who))
          }
        }
      }
      await ok('workspace.openOwn', {})
      await ok('actor.set', CHIEF)
    })

    it('was tried with every call there is', () => {
      expect(CALL_NAMES.filter((call) => !made.has(call))).toEqual([])
    })
  })
}
