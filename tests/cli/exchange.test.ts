/** Laptops that exchange by files, each with a home and keys of its own: what is carried over, and what is refused. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallOutput } from '../../src/contract/index.ts'
import { shortCode } from '../../src/core/journal/entry.ts'
import { keysIn } from '../../src/store/station/keys.ts'
import { type Verification, verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import { writeProtected } from '../builders/readOnly.ts'
import { WAIT_MS } from '../limits.ts'
import { builtSortie, type Run, type Sortie } from './sortie.ts'

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
  expect(laptop('a').run('workspace', 'demo', at('demo'))).toMatchObject({ status: 0, err: '' })
  expect(laptop('a').run('workspace', 'send', at('demo'), '--to', at('all.sortie'))).toMatchObject({
    status: 0,
  })
})
afterAll(() => {
  sortie.close()
})

const at = (...parts: string[]): string => path.join(sortie.dir, ...parts)

/** A laptop of its own: nobody else has its keys. */
function laptop(name: string, language = 'C') {
  const { command, args: first, env } = sortie.program
  const own = {
    ...env,
    SORTIE_HOME: at(`home-${name}`),
    SORTIE_KEYS: at(`keys-${name}`),
    LC_ALL: language,
  }
  const run = (...args: string[]): Run => {
    const done = spawnSync(command, [...first, ...args], {
      cwd: sortie.dir,
      env: own,
      encoding: 'utf8',
      timeout: WAIT_MS,
    })
    return { status: done.status, out: done.stdout, err: done.stderr }
  }
  return {
    run,
    start: (...args: string[]) =>
      spawn(command, [...first, ...args], { cwd: sortie.dir, env: own, stdio: 'ignore' }),
    json<T>(...args: string[]): T {
      const { out, err, status } = run(...args, '--json')
      try {
        return JSON.parse(out) as T
      } catch (cause) {
        throw new Error(`sortie ${args.join(' ')} (${status}): ${err || out}`, { cause })
      }
    },
    // Not by the command line, which has tests of that: starting it takes longer than what it does.
    async verify(dir: string): Promise<Verification> {
      const opened = openWorkspace(dir, { create: false, keys: keysIn(own.SORTIE_KEYS) })
      if (!opened.ok) throw new Error(`${opened.code} ${JSON.stringify(opened.params)}`)
      try {
        return await verifyWorkspace(opened.value)
      } finally {
        opened.value.close()
      }
    },
    stations: (dir: string) =>
      JSON.parse(run('workspace', 'stations', dir, '--json').out) as CallOutput<'station.list'>,
    code: stationCode,
  }
}

/** The short code of the station that a folder writes as; '' where it has not written yet. */
function stationCode(dir: string): string {
  const db = new Database(path.join(dir, 'sortie.db'), { readonly: true })
  const own = db.prepare('SELECT station FROM own').get() as { station: string } | undefined
  db.close()
  return own ? shortCode(own.station) : ''
}

type Received = {
  entries: number
  originals: number
  hidden: number
  accepted: number
  unknownStations: { code: string; entries: number }[]
  receipt: string | null
}
type Sent = { entries: number; originals: number; bytes: number }

/** What is shown of every document, and which entries are here: what two laptops must have alike. */
type Row = { id: string; version: string; doc: string }
function shownIn(dir: string): { documents: string[]; entries: string[] } {
  const db = new Database(path.join(dir, 'sortie.db'), { readonly: true })
  const kinds = [
    'enterprise',
    'site',
    'mission',
    'frozen',
    'flight',
    'footage',
    'sighting',
    'finding',
    'layer',
  ]
  const documents = kinds.flatMap((kind) =>
    (db.prepare(`SELECT id, version, doc FROM ${kind} ORDER BY id`).all() as Row[]).map(
      ({ id, version, doc }) => `${kind} ${id} ${version} ${createHash('sha256').update(doc).digest('hex')}`,
    ),
  )
  const entries = (db.prepare('SELECT hash FROM entry ORDER BY hash').all() as { hash: string }[]).map(
    ({ hash }) => hash,
  )
  db.close()
  return { documents, entries }
}

/** All that a folder holds, by name, size and time of change; not what SQLite writes beside its file. */
const filesIn = (dir: string): string[] =>
  fs
    .readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/sortie\.db-(wal|shm)$/.test(name) && fs.statSync(path.join(dir, name)).isFile())
    .map((name) => `${name} ${fs.statSync(path.join(dir, name)).size}`)
    .sort()

/** The station that made the demo. */
const demoCode = (): string => laptop('a').code(at('demo'))

/** A folder with a copy of a workspace that may be written. */
function copy(from: string, name: string): string {
  fs.cpSync(at(from), at(name), { recursive: true })
  return at(name)
}

let photos = 0
/** Takes a photo of its own into a workspace. */
function ingest(of: ReturnType<typeof laptop>, dir: string): void {
  const photo = at(`${++photos}.jpg`)
  fs.writeFileSync(photo, aPhotoFile(Date.UTC(2026, 4, 20, 2, 16), 100 + photos))
  expect(of.run('ingest', '--workspace', dir, photo)).toMatchObject({ status: 0 })
}

const oneLine = ({ status, err }: Run): { status: number | null; lines: number } => ({
  status,
  lines: err.trim().split('\n').length,
})

describe('three laptops', () => {
  test('come to show the same, each by what another sent, and everything of it is whole', async () => {
    const [a, b, c] = [laptop('a'), laptop('b'), laptop('c')]
    copy('demo', 'A')
    const first = b.json<Received>('workspace', 'receive', at('B'), '--from', at('all.sortie'))
    const { entries, code } = { entries: (await a.verify(at('A'))).journal.entries, code: a.code(at('A')) }
    expect(first).toMatchObject({
      entries,
      originals: (await a.verify(at('A'))).originals.checked,
      hidden: entries,
      unknownStations: [{ code, entries }],
    })
    expect(shownIn(at('B')).documents).toEqual([])
    // What is kept and not shown is whole as well.
    expect(await b.verify(at('B'))).toMatchObject({ ok: true, originals: { extra: [], missing: [] } })
    const accepted = b.run(
      'workspace',
      'accept',
      at('B'),
      code.toLowerCase().replace('-', ' '),
      '--name',
      '甲机',
    )
    expect(accepted).toMatchObject({ status: 0, err: '' })
    expect(accepted.out).toContain(`${entries} entries`)
    expect(shownIn(at('B')).documents).toEqual(shownIn(at('A')).documents)
    expect(b.stations(at('B')).stations).toContainEqual(
      expect.objectContaining({ code, name: '甲机', isAccepted: true, hidden: 0 }),
    )

    ingest(b, at('B'))
    ingest(a, at('A'))
    expect(b.run('workspace', 'send', at('B'), '--to', at('b.sortie'))).toMatchObject({ status: 0 })
    // C hears of both from B alone, and accepts both at once.
    const codes = `${code},${b.code(at('B'))}`
    const both = c.json<Received>(
      'workspace',
      'receive',
      at('C'),
      '--from',
      at('b.sortie'),
      '--accept',
      codes,
    )
    expect(both).toMatchObject({ hidden: 0, unknownStations: [] })
    expect(shownIn(at('C')).documents).toEqual(shownIn(at('B')).documents)
    ingest(c, at('C'))
    expect(c.run('workspace', 'send', at('C'), '--to', at('c.sortie'))).toMatchObject({ status: 0 })
    a.json(
      'workspace',
      'receive',
      at('A'),
      '--from',
      at('c.sortie'),
      '--accept',
      `${b.code(at('B'))},${c.code(at('C'))}`,
    )
    expect(a.run('workspace', 'send', at('A'), '--to', at('a.sortie'))).toMatchObject({ status: 0 })
    b.json('workspace', 'receive', at('B'), '--from', at('a.sortie'), '--accept', c.code(at('C')))
    c.json('workspace', 'receive', at('C'), '--from', at('a.sortie'))
    const shown = shownIn(at('A'))
    expect(shown.documents.length).toBeGreaterThan(40)
    expect(shownIn(at('B')).documents).toEqual(shown.documents)
    expect(shownIn(at('C')).documents).toEqual(shown.documents)
    // What another laptop calls a station is that one's word.
    const named = (of: ReturnType<typeof laptop>, dir: string) =>
      of.stations(at(dir)).stations.find((station) => station.code === code)?.name
    expect([named(a, 'A'), named(b, 'B'), named(c, 'C')]).toEqual(['', '甲机', code])
    for (const [of, dir] of [
      [a, 'A'],
      [b, 'B'],
      [c, 'C'],
    ] as const)
      expect(await of.verify(at(dir))).toMatchObject({ ok: true })
  })
})

describe('receiving', () => {
  test('twice changes nothing and says so, in both languages', () => {
    const b = laptop('twice')
    b.json('workspace', 'receive', at('twice'), '--from', at('all.sortie'), '--accept', demoCode())
    const before = { shown: shownIn(at('twice')), files: filesIn(at('twice')) }
    const again = b.run('workspace', 'receive', at('twice'), '--from', at('all.sortie'))
    expect(again).toMatchObject({ status: 0, err: '' })
    expect(again.out).toContain('nothing new')
    expect(
      laptop('twice', 'zh_CN.UTF-8').run('workspace', 'receive', at('twice'), '--from', at('all.sortie')).out,
    ).toContain('没有新内容')
    expect({ shown: shownIn(at('twice')), files: filesIn(at('twice')) }).toEqual(before)
  })

  test('goes into a new folder or an empty one, and into no other', () => {
    fs.mkdirSync(at('empty'))
    expect(laptop('d').run('workspace', 'receive', at('empty'), '--from', at('all.sortie'))).toMatchObject({
      status: 0,
    })
    fs.mkdirSync(at('full'))
    fs.writeFileSync(at('full', 'mine.txt'), 'x')
    const refused = laptop('d').run('workspace', 'receive', at('full'), '--from', at('all.sortie'))
    expect(oneLine(refused)).toEqual({ status: 2, lines: 1 })
    expect(fs.readdirSync(at('full'))).toEqual(['mine.txt'])
    const other = laptop('d').run('workspace', 'receive', at('A2'), '--from', at('nowhere.sortie'))
    expect(oneLine(other)).toEqual({ status: 2, lines: 1 })
    expect(fs.existsSync(at('A2')) || fs.existsSync(`${at('A2')}.partial`)).toBe(false)
  })

  test('of another workspace is refused, and so is what was never one of ours', () => {
    const e = laptop('e')
    expect(e.run('workspace', 'demo', at('E'))).toMatchObject({ status: 0 })
    const before = filesIn(at('E'))
    const refused = e.run('workspace', 'receive', at('E'), '--from', at('all.sortie'))
    expect(oneLine(refused)).toEqual({ status: 2, lines: 1 })
    expect(refused.err).toContain('another workspace')
    const none = e.run('workspace', 'receive', at('E'), '--from', path.resolve('package.json'))
    expect(none).toMatchObject({ status: 2 })
    expect(none.err).toContain('no exchange file')
    expect(filesIn(at('E'))).toEqual(before)
  })

  test('from a medium that cannot be written needs another place for the receipt', () => {
    const stick = at('stick')
    fs.mkdirSync(stick)
    fs.copyFileSync(at('all.sortie'), path.join(stick, 'all.sortie'))
    const held = writeProtected(stick)
    try {
      const s = laptop('s')
      const file = path.join(held.dir, 'all.sortie')
      const run = s.run('workspace', 'receive', at('S'), '--from', file)
      expect(run).toMatchObject({ status: 0 })
      expect(run.out).toContain('received')
      expect(run.err).toContain('no receipt was written')
      expect(run.err.trim().split('\n')).toHaveLength(1)
      const asked = s.run(
        'workspace',
        'receive',
        at('S'),
        '--from',
        file,
        '--receipt',
        path.join(held.dir, 'r'),
      )
      expect(oneLine(asked)).toEqual({ status: 2, lines: 1 })
      expect(
        s.run('workspace', 'receive', at('S'), '--from', file, '--receipt', at('s.receipt')),
      ).toMatchObject({
        status: 0,
        err: '',
      })
      expect(oneLine(s.run('workspace', 'send', at('S'), '--to', path.join(held.dir, 'out')))).toEqual({
        status: 2,
        lines: 1,
      })
    } finally {
      held.release()
    }
  })

  test('a code that nobody has is told of behind what was received', () => {
    const run = laptop('f').run(
      'workspace',
      'receive',
      at('F'),
      '--from',
      at('all.sortie'),
      '--accept',
      '00000-00000',
    )
    expect(run.status).toBe(2)
    expect(run.out).toContain('received')
    expect(run.err.trim().split('\n')).toHaveLength(1)
    expect(shownIn(at('F')).documents).toEqual([])
  })

  test.for([
    ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['cut before its end', (bytes: Buffer) => bytes.subarray(0, -1)],
    [
      'with a wrong byte',
      (bytes: Buffer) =>
        Buffer.concat([
          bytes.subarray(0, 90_000),
          Buffer.from([(bytes[90_000] ?? 0) ^ 4]),
          bytes.subarray(90_001),
        ]),
    ],
    ['with more behind it', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(1000)])],
    ['of nothing', () => Buffer.alloc(0)],
  ] as const)('a file %s is refused in one line, and nothing of it is taken in', ([name, spoil]) => {
    const dir = at(`spoilt ${name}`)
    const g = laptop('g')
    expect(g.run('workspace', 'receive', dir, '--from', at('all.sortie'))).toMatchObject({ status: 0 })
    const file = at(`${name}.sortie`)
    fs.writeFileSync(file, spoil(fs.readFileSync(at('all.sortie'))))
    const before = { shown: shownIn(dir), files: filesIn(dir) }
    for (const language of ['C', 'zh_CN.UTF-8'])
      expect(oneLine(laptop('g', language).run('workspace', 'receive', dir, '--from', file))).toEqual({
        status: 2,
        lines: 1,
      })
    expect({ shown: shownIn(dir), files: filesIn(dir) }).toEqual(before)
    const fresh = laptop('h').run('workspace', 'receive', `${dir} anew`, '--from', file)
    expect(oneLine(fresh)).toEqual({ status: 2, lines: 1 })
    expect(fs.existsSync(`${dir} anew`) || fs.existsSync(`${dir} anew.partial`)).toBe(false)
    expect(fs.existsSync(`${file}.receipt`)).toBe(false)
  })

  test('that is killed leaves nothing half: all of it is here afterwards, or none', async () => {
    const k = laptop('k')
    k.json('workspace', 'receive', at('K'), '--from', at('all.sortie'), '--accept', demoCode())
    const a = laptop('more')
    const dir = copy('demo', 'A-more')
    for (let i = 0; i < 5; i++) ingest(a, dir)
    expect(a.run('workspace', 'send', dir, '--to', at('more.sortie'))).toMatchObject({ status: 0 })
    const more = (await a.verify(dir)).journal.entries - (await a.verify(at('demo'))).journal.entries
    for (let i = 0; i < 6; i++) {
      const target = copy('K', `K-${i}`)
      const before = (await k.verify(target)).journal.entries
      const child = k.start('workspace', 'receive', target, '--from', at('more.sortie'))
      // Wherever it is by then: what it left is what counts.
      await new Promise((done) => setTimeout(done, 120 * i))
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      const left = await k.verify(target)
      expect(left.ok, JSON.stringify(left)).toBe(true)
      expect([before, before + more]).toContain(left.journal.entries)
      k.json('workspace', 'receive', target, '--from', at('more.sortie'))
      expect(await k.verify(target)).toMatchObject({ ok: true, journal: { entries: before + more } })
    }
    k.json('workspace', 'receive', at('K-5'), '--from', at('more.sortie'), '--accept', a.code(dir))
    expect(shownIn(at('K-5')).documents).toEqual(shownIn(dir).documents)
  })
})

describe('a receipt', () => {
  test('has what is missing sent, and no more', () => {
    const [a, l] = [laptop('since'), laptop('l')]
    const dir = copy('demo', 'A-since')
    l.json(
      'workspace',
      'receive',
      at('L'),
      '--from',
      at('all.sortie'),
      '--accept',
      a.code(dir),
      '--receipt',
      at('l.receipt'),
    )
    ingest(a, dir)
    const rest = a.json<Sent>('workspace', 'send', dir, '--to', at('rest.sortie'), '--since', at('l.receipt'))
    expect(rest).toMatchObject({ originals: 1 })
    expect(rest.bytes).toBeLessThan(fs.statSync(at('all.sortie')).size / 2)
    expect(
      l.json<Received>('workspace', 'receive', at('L'), '--from', at('rest.sortie'), '--accept', a.code(dir)),
    ).toMatchObject({
      entries: rest.entries,
      originals: 1,
    })
    expect(shownIn(at('L')).documents).toEqual(shownIn(dir).documents)
    ingest(a, dir)
    a.json('workspace', 'send', dir, '--to', at('next.sortie'), '--since', at('rest.sortie.receipt'))
    expect(l.json<Received>('workspace', 'receive', at('L'), '--from', at('next.sortie'))).toMatchObject({
      entries: 1,
      hidden: 0,
    })
    // To somebody who has nothing before it, it is a file with a gap.
    const gap = laptop('m').run('workspace', 'receive', at('M'), '--from', at('next.sortie'))
    expect(oneLine(gap)).toEqual({ status: 2, lines: 1 })
    expect(gap.err).toContain(a.code(dir))
    expect(fs.existsSync(at('M'))).toBe(false)
  })

  test('asks for originals that were not sent', async () => {
    const [a, n] = [laptop('a'), laptop('n')]
    const dir = copy('demo', 'A-bare')
    expect(a.run('workspace', 'send', dir, '--to', at('bare.sortie'), '--originals', 'none')).toMatchObject({
      status: 0,
    })
    n.json(
      'workspace',
      'receive',
      at('N'),
      '--from',
      at('bare.sortie'),
      '--accept',
      a.code(dir),
      '--receipt',
      at('n.receipt'),
    )
    const lacking = await n.verify(at('N'))
    expect(lacking).toMatchObject({ ok: true, originals: { missing: [], checked: 0 } })
    expect(lacking.originals.elsewhere.length).toBe((await a.verify(dir)).originals.checked)
    const sent = a.json<Sent>(
      'workspace',
      'send',
      dir,
      '--to',
      at('asked.sortie'),
      '--since',
      at('n.receipt'),
    )
    expect(sent).toMatchObject({ entries: 0, originals: lacking.originals.elsewhere.length })
    expect(n.json<Received>('workspace', 'receive', at('N'), '--from', at('asked.sortie'))).toMatchObject({
      entries: 0,
      originals: sent.originals,
    })
    expect(await n.verify(at('N'))).toMatchObject({
      ok: true,
      originals: { elsewhere: [], checked: sent.originals },
    })
  })

  test('that is none, damaged, changed or of another workspace is refused in one line', () => {
    const a = laptop('a')
    laptop('o').json(
      'workspace',
      'receive',
      at('O'),
      '--from',
      at('all.sortie'),
      '--receipt',
      at('o.receipt'),
    )
    const text = fs.readFileSync(at('o.receipt'), 'utf8')
    expect(laptop('p').run('workspace', 'demo', at('P'))).toMatchObject({ status: 0 })
    const bad = {
      none: 'hello',
      empty: '',
      cut: text.slice(0, text.length >> 1),
      changed: text.replace(/"seq":(\d)/, (_, digit: string) => `"seq":${9 - Number(digit)}`),
      unsigned: text.slice(0, text.indexOf('\n\n') + 2),
      newer: text.replace('receipt 1', 'receipt 9'),
    }
    for (const [name, content] of Object.entries(bad)) {
      fs.writeFileSync(at(`${name}.receipt`), content)
      const run = a.run(
        'workspace',
        'send',
        at('demo'),
        '--to',
        at('never.sortie'),
        '--since',
        at(`${name}.receipt`),
      )
      expect(oneLine(run), name).toEqual({ status: 2, lines: 1 })
    }
    const other = laptop('p').run(
      'workspace',
      'send',
      at('P'),
      '--to',
      at('never.sortie'),
      '--since',
      at('o.receipt'),
    )
    expect(oneLine(other)).toEqual({ status: 2, lines: 1 })
    expect(other.err).toContain('another workspace')
    // Whoever received sends by the receipt that was meant for the other.
    const own = laptop('o').run(
      'workspace',
      'send',
      at('O'),
      '--to',
      at('never.sortie'),
      '--since',
      at('o.receipt'),
    )
    expect(oneLine(own)).toEqual({ status: 2, lines: 1 })
    expect(own.err).toContain('wrote the receipt itself')
    expect(fs.existsSync(at('never.sortie'))).toBe(false)
  })
})

describe('sending', () => {
  test('says in one line what keeps it, and leaves no file behind', () => {
    const q = laptop('q')
    expect(q.run('workspace', 'create', at('Q'))).toMatchObject({ status: 0 })
    const places: [string, string][] = [
      ['Q', at('q.sortie')],
      ['demo', at('demo')],
      ['demo', at('no', 'such', 'folder.sortie')],
      ['nowhere', at('q.sortie')],
    ]
    for (const [dir, file] of places)
      expect(oneLine(laptop('a').run('workspace', 'send', at(dir), '--to', file)), dir).toEqual({
        status: 2,
        lines: 1,
      })
    expect(fs.existsSync(at('q.sortie'))).toBe(false)
    for (const args of [
      [],
      ['A'],
      ['A', '--to', at('x'), '--originals', 'some'],
      ['A', 'B', '--to', at('x')],
    ])
      expect(laptop('a').run('workspace', 'send', ...args)).toMatchObject({ status: 2, out: '' })
  })

  test('sends no original that is not what was recorded', () => {
    const a = laptop('a')
    const dir = copy('demo', 'A-spoilt')
    const vault = path.join(dir, 'vault')
    const [name = ''] = fs
      .readdirSync(vault, { recursive: true, encoding: 'utf8' })
      .filter((one) => /[0-9a-f]{64}$/.test(one))
    fs.chmodSync(path.join(vault, name), 0o644)
    fs.appendFileSync(path.join(vault, name), 'x')
    expect(oneLine(a.run('workspace', 'send', dir, '--to', at('spoilt.sortie')))).toEqual({
      status: 2,
      lines: 1,
    })
    expect(fs.existsSync(at('spoilt.sortie'))).toBe(false)
    expect(fs.readdirSync(sortie.dir).filter((one) => one.endsWith('.part'))).toEqual([])
    expect(a.run('workspace', 'send', dir, '--to', at('spoilt.sortie'), '--originals', 'none')).toMatchObject(
      { status: 0 },
    )
  })
})

describe('renewing', () => {
  test('goes on as a new station that the others accept anew; what was before stays', async () => {
    const [a, r] = [laptop('renewing'), laptop('r')]
    const dir = at('A-renewed')
    expect(a.run('workspace', 'demo', dir)).toMatchObject({ status: 0 })
    const old = a.code(dir)
    a.json('workspace', 'send', dir, '--to', at('before.sortie'))
    r.json('workspace', 'receive', at('R'), '--from', at('before.sortie'), '--accept', old)
    const { code } = a.json<{ code: string }>('workspace', 'renew', dir)
    expect(code).not.toBe(old)
    ingest(a, dir)
    a.json('workspace', 'send', dir, '--to', at('renewed.sortie'))
    const received = r.json<Received>('workspace', 'receive', at('R'), '--from', at('renewed.sortie'))
    expect(received.unknownStations).toMatchObject([{ code }])
    expect(r.run('workspace', 'accept', at('R'), code)).toMatchObject({ status: 0 })
    expect(shownIn(at('R')).documents).toEqual(shownIn(dir).documents)
    // That others accepted the old one makes nothing of it theirs.
    r.json('workspace', 'send', at('R'), '--to', at('r.sortie'))
    a.json('workspace', 'receive', dir, '--from', at('r.sortie'), '--accept', r.code(at('R')))
    const whole = await a.verify(dir)
    expect(whole).toMatchObject({ ok: true, originals: { elsewhere: [], missing: [] } })
    fs.rmSync(path.join(dir, 'vault'), { recursive: true })
    fs.mkdirSync(path.join(dir, 'vault'))
    expect((await a.verify(dir)).originals).toMatchObject({ elsewhere: [], checked: whole.originals.checked })
    expect((await a.verify(dir)).originals.missing).toHaveLength(whole.originals.checked)
    expect(a.stations(dir).stations).toContainEqual(
      expect.objectContaining({ code: old, kind: 'former', isAccepted: true }),
    )
  })

  test('is begun by itself where a copy wrote with the same key: both branches are kept and shown', () => {
    const [x, y] = [laptop('x'), laptop('y')]
    expect(x.run('workspace', 'demo', at('X'))).toMatchObject({ status: 0 })
    fs.cpSync(at('X'), at('Y'), { recursive: true })
    fs.mkdirSync(at('keys-y'), { mode: 0o700 })
    for (const name of fs.readdirSync(at('keys-x'))) fs.copyFileSync(at('keys-x', name), at('keys-y', name))
    const old = x.code(at('X'))
    ingest(x, at('X'))
    ingest(y, at('Y'))
    x.json('workspace', 'send', at('X'), '--to', at('x.sortie'))
    expect(y.json<Received>('workspace', 'receive', at('Y'), '--from', at('x.sortie'))).toMatchObject({
      entries: 1,
    })
    expect(y.stations(at('Y')).stations).toContainEqual(expect.objectContaining({ code: old, branches: 2 }))
    expect(y.run('workspace', 'stations', at('Y')).out).toContain('two copies')
    // Told of once more, it is the same.
    expect(y.json<Received>('workspace', 'receive', at('Y'), '--from', at('x.sortie'))).toMatchObject({
      entries: 0,
    })
    expect(y.run('workspace', 'accept', at('Y'), old)).toMatchObject({ status: 0 })
    expect(y.code(at('Y'))).not.toBe(old)
    expect(shownIn(at('Y')).documents).toEqual(expect.arrayContaining(shownIn(at('X')).documents))
    // Both branches go on to others, each with its signed head.
    y.json('workspace', 'send', at('Y'), '--to', at('y.sortie'))
    const z = laptop('z')
    z.json('workspace', 'receive', at('Z'), '--from', at('y.sortie'), '--accept', `${old},${y.code(at('Y'))}`)
    expect(shownIn(at('Z')).documents).toEqual(shownIn(at('Y')).documents)
  })
})
