import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { MANIFEST, readManifest, staysInside, TAG_MANIFEST } from '../../core/formats/bag.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { renameLasting } from '../../store/whole.ts'
import { type BagSource, bagSource, textOf } from './bagSource.ts'

const TAKEN = 'ENOTEMPTY'

/**
 * Lays the bag of a ZIP out as a folder, which is there whole or not at all: each file goes through in pieces, onto the disk,
 * and is held against the bag's lists. Failure: `bag_unreadable`.
 *
 * @throws what the disk throws, and `ENOTEMPTY` where something is in `folder` already.
 */
export async function unpackBag(
  zip: string,
  folder: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Result<null>> {
  const there = await fsp.readdir(folder).catch((error: NodeJS.ErrnoException) => error.code ?? TAKEN)
  const isThere = there !== 'ENOENT'
  if (isThere && there.length > 0) throw Object.assign(new Error(folder), { code: TAKEN })
  const source = await bagSource(zip)
  if (!source) return fail('bag_unreadable', { file: zip, at: '', problem: 'bag_zip' })
  const aside = `${folder}.${randomBytes(4).toString('hex')}.part`
  try {
    const listed = await hashesOf(source)
    if (!listed.ok) return listed
    for (const name of source.sizes.keys()) {
      signal?.throwIfAborted()
      const hash = staysInside(name) ? await layOut(source, name, path.join(aside, name)) : null
      if (hash === null || (listed.value.get(name) ?? hash) !== hash)
        return fail('bag_unreadable', { file: name, at: '', problem: 'bag_zip' })
    }
    if (isThere) await fsp.rmdir(folder)
    renameLasting(aside, folder)
    return ok(null)
  } finally {
    await source.close()
    await fsp.rm(aside, { recursive: true, force: true })
  }
}

async function hashesOf(source: BagSource): Promise<Result<ReadonlyMap<string, string>>> {
  const payload = readManifest((await textOf(source, MANIFEST)) ?? '', MANIFEST)
  if (!payload.ok) return payload
  const tags = readManifest((await textOf(source, TAG_MANIFEST)) ?? '', TAG_MANIFEST)
  return tags.ok ? ok(new Map([...payload.value, ...tags.value])) : tags
}

/** Writes one file, through to the disk; its SHA-256, null where it is none that can be read. */
async function layOut(source: BagSource, name: string, target: string): Promise<string | null> {
  const stream = source.open(name)
  if (!stream) return null
  await fsp.mkdir(path.dirname(target), { recursive: true })
  const hash = createHash('sha256')
  await pipeline(
    stream,
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece)
        yield piece
      }
    },
    fs.createWriteStream(target, { flags: 'wx', flush: true }),
  )
  return hash.digest('hex')
}
