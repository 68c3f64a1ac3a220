import { z } from 'zod'
import { call, nothing } from './call.ts'
import { EVERYONE } from './roles.ts'

/** A file that a person chose, as the door that took it in names it: a reference that says nothing of where it lies. */
export const FileRef = z.string().min(1).max(200)

/** What stands beside a loose shapefile, where files are chosen one by one: its `.dbf`, `.prj` and `.cpg`. */
export const Beside = z.array(FileRef).max(8)

/** Whose track of a log is to be taken, where several speak in it (`sources` of its match). */
export const ChosenSources = z.array(z.object({ file: FileRef, source: z.string().min(1).max(40) })).max(5000)

/** Whether the file has its latitudes where longitudes belong; absent: nobody has said, and a file that seems so is told of. */
export const IsSwapped = z.boolean().optional()

/** How files end that the system opens with Sortie: the exchange file, and missions. */
export const OPENED_ENDINGS = ['sortie', 'plan', 'waypoints', 'kmz'] as const

export const fileCalls = {
  /**
   * The files that the system asked to open (a double click) and that nobody has done with: until `files.release`. One that is
   * not readable is none, and only to be told of.
   */
  'files.opened': call(
    'read',
    EVERYONE,
    nothing,
    z.array(z.object({ file: FileRef, name: z.string().max(255), isReadable: z.boolean() })),
  ),
  /** Files that were handed over and that nobody will ask for again: uploads among them are removed. */
  'files.release': call('read', EVERYONE, z.object({ files: z.array(FileRef).max(5000) }), nothing),
} as const
