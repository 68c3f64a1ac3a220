import { crc32 } from '../../../../src/core/formats/crc32.ts'
import { SAYS_LAYOUT, tileFolderIn } from '../../../../src/core/formats/tileFolder.ts'
import { isLargeSize, type StoredEntry, storedHead, zipEnd } from '../../../../src/core/formats/zipWrite.ts'
import type { ChosenFolder } from '../../../ui/folderFiles.ts'

/** So many bytes are held at once; then the browser keeps them. */
const HELD_BYTES = 16 * 1024 * 1024
/** Files that are read at the same time. */
const AT_ONCE = 32

/**
 * The tiles of a folder, and what beside them says how they are laid out, in one ZIP as they are: whatever else lies in it
 * stays where it is. Null where it holds no tiles. `onRead` is told how many of them were read.
 *
 * @throws {DOMException} a file cannot be read: the card or folder is gone, say.
 */
export async function packTiles(
  folder: ChosenFolder,
  onRead: (done: number, count: number) => void,
): Promise<File | null> {
  const files = await folder.files()
  const found = tileFolderIn(files.map(({ path }) => path))
  if (!found) return null
  const tiles = new Set(found.tiles.map((tile) => tile.name))
  const wanted = files.filter(
    ({ path }) =>
      tiles.has(path) || (path.startsWith(found.root) && SAYS_LAYOUT.test(path.slice(found.root.length))),
  )
  const kept: Blob[] = []
  let held: Uint8Array<ArrayBuffer>[] = []
  let heldBytes = 0
  let at = 0
  const entries: StoredEntry[] = []
  const put = (bytes: Uint8Array): void => {
    held.push(bytes as Uint8Array<ArrayBuffer>)
    heldBytes += bytes.length
    at += bytes.length
  }
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    onRead(from, wanted.length)
    const read = await Promise.all(
      wanted.slice(from, from + AT_ONCE).map(async (file) => ({
        path: file.path,
        bytes: new Uint8Array(await (await file.read()).arrayBuffer()),
      })),
    )
    for (const { path, bytes } of read) {
      const { length: size } = bytes
      const entry = { name: path, crc: crc32(bytes), size, at, isLarge: isLargeSize(size) }
      entries.push(entry)
      put(storedHead(entry, 0))
      put(bytes)
    }
    if (heldBytes < HELD_BYTES) continue
    kept.push(new Blob(held))
    held = []
    heldBytes = 0
  }
  put(zipEnd(entries, at, 0))
  return new File([...kept, ...held], `${folder.name}.zip`)
}
