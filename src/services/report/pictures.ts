import { createHash } from 'node:crypto'
import type { Mask } from '../../core/footage/copies/mask.ts'
import { maskAt } from '../../core/footage/copies/maskShape.ts'
import type { PictureExport } from '../../core/footage/copies/export.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { SmallPicture, SmallWish } from '../../core/formats/pictures/smallPicture.ts'
import type { ShownCode } from '../../core/papers/reports/codes.ts'
import type { PictureShown } from '../../core/papers/reports/parts.ts'
import type { Language } from '../../core/units/language.ts'
import { type Note, note } from '../../core/units/note.ts'
import { footageMadeOf } from '../../store/footage.ts'
import { type LocalCopy, whileLocal } from '../../store/localCopy.ts'
import { isOtherFile } from '../host/copyRecorded.ts'
import type { Context } from '../host/context.ts'
import type { Work } from '../host/work.ts'
import { masksHere } from '../footage/masks.ts'
import { posterOf } from '../footage/posters.ts'
import { said } from './words.ts'

/** Pictures are read so many at a time: a report leaves room for whoever imports something meanwhile. */
const AT_ONCE = 2
/** A frame that was kept within this of a moment of a clip is its picture, s. */
const SAME_MOMENT_S = 0.1

/** What a report shows of a picture, once for each wish; and what of it left without its masks. */
export type Taken = {
  readonly shown: PictureShown
  /** The first is in `shown`. */
  readonly srcs: readonly (string | null)[]
  readonly bare: {
    readonly footage: Footage
    readonly out: Omit<PictureExport, 'fileName' | 'by' | 'atMs'>
  } | null
  readonly why: ShownCode | null
}

/** What is taken of a picture: sizes and parts of it, and of a clip at which moment. */
type Wanted = {
  readonly wishes: readonly Pick<SmallWish, 'longPx' | 'box'>[]
  readonly momentS: number | null
}

/** Takes pictures for a report. `reason`: why they are shown without their masks; null: they are not. */
export type PictureTaker = {
  take(footage: Footage, wanted: Wanted): Promise<Taken>
  /** All of some, in their order; `onOne` is called after each. */
  takeAll(all: readonly Footage[], wanted: Wanted, onOne: (one: Footage) => void): Promise<Taken[]>
}

export function pictureTaker(
  context: Context,
  language: Language,
  reason: string | null,
  work: Work,
): PictureTaker {
  const take = async (footage: Footage, { wishes, momentS }: Wanted): Promise<Taken> => {
    const pictured = momentS === null ? footage : frameOf(context, footage, momentS)
    const { masks, isWhole } = masksHere(context, pictured ?? footage)
    const covered = masks.length === 0 && isWhole ? 'none' : reason === null ? 'masked' : 'bare'
    const rings = reason === null ? ringsOf(masks) : []
    const got =
      pictured === null
        ? 'moment'
        : !isWhole && reason === null
          ? 'masksNotHere'
          : pictured.kind === 'clip'
            ? await ofClip(context, pictured, wishes, covered === 'masked', work)
            : await ofPhoto(context, pictured, { wishes, rings }, work)
    const made = typeof got === 'string' ? null : got
    const why = typeof got === 'string' ? got : null
    const srcs = wishes.map((_, i) => (made?.[i] ? dataAddress(made[i].jpeg) : null))
    const [first] = made ?? []
    return {
      shown: {
        ...factsOf(footage, momentS),
        src: srcs[0] ?? null,
        why: why === null ? '' : said('shown', why, language),
        covered: first ? covered : 'none',
      },
      srcs,
      why,
      bare:
        first && pictured && covered === 'bare'
          ? { footage: pictured, out: left(first, reason ?? '') }
          : null,
    }
  }
  return {
    take,
    async takeAll(all, wanted, onOne) {
      const taken: Taken[] = []
      let next = 0
      const worker = async (): Promise<void> => {
        while (next < all.length) {
          work.signal?.throwIfAborted()
          const i = next++
          const one = all[i] as Footage
          taken[i] = await take(one, wanted)
          onOne(one)
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
      return taken
    },
  }
}

/** What whoever makes the report is told of pictures that it does not show: a line a reason. */
export function notesOf(taken: readonly Taken[]): Note[] {
  const reasons: readonly (readonly [code: string, of: readonly ShownCode[]])[] = [
    ['picture_gone', ['gone']],
    ['picture_changed', ['changed']],
    ['picture_masked', ['maskedClip', 'masksNotHere']],
    ['picture_kind', ['kind', 'tooLarge', 'noSmall', 'moment']],
  ]
  return reasons.flatMap(([code, of]) => {
    const those = taken.filter(({ why }) => why !== null && of.includes(why))
    const [first] = those
    return first ? [note('warning', code, null, { count: those.length, file: first.shown.fileName })] : []
  })
}

/** Corners of what a photo's masks cover. */
const ringsOf = (masks: readonly Mask[]): SmallWish['rings'] =>
  masks.flatMap((mask) => {
    const ring = maskAt(mask, 0)
    return ring ? [ring] : []
  })

const dataAddress = (jpeg: Uint8Array): string =>
  `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`

/** A photo itself; of a clip the frame that was kept of a moment, null where none was. */
function frameOf({ workspace }: Context, footage: Footage, momentS: number): Footage | null {
  if (footage.kind === 'photo') return footage
  const frames = footageMadeOf(workspace.db, footage.id)
    .map(({ doc }) => doc)
    .filter(({ derived }) => derived && Math.abs(derived.momentS - momentS) <= SAME_MOMENT_S)
  return frames[0] ?? null
}

type Got = readonly (SmallPicture | null)[] | ShownCode

async function ofPhoto(
  context: Context,
  footage: Footage,
  { wishes, rings }: { readonly wishes: Wanted['wishes']; readonly rings: SmallWish['rings'] },
  work: Work,
): Promise<Got> {
  const original = await originalHere(context, footage)
  if (typeof original === 'string') return original
  const asked = wishes.map((wish) => ({ ...wish, rings }))
  const read = await whileLocal(original, (file) =>
    context.readers.run('smallPicture', { file, expected: footage.sha256, wishes: asked }, work),
  )
  if ('why' in read) return read.why
  if (read.made.every((one) => one !== null)) return read.made
  // What is not read here the window may have made small.
  const poster = await posterOf(context.workspace, footage)
  return poster ? small(context, poster.path, asked, work) : 'kind'
}

async function ofClip(
  context: Context,
  footage: Footage,
  wishes: Wanted['wishes'],
  isCovered: boolean,
  work: Work,
): Promise<Got> {
  // Of which moment its small picture is, nobody knows: nor where its masks stood then.
  if (isCovered) return 'maskedClip'
  const poster = await posterOf(context.workspace, footage)
  return poster
    ? small(
        context,
        poster.path,
        wishes.map((wish) => ({ ...wish, rings: [] })),
        work,
      )
    : 'noSmall'
}

async function small(context: Context, file: string, wishes: readonly SmallWish[], work: Work): Promise<Got> {
  const read = await context.readers.run('smallPicture', { file, expected: null, wishes }, work)
  return 'made' in read && read.made.every((one) => one !== null) ? read.made : 'kind'
}

/** An original as a file, or why there is none. */
export async function originalHere(
  { workspace }: Pick<Context, 'workspace'>,
  { sha256 }: Pick<Footage, 'sha256'>,
): Promise<LocalCopy | 'gone' | 'changed'> {
  try {
    return (await workspace.vault.localCopy(sha256)) ?? 'gone'
  } catch (error) {
    if (isOtherFile(error)) return 'changed'
    throw error
  }
}

/** What leaves where a picture is shown without its masks. */
const left = ({ jpeg, widthPx, heightPx }: SmallPicture, reason: string) => ({
  sha256: createHash('sha256').update(jpeg).digest('hex'),
  sizeBytes: jpeg.length,
  mimeType: 'image/jpeg',
  masksSha256: null,
  recipe: {
    program: 'Sortie',
    decoder: 'Sortie',
    codec: '',
    encoding: 'image/jpeg',
    widthPx,
    heightPx,
    mediaTimeS: null,
  },
  reason,
})

/** When, where and which way a picture was taken; of a clip at a moment, by its own record of that second. */
function factsOf(
  { fileName, kind, sha256, takenAt, placement, seconds, device }: Footage,
  momentS: number | null,
): Omit<PictureShown, 'src' | 'why' | 'covered'> {
  const isClip = kind === 'clip'
  const second = momentS === null ? undefined : seconds?.findLast(([s]) => s <= momentS)
  const own = placement && {
    at: placement.at,
    heightM: placement.heightM,
    headingDeg: placement.headingDeg,
    pitchDeg: placement.pitchDeg,
  }
  const there = second
    ? {
        at: { lat: second[1], lon: second[2] },
        heightM: second[3],
        headingDeg: second[4],
        pitchDeg: second[5],
      }
    : own
  return {
    fileName,
    kind: isClip ? 'clip' : 'photo',
    sha256,
    takenAtMs: takenAt ? takenAt.utcMs + Math.round(1000 * (isClip ? (momentS ?? 0) : 0)) : null,
    momentS: isClip ? momentS : null,
    at: there?.at ?? null,
    errorM: placement?.errorM ?? null,
    heightM: there?.heightM ?? null,
    headingDeg: there?.headingDeg ?? null,
    pitchDeg: there?.pitchDeg ?? null,
    device,
  }
}
