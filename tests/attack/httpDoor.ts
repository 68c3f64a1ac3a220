import { type ChildProcess, spawn } from 'node:child_process'
import type { Answer } from '../../src/contract/index.ts'
import { enter } from '../builders/httpDoor.ts'
import { commandLine } from './commandLine.ts'

/** A `sortie serve` in a process of its own, as a browser speaks to it. */
export type HttpDoor = {
  process: ChildProcess
  call(name: string, input: unknown): Promise<Answer>
  upload(name: string, bytes: Uint8Array): Promise<string>
  /** Ends when the process has ended. */
  ended: Promise<void>
  said(): string
}

/** Starts it and comes in with the token of its address. `TMPDIR` and the home are the attack's own. */
export async function openHttpDoor(workspace: string, env: NodeJS.ProcessEnv): Promise<HttpDoor> {
  const child = spawn(process.execPath, [commandLine(), 'serve', '--workspace', workspace, '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const address = new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      text += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(text)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('close', () => reject(new Error(`sortie serve ended: ${text}`)))
  })
  const url = new URL(await address)
  const entered = await enter(url.href)
  const headers = { ...entered.headers, origin: url.origin }
  return {
    process: child,
    ended,
    said: () => text,
    async call(name, input) {
      const response = await fetch(`${url.origin}/call/${name}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      return (await response.json()) as Answer
    },
    async upload(name, bytes) {
      const response = await fetch(`${url.origin}/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers,
        body: Buffer.from(bytes),
      })
      const answer = (await response.json()) as { value?: { ref: string } }
      return answer.value?.ref ?? ''
    },
  }
}
