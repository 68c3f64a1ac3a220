import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput, InSession } from '../../src/contract/index.ts'
import { drillBackup } from '../../src/store/backup/drill.ts'
import { backupWorkspace } from '../../src/store/backup/make.ts'
import { type BackupRecord, readRecord } from '../../src/store/backup/record.ts'
import { backupName, backupsIn, type Kept, rotate, superseded } from '../../src/store/backup/rotate.ts'
import { restoreWorkspace } from '../../src/store/backup/restore.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { chanceOf } from '../attack/chance.ts'
import { fillCard } from '../attack/power/card.ts'
import { aCreditCode, anEnterprise, anId } from '../builders/enterprise.ts'
import { called, openServices } from '../builders/services.ts'

let dir = ''
let card: string[] = []
let services: InSession
let originals: string[] = []
const at = (...names: string[]) => path.join(dir, ...names)
const originalAt = (sha256: string) => at('w', 'vault', sha256.slice(0, 2), sha256)

beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-backup-'))
  fillCard(at('card'), chanceOf(3))
  card = fs.readdirSync(at('card')).sort()
  services = openServices({ home: at('home'), workspaceDir: at('w'), pollMs: 0 })
  await called(services, 'enterprise.put', {
    base: null,
    doc: anEnterprise({ id: anId(1), creditCode: aCreditCode(1) }),
  })
  const files = card.map((name) => services.registerFile(at('card', name)).ref)
  const { footage } = await called(services, 'footage.ingest', { files, flightId: null })
  originals = footage.map(({ doc }) => doc.sha256)
})
afterEach(async () => {
  await services.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

/** Backs up as another process would, while the services have the workspace open. */
async function backedUp(to: string, atMs?: number) {
  const opened = openWorkspace(at('w'), { create: false })
  if (!opened.ok) throw new Error(opened.code)
  try {
    const made = await backupWorkspace(opened.value, to, {}, atMs)
    if (!made.ok) throw new Error(`${made.code} ${JSON.stringify(made.params)}`)
    return made.value
  } finally {
    opened.value.close()
  }
}
const spoil = (sha256: string): void => {
  fs.chmodSync(originalAt(sha256), 0o644)
  const bytes = fs.readFileSync(originalAt(sha256))
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  fs.writeFileSync(originalAt(sha256), bytes)
}
const nameOf = async (sha256: string) => {
  const { rows } = await called(services, 'footage.list', { flightId: null })
  return rows.find(({ doc }) => doc.sha256 === sha256)?.doc.fileName
}

describe('a backup', () => {
  it('is made while the workspace is written to, and what comes back of it is proved', async () => {
    const making = backedUp(at('disk', 'one'))
    const doc = anEnterprise({ id: anId(2), creditCode: aCreditCode(2) })
    let base: CallInput<'enterprise.put'>['base'] = null
    for (let n = 0; n < 20; n++) {
      const put: { version: CallInput<'enterprise.put'>['base'] } = await called(services, 'enterprise.put', {
        base,
        doc: { ...doc, remarks: `${n}` },
      })
      base = put.version
    }
    const made = await making
    expect(made).toMatchObject({ faults: [], originals: card.length })
    const drilled = await drillBackup(at('disk', 'one'), { root: dir })
    if (!drilled.ok) throw new Error(drilled.code)
    const { holds, found, files, bytes, record } = drilled.value
    expect(holds).toBe(true)
    expect(found.originals).toMatchObject({ checked: card.length, missing: [], changed: [] })
    expect(found.journal.entries).toBeGreaterThanOrEqual(made.entries)
    expect({ files, bytes }).toEqual({ files: made.files, bytes: made.bytes })
    expect(record).toMatchObject({ entries: made.entries, faults: [] })
    // Nothing of the drill is left, and nothing of the backup was touched.
    expect(fs.readdirSync(dir).filter((name) => name.startsWith('sortie-'))).toEqual([])
    expect(await drillBackup(at('disk', 'one'), { root: dir })).toMatchObject({ value: { holds: true } })
  })

  it('names an original that was damaged before, is not called good, and keeps all there is', async () => {
    const [damaged = '', lost = ''] = originals
    spoil(damaged)
    fs.rmSync(originalAt(lost))
    const made = await backedUp(at('disk', 'one'))
    expect(made.faults).toHaveLength(2)
    expect(made.faults).toEqual(
      expect.arrayContaining([
        { sha256: damaged, name: await nameOf(damaged), problem: 'original_damaged' },
        { sha256: lost, name: await nameOf(lost), problem: 'original_lost' },
      ]),
    )
    expect(readRecord(at('disk', 'one'))?.faults).toEqual(made.faults)
    expect(await drillBackup(at('disk', 'one'), { root: dir })).toMatchObject({
      ok: true,
      value: {
        holds: false,
        found: {
          originals: {
            changed: [expect.stringContaining(damaged)],
            missing: [expect.stringContaining(lost)],
          },
        },
      },
    })
    expect(await restoreWorkspace(at('disk', 'one'), at('back'))).toMatchObject({ ok: true })
    for (const sha256 of originals.slice(2))
      expect(fs.existsSync(at('back', 'vault', sha256.slice(0, 2), sha256))).toBe(true)
    expect(fs.readFileSync(at('back', 'vault', damaged.slice(0, 2), damaged))).toEqual(
      fs.readFileSync(originalAt(damaged)),
    )
  })

  it('has an original that is recorded and waits for its place', async () => {
    const [sha256 = ''] = originals
    const incoming = at('w', 'vault', 'incoming')
    const opened = openWorkspace(at('w'), { create: false })
    if (!opened.ok) throw new Error(opened.code)
    fs.mkdirSync(incoming, { recursive: true })
    fs.renameSync(originalAt(sha256), path.join(incoming, sha256))
    const made = await backupWorkspace(opened.value, at('disk', 'one'))
    opened.value.close()
    expect(made).toMatchObject({ ok: true, value: { faults: [], originals: card.length } })
  })

  it('of which something is spoilt fails its drill by name', async () => {
    await backedUp(at('disk', 'one'))
    const [sha256 = ''] = originals
    const file = at('disk', 'one', 'vault', sha256.slice(0, 2), sha256)
    fs.chmodSync(file, 0o644)
    fs.appendFileSync(file, '!')
    expect(await drillBackup(at('disk', 'one'), { root: dir })).toMatchObject({
      ok: false,
      code: 'backup_bad',
      params: { problem: 'backup_changed', file: `vault/${sha256.slice(0, 2)}/${sha256}` },
    })
    expect(await drillBackup(at('nothing'), { root: dir })).toMatchObject({ ok: false, code: 'backup_bad' })
  })
})

describe('backups that take turns', () => {
  const DAY_MS = 24 * 3_600_000
  const kept = (ages: readonly (readonly [number, boolean])[]): Kept[] =>
    ages.map(([days, good]) => ({
      name: `${days}`,
      dir: '',
      record: {
        madeAtMs: -days * DAY_MS,
        faults: good ? [] : [{ sha256: '', name: '', problem: 'original_lost' }],
      } as unknown as BackupRecord,
    }))
  const gone = (ages: Parameters<typeof kept>[0], keeping: Parameters<typeof superseded>[1]) =>
    superseded(kept(ages), keeping, 0).map(({ name }) => Number(name))

  it('stay as many as are to stay, or as long, and the newest good one always', () => {
    const good = [0, 1, 2, 3, 4].map((days) => [days, true] as const)
    expect(gone(good, { count: 2 })).toEqual([2, 3, 4])
    expect(gone(good, { days: 2 })).toEqual([3, 4])
    expect(gone([[50, true]], { days: 2 })).toEqual([])
    // By a clock that was set back for years the one that was made just now is the oldest.
    const back = superseded(kept(good), { count: 2 }, -4 * DAY_MS)
    expect(back.map(({ name }) => name)).toEqual(['2', '3'])
    const spoilt = [
      [0, false],
      [1, false],
      [2, false],
      [9, true],
      [10, true],
    ] as const
    expect(gone(spoilt, { count: 1 })).toEqual([1, 2, 10])
    expect(gone(spoilt, { days: 1 })).toEqual([2, 10])
  })

  it('go from the disk by name, never those of another workspace, or what is no backup', async () => {
    const folder = at('disk')
    const made = []
    for (const n of [1, 2, 3]) made.push(await backedUp(path.join(folder, backupName(n * 1000)), n * 1000))
    const workspace = made[0]?.workspace ?? ''
    const other = path.join(folder, backupName(1))
    fs.cpSync(path.join(folder, backupName(1000)), other, { recursive: true })
    const record = JSON.parse(fs.readFileSync(path.join(other, 'backup.json'), 'utf8')) as BackupRecord
    fs.chmodSync(path.join(other, 'backup.json'), 0o644)
    fs.writeFileSync(path.join(other, 'backup.json'), JSON.stringify({ ...record, workspace: 'another' }))
    fs.mkdirSync(path.join(folder, 'sortie-letters'))
    fs.mkdirSync(path.join(folder, 'sortie-half.going'))
    expect(rotate(folder, workspace, { count: 2 }, 9000)).toEqual([backupName(1000)])
    expect(backupsIn(folder, workspace).map(({ name }) => name)).toEqual([backupName(3000), backupName(2000)])
    expect(fs.readdirSync(folder).sort()).toEqual(
      [backupName(1), backupName(2000), backupName(3000), 'sortie-letters'].sort(),
    )
  })
})
