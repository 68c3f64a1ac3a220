import type { Footage } from '../../../core/footage/footage.ts'
import { dmsOf } from '../../../core/geo/coordinates.ts'
import type { PaperData } from '../../../core/papers/paperData.ts'
import { masksHere } from '../../footage/masks.ts'
import type { Context } from '../../host/context.ts'
import { paperWord } from '../onPaper.ts'
import { type Draft, momentOf } from './draft.ts'

/** What a document can show: others are named with their hash. */
const SHOWN_TYPES = ['image/jpeg', 'image/png']
/** A picture that a document shows is no longer than this, bytes. */
const LARGEST_SHOWN = 40 * 1024 * 1024

/** The list of electronic data: every file, with its hash. */
export const dataSaid = ({ footage, files }: Draft): PaperData['数据'] =>
  [...new Map([...footage, ...files]).values()].map((one, i) => ({
    序号: i + 1,
    类别: paperWord('footageKind', one.kind),
    文件名: one.fileName,
    格式: one.mimeType,
    字节数: one.sizeBytes,
    校验值: one.sha256,
    形成时间: momentOf(one.takenAt?.utcMs),
    设备: one.device,
  }))

/** A photo of the list with its file. */
export type PhotoSaid = { readonly row: PaperData['照片'][number]; readonly footage: Footage }

/** Every photo, numbered. What has masks is named, and not shown: a paper would show what they cover. */
export const photosSaid = (context: Context, { footage }: Draft): PhotoSaid[] =>
  [...footage.values()]
    .filter(({ kind }) => kind === 'photo')
    .map((one, i) => {
      const { masks, isWhole } = masksHere(context, one)
      const why =
        masks.length > 0 || !isWhole
          ? 'masked'
          : !SHOWN_TYPES.includes(one.mimeType)
            ? 'noPicture'
            : one.sizeBytes > LARGEST_SHOWN
              ? 'tooLarge'
              : null
      return {
        footage: one,
        row: {
          序号: i + 1,
          图: { picture: why === null ? one.sha256 : null },
          文件名: `${one.fileName}${why === null ? '' : paperWord('onPaper', why)}`,
          拍摄时间: momentOf(one.takenAt?.utcMs),
          地点: one.placement ? dmsOf(one.placement.at) : paperWord('onPaper', 'noPlace'),
          方向: one.placement?.headingDeg == null ? '' : `${Math.round(one.placement.headingDeg)}°`,
          设备: one.device,
          校验值: one.sha256,
        },
      }
    })
