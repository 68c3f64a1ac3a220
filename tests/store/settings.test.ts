import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, SETTING_NAMES, settingId } from '../../src/core/finding/settings.ts'
import { settingOf } from '../../src/store/settings.ts'
import { openWorkspace, transact, type Workspace } from '../../src/store/workspace.ts'

let dir: string
let workspace: Workspace

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-settings-'))
  const opened = openWorkspace(path.join(dir, 'w'), { create: true })
  if (!opened.ok) throw new Error(opened.code)
  workspace = opened.value
})
afterEach(() => {
  workspace.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

test('a setting is its default until somebody keeps one, and each has an id of its own that never changes', () => {
  for (const name of SETTING_NAMES) expect(settingOf(workspace.db, name)).toEqual(DEFAULT_SETTINGS[name])
  expect(new Set(SETTING_NAMES.map(settingId)).size).toBe(SETTING_NAMES.length)
  expect(settingId('holidays')).toBe('5e771e60-0000-7000-8000-000000000001')
  const value = { name: 'seenResolution', cmPerPixel: 2 } as const
  const done = transact(
    workspace,
    { actor: { name: '所长', role: 'supervisor' }, atMs: 1, action: 'setting.put' },
    (tx) => tx.put('setting', null, { id: settingId('seenResolution'), value }),
  )
  expect(done.ok).toBe(true)
  expect(settingOf(workspace.db, 'seenResolution')).toEqual(value)
})

test('one that holds another name than its id says is not taken', () => {
  const value = { name: 'seenResolution', cmPerPixel: 2 } as const
  transact(workspace, { actor: { name: '所长', role: 'supervisor' }, atMs: 1, action: 'setting.put' }, (tx) =>
    tx.put('setting', null, { id: settingId('holidays'), value }),
  )
  expect(settingOf(workspace.db, 'holidays')).toEqual(DEFAULT_SETTINGS.holidays)
})
