import fs from 'node:fs'
import path from 'node:path'
import { zipSync } from 'fflate'
import Database from 'better-sqlite3'
import { aDjiRecord } from '../builders/djiRecord.ts'
import { clipOf, frameBytes } from '../builders/djmd.ts'
import { flightSets, transportStream } from '../builders/klv.ts'
import { aDataflash, aSrt, aTlog, aUlog, type Fix, tlogFeedback } from '../builders/logs.ts'
import { aPng } from '../builders/png.ts'
import { aDng, aHeic } from '../builders/rawPhoto.ts'
import { aDbf, aShp } from '../builders/shapefile.ts'

const root = path.resolve(import.meta.dirname, '../..')
const inRoot = (name: string) => fs.readFileSync(path.join(root, name))
const START_MS = Date.UTC(2026, 4, 20, 2, 15)

const fixes: Fix[] = Array.from({ length: 60 }, (_, i) => ({
  atMs: START_MS + i * 200,
  lat: 41.77 + i * 1e-5,
  lon: 109.97,
  heightM: 30 + i,
}))
const shots = [5, 15, 25].map((i) => ({ atMs: START_MS + i * 200, lat: 41.77, lon: 109.97 }))

const LITCHI_LOG = [
  'latitude,longitude,altitude(m),ascent(feet),speed(m/s),time(millisecond),datetime(utc),isphoto',
  ...fixes.map(
    ({ atMs, lat, lon, heightM }) =>
      `${lat},${lon},${heightM},0,5,${atMs - START_MS},${new Date(atMs).toISOString().replace('T', ' ').slice(0, 19)},0`,
  ),
].join('\r\n')
const AIRDATA = [
  'time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(meters),speed(m/s)',
  ...fixes.map(
    ({ atMs, lat, lon, heightM }) =>
      `${atMs - START_MS},${new Date(atMs).toISOString().replace('T', ' ').slice(0, 19)},${lat},${lon},${heightM},5`,
  ),
].join('\n')
const GPX = `<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${fixes
  .map(
    ({ atMs, lat, lon, heightM }) =>
      `<trkpt lat="${lat}" lon="${lon}"><ele>${1600 + heightM}</ele><time>${new Date(atMs).toISOString()}</time></trkpt>`,
  )
  .join('')}</trkseg></trk></gpx>`
const KML = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>厂区</name><Polygon><outerBoundaryIs><LinearRing><coordinates>109.97,41.77,0 109.973,41.77,0 109.973,41.772,0 109.97,41.772,0 109.97,41.77,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark><Placemark><name>line</name><LineString><altitudeMode>relativeToGround</altitudeMode><coordinates>109.97,41.77,60 109.972,41.771,60</coordinates></LineString></Placemark></Document></kml>`
const LITCHI_MISSION = [
  'latitude,longitude,altitude(m),heading(deg),curvesize(m),rotationdir,gimbalmode,gimbalpitchangle,actiontype1,actionparam1,altitudemode,speed(m/s),poi_latitude,poi_longitude,poi_altitude(m),poi_altitudemode,photo_timeinterval,photo_distinterval',
  ...[0, 1, 2].map((i) => `41.77${i},109.97,50,0,0,0,2,-90,1,0,0,5,0,0,0,0,-1,-1`),
].join('\n')
const PARAMS = 'RTL_ALT,1500\nFENCE_ENABLE,1\nFENCE_ACTION,1\nRALLY_LIMIT_KM,0.3\nFS_THR_ENABLE,1\n'

const frame = (i: number) => ({
  lat: 41.77 + i * 1e-5,
  lon: 109.97,
  heightM: 60,
  amslM: 1660,
  pitchDeg: -90,
  yawDeg: 10,
})
const PHOTO = {
  make: 'DJI',
  model: 'M3T',
  taken: '2026:05:20 10:16:00',
  xmp: '',
}

/** A raster tile set of one tile (MBTiles 1.3). */
function aTileSet(folder: string): Buffer {
  const file = path.join(folder, 'made.mbtiles')
  fs.rmSync(file, { force: true })
  const db = new Database(file)
  db.exec(
    'CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)',
  )
  const put = db.prepare('INSERT INTO metadata VALUES (?, ?)')
  put.run('name', '底图')
  put.run('format', 'png')
  put.run('bounds', '109.9,41.7,110.0,41.8')
  db.prepare('INSERT INTO tiles VALUES (14, 13196, 10279, ?)').run(aPng(4, 4))
  db.close()
  const bytes = fs.readFileSync(file)
  fs.rmSync(file)
  return bytes
}

export type Seed = { name: string; bytes: Uint8Array }

/** A sound small file of every kind that is read, under the name that it would have. `folder`: for those in the making. */
export function soundFiles(folder: string): Seed[] {
  const golden = (name: string) => inRoot(`missions/golden/${name}`)
  const kmz = (name: string, kind: string) =>
    zipSync({
      'wpmz/template.kml': golden(`${name}.${kind}template.kml`),
      'wpmz/waylines.wpml': golden(`${name}.${kind}waylines.wpml`),
    })
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const shp = aShp([
    {
      type: 5,
      parts: [
        [
          [109.97, 41.77],
          [109.97, 41.772],
          [109.973, 41.772],
          [109.973, 41.77],
          [109.97, 41.77],
        ],
      ],
    },
  ])
  const wgs84 =
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]'
  const files: Record<string, Uint8Array> = {
    'm.plan': golden('9-unsafe.plan'),
    'survey.plan': golden('2-sulfuric-acid-works-survey.plan'),
    'm.waypoints': golden('9-unsafe.waypoints'),
    'm.fence.waypoints': golden('9-unsafe.fence.waypoints'),
    'm.rally.waypoints': golden('9-unsafe.rally.waypoints'),
    'm.geojson': golden('9-unsafe.geojson'),
    'm.kmz': kmz('5-smelter-stack-and-tanks-by-waypoints', ''),
    'map.kmz': kmz('2-sulfuric-acid-works-survey', 'mapping.'),
    'loose.wpml': golden('5-smelter-stack-and-tanks-by-waypoints.waylines.wpml'),
    'm.sortie.json': inRoot('missions/demo/missions/9-unsafe.json'),
    'm.csv': utf8(LITCHI_MISSION),
    'a.kml': utf8(KML),
    'a.zip': zipSync({ 'a.shp': shp, 'a.dbf': aDbf([utf8('tank')]), 'a.prj': utf8(wgs84) }),
    'a.shp': shp,
    'area.geojson': inRoot('tests/fixtures/areas/L_shape.geojson'),
    'v.param': utf8(PARAMS),
    't.tlog': Buffer.concat([aTlog(fixes, 7250), tlogFeedback(shots, 7250)]),
    't.bin': aDataflash(fixes),
    't.ulg': aUlog(
      fixes,
      shots.map((shot) => ({ ...shot, result: 1 })),
    ),
    't.SRT': aSrt(fixes),
    'dji.SRT': inRoot('tests/fixtures/flight/DJI_20260520101540_0001_V.SRT').subarray(0, 12_000),
    'litchi.csv': utf8(LITCHI_LOG),
    'airdata.csv': utf8(AIRDATA),
    't.gpx': utf8(GPX),
    'record.txt': aDjiRecord({ startMs: START_MS, lat: 41.77, lon: 109.97, distanceM: 333, durationS: 60 }),
    'p.JPG': inRoot('missions/demo/footage/DJI_20260520101530_0001_V.JPG'),
    'p.DNG': aDng(PHOTO),
    'p.HEIC': aHeic(PHOTO),
    'p.png': aPng(8, 8),
    'djmd.MP4': clipOf(
      Array.from({ length: 20 }, (_, i) => frameBytes('dvtm_Mavic3.proto', frame(i), i === 0)),
      10,
      START_MS,
    ),
    'klv.ts': transportStream({ sets: flightSets(20) }),
    'c.mbtiles': aTileSet(folder),
    'dem.tif': inRoot('tests/fixtures/terrain/dem_synthetic.tif'),
  }
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes: Uint8Array.from(bytes) }))
}
