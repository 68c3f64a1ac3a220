import fs, { type FileHandle } from 'node:fs/promises'

/**
 * A `.tlog` that is being written: before each packet eight bytes of time, microseconds since 1970, the highest first.
 * It alone holds its file, takes nothing after its end, and ends only when all that it took is written.
 */
export type Tlog = {
  readonly path: string
  write(packet: Uint8Array): void
  /** The system's word for why it could not go on, ENOSPC for one; what came before stands. Null: all is well. */
  readonly problem: string | null
  close(): Promise<void>
}

/** Opens a record anew; a file of that name is replaced unless `isNew`. @throws what the system says. */
export async function openTlog(path: string, nowMs: () => number, isNew = false): Promise<Tlog> {
  const file: FileHandle = await fs.open(path, isNew ? 'wx' : 'w')
  let waiting: Uint8Array[] = []
  let writing: Promise<void> | null = null
  let problem: string | null = null
  let closing: Promise<void> | null = null
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0 && problem === null) {
      const bytes = Buffer.concat(waiting)
      waiting = []
      try {
        await file.appendFile(bytes)
      } catch (error) {
        problem = (error as NodeJS.ErrnoException).code ?? String(error)
      }
    }
    writing = null
  }
  return {
    path,
    get problem() {
      return problem
    },
    write(packet) {
      if (closing || problem !== null) return
      waiting.push(stamp(nowMs()), packet)
      writing ??= writeAll()
    },
    close() {
      closing ??= (async () => {
        await writing
        await file.close()
      })()
      return closing
    },
  }
}

function stamp(atMs: number): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(Math.round(atMs)) * 1000n)
  return bytes
}
