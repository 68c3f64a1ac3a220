import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file system in memory, where a system has one, and the least room in it, bytes. */
const MEMORY = '/dev/shm'
const LEAST_BYTES = 4 * 1024 ** 3

/**
 * A folder for the keys of all stations that a run of the suite makes, whatever the environment of who runs it says, and one
 * for the demo that they share (`tests/builders/readyDemo.ts`). They go with the run. Scratch folders lie in memory where there is room: tests wait for the disk thousands of times, and none
 * of them is about what a power cut leaves.
 */
export default function suite(): () => void {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-suite-'))
  process.env['SORTIE_TEST_KEYS'] = base
  // Threads and programs are started hundreds of times: what Node makes of their files is kept for the length of the run.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(base, 'compiled')
  const before = process.env['TMPDIR']
  const scratch = before === undefined ? inMemory() : null
  if (scratch !== null) process.env['TMPDIR'] = scratch
  process.env['SORTIE_TEST_DEMO'] = fs.mkdtempSync(path.join(scratch ?? base, 'demo-'))
  return () => {
    fs.rmSync(base, { recursive: true, force: true })
    if (scratch === null) return
    delete process.env['TMPDIR']
    try {
      fs.rmSync(scratch, { recursive: true, force: true })
    } catch {
      // A program that a test left behind still has something in it.
    }
  }
}

/** A new folder in memory; null where there is no such place, or too little room. */
function inMemory(): string | null {
  try {
    const { bavail, bsize } = fs.statfsSync(MEMORY)
    return bavail * bsize < LEAST_BYTES ? null : fs.mkdtempSync(path.join(MEMORY, 'sortie-scratch-'))
  } catch {
    return null
  }
}
