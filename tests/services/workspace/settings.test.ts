import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/core/finding/settings.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { type ScratchServices, scratchServices } from '../../builders/services.ts'

let services: ScratchServices
beforeAll(async () => {
  services = scratchServices()
  await services.call('actor.set', { name: '贺兰舟', role: 'supervisor' })
})
afterAll(() => services.close())

it('refuses rows of a setting that do not go together, whatever door they come through', async () => {
  const { deadlinesByLevel } = DEFAULT_SETTINGS
  const value = { ...deadlinesByLevel, rows: deadlinesByLevel.rows.slice(0, 1) }
  const answer = await services.call('setting.put', { base: null, value })
  expect(answer).toMatchObject({
    ok: false,
    code: 'setting_unfit',
    params: { setting: 'deadlinesByLevel', problem: 'row_level_missing', what: 'major' },
  })
  const params = answer.ok ? {} : answer.params
  expect(wordsOf('en', 'error', 'setting_unfit', params)).toBe('Not saved: a level has no row.')
  expect(wordsOf('zh', 'error', 'setting_unfit', params)).toBe('未保存：缺少一个等级的期限。')
  const kept = await services.call('setting.get', { name: 'deadlinesByLevel' })
  expect(kept).toMatchObject({ ok: true, value: { isDefault: true } })
})
