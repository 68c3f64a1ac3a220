import { entryAt } from './openFile.ts'

/**
 * A file on this machine that holds what was asked for: for threads that read it, programs that open it and doors that send
 * it. It is there until it is let go of, or its workspace is closed; nobody writes to it.
 */
export type LocalCopy = { readonly path: string; readonly sizeBytes: number; release(): void }

/**
 * What lies on this machine anyway: the file itself, of which there is nothing to let go. Null where there is none, or
 * something else stands in its place, a link to elsewhere too.
 */
export function localFile(file: string): LocalCopy | null {
  const found = entryAt(file)
  return found?.isFile() ? { path: file, sizeBytes: found.size, release: () => undefined } : null
}

/** Has a local copy for as long as some work takes. */
export async function whileLocal<T>(copy: LocalCopy, work: (file: string) => Promise<T>): Promise<T> {
  try {
    return await work(copy.path)
  } finally {
    copy.release()
  }
}
