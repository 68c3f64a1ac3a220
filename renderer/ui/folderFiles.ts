/** A file of a folder that was chosen, by its path below that folder: `18/1/2.png`. */
export type FolderFile = { readonly path: string; read(): Promise<File> }

/** A folder that was chosen or dropped; `files` finds all that lies in it. @throws what the browser says, where it cannot be read. */
export type ChosenFolder = { readonly name: string; files(): Promise<readonly FolderFile[]> }

/** The folder of an `<input webkitdirectory>`; null where it is empty. */
export function folderOfInput(list: readonly File[]): ChosenFolder | null {
  const name = list[0]?.webkitRelativePath.split('/')[0]
  if (!name) return null
  const files = list.map((file) => ({
    path: file.webkitRelativePath.slice(name.length + 1),
    read: () => Promise.resolve(file),
  }))
  return { name, files: () => Promise.resolve(files) }
}

/** The folder that was dropped, where one was; asked while the drop is told of, since what was dropped is gone later. */
export function folderDropped({ items }: DataTransfer): ChosenFolder | null {
  const entry = [...items].map((item) => item.webkitGetAsEntry()).find((one) => one?.isDirectory)
  return entry ? { name: entry.name, files: () => filesOf(entry as FileSystemDirectoryEntry) } : null
}

async function filesOf(top: FileSystemDirectoryEntry): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = []
  const waiting = [top]
  for (let folder = waiting.pop(); folder; folder = waiting.pop())
    for (const entry of await entriesOf(folder))
      if (entry.isDirectory) waiting.push(entry as FileSystemDirectoryEntry)
      else files.push(fileOf(entry as FileSystemFileEntry, top.fullPath.length + 1))
  return files
}

const fileOf = (entry: FileSystemFileEntry, from: number): FolderFile => ({
  path: entry.fullPath.slice(from),
  read: () => new Promise((resolve, reject) => entry.file(resolve, reject)),
})

/** A reader gives a part at a time, and nothing at its end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (part.length === 0) return all
    all.push(...part)
  }
}
