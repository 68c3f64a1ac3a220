import { describe, expect, it } from 'vitest'
import { launchArguments } from '../../electron/main/arguments.ts'
import { openedIn } from '../../electron/main/opened.ts'
import config from '../../scripts/packaging/electron-builder.mjs'
import { OPENED_ENDINGS } from '../../src/contract/files.ts'

describe('the files of a command line', () => {
  const linux = (...given: string[]): string[] => openedIn(['sortie', ...given], '/home/w', 'linux')
  const windows = (...given: string[]): string[] => openedIn(['Sortie.exe', ...given], 'D:\\work', 'win32')

  it('are of the kinds that the packages declare', () => {
    expect(config.fileAssociations.map(({ ext }) => ext).sort()).toEqual([...OPENED_ENDINGS].sort())
  })

  it('are paths, absolute or from the working directory, each once and in their order', () => {
    expect(linux('/a/b c.plan', 'x.waypoints', '../y.KMZ', './x.waypoints', '/z/站.sortie')).toEqual([
      '/a/b c.plan',
      '/home/w/x.waypoints',
      '/home/y.KMZ',
      '/z/站.sortie',
    ])
    expect(linux('C:\\a.plan')).toEqual(['/home/w/C:\\a.plan'])
  })

  it('have the separators, drives and shares of Windows there, and quotes that were left are taken off', () => {
    expect(windows('C:\\a b\\c.plan', 'd/e.kmz', '"E:\\f.sortie"', '\\\\server\\share\\g.plan')).toEqual([
      'C:\\a b\\c.plan',
      'D:\\work\\d\\e.kmz',
      'E:\\f.sortie',
      '\\\\server\\share\\g.plan',
    ])
  })

  it('may be addresses of files; of nothing else', () => {
    expect(linux('file:///a/b%20c.plan', 'https://host/x.plan', 'app://sortie/x.plan')).toEqual([
      '/a/b c.plan',
    ])
    expect(windows('file:///C:/a/%E7%AB%99.plan')).toEqual(['C:\\a\\站.plan'])
    // What is no path here is kept, to be told of as not found.
    expect(linux('file://host/x.plan')).toHaveLength(1)
  })

  it('are no options, no folder of a workspace, no program and nothing of another kind', () => {
    expect(
      linux('--workspace', 'w.plan', '--log=x.plan', '-x.plan', '.', '', 'x.jpg', 'plan', 'a\0.plan'),
    ).toEqual([])
    expect(openedIn(['/opt/my.plan'], '/', 'linux')).toEqual([])
    expect(linux('--workspace', 'w', 'x.plan')).toEqual(['/home/w/x.plan'])
  })

  it('are not opened once more where the application starts again', () => {
    expect(launchArguments(['electron', '.', 'x.plan'], {}, '/w')).toMatchObject({ rest: ['.'] })
    expect(launchArguments(['electron', '.', 'x.plan'], {}, '/w').files).toHaveLength(1)
  })
})
