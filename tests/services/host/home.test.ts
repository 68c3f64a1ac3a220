import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sortieHome } from '../../../src/services/host/home.ts'

describe('where workspaces lie', () => {
  it('is where the environment says, made whole', () => {
    expect(sortieHome({ SORTIE_HOME: 'here', XDG_DATA_HOME: '/data' })).toBe(path.resolve('here'))
  })

  it('is a folder of its own in that of the user, otherwise', () => {
    const usual = sortieHome({})
    expect(path.basename(usual).toLowerCase()).toBe('sortie')
    expect(usual.startsWith(os.homedir() + path.sep)).toBe(true)
    expect(sortieHome({ SORTIE_HOME: '' })).toBe(usual)
  })
})
