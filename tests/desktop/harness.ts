import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronAtHand } from '../../scripts/electron.mjs'
import type { Answer, CallInput, CallName, CallOutput } from '../../src/contract/index.ts'
import { readyDemo } from '../builders/readyDemo.ts'
import { watch, type Watched } from '../browser/watch.ts'
import { WAIT_MS } from '../limits.ts'

const root = path.resolve(import.meta.dirname, '../..')

export type Desktop = {
  app: ElectronApplication
  page: Page
  home: string
  /** Where exports are saved, without a dialog. */
  downloads: string
  /** What went wrong in the page so far: errors, policy violations, requests that left the machine. */
  watched: Watched
  /** What the processes have written to their outputs. */
  said: string[]
  /** What a call of the page answers; throws with its code where it is refused. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Quits as a person would and waits until the process has ended. */
  quit(): Promise<void>
  /** Quits, removes the temporary folders, and throws when the page complained. */
  close(): Promise<void>
}

/**
 * Starts the built application in a real Electron on a workspace home of its own. `keepHome` starts it on a home
 * that is already there and leaves it.
 *
 * @throws when there is no Electron: `../shared/tools/electron/with-electron.sh npm run test:desktop` brings one.
 */
export async function openDesktop(
  options: {
    keepHome?: string
    args?: string[]
    env?: Record<string, string>
    /** The demo is filled when it is opened, as on a computer's first day; otherwise it is there. */
    isFirstDay?: boolean
  } = {},
): Promise<Desktop> {
  const executablePath = electronAtHand(root)
  if (!executablePath)
    throw new Error('no Electron at hand: run npm start once, or name one in ELECTRON_OVERRIDE_DIST_PATH')
  const home = options.keepHome ?? fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-desktop-'))
  if (!options.keepHome && !options.isFirstDay) await readyDemo(home, options.env?.['SORTIE_KEYS'])
  const downloads = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-downloads-'))
  const env = Object.fromEntries(
    Object.entries({
      ...process.env,
      SORTIE_HOME: home,
      // A locale that is not installed would leave Chromium without Chinese file names.
      LC_ALL: 'C.UTF-8',
      ...options.env,
    }).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'NODE_OPTIONS'),
  )
  const app = await _electron.launch({
    executablePath,
    args: [root, '--lang=zh-CN', ...(options.args ?? [])],
    env,
    cwd: root,
    timeout: WAIT_MS,
  })
  // Once it has ended, the application can no longer be asked for its process.
  const child = app.process()
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const page = await app.firstWindow({ timeout: WAIT_MS })
  // One that has its place already is saved there, without a dialog; `getFilename` may hold folders.
  await app.evaluate(({ session }, folder) => {
    session.defaultSession.prependListener('will-download', (_event, item) =>
      item.setSavePath(`${folder}/${item.getFilename().replaceAll(/.*[\\/]/g, '')}`),
    )
  }, downloads)
  page.setDefaultTimeout(WAIT_MS)
  const watched = await watch(page)
  // The page may have said something before it was watched: once more, from the start.
  await page.reload()
  await page.waitForLoadState('load')
  const quit = async (): Promise<void> => {
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
    })
    await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined)
    await exited
  }
  return {
    app,
    page,
    home,
    downloads,
    watched,
    said,
    async call<N extends CallName>(name: N, input: CallInput<N>) {
      const answer = await page.evaluate(
        ([called, given]) => {
          const { sortie } = window as unknown as {
            sortie: { call(name: string, input: unknown): Promise<Answer> }
          }
          return sortie.call(called, given)
        },
        [name as string, input as unknown] as const,
      )
      if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
      return answer.value as CallOutput<N>
    },
    quit,
    async close() {
      if (child.exitCode === null) await quit()
      if (!options.keepHome) fs.rmSync(home, { recursive: true, force: true })
      fs.rmSync(downloads, { recursive: true, force: true })
      watched.assertClean()
    },
  }
}
