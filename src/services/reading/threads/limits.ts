import type { JobName } from '../../host/jobTable.ts'

/**
 * What a job may take of a thread. `silentS`: seconds since it began, or since it last told of bytes that it was done
 * with; null for what only moves bytes, which takes as long as the medium does. A job that goes on longer is ended with
 * its thread.
 */
export type Limit = { readonly silentS: number | null }

const MOVES_BYTES: Limit = { silentS: null }
const READS_A_FILE: Limit = { silentS: 120 }
/** A slow medium may keep a transaction waiting; it is whole, or not at all, whenever its thread is ended. */
const WRITES: Limit = { silentS: 300 }
const PLANS: Limit = { silentS: 120 }
/** Logs and clips tell how far they are; a slow medium may keep one waiting. */
const READS_A_STREAM: Limit = { silentS: 300 }
/** It tells of each row of tiles. */
const DRAWS: Limit = { silentS: 300 }

export const LIMITS: Readonly<Record<JobName, Limit>> = {
  bring: MOVES_BYTES,
  hash: MOVES_BYTES,
  checkBag: MOVES_BYTES,
  copyExact: MOVES_BYTES,
  keepTiles: MOVES_BYTES,
  lookInto: MOVES_BYTES,
  sendEntries: MOVES_BYTES,
  takeIn: MOVES_BYTES,
  accept: MOVES_BYTES,
  register: WRITES,
  identify: READS_A_STREAM,
  read: READS_A_STREAM,
  cues: READS_A_STREAM,
  log: READS_A_STREAM,
  mission: READS_A_FILE,
  importFile: READS_A_FILE,
  compare: READS_A_FILE,
  compareFile: READS_A_FILE,
  selfCheckForm: READS_A_FILE,
  takenRows: READS_A_FILE,
  deliveredPaper: READS_A_FILE,
  checkPaper: READS_A_FILE,
  readPaperTemplate: READS_A_FILE,
  fillPaper: READS_A_FILE,
  comparePapers: READS_A_FILE,
  areas: READS_A_FILE,
  vectorLayer: READS_A_FILE,
  add: WRITES,
  terrain: READS_A_FILE,
  withTerrain: READS_A_FILE,
  withParams: READS_A_FILE,
  tilesInfo: READS_A_FILE,
  look: READS_A_FILE,
  layTiff: DRAWS,
  overlays: READS_A_FILE,
  layOverlays: DRAWS,
  findTileFolder: READS_A_FILE,
  layTileFolder: DRAWS,
  evaluate: PLANS,
  standing: PLANS,
  exportMission: PLANS,
  split: PLANS,
  cleared: PLANS,
  heldMission: PLANS,
  flightReport: PLANS,
  smallPicture: READS_A_FILE,
  layPictures: READS_A_FILE,
  tile: { silentS: 20 },
  keptAs: PLANS,
  isKeptAs: PLANS,
}

/** What a thread may keep in its heap, MB: a file that needs more costs the thread, and not the services. */
export const MOST_HEAP_MB = 2048
