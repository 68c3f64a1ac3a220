import type { Language } from '../core/units/language.ts'

type Values = Readonly<Record<string, string | number>>
type Word = Readonly<Record<Language, string>>

/** What files call what they draw and what they ask for, as far as it is known here; any other name stays as the file has it. */
const NAMES: Readonly<Record<string, Word>> = {
  LineString: { en: 'line', zh: '线' },
  LinearRing: { en: 'ring', zh: '环线' },
  Track: { en: 'track', zh: '轨迹' },
  Point: { en: 'points', zh: '航点' },
  rte: { en: 'route', zh: '航线' },
  trk: { en: 'track', zh: '轨迹' },
  wpt: { en: 'points', zh: '航点' },
  wayline: { en: 'wayline', zh: '航线' },
  NetworkLink: { en: 'network link', zh: '网络链接' },
  GroundOverlay: { en: 'ground overlay', zh: '地面叠加图' },
  ScreenOverlay: { en: 'screen overlay', zh: '屏幕叠加图' },
  PhotoOverlay: { en: 'photo overlay', zh: '照片叠加图' },
  Model: { en: '3D model', zh: '三维模型' },
  Tour: { en: 'tour', zh: '游览' },
  heading: { en: 'heading', zh: '航向' },
  poi: { en: 'point of interest', zh: '兴趣点' },
  curvesize: { en: 'curve size', zh: '转弯半径' },
  'gimbalmode 1': { en: 'gimbal towards the point of interest', zh: '云台对准兴趣点' },
  towardPOI: { en: 'heading towards the point of interest', zh: '机头对准兴趣点' },
  coordinateTurn: { en: 'coordinated turn', zh: '协调转弯' },
  toPointAndStopWithContinuityCurvature: { en: 'curve with a stop', zh: '曲线到点停' },
  toPointAndPassWithContinuityCurvature: { en: 'curve without a stop', zh: '曲线过点不停' },
  zoom: { en: 'zoom', zh: '变焦' },
  focus: { en: 'focus', zh: '对焦' },
  panoShot: { en: 'panorama', zh: '全景拍照' },
  orientedShoot: { en: 'oriented photo', zh: '定向拍照' },
  accurateShoot: { en: 'precise re-photo', zh: '精准复拍' },
  customDirName: { en: 'new folder', zh: '新建文件夹' },
  recordPointCloud: { en: 'point cloud recording', zh: '点云录制' },
  megaphone: { en: 'loudspeaker', zh: '喊话器' },
  searchlight: { en: 'searchlight', zh: '探照灯' },
  gotoFirstWaypoint: { en: 'end at the first waypoint', zh: '结束后回首航点' },
}
const nameOf = (language: Language, name: string): string =>
  (Object.hasOwn(NAMES, name) ? NAMES[name]?.[language] : undefined) ?? name

/** "1 = round (LineString, 4) | …" with the kind in words. */
const listed = (language: Language, list: string): string =>
  list.replace(/ \((\w+), (\d+)\)(?= \||$)/g, (_, kind: string, count: string) =>
    language === 'zh'
      ? `（${nameOf(language, kind)}，${count} 点）`
      : ` (${nameOf(language, kind)}, ${count} ${count === '1' ? 'point' : 'points'})`,
  )

/** "heading × 2, zoom (betweenAdjacentPoints) × 1" with the names in words. */
const counted = (language: Language, names: string): string =>
  names
    .split(', ')
    .map((one) =>
      one.replace(
        /^(.+?)( \(\w+\))?( × \d+)$/,
        (_, name: string, more = '', times: string) => `${nameOf(language, name)}${more}${times}`,
      ),
    )
    .join(language === 'zh' ? '、' : ', ')

/** "50 to 60", or one figure where both are the same. */
const range = (language: Language, low: string | number, high: string | number): string =>
  String(low) === String(high) ? String(low) : language === 'zh' ? `${low} 至 ${high}` : `${low} to ${high}`

/**
 * Values of what is said of a file, with what it names in words, and with pairs of figures as one range: `heights` of `lowestM`
 * and `highestM`, `become` of `fromM` and `toM`.
 */
export function inFiles(language: Language, values: Values): Values {
  const { list, names, action, lowestM, highestM, fromM, toM } = values
  return {
    ...values,
    ...(typeof list === 'string' ? { list: listed(language, list) } : {}),
    ...(typeof names === 'string' && names.includes(' × ') ? { names: counted(language, names) } : {}),
    ...(typeof action === 'string' ? { action: nameOf(language, action) } : {}),
    ...(lowestM === undefined || highestM === undefined
      ? {}
      : { heights: range(language, lowestM, highestM) }),
    ...(fromM === undefined || toM === undefined ? {} : { become: range(language, fromM, toM) }),
  }
}
