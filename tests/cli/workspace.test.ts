/** `sortie workspace` and `sortie serve`: what is whole, and that each way of tampering is named. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VerifyReport } from '../../src/contract/index.ts'
import { writeProtected } from '../builders/readOnly.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import { enter } from '../builders/httpDoor.ts'
import { builtSortie, type Run, type Sortie } from './sortie.ts'

const demo = path.resolve('missions/demo/missions')

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
  expect(sortie.run('workspace', 'demo', 'demo')).toMatchObject({ status: 0, err: '' })
})
afterAll(() => {
  sortie.close()
})

const at = (...parts: string[]) => path.join(sortie.dir, ...parts)

/** A copy of the demo workspace that may be spoilt. */
function copy(name: string): string {
  fs.cpSync(at('demo'), at(name), { recursive: true })
  return at(name)
}

/** Raw SQL past everything, as somebody with the file could do it. */
function tamper(dir: string, sql: string): void {
  const db = new Database(path.join(dir, 'sortie.db'))
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string
    sql: string
  }[]
  db.pragma('foreign_keys = OFF')
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  for (const trigger of triggers) db.exec(trigger.sql)
  db.close()
}

function verify(dir: string): Run & { report: VerifyReport } {
  const run = sortie.run('workspace', 'verify', dir, '--json')
  if (run.out === '') throw new Error(`sortie workspace verify said nothing: ${run.err}`)
  return { ...run, report: JSON.parse(run.out) as VerifyReport }
}

function originals(dir: string): string[] {
  const vault = path.join(dir, 'vault')
  return fs
    .readdirSync(vault, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(vault, name))
    .filter((file) => fs.statSync(file).isFile())
}

describe('workspace verify', () => {
  test('finds the demo whole, in the shape that scripts rely on', () => {
    const { status, report } = verify('demo')
    expect(status).toBe(0)
    expect(report).toMatchObject({
      ok: true,
      originals: { checked: originals(at('demo')).length, missing: [], changed: [], extra: [] },
      journal: { brokenAt: null },
      records: { differing: [] },
    })
    expect(report.journal.entries).toBeGreaterThan(30)
    const db = new Database(at('demo', 'sortie.db'), { readonly: true })
    // Every document that was ever put and is not deleted.
    const { n } = db
      .prepare(`SELECT count(DISTINCT aggregate || id) AS n FROM version v WHERE NOT EXISTS
        (SELECT 1 FROM version g WHERE g.aggregate = v.aggregate AND g.id = v.id AND g.doc IS NULL)`)
      .get() as { n: number }
    db.close()
    expect(report.records.checked).toBe(n)
  })

  test('names an original of which one byte was changed', () => {
    const dir = copy('byte')
    const [file = ''] = originals(dir)
    fs.chmodSync(file, 0o644)
    const bytes = fs.readFileSync(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    fs.writeFileSync(file, bytes)
    const { status, report } = verify(dir)
    expect(status).toBe(1)
    expect(report.originals.changed).toHaveLength(1)
    expect(report.originals.changed[0]).toContain(path.basename(file))
    expect(sortie.run('workspace', 'verify', dir).out).toContain(path.basename(file))
  })

  test('names an original that is gone, and one that has no record', () => {
    const dir = copy('gone')
    const [file = ''] = originals(dir)
    fs.rmSync(file, { force: true })
    fs.mkdirSync(path.join(dir, 'vault', 'ab'), { recursive: true })
    fs.writeFileSync(path.join(dir, 'vault', 'ab', 'stranger'), 'x')
    const { status, report } = verify(dir)
    expect(status).toBe(1)
    expect(report.originals.missing.join()).toContain(path.basename(file))
    expect(report.originals.extra.join()).toContain('stranger')
  })

  test.for([
    [
      'what was changed',
      `UPDATE document SET text = json_set(text, '$.unit', '别处') WHERE hash IN (SELECT v.doc FROM change c JOIN version v ON v.hash = c.version WHERE c.arrival = 6)`,
      6,
    ],
    ['who did it', `UPDATE entry SET body = json_set(body, '$.actor.name', '别人') WHERE seq = 3`, 3],
    ['when', `UPDATE entry SET at_ms = at_ms - 1 WHERE seq = 5`, 5],
    ['what it is called', `UPDATE entry SET action = 'x' WHERE seq = 7`, 7],
    ['its hash', `UPDATE entry SET hash = iif(hash LIKE 'f%', '0', 'f') || substr(hash, 2) WHERE seq = 4`, 4],
  ] as const)('names the journal entry of which %s was edited', ([field, sql, seq]) => {
    const dir = copy(`journal-${seq}`)
    tamper(dir, sql)
    const { status, report } = verify(dir)
    expect(status, field).toBe(1)
    expect(report.journal.brokenAt).toBeGreaterThanOrEqual(seq)
    expect(report.journal.brokenAt).toBeLessThanOrEqual(seq + 1)
  })

  test('names the finding of which a field was edited', () => {
    const dir = copy('finding')
    tamper(dir, `UPDATE finding SET doc = json_set(doc, '$.state', 'closed') WHERE state = 'toVerify'`)
    const { status, report } = verify(dir)
    expect(status).toBe(1)
    expect(report.records.differing).toHaveLength(1)
    expect(report.records.differing[0]).toMatchObject({ aggregate: 'finding' })
    expect(sortie.run('workspace', 'verify', dir).out).toContain(report.records.differing[0]?.id ?? '?')
  })

  test('names a record that was deleted and one that was slipped in', () => {
    const dir = copy('rows')
    tamper(
      dir,
      `DELETE FROM layer;
       INSERT INTO enterprise (id, revision, version, doc)
         SELECT '018f0000-0000-7000-8000-0000000e9999', 1, version, json_set(doc, '$.id', '018f0000-0000-7000-8000-0000000e9999')
         FROM enterprise LIMIT 1`,
    )
    const { status, report } = verify(dir)
    expect(status).toBe(1)
    expect(report.records.differing.map(({ aggregate }) => aggregate).sort()).toEqual(['enterprise', 'layer'])
  })

  test('notices a tail that was cut off the journal, with the records made to fit', () => {
    const dir = copy('tail')
    const { entries } = verify('demo').report.journal
    tamper(
      dir,
      `DELETE FROM change WHERE arrival > ${entries - 2}; DELETE FROM entry WHERE arrival > ${entries - 2};`,
    )
    const { status, report } = verify(dir)
    expect(status).toBe(1)
    expect(report.journal.brokenAt).toBe(entries - 1)
  })

  test('a database that is none is refused with one line and left as it is', () => {
    const dir = copy('corrupt')
    const file = path.join(dir, 'sortie.db')
    for (const name of ['sortie.db-wal', 'sortie.db-shm']) fs.rmSync(path.join(dir, name), { force: true })
    fs.writeFileSync(file, 'this is no database '.repeat(500))
    const before = fs.readFileSync(file)
    for (const action of ['verify', 'backup']) {
      const { status, err } = sortie.run('workspace', action, dir)
      expect({ status, lines: err.trim().split('\n').length }).toEqual({ status: 2, lines: 1 })
    }
    expect(fs.readFileSync(file).equals(before)).toBe(true)
  })

  test('a database of a newer version too', () => {
    const dir = copy('newer')
    const db = new Database(path.join(dir, 'sortie.db'))
    db.pragma('user_version = 999')
    db.close()
    const { status, err } = sortie.run('workspace', 'verify', dir)
    expect(status).toBe(2)
    expect(err).toContain('999')
  })
})

describe('workspace create, backup and restore', () => {
  test('create makes an empty one, once', () => {
    expect(sortie.run('workspace', 'create', 'fresh').status).toBe(0)
    expect(verify('fresh').report).toMatchObject({ ok: true, journal: { entries: 0 } })
    expect(sortie.run('workspace', 'create', 'fresh').status).toBe(2)
    expect(sortie.run('workspace', 'demo', 'fresh').status).toBe(2)
  })

  test('a backup restores to the same records, originals and head', () => {
    const before = verify('demo').report
    expect(sortie.run('workspace', 'backup', 'demo', 'backup').status).toBe(0)
    const drilled = sortie.run('workspace', 'drill', 'backup', '--json')
    expect(drilled, drilled.err).toMatchObject({ status: 0 })
    expect(JSON.parse(drilled.out)).toMatchObject({
      holds: true,
      record: { entries: before.journal.entries, faults: [] },
      found: { originals: { checked: before.originals.checked } },
    })
    expect(sortie.run('workspace', 'restore', 'restored', 'backup').status).toBe(0)
    // What is made of originals is made again where it is wanted: a backup goes without it.
    const derived = { ...before.derived, checked: 0 }
    expect(verify('restored').report).toEqual({ ...before, derived })
  })

  test('a spoilt backup is not restored, and nothing is left of the attempt', () => {
    expect(sortie.run('workspace', 'backup', 'demo', 'spoilt').status).toBe(0)
    const [file = ''] = originals(at('spoilt'))
    fs.chmodSync(file, 0o644)
    fs.appendFileSync(file, 'x')
    const drilled = sortie.run('workspace', 'drill', 'spoilt')
    expect({ status: drilled.status, lines: drilled.err.trim().split('\n').length }).toEqual({
      status: 2,
      lines: 1,
    })
    const { status, err } = sortie.run('workspace', 'restore', 'from-spoilt', 'spoilt')
    expect({ status, lines: err.trim().split('\n').length }).toEqual({ status: 2, lines: 1 })
    expect(fs.existsSync(at('from-spoilt', 'sortie.db'))).toBe(false)
  })

  test('a backup of what is damaged already says so by name, and ends with 1; of several so many stay', () => {
    const dir = copy('damaged')
    const [file = ''] = originals(dir)
    fs.chmodSync(file, 0o644)
    fs.appendFileSync(file, 'x')
    const made = sortie.run('workspace', 'backup', dir, 'turns', '--keep', '2')
    expect(made, made.err).toMatchObject({ status: 1 })
    expect(made.out).toContain(path.basename(file).slice(0, 12))
    expect(fs.readdirSync(at('turns'))).toHaveLength(1)
    expect(sortie.run('workspace', 'backup', dir, 'turns', '--keep', '2', '--days', '3').status).toBe(2)
    expect(sortie.run('workspace', 'backup', dir, 'turns', '--keep', '0').status).toBe(2)
  })

  test('restore does not overwrite a workspace', () => {
    expect(sortie.run('workspace', 'backup', 'demo', 'backup-2').status).toBe(0)
    const head = verify('demo').report.journal.head
    expect(sortie.run('workspace', 'restore', 'demo', 'backup-2').status).toBe(2)
    expect(verify('demo').report.journal.head).toBe(head)
  })
})

describe('export --workspace', () => {
  test('keeps the frozen revision and its release in the journal', () => {
    const dir = copy('exported')
    // A copy that is written is another station: the one that it is of goes on as it was.
    expect(sortie.run('workspace', 'renew', dir).status).toBe(0)
    const { entries } = verify(dir).report.journal
    const mission = path.join(demo, '9-unsafe.json')
    const args = ['export', mission, '--to', 'qgc-plan', '--out', at('unsafe.plan'), '--workspace', dir]
    expect(sortie.run(...args).status).toBe(1)
    expect(fs.existsSync(at('unsafe.plan'))).toBe(false)
    expect(verify(dir).report.journal.entries).toBe(entries)
    const release = ['--release', '教学', '--release-by', '测试员', '--release-role', '负责人']
    const done = sortie.run(...args, ...release)
    expect(done, done.err).toMatchObject({ status: 0 })
    expect(verify(dir).report).toMatchObject({ ok: true, journal: { entries: entries + 1 } })
    const db = new Database(path.join(dir, 'sortie.db'), { readonly: true })
    const { doc } = db.prepare('SELECT doc FROM frozen').get() as { doc: string }
    db.close()
    expect(JSON.parse(doc).releases).toMatchObject([{ reason: '教学', by: '测试员', role: '负责人' }])
  })
})

describe('serve', () => {
  const address = async (child: ReturnType<Sortie['start']>): Promise<URL> => {
    let text = ''
    for await (const chunk of child.stdout ?? []) {
      text += String(chunk)
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(text)
      if (found) return new URL(found[0])
    }
    throw new Error(`no address: ${text}`)
  }

  test('answers on 127.0.0.1 to who has its address, to nobody else, and ends at a signal', async () => {
    const child = sortie.start('serve', '--no-open', '--workspace', 'demo')
    try {
      const url = await address(child)
      const call = (headers: Record<string, string>) =>
        fetch(new URL('/call/workspace.status', url), {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{}',
        })
      expect((await call({})).status).toBe(403)
      const { cookie, headers } = await enter(url.href)
      expect((await call({ cookie })).status).toBe(403)
      const answer = await call(headers)
      expect(await answer.json()).toMatchObject({ ok: true, value: { kind: 'folder', empty: false } })
    } finally {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    }
    expect(child.exitCode).toBe(0)
  })

  test('tells its page what another process writes on the same workspace', async () => {
    const child = sortie.start('serve', '--no-open', '--workspace', 'demo')
    const given = new AbortController()
    try {
      const url = await address(child)
      const { headers } = await enter(url.href)
      const events = await fetch(new URL('/events', url), { headers, signal: given.signal })
      // Another process, on the same workspace: its clock makes the photo another one each time.
      const photo = path.join(sortie.dir, 'told.jpg')
      fs.writeFileSync(photo, aPhotoFile(Date.UTC(2026, 4, 20, 2, 16), 77))
      const written = sortie.run('ingest', '--workspace', 'demo', photo)
      expect(written.err, written.out).not.toMatch(/cannot/)
      let heard = ''
      for await (const chunk of events.body as unknown as AsyncIterable<Uint8Array>) {
        heard += new TextDecoder().decode(chunk)
        if (/"type":"changed"/.test(heard)) break
      }
      expect(heard).toMatch(/"aggregate":"footage"/)
    } finally {
      given.abort()
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    }
  })

  test('says in one line that a port is taken', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as net.AddressInfo
    const { status, err } = sortie.run('serve', '--no-open', '--port', String(port))
    other.close()
    expect({ status, lines: err.trim().split('\n').length }).toEqual({ status: 2, lines: 1 })
    expect(err).toContain(String(port))
  })
})

describe('a workspace on a write-protected medium', () => {
  test('is verified and says that it is read-only; what would write is refused in words, nothing is changed', () => {
    const held = writeProtected(copy('card'))
    try {
      const run = sortie.run('workspace', 'verify', held.dir)
      expect(run).toMatchObject({ status: 0, err: '' })
      expect(run.out).toContain('read-only: ')
      expect(run.out).toContain('whole: ')
      const forScripts = sortie.run('workspace', 'verify', held.dir, '--json')
      expect(JSON.parse(forScripts.out)).toMatchObject({ ok: true })
      expect(forScripts.err).toContain('read-only: ')
      fs.writeFileSync(at('note.txt'), 'text')
      const ingest = sortie.run('ingest', '--workspace', held.dir, at('note.txt'))
      expect(ingest.status).toBe(2)
      expect(ingest.err).toContain('write-protected')
      expect(ingest.err.trim().split('\n')).toHaveLength(1)
    } finally {
      held.release()
    }
  })
})

describe('sortie evidence', () => {
  test('packs a flight as a folder, which is checked, damaged and named; nothing is packed where something lies', () => {
    // Last: the key of all copies knows from here on of entries that only this one has.
    copy('packed')
    const flight = '018f0000-0000-7000-8000-0000000f0001'
    const pack = (...to: string[]) =>
      sortie.run('evidence', 'pack', '--workspace', at('packed'), '--flight', flight, ...to)
    const run = pack('--folder', at('bag'))
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(sortie.run('evidence', 'check', at('bag'))).toMatchObject({ status: 0 })
    const [name = ''] = fs.readdirSync(at('bag/data/files'))
    fs.appendFileSync(at(`bag/data/files/${name}`), 'x')
    const broken = sortie.run('evidence', 'check', at('bag'))
    expect(broken.status).toBe(1)
    expect(broken.out).toContain(`changed: data/files/${name}`)
    const taken = pack('--folder', at('bag'))
    expect(taken.status).toBe(2)
    expect(taken.err).toContain('not empty')
    expect(pack('--folder', at('x'), '--out', at('x.zip')).status).toBe(2)

    // What became of it is put down once, and not of one that was altered.
    const record = (...words: string[]) =>
      sortie.run('evidence', ...words, '--workspace', at('packed'), '--as', '贺兰舟')
    const [bag] = JSON.parse(record('list', '--json').out) as { id: string; fileName: string }[]
    const handing = ['hand-over', bag?.fileName ?? '', '--to', 'Sample court', '--reason', 'no scanner there']
    const altered = record(...handing, '--bag', at('bag'))
    expect(altered.status).toBe(2)
    expect(altered.err).toContain(`data/files/${name}`)
    expect(record('list', '--undelivered').out).toContain('not handed over')
    expect(record(...handing).out).toContain('handed over  Sample court')
    const twice = record(...handing)
    expect(twice.status).toBe(2)
    expect(twice.err).toContain('is handed over and does not change any more')
    expect(record('withdraw', 'other.zip', '--reason', 'x').err).toContain('0 packages are called other.zip')
    expect(record('list', '--undelivered').out).toContain('no evidence package waits')
  })
})

describe('sortie report', () => {
  test('writes the page itself where nothing prints, and says so; one line where there is nothing to write', () => {
    // In the copy of the packages: the key of all copies knows of its entries.
    const flight = '018f0000-0000-7000-8000-0000000f0001'
    const { command, args, env } = sortie.program
    const report = (...words: string[]) =>
      spawnSync(command, [...args, 'report', ...words, '--workspace', at('packed')], {
        cwd: sortie.dir,
        env: { ...env, SORTIE_CHROMIUM: at('no-such-browser') },
        encoding: 'utf8',
      })
    const made = report('flight', flight, '--out', 'flight.pdf')
    expect(made.status).toBe(0)
    expect(made.stdout).toMatch(/^wrote flight\.html, with \d+ pictures\n$/)
    expect(made.stderr).toContain('no Chromium')
    expect(fs.readFileSync(at('flight.html'), 'utf8')).toContain('Flight report')
    expect(fs.existsSync(at('flight.pdf'))).toBe(false)
    const dossier = report('dossier', '砂泉岭酸业有限公司', '--out', 'd.html', '--json')
    expect(dossier).toMatchObject({ status: 0, signal: null, stderr: '' })
    expect(JSON.parse(dossier.stdout)).toMatchObject({ file: 'd.html', isPrinted: false, pictures: 4 })
    for (const [words, said] of [
      [['flight', '00000000-0000-7000-8000-000000000009', '--out', 'x.pdf'], /nothing here|not here|no /i],
      [['flight', flight, '--out', 'x.docx'], /\.pdf \| \.html/],
      [['flight', flight], /--out/],
      [['dossier', '没有这家企业', '--out', 'x.pdf'], /没有这家企业/],
    ] as const) {
      const refused = report(...words)
      expect(refused.status).toBe(2)
      expect(refused.stderr.trim().split('\n')).toHaveLength(1)
      expect(refused.stderr).toMatch(said)
      expect(fs.readdirSync(sortie.dir).filter((name) => name.startsWith('x.'))).toEqual([])
    }
  })
})
