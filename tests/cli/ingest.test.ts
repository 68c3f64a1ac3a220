import { type ChildProcess, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSrt, aTlog, type Fix } from '../builders/logs.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import { builtSortie, type Sortie } from './sortie.ts'

/** The demo's flight began then. */
const FLIGHT_MS = Date.UTC(2026, 4, 20, 2, 15)
const HOUR_MS = 3600_000

type Report = {
  ingested: {
    fileName: string
    kind: string
    flightId: string | null
    position: { lat: number; lon: number; by: string } | null
  }[]
  known: number
  unmatched: {
    file: string
    candidates: string[]
    isEightHoursOff: boolean
    why: string
    suggested: string | null
  }[]
}

let sortie: Sortie
let card: string
const own = path.resolve('missions/demo/footage')
const fixes = (atMs: number): Fix[] =>
  Array.from({ length: 100 }, (_, i) => ({
    atMs: atMs + i * 200,
    lat: 41.77 + i * 1e-5,
    lon: 109.97,
    heightM: 60,
  }))

beforeAll(async () => {
  sortie = await builtSortie()
  expect(sortie.run('workspace', 'demo', 'w').status).toBe(0)
  card = path.join(sortie.dir, 'card')
  fs.mkdirSync(path.join(card, 'DCIM'), { recursive: true })
})
afterAll(() => sortie.close())

const verified = () =>
  sortie.json<{ ok: boolean; originals: { checked: number } }>('workspace', 'verify', 'w', '--json')

/** Ends a command by a signal once it has said so much on stderr; answers how it ended. */
async function endOf(
  child: ChildProcess,
  said: RegExp,
  signal: NodeJS.Signals = 'SIGINT',
): Promise<{ status: number | null; err: string }> {
  let err = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    const isFirst = !said.test(err)
    err += chunk.toString()
    if (isFirst && said.test(err)) child.kill(signal)
  })
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, err }
}

/** A clip of so many bytes of one value: only its first box is one. */
const writeClip = (file: string, sizeBytes: number, value: number): void => {
  const head = Buffer.from('\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom', 'latin1')
  fs.writeFileSync(file, Buffer.concat([head, Buffer.alloc(sizeBytes, value)]))
}

describe('sortie log', () => {
  test('tells how far it is with a large log, and stops at Ctrl+C with one line', async () => {
    const log = aTlog(fixes(FLIGHT_MS), 0)
    const file = path.join(sortie.dir, 'large.tlog')
    const out = fs.openSync(file, 'w')
    const piece = Buffer.concat(Array.from({ length: 2000 }, () => log))
    for (let done = 0; done < 600_000_000; done += piece.length) fs.writeSync(out, piece)
    fs.closeSync(out)
    // Which tenths are told depends on the machine: a quick one skips some.
    const { status, err } = await endOf(sortie.start('log', file), /^reading: \d0 %$/m)
    expect(status).toBe(1)
    expect(err).toMatch(/^(reading: \d0 %\n)+stopped: nothing was written\n$/)
    fs.rmSync(file)
  })
})

describe('sortie ingest', () => {
  test('takes a card in: logs and photos to the flight of their time, the rest asked about, nothing twice', () => {
    const photo = fs.readdirSync(own).find((name) => /0002.*\.jpe?g$/i.test(name)) ?? ''
    // The demo has it already: a byte behind its end makes another original of it, without a place of its own.
    fs.writeFileSync(
      path.join(card, 'DCIM', 'new.jpg'),
      Buffer.concat([fs.readFileSync(path.join(own, photo)), Buffer.from([0])]),
    )
    fs.copyFileSync(path.join(own, photo), path.join(card, 'DCIM', 'known.jpg'))
    fs.writeFileSync(path.join(card, 'flight.bin'), aTlog(fixes(FLIGHT_MS + 20_000), 7250))
    fs.writeFileSync(path.join(card, 'other-day.SRT'), aSrt(fixes(FLIGHT_MS + 48 * HOUR_MS)))
    fs.writeFileSync(path.join(card, 'eight.SRT'), aSrt(fixes(FLIGHT_MS + 8 * HOUR_MS)))
    fs.writeFileSync(path.join(card, 'empty.MP4'), '')
    fs.writeFileSync(path.join(card, 'lying.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1, 2]))
    const report = sortie.json<Report>('ingest', '--workspace', 'w', 'card', '--json')
    const of = (name: string) => report.ingested.find(({ fileName }) => fileName === name)
    expect(of('flight.bin')).toMatchObject({ kind: 'log', flightId: expect.any(String) })
    expect(of('new.jpg')).toMatchObject({
      kind: 'photo',
      flightId: of('flight.bin')?.flightId,
      position: { by: 'track' },
    })
    expect(of('other-day.SRT')).toMatchObject({ kind: 'log', flightId: null })
    // The damaged photo is an original all the same; the empty clip is none.
    expect(of('lying.jpg')).toMatchObject({ kind: 'photo', flightId: null, position: null })
    expect(of('empty.MP4')).toBeUndefined()
    expect(report.known).toBe(1)
    const asked = Object.fromEntries(report.unmatched.map(({ file, ...rest }) => [path.basename(file), rest]))
    expect(asked['eight.SRT']).toMatchObject({
      isEightHoursOff: true,
      candidates: [expect.any(String)],
      why: 'hours',
      suggested: expect.any(String),
    })
    expect(asked['other-day.SRT']).toMatchObject({
      isEightHoursOff: false,
      candidates: [],
      why: 'new',
      suggested: null,
    })
    expect(verified().ok).toBe(true)
    const again = sortie.json<Report>('ingest', '--workspace', 'w', 'card', '--json')
    expect(again.ingested).toEqual([])
  })

  test('reads the clock of a camera in the zone that is said for it, and refuses what is none', () => {
    const folder = path.join(sortie.dir, 'utc-card')
    fs.mkdirSync(folder)
    // It shows UTC: in China's zone it would be eight hours early.
    fs.writeFileSync(path.join(folder, 'utc.jpg'), aPhotoFile(FLIGHT_MS + 40_000 - 8 * HOUR_MS, 5))
    expect(sortie.run('ingest', '--workspace', 'w', '--zone', 'Mars', 'utc-card').status).toBe(2)
    const report = sortie.json<Report>(
      'ingest',
      '--workspace',
      'w',
      '--zone',
      'Another=+09:00',
      '--zone',
      'DJI M9T=UTC',
      'utc-card',
      '--json',
    )
    expect(report.unmatched).toEqual([])
    expect(report.ingested[0]).toMatchObject({ flightId: expect.any(String), position: { by: 'track' } })
  })

  test('killed in the middle leaves a whole workspace, and goes on where it was the next time', async () => {
    const big = path.join(sortie.dir, 'clip.mp4')
    writeClip(big, 150_000_000, 7)
    const before = verified().originals.checked
    for (const said of [/^looking/m, /^copying: [1-5]0 %$/m, /^copying: [6-9]0 %$/m]) {
      // On a quick machine it may have ended by itself: the workspace is whole all the same.
      await endOf(sortie.start('ingest', '--workspace', 'w', big), said, 'SIGKILL')
      expect(verified().ok).toBe(true)
    }
    expect(sortie.run('ingest', '--workspace', 'w', big).status).toBe(0)
    const after = verified()
    expect(after).toMatchObject({ ok: true, originals: { checked: before + 1 } })
    expect(fs.existsSync(big)).toBe(true)
  })

  test('stopped with Ctrl+C keeps what it has, says so in one line, and goes on the next time', async () => {
    // Which file it is stopped in depends on the machine; one that is through before it hears gets a larger card.
    for (let sizeBytes = 60_000_000; ; sizeBytes *= 2) {
      const card_ = `long-${sizeBytes}`
      fs.mkdirSync(path.join(sortie.dir, card_))
      const names = [1, 2, 3].map((n) => path.join(sortie.dir, card_, `l${n}.mp4`))
      names.forEach((file, i) => writeClip(file, sizeBytes + i, i))
      const before = verified().originals.checked
      const { status, err } = await endOf(sortie.start('ingest', '--workspace', 'w', card_), /copying: \d0 %/)
      const kept = verified()
      expect(kept.ok).toBe(true)
      if (status === 0 && sizeBytes < 500_000_000) continue
      expect(status).toBe(1)
      const line = err.trimEnd().split('\n').at(-1) ?? ''
      const [, stored, left] =
        /^stopped: the (\d) files? brought so far (?:is|are) in the vault, (\d) (?:is|are) left; run it again to go on$/.exec(
          line,
        ) ?? []
      expect(Number(stored) + Number(left), line).toBe(3)
      expect(kept.originals.checked).toBe(before + Number(stored))
      expect(sortie.run('ingest', '--workspace', 'w', card_).status).toBe(0)
      expect(verified()).toMatchObject({ ok: true, originals: { checked: before + 3 } })
      return
    }
  })

  test.skipIf(process.platform === 'win32')(
    'a card with links in circles and pipes: each is named in one line, and all else goes in',
    () => {
      const odd = path.join(sortie.dir, 'odd')
      fs.mkdirSync(path.join(odd, 'DCIM'), { recursive: true })
      fs.writeFileSync(path.join(odd, 'DCIM', 'note.txt'), 'of no other card')
      fs.symlinkSync('..', path.join(odd, 'DCIM', 'up'))
      fs.symlinkSync('/etc/passwd', path.join(odd, 'out.jpg'))
      spawnSync('sh', ['-c', 'mkfifo "$0"', path.join(odd, 'pipe.jpg')])
      const { status, out, err } = sortie.run('ingest', '--workspace', 'w', 'odd')
      expect(status).toBe(2)
      expect(out).toMatch(/^1 file/)
      for (const name of ['DCIM/up', 'out.jpg', 'pipe.jpg'])
        expect(err).toContain(`${name}: cannot be read (it is no plain file)`)
      expect(err.trim().split('\n')).toHaveLength(4)
      for (const file of ['odd/pipe.jpg', '/dev/zero']) {
        const alone = sortie.run('ingest', '--workspace', 'w', file)
        expect(alone.status).toBe(2)
        expect(alone.err.trim()).toBe(`${file}: cannot be read (it is no plain file)`)
      }
    },
  )

  test('says in one line what is missing', () => {
    for (const args of [
      ['ingest', 'card'],
      ['ingest', '--workspace', 'nowhere', 'card'],
      ['ingest', '--workspace', 'w', 'no-such-card'],
      ['ingest', '--workspace', 'w'],
    ]) {
      const { status, err, out } = sortie.run(...args)
      expect([status, out]).toEqual([2, ''])
      expect(err).toMatch(/^[^\n]+\n$/)
    }
  })
})
