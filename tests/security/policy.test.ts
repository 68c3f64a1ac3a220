import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainDataProblem } from '../../src/contract/index.ts'
import { assetPath, contentSecurityPolicy } from '../../src/contract/web.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')

describe('the content security policy', () => {
  const policy = contentSecurityPolicy('abc')
  it('starts from nothing and has neither an unsafe word nor a wildcard nor a foreign host', () => {
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:|wss?:/)
  })
  it('lets scripts come from our own files alone, and no page frame ours', () => {
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    // The page's own origin, and originals that it draws from; neither leads off the machine.
    expect(policy).toMatch(/connect-src 'self' media:(;|$)/)
  })
})

/** The policy of a page that is printed: it loads and runs nothing, and places marks over its pictures by style. */
const PRINTED = `default-src 'none'; img-src data:; style-src 'unsafe-inline'`

describe('the page', () => {
  it('has no inline script or style and no policy of its own that a build could carry', () => {
    const page = read('renderer/index.html')
    expect(page).not.toMatch(/http-equiv/i)
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
    expect(page).not.toMatch(/<style|\son\w+=/)
    expect(page.match(/__NONCE__/g)).toHaveLength(1)
  })
  it('is served by the development server alone without the policy: nothing built names that server', () => {
    for (const file of ['scripts/build.mjs', 'scripts/vite.mjs'])
      expect(read(file)).not.toMatch(/createServer|localhost|127\.0\.0\.1/)
    for (const folder of ['src', 'electron']) {
      const sources = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      for (const file of sources.filter((name) => name.endsWith('.ts')))
        expect(read(path.join(folder, file)).replace(PRINTED, ''), file).not.toMatch(
          /5173|VITE_DEV|unsafe-(inline|eval)/,
        )
    }
  })
})

describe('paths inside the built window', () => {
  it.each([
    '/../x',
    '/a/../../x',
    '/%2e%2e/x',
    '/..%5cx',
    '/a%00',
    '/a//b',
    '/./a',
    '/C:/x',
    '/%',
    '/%252e%252e/x',
  ])('has none for %s', (url) => {
    expect(assetPath(url)).toBeNull()
  })
  it('has the page for the root and plain paths as they are', () => {
    expect([assetPath('/'), assetPath('/assets/a-1.js')]).toEqual(['index.html', 'assets/a-1.js'])
  })
})

describe('what may come through a door', () => {
  it('is plain data of bearable size and depth', () => {
    expect(plainDataProblem({ a: [1, 'x', null, true, { b: undefined }] })).toBeNull()
    const deep: unknown[] = []
    let inner = deep
    for (let i = 0; i < 100; i++) {
      const next: unknown[] = []
      inner.push(next)
      inner = next
    }
    const circular: { self?: unknown } = {}
    circular.self = circular
    for (const bad of [
      new Date(0),
      new Map(),
      new Uint8Array(2),
      10n,
      () => 1,
      Symbol('x'),
      deep,
      circular,
      'x'.repeat(9e6),
    ])
      expect(plainDataProblem(bad)).not.toBeNull()
  })
})

describe('the ground', () => {
  it('is a Node that better-sqlite3 can be loaded into', () => {
    const napi = Number(process.versions.napi)
    expect(
      napi,
      `Node-API ${napi} is too old for better-sqlite3 13: run through npm test, which brings Node 24`,
    ).toBeGreaterThanOrEqual(10)
  })
  it('is the Electron that the project names', () => {
    const manifest = JSON.parse(read('package.json')) as {
      devDependencies: Record<string, string>
      main: string
    }
    const major = Number(manifest.devDependencies['electron']?.split('.')[0])
    expect(
      major,
      'the supported majors of Electron are the newest three; raise this with the dependency',
    ).toBe(45)
    expect(manifest.main).toBe('out/node/main.mjs')
  })
  it('holds nothing that must not be in the repository', () => {
    const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
    expect(files.filter((name) => /(^|\/)(out|node_modules)\/|\.env$|\.pem$/.test(name))).toEqual([])
  })
})
