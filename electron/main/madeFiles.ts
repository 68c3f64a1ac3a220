import fs from 'node:fs'
import path from 'node:path'
import { systemFailure } from '../../src/contract/errors.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** One piece of a file is held in memory whole, bytes. */
const PIECE_LIMIT_BYTES = 64 * 1024 * 1024

/** What of a request is looked at. */
export type Piece = { url: string; method: string; arrayBuffer(): Promise<ArrayBuffer> }

export type MadeFiles = {
  receive(request: Piece): Promise<Response>
  /** Where a file stands that came whole; null for an id that none came under. */
  pathOf(id: unknown): string | null
}

/**
 * Files that the window made itself (frames, masked copies) have no path to hand over: their bytes come piece by piece,
 * `POST app://sortie/files?made=UUID&from=BYTES`, into the services' own folder for files that come in, which they clear.
 * A request over a scheme does not say who sent it, so the bytes are of no use until the gate, which knows, is asked to
 * make a file of them.
 */
export function madeFiles(uploads: () => Promise<string>): MadeFiles {
  let dir: string | null = null
  const statusOf = (status: number): Response => new Response(null, { status })
  return {
    async receive(request) {
      if (request.method !== 'POST') return statusOf(405)
      const { searchParams } = new URL(request.url)
      const id = searchParams.get('made') ?? ''
      const bytes = Buffer.from(await request.arrayBuffer())
      if (!UUID.test(id) || bytes.length > PIECE_LIMIT_BYTES) return statusOf(400)
      // Asked for each time: services that were started again have another one.
      dir = await uploads()
      const file = path.join(dir, id)
      const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
      if (size !== Number(searchParams.get('from'))) return statusOf(409)
      try {
        await fs.promises.appendFile(file, bytes, { mode: 0o600 })
      } catch (error) {
        fs.rmSync(file, { force: true })
        return statusOf(systemFailure(error)?.code === 'disk_full' ? 507 : 503)
      }
      return statusOf(204)
    },
    pathOf(id) {
      if (typeof id !== 'string' || !UUID.test(id) || !dir) return null
      const file = path.join(dir, id)
      return fs.existsSync(file) ? file : null
    },
  }
}
