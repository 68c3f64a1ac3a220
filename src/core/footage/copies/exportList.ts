import { csvTable } from '../../units/csv.ts'
import { type HeadOfChain, headText } from '../../units/headCode.ts'
import type { Recipe } from './derived.ts'
import type { PictureExport } from './export.ts'
import type { Footage } from '../footage.ts'
import type { Mask } from './mask.ts'

/** A picture that leaves, and what goes with it in the list. */
export type Leaving = {
  readonly footage: Footage
  readonly masks: readonly Mask[]
  readonly out: PictureExport
}

const HEADS = {
  en: {
    file: 'file',
    sha256: 'sha256',
    bytes: 'bytes',
    original: 'original file',
    originalSha256: 'original sha256',
    parentSha256: 'clip sha256 of a frame',
    momentS: 'moment of the frame, s',
    takenUtc: 'taken, UTC',
    takenFrom: 'time from',
    lat: 'latitude WGS-84',
    lon: 'longitude WGS-84',
    heightM: 'height over take-off, m',
    headingDeg: 'heading, degrees',
    pitchDeg: 'pitch, degrees',
    placedBy: 'placed by',
    device: 'device',
    security: 'security marking, MISB ST 0102, hex',
    masks: 'masks',
    reasons: 'masked: why',
    recipe: 'made by',
    unmaskedBecause: 'unmasked because',
    by: 'exported by',
    at: 'exported, UTC',
    head: 'head of the journal',
  },
  zh: {
    file: '文件',
    sha256: 'SHA-256',
    bytes: '字节数',
    original: '原始文件',
    originalSha256: '原始文件 SHA-256',
    parentSha256: '截图所属视频 SHA-256',
    momentS: '截图时刻（秒）',
    takenUtc: '拍摄时间（UTC）',
    takenFrom: '时间来源',
    lat: '纬度（WGS-84）',
    lon: '经度（WGS-84）',
    heightM: '相对起飞点高度（米）',
    headingDeg: '朝向（度）',
    pitchDeg: '俯仰（度）',
    placedBy: '定位方式',
    device: '设备',
    security: '密级标识（MISB ST 0102，十六进制）',
    masks: '遮挡数',
    reasons: '遮挡原因',
    recipe: '生成方式',
    unmaskedBecause: '未遮挡的理由',
    by: '导出人',
    at: '导出时间（UTC）',
    head: '操作留痕链首',
  },
} as const

const iso = (atMs: number | undefined): string => (atMs === undefined ? '' : new Date(atMs).toISOString())

/**
 * What was exported, one picture a line, as CSV (UTF-8 with its mark, which spreadsheets need): copies carry no metadata
 * of their own, so time, place and origin stand here, and where the journal stood.
 */
export function exportList(
  leaving: readonly Leaving[],
  language: 'zh' | 'en',
  head: HeadOfChain | null = null,
): string {
  const rows = leaving.map(
    ({ footage, masks, out }): Record<keyof typeof HEADS.en, string | number | null> => ({
      file: out.fileName,
      sha256: out.sha256,
      bytes: out.sizeBytes,
      original: footage.fileName,
      originalSha256: footage.sha256,
      parentSha256: footage.derived?.parentSha256 ?? '',
      momentS: footage.derived?.momentS ?? '',
      takenUtc: iso(footage.takenAt?.utcMs),
      takenFrom: footage.takenAt?.source ?? '',
      lat: footage.placement?.at.lat ?? '',
      lon: footage.placement?.at.lon ?? '',
      heightM: footage.placement?.heightM ?? '',
      headingDeg: footage.placement?.headingDeg ?? '',
      pitchDeg: footage.placement?.pitchDeg ?? '',
      placedBy: footage.placement?.by ?? '',
      device: footage.device,
      security: footage.security?.join(' ') ?? '',
      masks: out.masksSha256 === null ? 0 : masks.length,
      reasons: out.masksSha256 === null ? '' : [...new Set(masks.map(({ reason }) => reason))].join(' '),
      recipe: out.recipe ? recipeWords(out.recipe) : '',
      unmaskedBecause: out.reason,
      by: out.by,
      at: iso(out.atMs),
      head: head ? headText(head) : '',
    }),
  )
  const names = Object.keys(HEADS[language]) as (keyof typeof HEADS.en)[]
  return csvTable([
    names.map((name) => HEADS[language][name]),
    ...rows.map((row) => names.map((name) => row[name])),
  ])
}

/** A recipe on one line. */
export const recipeWords = ({ program, decoder, codec, encoding, widthPx, heightPx }: Recipe): string =>
  `${program}, ${decoder}, ${codec} → ${encoding}, ${widthPx} × ${heightPx}`
