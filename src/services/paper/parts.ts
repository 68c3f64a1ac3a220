import type { PaperKind } from '../../core/finding/numbers/kinds.ts'
import type { PaperData } from '../../core/papers/paperData.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Gathered } from './gather.ts'
import type { PhotoSaid } from './gathered/files.ts'

const MB = 1024 * 1024
/** One paper shows no more pictures, and holds no more bytes of them: beyond that Word and WPS open it no longer with ease. */
const PHOTOS = { most: 200, bytes: 100 * MB }
/** And lists no more files. */
const FILES = 1000

/** What one paper of a set lists. */
export type Part = Pick<PaperData, '照片' | '数据' | '分册'> & { readonly shown: readonly PhotoSaid[] }

const bytesOf = (photos: readonly PhotoSaid[]): number =>
  photos.reduce((sum, { row, footage }) => sum + (row.图.picture === null ? 0 : footage.sizeBytes), 0)

/**
 * The papers that a list comes to: one, or where it is longer than one holds, as many as hold all of it (分册), each row in
 * one of them. What a template does not name (`uses`) is in none.
 * @throws {Refusal} `paper_photos_over`, `paper_files_over` where a paper that is no such list would have to hold more than one can
 */
export function partsOf(kind: PaperKind, uses: readonly string[], { photos, data }: Gathered): Part[] {
  const shown = uses.includes('照片') ? photos : []
  const files = uses.includes('数据') ? data.数据 : []
  if (kind === 'photos' && shown.length > 0) {
    const groups = inGroups(
      shown,
      (group, one) => group.length < PHOTOS.most && bytesOf([...group, one]) <= PHOTOS.bytes,
    )
    return numbered(groups).map(([group, 分册]) => ({ ...listed(group), 数据: files, 分册 }))
  }
  if (kind === 'dataList' && files.length > 0)
    return numbered(inGroups(files, (group) => group.length < FILES)).map(([group, 分册]) => ({
      ...listed(shown),
      数据: group,
      分册,
    }))
  const count = shown.length
  if (count > PHOTOS.most || bytesOf(shown) > PHOTOS.bytes)
    throw new Refusal('paper_photos_over', {
      paperKind: kind,
      count,
      megabytes: Math.ceil(bytesOf(shown) / MB),
      most: PHOTOS.most,
      limit: PHOTOS.bytes / MB,
    })
  if (files.length > FILES)
    throw new Refusal('paper_files_over', {
      paperKind: kind,
      count: files.length,
      most: FILES,
      left: files.length - FILES,
    })
  return [{ ...listed(shown), 数据: files, 分册: WHOLE }]
}

const WHOLE: PaperData['分册'] = { 有: false, 序: 0, 共: 0, 起: 0, 止: 0, 总数: 0 }
const listed = (shown: readonly PhotoSaid[]) => ({ 照片: shown.map(({ row }) => row), shown })

/** Rows in their order, as many together as fit; one that fits with none stands alone. */
function inGroups<T>(rows: readonly T[], fits: (group: readonly T[], one: T) => boolean): T[][] {
  const groups: T[][] = []
  for (const one of rows) {
    const last = groups.at(-1)
    if (last && fits(last, one)) last.push(one)
    else groups.push([one])
  }
  return groups
}

function numbered<T>(groups: readonly T[][]): [T[], PaperData['分册']][] {
  if (groups.length <= 1) return groups.map((group) => [group, WHOLE])
  const total = groups.reduce((sum, group) => sum + group.length, 0)
  let before = 0
  return groups.map((group, i) => {
    const from = before + 1
    before += group.length
    return [group, { 有: true, 序: i + 1, 共: groups.length, 起: from, 止: before, 总数: total }]
  })
}
