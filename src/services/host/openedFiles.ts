import fs from 'node:fs'
import path from 'node:path'
import type { CallOutput, ChosenFile } from '../../contract/index.ts'
import { OPENED_ENDINGS } from '../../contract/files.ts'
import { neutral } from '../../core/units/shown.ts'
import { nextRef } from './refs.ts'

type Opened = CallOutput<'files.opened'>[number]

/** The files that the system asked to open: they wait until somebody has done with them, over a window loaded anew too. */
export type OpenedFiles = {
  /** Takes one in, as a file that was chosen; what is no readable file of a kind that is opened waits to be told of. */
  open(file: string): void
  list(): Opened[]
  release(refs: readonly string[]): void
}

export function openedFiles(register: (file: string) => ChosenFile, tell: () => void): OpenedFiles {
  let waiting: Opened[] = []
  return {
    open(file) {
      const isReadable = isOpened(file)
      const { ref, name } = isReadable
        ? register(file)
        : { ref: nextRef(), name: neutral(path.basename(file)).slice(0, 255) || 'file' }
      waiting = [...waiting, { file: ref, name, isReadable }]
      tell()
    },
    list: () => waiting,
    release(refs) {
      waiting = waiting.filter(({ file }) => !refs.includes(file))
    },
  }
}

/** Whether it is an ordinary file of a kind that is opened, and may be read. Its reader bounds its size. */
function isOpened(file: string): boolean {
  const ending = path.extname(file).slice(1).toLowerCase()
  if (!OPENED_ENDINGS.some((known) => known === ending)) return false
  try {
    fs.accessSync(file, fs.constants.R_OK)
    return fs.statSync(file).isFile()
  } catch {
    return false
  }
}
