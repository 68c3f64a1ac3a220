import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { WAIT_MS } from '../limits.ts'
import { look } from '../walk/look.ts'
import { type Desktop, openDesktop } from './harness.ts'

let home = ''
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-desktop-'))
})
afterEach(() => fs.rmSync(home, { recursive: true, force: true }))

/** Keys of this file's run by their stations. */
const keyFiles = (): { station: string; wrapped?: string }[] => {
  const dir = process.env['SORTIE_KEYS'] ?? ''
  return fs
    .readdirSync(dir)
    .filter((name) => /^[0-9a-f]{32}\.json$/.test(name))
    .map((name) => JSON.parse(fs.readFileSync(path.join(dir, name), 'utf8')) as { station: string })
}

const put = (desktop: Desktop, n: number) =>
  desktop.call('enterprise.put', { base: null, doc: anEnterprise({ id: anId(n) }) })

/** Opens what the settings say of the workspace. */
async function openSection({ page }: Desktop): Promise<void> {
  await page.getByTestId('room-settings').click()
  await page.getByTestId('workspace').locator('summary').click()
}

it('the switch is not offered where what calls itself a keyring closes nothing, and the reason is said', async () => {
  const desktop = await openDesktop({ keepHome: home, args: ['--password-store=basic'] })
  if (process.platform === 'linux') {
    expect(await desktop.call('keyring.state', {})).toEqual({ isOn: false, problem: 'keyring_basic_text' })
    await expect(desktop.call('keyring.set', { isOn: true })).rejects.toThrow('keyring_none')
    await put(desktop, 1)
    await openSection(desktop)
    const reason = desktop.page.getByTestId('keyring-none')
    await reason.waitFor()
    expect(await reason.innerText()).toContain('密钥环')
    expect(await desktop.page.getByTestId('keyring').count()).toBe(0)
    await look(desktop, 'desktop-keyring-none')
  }
  await desktop.close()
})

it('what the keyring of this system keeps, it opens again at the next start; a command line does not', async () => {
  const first = await openDesktop({ keepHome: home })
  const { problem } = await first.call('keyring.state', {})
  await put(first, 1)
  const stations = keyFiles().length
  if (problem !== null) {
    await expect(first.call('keyring.set', { isOn: true })).rejects.toThrow('keyring_none')
    await first.close()
    return
  }
  expect(await first.call('keyring.set', { isOn: true })).toEqual({ isOn: true, problem: null })
  await put(first, 2)
  await first.close()
  const again = await openDesktop({ keepHome: home })
  await put(again, 3)
  expect(keyFiles()).toHaveLength(stations)
  expect(keyFiles().some(({ wrapped }) => wrapped !== undefined)).toBe(true)
  const rows = await again.call('journal.list', {
    aggregate: null,
    id: null,
    beforeArrival: null,
    limit: 10,
  })
  expect(new Set(rows.map(({ station }) => station)).size).toBe(1)
  const photo = path.resolve(import.meta.dirname, '../../missions/demo/footage')
  const cli = path.resolve(import.meta.dirname, '../../out/node/cli.mjs')
  const line = spawnSync(
    process.env['ELECTRON_PATH'] ?? '',
    [cli, 'ingest', '--workspace', path.join(home, 'main'), photo],
    {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', LC_ALL: 'C' },
      encoding: 'utf8',
      timeout: WAIT_MS,
    },
  )
  expect(line.stderr).toContain('keyring')
  expect(line.status).toBe(2)
  await openSection(again)
  const box = again.page.getByTestId('keyring')
  await box.waitFor()
  await look(again, 'desktop-keyring-on')
  // It is as the answer says, a moment later.
  await box.click()
  await expect.poll(() => keyFiles().some(({ wrapped }) => wrapped !== undefined)).toBe(false)
  await again.close()
})
