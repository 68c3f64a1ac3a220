import fs from 'node:fs'
import fsp from 'node:fs/promises'

type Flags = 'r' | 'r+' | 'w' | 'wx'

/** Opens at once what else would wait for a writer who never comes, a pipe say; 0 where a system has none of it. */
const READING = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0)

/** `code` of the error where a pipe, a device or a folder stands in the place of a file: it may have no end. */
export const NOT_A_FILE = 'NOT_A_FILE'

const onlyFile = (stat: fs.Stats, file: string): void => {
  if (!stat.isFile()) throw Object.assign(new Error(file), { code: NOT_A_FILE, path: file })
}

/** Refuses what stands in the place of a file, through a link or not; nothing there is no fault. @throws `NOT_A_FILE` */
export function assertPlain(file: string): void {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat) onlyFile(stat, file)
}

/** What stands there by itself, a link not followed; null where nothing does, or nobody may look. */
export function entryAt(file: string): fs.Stats | null {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

/**
 * Opens what may have been put there by anybody, for reading.
 * @throws `NOT_A_FILE`, or what the system says.
 */
export async function openPlain(file: string): Promise<fsp.FileHandle> {
  const handle = await fsp.open(file, READING)
  try {
    onlyFile(await handle.stat(), file)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * An open file that alone knows its descriptor: no number leaves it, and after its end it refuses. For the few places
 * that read or write a part of a file at once; what may take long uses streams and `fs.promises`.
 */
class OpenFile {
  readonly #path: string
  #descriptor: number | null

  constructor(path: string, flags: Flags, mode: number) {
    this.#path = path
    this.#descriptor = fs.openSync(path, flags === 'r' ? READING : flags, mode)
  }

  /** Up to so many bytes from a place in the file; fewer where it ends. */
  read(length: number, from: number): Buffer<ArrayBuffer> {
    onlyFile(fs.fstatSync(this.#open()), this.#path)
    const bytes = Buffer.alloc(length)
    let done = 0
    while (done < length) {
      const n = fs.readSync(this.#open(), bytes, done, length - done, from + done)
      if (n === 0) break
      done += n
    }
    return bytes.subarray(0, done)
  }

  /** All of it. @throws `NOT_A_FILE`, and `EFBIG` where there is more than `most`, bytes. */
  readAll(most: number): Buffer {
    const stat = fs.fstatSync(this.#open())
    onlyFile(stat, this.#path)
    if (stat.size > most) throw Object.assign(new Error('too large'), { code: 'EFBIG' })
    return fs.readFileSync(this.#open())
  }

  /** Who may do what with it, as POSIX says. */
  mode(): number {
    return fs.fstatSync(this.#open()).mode & 0o777
  }

  /** Appends, and answers when the bytes are on the disk. */
  writeThrough(bytes: string | Uint8Array): void {
    fs.writeFileSync(this.#open(), bytes)
    this.sync()
  }

  /** Appends; the system brings the bytes onto the disk in its own time. */
  append(bytes: string | Uint8Array): void {
    fs.writeFileSync(this.#open(), bytes)
  }

  /** Writes bytes at a place in the file; the system brings them onto the disk in its own time. */
  put(bytes: string, at: number): void {
    fs.writeSync(this.#open(), bytes, at)
  }

  /** Answers when what the file or the folder holds is on the disk. */
  sync(): void {
    fs.fsyncSync(this.#open())
  }

  end(): void {
    const descriptor = this.#open()
    this.#descriptor = null
    fs.closeSync(descriptor)
  }

  #open(): number {
    if (this.#descriptor === null) throw new Error('the file was closed')
    return this.#descriptor
  }
}

/** Opens a file (a new one with `mode`), uses it, and closes it whatever happens. @throws what the system says. */
export function withFile<T>(path: string, flags: Flags, work: (file: OpenFile) => T, mode = 0o666): T {
  const file = new OpenFile(path, flags, mode)
  try {
    return work(file)
  } finally {
    file.end()
  }
}
