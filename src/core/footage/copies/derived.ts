import { z } from 'zod'
import { AtMs, Id, Sha256 } from '../../units/id.ts'

/** What made a derived picture, so that it can be made again and held against the parent. */
export const Recipe = z.object({
  /** Program and version. */
  program: z.string().min(1).max(100),
  /** What decoded the parent, and wrote the copy: `Chromium 147.0.7727.0`. */
  decoder: z.string().max(200),
  /** How the parent's picture is coded; empty where that is not known. */
  codec: z.string().max(100),
  /** How the derived picture is coded: a media type, with what was asked of the encoder. */
  encoding: z.string().max(200),
  widthPx: z.number().int().min(1).max(100_000),
  heightPx: z.number().int().min(1).max(100_000),
  /** The exact time of the frame in its clip, s, where the decoder told it. */
  mediaTimeS: z.number().min(0).nullable(),
})
export type Recipe = z.infer<typeof Recipe>

/** Where a picture that no camera wrote comes from: one frame of a clip. */
export const Derived = z.object({
  kind: z.literal('frame'),
  parentId: Id,
  parentSha256: Sha256,
  momentS: z.number().min(0).max(86_400),
  recipe: Recipe,
  by: z.string().max(100),
  atMs: AtMs,
})
export type Derived = z.infer<typeof Derived>
