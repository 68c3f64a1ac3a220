/** The station's key as whoever works at a computer meets it: one for all programs, and what is said where it is not fit. */
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, CallInput, CallName, JournalRow } from '../../src/contract/index.ts'
import { keysIn } from '../../src/store/station/keys.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { enter } from '../builders/httpDoor.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import { called } from '../builders/services.ts'
import { aWrapping } from '../builders/station.ts'
import { builtSortie, type Run, type Sortie } from './sortie.ts'

let sortie: Sortie
let keysDir = ''
let photos = 0
beforeAll(async () => {
  sortie = await builtSortie()
  keysDir = process.env['SORTIE_KEYS'] ?? ''
})
afterAll(() => {
  sortie.close()
})

type KeyFile = { station: string; workspace: string; privateKey: string }
const keyFiles = (): string[] =>
  fs
    .readdirSync(keysDir)
    .filter((name) => /^[0-9a-f]{32}\.json$/.test(name))
    .map((name) => path.join(keysDir, name))
const readKey = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8')) as KeyFile

/** One write of the command line: a photo that no other one is. */
function write(workspace: string): Run {
  const photo = path.join(sortie.dir, `${++photos}.jpg`)
  fs.writeFileSync(photo, aPhotoFile(Date.UTC(2026, 4, 20, 2, photos), photos))
  return sortie.run('ingest', '--workspace', workspace, photo)
}

/** A new workspace with one entry, and its key. */
function started(name: string): string {
  const before = new Set(keyFiles())
  expect(sortie.run('workspace', 'create', name)).toMatchObject({ status: 0 })
  expect(write(name)).toMatchObject({ status: 0 })
  const [file = '', ...more] = keyFiles().filter((one) => !before.has(one))
  expect(more).toEqual([])
  return file
}

/** What is refused: one line, in words, without a key in it; and nothing was written. */
function refusalOf(workspace: string, secret: string): string {
  const entries = (): number =>
    sortie.json<{ journal: { entries: number } }>('workspace', 'verify', workspace, '--json').journal.entries
  const before = entries()
  const { status, out, err } = write(workspace)
  expect(status).toBe(2)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/key_[a-z]+|[{}]|internal|\bat .*:\d+:\d+/)
  expect(out + err).not.toContain(secret)
  expect(entries()).toBe(before)
  return err
}

test('browser and command line of one user on one folder are one station with one key', async () => {
  const file = started('shared')
  const child = sortie.start('serve', '--no-open', '--workspace', 'shared')
  try {
    const [said] = (await once(child.stdout ?? child, 'data')) as [Buffer]
    const url = new URL(/http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said.toString())?.[0] ?? '')
    const { headers } = await enter(url.href)
    const page = {
      async call(name: string, input: unknown): Promise<Answer> {
        const answer = await fetch(new URL(`/call/${name}`, url), {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(input),
        })
        return (await answer.json()) as Answer
      },
    }
    const asked = <N extends CallName>(name: N, input: CallInput<N>) => called(page, name, input)
    await asked('enterprise.put', { base: null, doc: anEnterprise({ id: anId(1) }) })
    expect(write('shared')).toMatchObject({ status: 0 })
    await asked('enterprise.put', { base: null, doc: anEnterprise({ id: anId(2) }) })
    expect(write('shared')).toMatchObject({ status: 0 })
    const rows: JournalRow[] = await asked('journal.list', {
      aggregate: null,
      id: null,
      beforeArrival: null,
      limit: 500,
    })
    const { station } = readKey(file)
    expect(rows.map((row) => [row.station, row.seq])).toEqual([5, 4, 3, 2, 1].map((seq) => [station, seq]))
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  expect(keysIn(keysDir).list(readKey(file).workspace)[0]?.record?.seq).toBe(5)
  expect(sortie.run('workspace', 'verify', 'shared')).toMatchObject({ status: 0 })
  expect(started('another')).not.toBe(file)
})

describe('a key that is not fit', () => {
  test.skipIf(process.platform === 'win32')('others may read: the line that mends it', () => {
    const file = started('exposed')
    const { privateKey } = readKey(file)
    fs.chmodSync(file, 0o644)
    expect(refusalOf('exposed', privateKey)).toContain(`chmod 600 "${file}"`)
    fs.chmodSync(file, 0o600)
    expect(write('exposed')).toMatchObject({ status: 0 })
  })

  test('damaged, or of another station', () => {
    const [file, other] = [started('damaged'), started('other')]
    const text = fs.readFileSync(file, 'utf8')
    const { privateKey } = readKey(file)
    for (const [spoilt, why] of [
      [text.slice(0, text.length / 2), 'no JSON'],
      [fs.readFileSync(other, 'utf8'), 'another station'],
      [text.replace(privateKey, readKey(other).privateKey), 'does not belong'],
    ] as const) {
      fs.writeFileSync(file, spoilt)
      const said = refusalOf('damaged', privateKey.slice(24))
      expect(said).toContain(why)
      expect(said).toContain(file)
    }
    fs.writeFileSync(file, text)
    expect(write('damaged')).toMatchObject({ status: 0 })
  })

  test('in the keyring: the command line reads and verifies, and does not write', () => {
    const file = started('wrapped')
    const { workspace, privateKey } = readKey(file)
    const keys = keysIn(keysDir, aWrapping(keysDir))
    expect(keys.wrap(workspace, true).ok).toBe(true)
    expect(refusalOf('wrapped', privateKey)).toContain('keyring')
    expect(sortie.run('workspace', 'verify', 'wrapped')).toMatchObject({ status: 0 })
    expect(keys.wrap(workspace, false).ok).toBe(true)
    expect(write('wrapped')).toMatchObject({ status: 0 })
  })

  test('lost: the next write is that of a new station', () => {
    const file = started('lost')
    fs.rmSync(file)
    expect(write('lost')).toMatchObject({ status: 0 })
    expect(fs.existsSync(file)).toBe(false)
    expect(sortie.run('workspace', 'verify', 'lost')).toMatchObject({ status: 0 })
  })
})
