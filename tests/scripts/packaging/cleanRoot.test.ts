import { describe, expect, it } from 'vitest'
import { aptSettings } from '../../../scripts/packaging/cleanRoot.mjs'

describe('the mirror that a clean root is made from', () => {
  const sources = (uri: string, types = 'deb') =>
    `Types: ${types}\n# a snapshot\nURIs: ${uri}\nSuites: bookworm bookworm-updates\nComponents: main\n`

  it('is the one that this machine is set to, in either form', () => {
    expect(aptSettings([sources('http://mirror.example/debian')])).toEqual({
      uri: 'http://mirror.example/debian',
      suite: 'bookworm',
    })
    expect(
      aptSettings(['', '# nothing\ndeb [arch=amd64] http://mirror.example/debian/ trixie main\n']),
    ).toEqual({
      uri: 'http://mirror.example/debian/',
      suite: 'trixie',
    })
  })

  it('is none of other packages, of security alone, or of sources', () => {
    expect(
      aptSettings([
        'deb https://packages.example/apt cloud main\n',
        sources('http://mirror.example/debian-security'),
        sources('http://mirror.example/debian', 'deb-src'),
      ]),
    ).toBeNull()
  })
})
