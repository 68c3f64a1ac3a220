import fs from 'node:fs'

type Flags = 'r' | 'w' | 'wx'

/**
 * An open file that alone knows its descriptor: no number leaves it, and after its end it refuses. For the few places
 * that read or write a part of a file at once; what may take long uses streams and `fs.promises`.
 */
class OpenFile {
  #descriptor: number | null

  constructor(path: string, flags: Flags, mode: number) {
    this.#descriptor = fs.openSync(path, flags, mode)
  }

  /** Up to so many bytes from a place in the file; fewer where it ends. */
  read(length: number, from: number): Buffer<ArrayBuffer> {
    const bytes = Buffer.alloc(length)
    let done = 0
    while (done < length) {
      const n = fs.readSync(this.#open(), bytes, done, length - done, from + done)
      if (n === 0) break
      done += n
    }
    return bytes.subarray(0, done)
  }

  /** Appends, and answers when the bytes are on the disk. */
  writeThrough(bytes: string | Uint8Array): void {
    fs.writeFileSync(this.#open(), bytes)
    this.sync()
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
