import fs from 'node:fs'
import path from 'node:path'
import type { ChosenFile } from '../../contract/index.ts'
import { neutral } from '../../core/units/shown.ts'
import { Refusal } from '../../store/workspace.ts'
import { nextRef } from './refs.ts'

/** A file behind an opaque reference. */
type Known = {
  readonly path: string
  readonly name: string
  /** It came over a door into our own scratch, and nobody else has it. */
  readonly isOurs: boolean
  /** Calls that have it just now. */
  uses: number
  usedAtMs: number
  isSettled: boolean
}

/** What one call sees of the files; what it used stays until it ends. */
export type FileLease = {
  /** @throws {Refusal} `unknown_file` */
  filePath(ref: string): { path: string; name: string }
  /** The call is over; `isSettled`: it has done with the files that it used. */
  end(isSettled: boolean): void
}

export type FileRefs = {
  /** Makes a reference to a file, under the name that somebody gave it or its own. */
  register(file: string, given?: string): ChosenFile
  lease(): FileLease
  /** Nobody will ask for these any more. */
  release(refs: readonly string[]): void
  /** The same of all: whoever had the references is gone. */
  releaseAll(): void
}

/** An upload that no call has looked at for so long is nobody's any more, ms. */
const IDLE_MS = 4 * 3_600_000

/** References to files that came in. Our own copies, uploads among them, are removed as soon as they are settled. */
export function fileRefs(isOurs: (file: string) => boolean): FileRefs {
  const known = new Map<string, Known>()
  const settle = (ref: string): void => {
    const file = known.get(ref)
    if (!file?.isOurs) return
    file.isSettled = true
    if (file.uses > 0) return
    known.delete(ref)
    fs.rmSync(file.path, { force: true })
  }
  const settleIdle = (): void => {
    for (const [ref, { usedAtMs }] of known) if (Date.now() - usedAtMs > IDLE_MS) settle(ref)
  }
  return {
    register(file, given = path.basename(file)) {
      settleIdle()
      const ref = nextRef()
      const name = neutral(given).slice(0, 255)
      known.set(ref, {
        path: file,
        name: name || 'file',
        isOurs: isOurs(file),
        uses: 0,
        usedAtMs: Date.now(),
        isSettled: false,
      })
      return { ref, name, size: fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0 }
    },
    lease() {
      const used = new Set<string>()
      return {
        filePath(ref) {
          const file = known.get(ref)
          if (!file || file.isSettled) throw new Refusal('unknown_file', { file: ref.slice(0, 60) })
          if (!used.has(ref)) file.uses += 1
          used.add(ref)
          return { path: file.path, name: file.name }
        },
        end(isSettled) {
          for (const ref of used) {
            const file = known.get(ref)
            if (!file) continue
            file.uses -= 1
            file.usedAtMs = Date.now()
            if (isSettled || file.isSettled) settle(ref)
          }
          used.clear()
        },
      }
    },
    release(refs) {
      for (const ref of refs) settle(ref)
    },
    releaseAll() {
      for (const ref of known.keys()) settle(ref)
    },
  }
}
