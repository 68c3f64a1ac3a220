import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  type Answer,
  type CallInput,
  type CallName,
  type CallOutput,
  type InSession,
  inSession,
} from '../../src/contract/index.ts'
import { createServices, type ServicesOptions } from '../../src/services/index.ts'
import { readyDemo } from './readyDemo.ts'

/** Services with one session, as a window or a run of the command line has them. */
export const openServices = (options: ServicesOptions): InSession => inSession(createServices(options))

/** Services in a folder of their own, which goes when they close. */
export type ScratchServices = InSession & {
  /** The folder: the workspace `w` in it, and what the services are given. */
  dir: string
  /** Writes a file into the folder and answers the reference by which a call takes it. */
  given(name: string, content: Uint8Array | string): string
}

function inFolder(dir: string, options: ServicesOptions): ScratchServices {
  const services = openServices({ home: path.join(dir, 'home'), ...options })
  return {
    ...services,
    dir,
    given(name, content) {
      const file = path.join(dir, name)
      fs.writeFileSync(file, content)
      return services.registerFile(file).ref
    },
    async close() {
      await services.close()
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

const scratch = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-services-'))

/** Services over an empty workspace. */
export function scratchServices(options: ServicesOptions = {}): ScratchServices {
  const dir = scratch()
  return inFolder(dir, { workspaceDir: path.join(dir, 'w'), ...options })
}

/** Services with the demo open. */
export async function demoServices(): Promise<ScratchServices> {
  const assetsDir = path.resolve(import.meta.dirname, '../../missions')
  const dir = scratch()
  await readyDemo(path.join(dir, 'home'))
  const services = inFolder(dir, { assetsDir, pollMs: 0 })
  await called(services, 'workspace.openDemo', {})
  return services
}

type Door = { call(name: string, input: unknown): Promise<Answer> }

/** What a call answers; throws with its code where it is refused. */
export async function called<N extends CallName>(
  door: Door,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const answer = await door.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as CallOutput<N>
}

/** `called` through the door that stands when it is called: a test opens another before each of its cases. */
export const callsOver =
  (door: () => Door) =>
  <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
    called(door(), name, input)
