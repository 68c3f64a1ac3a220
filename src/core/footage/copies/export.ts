import { z } from 'zod'
import { AtMs, Sha256 } from '../../units/id.ts'
import { Recipe } from './derived.ts'

/** One time that a picture left the workspace: a copy with its masks drawn over, or the original. */
export const PictureExport = z.object({
  sha256: Sha256,
  sizeBytes: z.number().int().min(0),
  mimeType: z.string().max(100),
  fileName: z.string().min(1).max(255),
  /** The masks that were drawn: SHA-256 of their canonical JSON; null where the original went out. */
  masksSha256: Sha256.nullable(),
  /** How the copy was made; null of an original. */
  recipe: Recipe.nullable(),
  /** Why an original went out that has masks; empty where it has none, and of copies. */
  reason: z.string().max(2000),
  by: z.string().max(100),
  atMs: AtMs,
})
export type PictureExport = z.infer<typeof PictureExport>
