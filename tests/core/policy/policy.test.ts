import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/core/finding/settings.ts'
import { isFolderName, isFolderOf, policyPlace, userFolder } from '../../../src/core/policy/folders.ts'
import { policyFolder, policySetting, readPolicy } from '../../../src/core/policy/policy.ts'
import { wordsOf } from '../../../src/words/words.ts'

const given = { version: 1, setBy: '区分局科信科' }
const read = (value: unknown) => readPolicy('policy.json', JSON.stringify(value))
/** Where it does not fit, and why, as both languages say it. */
const refusal = (value: unknown): string[] => {
  const found = read(value)
  if (found.ok) throw new Error('it fits')
  return [
    String(found.params['path']),
    String(found.params['problem']),
    ...(['zh', 'en'] as const).map((language) => wordsOf(language, 'error', found.code, found.params) ?? ''),
  ]
}

describe('a policy', () => {
  it('is read whole, with or without a byte order mark', () => {
    const retention = { ...DEFAULT_SETTINGS.retention, months: 12 }
    const value = { ...given, language: 'zh', workspaces: 'D:\\Sortie\\{user}', settings: [retention] }
    for (const mark of ['', '\uFEFF']) {
      const found = readPolicy('policy.json', mark + JSON.stringify(value))
      expect(found).toEqual({ ok: true, value })
      if (found.ok) {
        expect(policySetting(found.value, 'retention')).toEqual(retention)
        expect(policySetting(found.value, 'idleLock')).toBeNull()
        expect(policyFolder(found.value, '王:伟.')).toBe('D:\\Sortie\\王_伟')
      }
    }
    expect(policySetting(null, 'retention')).toBeNull()
    expect(policyFolder(null, 'x')).toBeNull()
  })

  it('says the first thing that is wrong in one line of words, in both languages', () => {
    const cases: [unknown, string, string][] = [
      [[], '/', 'fit_form'],
      [{ setBy: 'x' }, 'version', 'fit_missing'],
      [{ version: 1 }, 'setBy', 'fit_missing'],
      [{ ...given, setBy: ' ' }, 'setBy', 'fit_least_letters'],
      [{ ...given, lang: 'zh' }, '/', 'fit_unknown'],
      [{ ...given, language: 'fr' }, 'language', 'fit_one_of'],
      [{ ...given, workspaces: '\\\\server\\share' }, 'workspaces', 'not_a_folder'],
      [{ ...given, settings: [{ name: 'nothing' }] }, 'settings.0.name', 'fit_form'],
      [
        { ...given, settings: [{ ...DEFAULT_SETTINGS.retention, months: 1 }] },
        'settings.0.months',
        'fit_least',
      ],
      [
        { ...given, settings: [DEFAULT_SETTINGS.idleLock, DEFAULT_SETTINGS.idleLock] },
        'settings',
        'fit_twice',
      ],
      [
        { ...given, settings: [{ ...DEFAULT_SETTINGS.numbering, pattern: '{年' }] },
        'settings.0.pattern',
        'pattern_open',
      ],
    ]
    for (const [value, path, problem] of cases) {
      const [at, why, zh, en] = refusal(value)
      expect([at, why]).toEqual([path, problem])
      for (const line of [zh, en]) expect(line).not.toMatch(/[{}]{2}|undefined|\n|fit_|pattern_/)
      expect(zh).toMatch(/策略文件/)
    }
    const broken = readPolicy('policy.json', '{ "version": 1,')
    expect(broken).toMatchObject({ ok: false, code: 'policy_unreadable', params: { problem: 'not_json' } })
  })
})

describe('folders of a policy', () => {
  it('are told by their text alone, for Windows and for others', () => {
    for (const good of [
      'D:\\Sortie',
      'd:/Sortie/{user}',
      'C:\\空巡 数据\\',
      '/srv/sortie',
      '/home/{user}/sortie/',
    ])
      expect(isFolderName(good), good).toBe(true)
    for (const bad of [
      '',
      'Sortie',
      '.\\Sortie',
      'D:',
      'D:\\',
      'D:Sortie',
      '/',
      '//server/share',
      '\\\\server\\share',
      '\\\\?\\C:\\Sortie',
      'D:\\a\\..\\b',
      '/srv/../etc',
      '/srv//x',
      'D:\\a?b',
      'D:\\a:b',
      'D:\\{home}',
      '/srv/{user}{user}',
      'D:\\ends.',
      '/a\u0000b',
    ])
      expect(isFolderName(bad), bad).toBe(false)
    expect(isFolderOf('win32', 'D:\\Sortie')).toBe(true)
    expect(isFolderOf('linux', 'D:\\Sortie')).toBe(false)
    expect(isFolderOf('win32', '/srv/sortie')).toBe(false)
    expect(isFolderOf('linux', '/srv/sortie')).toBe(true)
  })

  it('take the name of whoever is logged in as no more than one name', () => {
    expect(userFolder('/srv/{user}/s', '../../etc')).toBe('/srv/.._.._etc/s')
    expect(userFolder('D:\\{user}', 'DISTRICT\\wang')).toBe('D:\\DISTRICT_wang')
    expect(userFolder('/srv/{user}', '..')).toBe('/srv/_')
    expect(userFolder('/srv/{user}', '$&')).toBe('/srv/$&')
  })

  it('lie where only whoever looks after the computer writes', () => {
    expect(policyPlace('win32', 'C:\\ProgramData\\')).toBe('C:\\ProgramData\\Sortie\\policy.json')
    expect(policyPlace('win32', undefined)).toBe('C:\\ProgramData\\Sortie\\policy.json')
    expect(policyPlace('linux', 'C:\\ProgramData')).toBe('/etc/sortie/policy.json')
    expect(policyPlace('darwin', undefined)).toBe('/Library/Application Support/Sortie/policy.json')
  })
})
