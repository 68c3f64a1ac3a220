import type { Name } from '../units/id.ts'
import type { Camera } from './vehicle.ts'

/** The diagonal of 36 × 24 mm: what a focal length is stated as equivalent to, mm. */
const FULL_FRAME_MM = Math.hypot(36, 24)
/** Where a maker states no interval between photos it is taken as this, s. */
const CAREFUL_S = 2
const NOT_STATED = `photo interval not stated, taken as ${CAREFUL_S} s`

type Stated = {
  readonly id: string
  readonly name: Name
  readonly px: readonly [width: number, height: number]
  /** Of the focal length, mm. */
  readonly equivalentMm: number
  /** Shortest time between photos; absent: its maker does not state it. */
  readonly everyS?: number
}

const mm = (value: number): number => Math.round(value * 1000) / 1000

/**
 * A camera of what its maker states: the type of its sensor, by which its diagonal goes, and the focal length on 36 × 24 mm
 * that it is equivalent to. What is seen from a height follows from the equivalent alone, whatever the diagonal.
 */
function lens(type: string, diagonalMm: number, stated: Stated & { readonly isZoom?: true }): Camera {
  const { id, name, px, equivalentMm, everyS, isZoom } = stated
  const [width, height] = px
  const perPx = diagonalMm / Math.hypot(width, height)
  const how = isZoom ? 'zoom lens at its shortest, ' : ''
  const often = everyS === undefined ? NOT_STATED : `photos ${everyS} s apart at least`
  return {
    id,
    name,
    source: `Maker: ${type} sensor, ${width} × ${height} px, ${how}${equivalentMm} mm equivalent; ${often}`,
    sensorWidthMm: mm(width * perPx),
    sensorHeightMm: mm(height * perPx),
    imageWidthPx: width,
    imageHeightPx: height,
    focalLengthMm: mm((equivalentMm * diagonalMm) / FULL_FRAME_MM),
    minIntervalS: everyS ?? CAREFUL_S,
  }
}

/** Diagonals of sensors by their type, mm. */
const FOUR_THIRDS = ['4/3″', 21.6] as const
const ONE_INCH = ['1″', 15.9] as const
const ONE_1_3 = ['1/1.3″', 12.3] as const
const ONE_1_5 = ['1/1.5″', 10.7] as const
const HALF_INCH = ['1/2″', 8] as const

/** Pixels of a thermal camera, µm; all of these have them. */
const THERMAL_UM = 12

/** A thermal camera by its pixels and its focal length in mm, or the one that it is equivalent to. */
function thermal(
  id: string,
  name: Name,
  focal: { readonly mm: number } | { readonly equivalentMm: number },
  px: readonly [number, number] = [640, 512],
): Camera {
  const [width, height] = px
  const [sensorWidthMm, sensorHeightMm] = [mm((width * THERMAL_UM) / 1000), mm((height * THERMAL_UM) / 1000)]
  const isReal = 'mm' in focal
  const said = isReal ? `${focal.mm} mm` : `${focal.equivalentMm} mm equivalent`
  return {
    id,
    name,
    source: `Maker: thermal, ${width} × ${height} px of ${THERMAL_UM} µm, ${said}; ${NOT_STATED}`,
    sensorWidthMm,
    sensorHeightMm,
    imageWidthPx: width,
    imageHeightPx: height,
    focalLengthMm: isReal
      ? focal.mm
      : mm((focal.equivalentMm * Math.hypot(sensorWidthMm, sensorHeightMm)) / FULL_FRAME_MM),
    minIntervalS: CAREFUL_S,
  }
}

/** The full-frame Zenmuse P1 with one of its lenses. */
const p1 = (focalLengthMm: number): Camera => ({
  id: `p1-${focalLengthMm}`,
  name: { zh: `禅思 P1，${focalLengthMm} 毫米镜头`, en: `Zenmuse P1, ${focalLengthMm} mm lens` },
  source: `Maker: 35.9 × 24 mm sensor, 8192 × 5460 px, ${focalLengthMm} mm lens; photos 0.7 s apart at least`,
  sensorWidthMm: 35.9,
  sensorHeightMm: 24,
  imageWidthPx: 8192,
  imageHeightPx: 5460,
  focalLengthMm,
  minIntervalS: 0.7,
})

/** Brands as each language writes them. */
const brand = (of: string): Name => ({
  zh: of.replace('Zenmuse', '禅思').replace('Autel', '道通').replace(', ', '、'),
  en: of,
})
const named =
  (zh: string, en: string) =>
  (of: string): Name => ({
    zh: `${brand(of).zh} ${zh}`,
    en: `${brand(of).en} ${en}`,
  })
const wide = named('广角', 'wide')
const zoom = named('变焦', 'zoom')
const tele = named('长焦', 'tele')
const medium = named('中长焦', 'medium tele')
const heat = named('热成像', 'thermal')

/** Cameras with their lenses to choose from, as their makers state them. Sensors of 48 and 50 megapixels: as they are usually set, 12. */
export const CAMERAS: readonly Camera[] = [
  {
    id: 'm3e-wide',
    name: { zh: 'DJI M3E 广角', en: 'DJI M3E wide' },
    source:
      'Maker: 4/3 type sensor, 17.3 × 13 mm, 5280 × 3956 px, 12.29 mm (24 mm equivalent), shutter interval 0.7 s',
    sensorWidthMm: 17.3,
    sensorHeightMm: 13,
    imageWidthPx: 5280,
    imageHeightPx: 3956,
    focalLengthMm: 12.29,
    minIntervalS: 0.7,
  },
  lens(...HALF_INCH, { id: 'm3e-tele', name: tele('DJI M3E'), px: [4000, 3000], equivalentMm: 162 }),
  {
    id: 'm30-wide',
    name: { zh: 'DJI M30、M30T 广角', en: 'DJI M30, M30T wide' },
    source: 'Maker: 1/2 type sensor, 6.4 × 4.8 mm, 4000 × 3000 px, 4.5 mm (24 mm equivalent)',
    sensorWidthMm: 6.4,
    sensorHeightMm: 4.8,
    imageWidthPx: 4000,
    imageHeightPx: 3000,
    focalLengthMm: 4.5,
    minIntervalS: 2,
  },
  lens(...HALF_INCH, {
    id: 'm30-zoom',
    name: zoom('DJI M30, M30T'),
    px: [8000, 6000],
    equivalentMm: 113,
    isZoom: true,
  }),
  thermal('m30t-thermal', heat('DJI M30T'), { mm: 9.1 }),
  lens(...HALF_INCH, { id: 'm3t-wide', name: wide('DJI M3T'), px: [4000, 3000], equivalentMm: 24 }),
  lens(...HALF_INCH, { id: 'm3t-tele', name: tele('DJI M3T'), px: [4000, 3000], equivalentMm: 162 }),
  thermal('m3t-thermal', heat('DJI M3T'), { equivalentMm: 40 }),
  lens(...FOUR_THIRDS, {
    id: 'm3m-rgb',
    name: { zh: 'DJI M3M 可见光', en: 'DJI M3M visible light' },
    px: [5280, 3956],
    equivalentMm: 24,
    everyS: 0.7,
  }),
  lens('1/2.8″', 6.4, {
    id: 'm3m-bands',
    name: { zh: 'DJI M3M 多光谱', en: 'DJI M3M multispectral' },
    px: [2592, 1944],
    equivalentMm: 25,
    everyS: 2,
  }),
  lens('1/1.32″', 12.1, { id: 'm3td-wide', name: wide('DJI M3TD'), px: [4032, 3024], equivalentMm: 24 }),
  lens(...HALF_INCH, { id: 'm3td-tele', name: tele('DJI M3TD'), px: [4000, 3000], equivalentMm: 162 }),
  thermal('m3td-thermal', heat('DJI M3TD'), { equivalentMm: 40 }),
  lens(...FOUR_THIRDS, {
    id: 'm4e-wide',
    name: wide('DJI M4E'),
    px: [5280, 3956],
    equivalentMm: 24,
    everyS: 0.5,
  }),
  lens(...ONE_1_3, { id: 'm4e-medium', name: medium('DJI M4E'), px: [8064, 6048], equivalentMm: 70 }),
  lens(...ONE_1_5, { id: 'm4e-tele', name: tele('DJI M4E'), px: [8192, 6144], equivalentMm: 168 }),
  lens(...ONE_1_3, { id: 'm4t-wide', name: wide('DJI M4T'), px: [4032, 3024], equivalentMm: 24 }),
  lens(...ONE_1_3, { id: 'm4t-medium', name: medium('DJI M4T'), px: [8064, 6048], equivalentMm: 70 }),
  lens(...ONE_1_5, { id: 'm4t-tele', name: tele('DJI M4T'), px: [8192, 6144], equivalentMm: 168 }),
  thermal('m4t-thermal', heat('DJI M4T'), { equivalentMm: 53 }),
  lens('1/2.3″', 7.7, { id: 'h20-wide', name: wide('Zenmuse H20'), px: [4056, 3040], equivalentMm: 24 }),
  lens('1/1.7″', 9.5, {
    id: 'h20-zoom',
    name: zoom('Zenmuse H20'),
    px: [5184, 3888],
    equivalentMm: 31.7,
    isZoom: true,
  }),
  thermal('h20t-thermal', heat('Zenmuse H20T'), { mm: 13.5 }),
  lens(...ONE_1_3, { id: 'h30-wide', name: wide('Zenmuse H30'), px: [4032, 3024], equivalentMm: 24 }),
  lens('1/1.8″', 8.9, {
    id: 'h30-zoom',
    name: zoom('Zenmuse H30'),
    px: [7328, 5496],
    equivalentMm: 33.4,
    isZoom: true,
  }),
  thermal('h30t-thermal', heat('Zenmuse H30T'), { mm: 24 }, [1280, 1024]),
  p1(24),
  p1(35),
  p1(50),
  lens(...ONE_1_3, {
    id: 'mini4pro-wide',
    name: wide('DJI Mini 4 Pro'),
    px: [4032, 3024],
    equivalentMm: 24,
    everyS: 2,
  }),
  lens(...ONE_INCH, { id: 'evo2-pro', name: wide('Autel EVO II Pro'), px: [5472, 3648], equivalentMm: 28.6 }),
  lens('1/1.28″', 12.5, {
    id: 'evo2-dual-wide',
    name: wide('Autel EVO II Dual'),
    px: [4096, 3072],
    equivalentMm: 23,
  }),
  thermal('evo2-thermal', heat('Autel EVO II Dual'), { mm: 13 }),
  lens('1/1.28″', 12.5, {
    id: 'evomax-wide',
    name: wide('Autel EVO Max'),
    px: [4096, 3072],
    equivalentMm: 23,
  }),
  lens(...HALF_INCH, {
    id: 'evomax-zoom',
    name: zoom('Autel EVO Max 4T'),
    px: [8000, 6000],
    equivalentMm: 64,
    isZoom: true,
  }),
  thermal('evomax-thermal', heat('Autel EVO Max'), { mm: 13 }),
  {
    id: 'one-inch-20mp',
    name: { zh: '1 英寸 2000 万像素', en: '1 inch, 20 megapixels' },
    source: 'Typical 1 inch camera: 13.2 × 8.8 mm, 5472 × 3648 px, 8.8 mm',
    sensorWidthMm: 13.2,
    sensorHeightMm: 8.8,
    imageWidthPx: 5472,
    imageHeightPx: 3648,
    focalLengthMm: 8.8,
    minIntervalS: 2,
  },
  {
    id: 'small-12mp',
    name: { zh: '1/2.3 英寸 1200 万像素', en: '1/2.3 inch, 12 megapixels' },
    source: 'Typical 1/2.3 inch camera: 6.17 × 4.55 mm, 4000 × 3000 px, 4.5 mm',
    sensorWidthMm: 6.17,
    sensorHeightMm: 4.55,
    imageWidthPx: 4000,
    imageHeightPx: 3000,
    focalLengthMm: 4.5,
    minIntervalS: 2,
  },
]
