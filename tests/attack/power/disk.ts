import fs from 'node:fs'
import path from 'node:path'

/**
 * A disk as POSIX promises it and no better: what was written lasts once its file was synced, a name once its folder was.
 * What was not synced when the power goes may be there, or not, each piece by itself.
 */

type Piece = { readonly at: number; readonly bytes: Buffer } | { readonly cut: number }
/** A change of names that happens as one: of a name in a folder to what it names, or to nothing. */
type Change = { readonly order: number; readonly names: readonly Named[] }
type Named = { readonly folder: Folder; readonly name: string; readonly to: File | Folder | null }

class File {
  readonly kind = 'file'
  /** As the program sees it. */
  now = Buffer.alloc(0)
  /** What is on the disk for sure, and what may be. */
  lasting = Buffer.alloc(0)
  waiting: { order: number; piece: Piece }[] = []
}

class Folder {
  readonly kind = 'folder'
  readonly now = new Map<string, File | Folder>()
  readonly lasting = new Map<string, File | Folder>()
  waiting: Change[] = []
}

/** Whether a piece that was not synced is on the disk after all; `sectors` of a write how many of its sectors are. */
export type Luck = { kept(): boolean; sectors(of: number): number }

/** What was not synced is gone, all of it. */
export const NO_LUCK: Luck = { kept: () => false, sectors: () => 0 }

const SECTOR_BYTES = 512

function put(onto: Buffer<ArrayBuffer>, piece: Piece): Buffer<ArrayBuffer> {
  const end = 'cut' in piece ? piece.cut : Math.max(onto.length, piece.at + piece.bytes.length)
  let made = onto
  if (end !== onto.length) {
    // Room for more of the same, so that a file that grows by small pieces is not copied at each.
    made = roomFor(onto, end)
  }
  if ('bytes' in piece) piece.bytes.copy(made, piece.at)
  return made
}

function roomFor(bytes: Buffer<ArrayBuffer>, length: number): Buffer<ArrayBuffer> {
  const free = bytes.buffer.byteLength - bytes.byteOffset
  if (length <= free) {
    const wider = Buffer.from(bytes.buffer, bytes.byteOffset, length)
    if (length > bytes.length) wider.fill(0, bytes.length)
    return wider
  }
  const made = Buffer.from(new ArrayBuffer(length * 2), 0, length)
  bytes.copy(made)
  return made
}

export class Disk {
  readonly root = new Folder()

  /** What stands under a way from the root; null where nothing does. */
  find(way: readonly string[]): File | Folder | null {
    let here: File | Folder | undefined = this.root
    for (const name of way) here = here?.kind === 'folder' ? here.now.get(name) : undefined
    return here ?? null
  }

  make(way: readonly string[], kind: 'file' | 'folder', order: number): File | Folder {
    const made = kind === 'file' ? new File() : new Folder()
    this.#change(order, [this.#named(way, made)])
    return made
  }

  remove(way: readonly string[], order: number): void {
    this.#change(order, [this.#named(way, null)])
  }

  move(from: readonly string[], to: readonly string[], order: number): void {
    this.#change(order, [this.#named(to, this.find(from)), this.#named(from, null)])
  }

  link(from: readonly string[], to: readonly string[], order: number): void {
    this.#change(order, [this.#named(to, this.find(from))])
  }

  write(file: File, at: number, bytes: Buffer, order: number): void {
    this.#piece(file, { at, bytes }, order)
  }

  cut(file: File, length: number, order: number): void {
    if (length !== file.now.length) this.#piece(file, { cut: length }, order)
  }

  /** Onto the disk: all of it that was done before `began`. */
  sync(of: File | Folder, began: number): void {
    if (of.kind === 'file') {
      for (const { order, piece } of of.waiting) if (order < began) of.lasting = put(of.lasting, piece)
      of.waiting = of.waiting.filter(({ order }) => order >= began)
      return
    }
    for (const change of of.waiting) if (change.order < began) apply(change, of)
    of.waiting = of.waiting.filter(({ order }) => order >= began)
  }

  /** Writes a folder as it is found after the power went now. `isLeftOut`: files that mean nothing after that. */
  after(luck: Luck, target: string, isLeftOut: (name: string) => boolean): void {
    const kept = new Map<Change, boolean>()
    const isKept = (change: Change): boolean => {
      const known = kept.get(change) ?? luck.kept()
      kept.set(change, known)
      return known
    }
    const write = (folder: Folder, dir: string): void => {
      fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
      const names = new Map(folder.lasting)
      for (const change of folder.waiting)
        if (isKept(change)) for (const named of change.names) if (named.folder === folder) set(names, named)
      for (const [name, what] of names) {
        if (isLeftOut(name)) continue
        if (what.kind === 'folder') write(what, path.join(dir, name))
        else fs.writeFileSync(path.join(dir, name), contentOf(what, luck), { mode: 0o600 })
      }
    }
    write(this.root, target)
  }

  #named(way: readonly string[], to: File | Folder | null): Named {
    const folder = this.find(way.slice(0, -1))
    const name = way.at(-1)
    if (folder?.kind !== 'folder' || name === undefined) throw new Error(`no folder for ${way.join('/')}`)
    return { folder, name, to }
  }

  #change(order: number, names: readonly Named[]): void {
    const change = { order, names }
    for (const named of names) set(named.folder.now, named)
    for (const folder of new Set(names.map((named) => named.folder))) folder.waiting.push(change)
  }

  #piece(file: File, piece: Piece, order: number): void {
    file.now = put(file.now, piece)
    file.waiting.push({ order, piece })
  }
}

const set = (names: Map<string, File | Folder>, { name, to }: Named): void =>
  void (to ? names.set(name, to) : names.delete(name))

function apply(change: Change, folder: Folder): void {
  for (const named of change.names) if (named.folder === folder) set(folder.lasting, named)
}

function contentOf(file: File, luck: Luck): Buffer {
  if (file.waiting.length === 0) return file.lasting
  let made = Buffer.from(new ArrayBuffer(file.lasting.length))
  file.lasting.copy(made)
  for (const { piece } of file.waiting) {
    if (!luck.kept()) continue
    if ('cut' in piece) made = put(made, piece)
    else {
      // A disk writes sectors: of a long write those at its begin may be there and those behind not.
      const all = Math.ceil(piece.bytes.length / SECTOR_BYTES)
      const bytes = piece.bytes.subarray(0, luck.sectors(all) * SECTOR_BYTES)
      if (bytes.length > 0) made = put(made, { at: piece.at, bytes })
    }
  }
  return made
}

export type { File, Folder }
