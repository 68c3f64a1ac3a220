import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type Actor,
  type Answer,
  type CallName,
  type CallOutput,
  type ContractEvent,
  inSession,
  type ServicesHost,
} from '../../src/contract/index.ts'
import { serve } from '../../src/http/serve.ts'
import { createServices } from '../../src/services/index.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { enter } from '../builders/httpDoor.ts'
import { followEvents } from '../builders/httpEvents.ts'

const FIRST: Actor = { name: '值班电脑', role: 'operator' }
const PILOT: Actor = { name: '孟青棠', role: 'operator' }
const OFFICER: Actor = { name: '顾砚之', role: 'officer' }

/** A window, a tab or a run: its calls, and what it was told. */
type Client = {
  call(name: string, input: unknown): Promise<Answer>
  readonly told: ContractEvent[]
}
/** `client` answers the same session for the same name, as a page that is loaded again; a new one for a new name. */
type Doors = { host: ServicesHost; client(name: string): Promise<Client>; close(): Promise<void> }

const folder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-sessions-'))
const opened = (home: string): ServicesHost => createServices({ home, actor: FIRST })

async function inProcess(): Promise<Doors> {
  const home = folder()
  const host = opened(home)
  const known = new Map<string, Client>()
  return {
    host,
    async client(name) {
      const mine = inSession(host)
      const told: ContractEvent[] = []
      mine.on((event) => told.push(event))
      const client = known.get(name) ?? { call: mine.call, told }
      known.set(name, client)
      return client
    },
    async close() {
      await host.close()
      fs.rmSync(home, { recursive: true, force: true })
    },
  }
}

async function overHttp(): Promise<Doors> {
  const home = folder()
  const rendererDir = path.join(home, 'page')
  fs.mkdirSync(rendererDir)
  fs.writeFileSync(path.join(rendererDir, 'index.html'), '<!doctype html>')
  const host = opened(home)
  const served = await serve(host, { rendererDir })
  const { headers } = await enter(served.url)
  const ended = new AbortController()
  return {
    host,
    async client(name) {
      // A tab has its name in a header; a page without one has the session of the browser.
      const own = { ...headers, ...(name === '' ? {} : { 'x-sortie-session': name }) }
      const told: ContractEvent[] = []
      const stream = await fetch(`${served.origin}/events`, { headers: own, signal: ended.signal })
      void followEvents(stream, (event) => told.push(event))
      return {
        told,
        async call(call, input) {
          const answer = await fetch(`${served.origin}/call/${call}`, {
            method: 'POST',
            headers: { ...own, 'content-type': 'application/json' },
            body: JSON.stringify(input),
          })
          return (await answer.json()) as Answer
        },
      }
    },
    async close() {
      ended.abort()
      await served.close()
      await host.close()
      fs.rmSync(home, { recursive: true, force: true })
    },
  }
}

async function ask<N extends CallName>(client: Client, name: N, input: unknown): Promise<CallOutput<N>> {
  const answer = await client.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as CallOutput<N>
}
const actorOf = async (client: Client): Promise<Actor> => (await ask(client, 'workspace.status', {})).actor
const put = (client: Client, n: number) =>
  ask(client, 'enterprise.put', { base: null, doc: anEnterprise({ id: anId(n) }) })
const sessionEvents = ({ told }: Client) => told.filter(({ type }) => type === 'session')

describe.each([
  ['in process', inProcess],
  ['over HTTP', overHttp],
])('sessions %s', (_door, open) => {
  const through = async (work: (doors: Doors) => Promise<void>): Promise<void> => {
    const doors = await open()
    try {
      await work(doors)
    } finally {
      await doors.close()
    }
  }

  it('each begin with the actor of the services, and keep their own from then on', () =>
    through(async (doors) => {
      const [a, b] = [await doors.client('tab-a'), await doors.client('tab-b')]
      expect([await actorOf(a), await actorOf(b)]).toEqual([FIRST, FIRST])
      expect(await ask(a, 'actor.set', PILOT)).toEqual(PILOT)
      expect([await actorOf(a), await actorOf(b)]).toEqual([PILOT, FIRST])
      await ask(b, 'actor.set', OFFICER)
      expect([await actorOf(a), await actorOf(b)]).toEqual([PILOT, OFFICER])
      // A third one begins as the first did, whoever was set last.
      expect(await actorOf(await doors.client('tab-c'))).toEqual(FIRST)
    }))

  it('stand in the journal by who wrote, however they take turns', () =>
    through(async (doors) => {
      const [a, b] = [await doors.client('tab-a'), await doors.client('tab-b')]
      await ask(a, 'actor.set', PILOT)
      await ask(b, 'actor.set', OFFICER)
      await put(a, 11)
      await put(b, 12)
      await put(a, 13)
      const rows = await ask(b, 'journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 10 })
      expect(rows.map(({ actor }) => actor)).toEqual([PILOT, OFFICER, PILOT])
    }))

  it('are told of who acts alone, and of what is written together; each status is their own', () =>
    through(async (doors) => {
      const [a, b] = [await doors.client('tab-a'), await doors.client('tab-b')]
      await ask(a, 'actor.set', PILOT)
      await put(b, 21)
      for (const { told } of [a, b])
        await expect.poll(() => told.filter(({ type }) => type === 'changed').length).toBe(1)
      expect(sessionEvents(a)).toEqual([{ type: 'session', actor: PILOT }])
      expect(sessionEvents(b)).toEqual([])
      await ask(b, 'workspace.openOwn', {})
      for (const [{ told }, actor] of [
        [a, PILOT],
        [b, FIRST],
      ] as const) {
        const statuses = () =>
          told.flatMap((event) => (event.type === 'workspace' ? [event.status.actor] : []))
        await expect.poll(statuses).toEqual([actor])
      }
    }))

  it('are the same for a page that is loaded again', () =>
    through(async (doors) => {
      await ask(await doors.client('tab-a'), 'actor.set', OFFICER)
      const again = await doors.client('tab-a')
      expect(await actorOf(again)).toEqual(OFFICER)
      await put(again, 31)
      const [row] = await ask(again, 'journal.list', {
        aggregate: null,
        id: null,
        beforeArrival: null,
        limit: 1,
      })
      expect(row?.actor).toEqual(OFFICER)
    }))

  it('may not undo or redo what their role may not do, by whatever way it was done', () =>
    through(async (doors) => {
      const [chief, pilot] = [await doors.client('tab-a'), await doors.client('tab-b')]
      await ask(chief, 'actor.set', { name: '罗沙', role: 'supervisor' })
      await ask(pilot, 'actor.set', PILOT)
      const own = await put(pilot, 41)
      expect((await pilot.call('journal.undo', { entry: own.entry })).ok).toBe(true)
      const { version } = await put(chief, 42)
      const removed = await ask(chief, 'enterprise.remove', { id: anId(42), base: version })
      const refused = {
        ok: false,
        code: 'not_allowed',
        params: { call: 'enterprise.remove', role: 'operator' },
      }
      expect(await pilot.call('journal.undo', { entry: removed.entry })).toMatchObject(refused)
      const undone = await ask(chief, 'journal.undo', { entry: removed.entry })
      // Its undo would remove the enterprise again.
      expect(await pilot.call('journal.undo', { entry: undone.entry })).toMatchObject(refused)
      expect((await chief.call('journal.undo', { entry: undone.entry })).ok).toBe(true)
    }))

  it('sign in each for itself, and one that signs out, is locked or loses its passphrase takes no other along', () =>
    through(async (doors) => {
      const [chief, pilot] = [await doors.client('tab-a'), await doors.client('tab-b')]
      const person = { unit: '', number: '', phone: '' }
      await ask(chief, 'person.begin', { ...person, name: '罗沙', roles: ['supervisor'] })
      await ask(chief, 'person.setPassphrase', { old: null, passphrase: '北风吹雁南归 7' })
      const doc = { ...person, id: anId(70), name: '孟青棠', roles: ['operator'] }
      const passphrase = '三号库房门朝东开'
      await ask(chief, 'person.put', { base: null, doc, passphrase })
      const refused = async (client: Client, name: CallName, input: unknown) => {
        const answer = await client.call(name, input)
        return answer.ok ? 'ok' : answer.code
      }
      expect(await refused(pilot, 'enterprise.names', {})).toBe('sign_in_first')
      const wrong = { id: anId(70), name: null, passphrase: '北风吹雁南归 7' }
      expect(await refused(pilot, 'person.signIn', wrong)).toBe('passphrase_wrong')
      expect(await ask(pilot, 'person.signIn', { ...wrong, passphrase })).toMatchObject({ name: '孟青棠' })
      await expect.poll(() => sessionEvents(pilot).length).toBe(1)
      // The role's table holds here as over every door.
      const { version: base } = await put(pilot, 1)
      expect(await refused(pilot, 'enterprise.remove', { id: anId(1), base })).toBe('not_allowed')
      expect(await refused(pilot, 'actor.set', { name: '孟青棠', role: 'supervisor' })).toBe('actor_fixed')
      await ask(chief, 'person.lock', {})
      expect(await refused(chief, 'enterprise.names', {})).toBe('locked')
      expect(await refused(pilot, 'enterprise.names', {})).toBe('ok')
      await ask(pilot, 'person.signOut', {})
      expect(await refused(pilot, 'enterprise.names', {})).toBe('sign_in_first')
      const again = { id: null, name: '罗沙', passphrase: '北风吹雁南归 7' }
      await ask(chief, 'person.signIn', again)
      expect(await refused(chief, 'enterprise.names', {})).toBe('ok')
    }))
})

describe('the session of a browser', () => {
  it('is one for whoever names none, or something that is no name', async () => {
    const doors = await overHttp()
    try {
      await ask(await doors.client(''), 'actor.set', OFFICER)
      for (const name of ['', 'a b', 'x'.repeat(65), '../..'])
        expect(await actorOf(await doors.client(name)), name).toEqual(OFFICER)
      expect(await actorOf(await doors.client('x'.repeat(64)))).toEqual(FIRST)
    } finally {
      await doors.close()
    }
  })
})
