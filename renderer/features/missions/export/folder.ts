/** A folder that a person chose, or a card: what of the browser's own API is used of it. */
export type Folder = FileSystemDirectoryHandle

/** Why a file could not be written, as a person can do something about it. */
export const FOLDER_PROBLEMS = ['denied', 'full', 'gone', 'other'] as const
export type FolderProblem = (typeof FOLDER_PROBLEMS)[number]

/** A file that could not be written or read back. */
export class FolderError extends Error {
  readonly problem: FolderProblem
  constructor(problem: FolderProblem) {
    super(problem)
    this.name = 'FolderError'
    this.problem = problem
  }
}

type Picker = (options: { id: string; mode: 'readwrite' }) => Promise<Folder>
const pickerOf = (): Picker | undefined => (window as { showDirectoryPicker?: Picker }).showDirectoryPicker

/** Whether folders can be written at all here: in the desktop application and in browsers of Chromium's kind. */
export const canWriteFolders = (): boolean => pickerOf() !== undefined

/** Asks for a card or folder to write to; it is begun with where the last one lay. Null: nobody chose one. */
export async function chooseFolder(): Promise<Folder | null> {
  try {
    return (await pickerOf()?.call(window, { id: 'sortie-card', mode: 'readwrite' })) ?? null
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw new FolderError(problemOf(error))
  }
}

/**
 * Writes a file below a folder, making the folders on its way, and gives what is there afterwards, read anew.
 * @throws {FolderError}
 */
export async function writeBelow(folder: Folder, place: string, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const steps = place.split('/')
    const name = steps.pop() ?? place
    let at = folder
    for (const step of steps) at = await at.getDirectoryHandle(step, { create: true })
    const file = await at.getFileHandle(name, { create: true })
    const writer = await file.createWritable()
    await writer.write(bytes as Uint8Array<ArrayBuffer>)
    await writer.close()
    const there = await at.getFileHandle(name)
    return new Uint8Array(await (await there.getFile()).arrayBuffer())
  } catch (error) {
    throw new FolderError(problemOf(error))
  }
}

function problemOf(error: unknown): FolderProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'NoModificationAllowedError' || name === 'SecurityError')
    return 'denied'
  if (name === 'QuotaExceededError') return 'full'
  return name === 'NotFoundError' || name === 'InvalidStateError' ? 'gone' : 'other'
}

/** Whether two files are the same, byte for byte. */
export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])
