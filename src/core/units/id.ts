import { z } from 'zod'

/** Identifier of an aggregate: a UUID, version 7 when the services make it; a fixed one in samples. */
export const Id = z.uuid()
export type Id = z.infer<typeof Id>

/** Identifier of a part inside a document (a pattern, an asset, a fence zone): short, unique in its document. */
export const PartId = z.string().min(1).max(64)
export type PartId = z.infer<typeof PartId>

/** A name in both languages; English may be empty, then Chinese stands for it. */
export const Name = z.object({ zh: z.string().min(1).max(200), en: z.string().max(200) })
export type Name = z.infer<typeof Name>

/** UTC milliseconds since 1970, without leap seconds. */
export const AtMs = z.number().int().min(0).max(8.64e15)
export type AtMs = z.infer<typeof AtMs>

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export type Sha256 = z.infer<typeof Sha256>

/**
 * The version of a document as a token: it names what the document is, so that an edit can say what it was made on. Two
 * stations may count the same revision of a document that is not the same; they never share a version of it.
 */
export const Version = Sha256.brand<'Version', 'inout'>()
export type Version = z.infer<typeof Version>
