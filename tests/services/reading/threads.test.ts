import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readTrack } from '../../../src/core/flight/trackFile.ts'
import { openServices } from '../../builders/services.ts'
import type { Threads } from '../../../src/services/host/jobTable.ts'
import { openThreads, startThread } from '../../../src/services/reading/threads/threads.ts'
import { aDataflash, aTlog, type Fix } from '../../builders/logs.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)
const fixes = (count: number): Fix[] =>
  Array.from({ length: count }, (_, i) => ({
    atMs: START + i * 200,
    lat: 41.77 + (i % 5000) * 1e-6,
    lon: 109.97,
    heightM: i % 60,
  }))

let dir = ''
const opened: Threads[] = []
const open = (...given: Parameters<typeof openThreads>): Threads => {
  const threads = openThreads(...given)
  opened.push(threads)
  return threads
}
beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-threads-'))
})
afterEach(async () => {
  for (const threads of opened.splice(0)) await threads.close()
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

function file(name: string, bytes: Uint8Array): string {
  const made = path.join(dir, name)
  fs.writeFileSync(made, bytes)
  return made
}

describe('threads', () => {
  it('read, hash and tell how far they are, each job by itself', async () => {
    const threads = open({ most: 2 })
    const noise = randomBytes(5_000_000)
    const [log, other] = [file('a.tlog', aTlog(fixes(300), 0)), file('noise', noise)]
    let told = 0
    const [read, hash, look] = await Promise.all([
      threads.run('read', { file: log }),
      threads.run('hash', { file: other }, { onBytes: (bytes) => (told += bytes) }),
      threads.run('identify', { file: log }),
    ])
    if (!read.ok || !look.ok) throw new Error('unread')
    expect(read.value.answer).toEqual(look.value.answer)
    expect(readTrack(read.value.track)?.count).toBe(300)
    expect(hash).toBe(createHash('sha256').update(noise).digest('hex'))
    expect(told).toBe(noise.length)
  })

  it('answer what goes wrong with a file by its code, and go on', async () => {
    const threads = open({ most: 1 })
    await expect(threads.run('hash', { file: path.join(dir, 'none') })).rejects.toMatchObject({
      code: 'ENOENT',
    })
    expect(await threads.run('hash', { file: file('one', Buffer.from('1')) })).toHaveLength(64)
  })

  it('leave off what is cancelled, waiting or under way', async () => {
    const threads = open({ most: 1 })
    const big = file('big', Buffer.alloc(200_000_000))
    const abort = new AbortController()
    const running = threads.run('hash', { file: big }, { signal: abort.signal, onBytes: () => abort.abort() })
    const waiting = threads.run('hash', { file: big }, { signal: abort.signal })
    await Promise.all([running, waiting].map((one) => expect(one).rejects.toThrow(/abort/i)))
    await expect(threads.run('hash', { file: big }, { signal: abort.signal })).rejects.toThrow(/abort/i)
    expect(await threads.run('hash', { file: file('small', Buffer.from('2')) })).toHaveLength(64)
  })

  it('that die cost the file they had, and no other: another takes their place', async () => {
    let started = 0
    const threads = open({
      most: 1,
      thread: () =>
        started++ === 0
          ? new Worker(
              "const { parentPort } = require('node:worker_threads'); parentPort.postMessage({ ready: true }); parentPort.on('message', () => process.exit(3))",
              {
                eval: true,
              },
            )
          : startThread(),
    })
    const small = file('small', Buffer.from('3'))
    const done = await Promise.allSettled([1, 2, 3].map(() => threads.run('hash', { file: small })))
    expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect(done[0]).toMatchObject({ reason: { code: 'THREAD_DIED' } })
    expect(started).toBe(2)
  })

  it('that cannot start fail what was asked of them, and nothing waits for ever', async () => {
    const threads = open({
      most: 2,
      thread: () => new Worker('throw new Error("no such module")', { eval: true }),
    })
    const done = await Promise.allSettled([1, 2, 3].map(() => threads.run('hash', { file: 'x' })))
    for (const one of done)
      expect(one).toMatchObject({ status: 'rejected', reason: { message: /no such module/ } })
  })

  it('are not ended while they still load: that may take the process with them', async () => {
    const told: string[] = []
    const threads = open({
      most: 1,
      thread() {
        const worker = startThread()
        worker.on('message', (message: object) => told.push(...Object.keys(message)))
        const terminate = worker.terminate.bind(worker)
        worker.terminate = () => {
          told.push('ended')
          return terminate()
        }
        return worker
      },
    })
    const running = threads.run('hash', { file: file('big3', Buffer.alloc(200_000_000)) })
    const refused = expect(running).rejects.toThrow()
    await threads.close()
    await refused
    expect(told.slice(0, 2)).toEqual(['ready', 'ended'])
  })

  it('that are closed refuse', async () => {
    const threads = open({ most: 1 })
    const running = threads.run('hash', { file: file('big2', Buffer.alloc(50_000_000)) })
    const waiting = threads.run('hash', { file: 'x' })
    const refused = Promise.all([running, waiting].map((one) => expect(one).rejects.toThrow()))
    await threads.close()
    await refused
    await expect(threads.run('hash', { file: 'x' })).rejects.toMatchObject({ code: 'THREAD_DIED' })
  })
})

describe('while 300 MB of a log are read', () => {
  /** A log of one head and the same flight again and again. */
  function bigLog(): string {
    const log = aDataflash(fixes(100_000))
    const made = path.join(dir, 'big.bin')
    const out = fs.openSync(made, 'w')
    fs.writeSync(out, log.subarray(0, 89))
    for (let done = 0; done < 300_000_000; done += log.length) fs.writeSync(out, log.subarray(89))
    fs.closeSync(out)
    return made
  }

  it.each(['footage.match', 'footage.ingest'])(
    '(%s) the services answer, and the work goes on after that',
    async (name) => {
      const big = bigLog()
      const host = openServices({ home: path.join(dir, 'home'), workspaceDir: path.join(dir, `w-${name}`) })
      const heard: string[] = []
      let isAsked = false
      const stop = host.on((event) => {
        if (event.type !== 'progress' || event.done >= event.total) return
        if (heard.at(-1) !== 'progress') heard.push('progress')
        if (isAsked || event.done === 0) return
        isAsked = true
        void host.call('workspace.status', {}).then(({ ok }) => heard.push(ok ? 'status' : 'refused'))
      })
      const files = [host.registerFile(big).ref]
      const answer = await host.call(name, name === 'footage.ingest' ? { files, flightId: null } : { files })
      heard.push('done')
      stop()
      await host.close()
      fs.rmSync(big)
      expect(answer.ok).toBe(true)
      expect(heard).toEqual(['progress', 'status', 'progress', 'done'])
    },
  )
})
