import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { policyFileHere, policyHere, readPolicyFile, workspacesBy } from '../../src/files/policyFile.ts'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-policy-'))
afterAll(() => fs.rmSync(dir, { recursive: true }))

const file = path.join(dir, 'policy.json')
const put = (value: unknown, mode = 0o644): void => {
  fs.writeFileSync(file, JSON.stringify(value))
  fs.chmodSync(file, mode)
}
const policy = {
  version: 1,
  setBy: 'IT',
  workspaces: process.platform === 'win32' ? 'D:\\S\\{user}' : '/srv/s/{user}',
}

it('reads the policy of this computer, and names the folder of whoever is logged in', () => {
  put(policy)
  const here = policyHere(file)
  expect(here).toEqual({ ok: true, value: { file, policy } })
  expect(workspacesBy(here)).toBe(policy.workspaces.replace('{user}', os.userInfo().username))
})

it('knows of none where there is no file', () => {
  const here = policyHere(path.join(dir, 'none', 'policy.json'))
  expect(here).toEqual({ ok: true, value: null })
  expect(workspacesBy(here)).toBeNull()
  expect(path.basename(policyFileHere())).toBe('policy.json')
})

it.skipIf(process.platform === 'win32')('takes nothing that others could have written', () => {
  put(policy, 0o666)
  expect(policyHere(file)).toMatchObject({
    code: 'policy_unreadable',
    params: { problem: 'policy_writable', file },
  })
})

it('takes no folder of another system, though the file is right for that', () => {
  put({ ...policy, workspaces: process.platform === 'win32' ? '/srv/s' : 'D:\\S' })
  expect(readPolicyFile(file).ok).toBe(true)
  expect(policyHere(file)).toMatchObject({ code: 'policy_unfit', params: { path: 'workspaces' } })
  expect(workspacesBy(policyHere(file))).toBeNull()
})

it('says of a folder, of a file without end and of one that is missing what it is', () => {
  expect(readPolicyFile(dir)).toMatchObject({ code: 'policy_unreadable', params: { problem: 'EISDIR' } })
  fs.writeFileSync(file, '')
  fs.truncateSync(file, 5_000_000)
  expect(readPolicyFile(file)).toMatchObject({ params: { problem: 'too_large' } })
  expect(readPolicyFile(path.join(dir, 'none'))).toMatchObject({ params: { problem: 'ENOENT' } })
})
