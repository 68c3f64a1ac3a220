import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../renderer')
const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' })
const text = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')

/** The classes that a stylesheet of a part defines. */
const classesOf = (css: string): Set<string> =>
  new Set(
    [
      ...css
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\{[^{}]*\}/g, '{}')
        .replace(/:global\([^)]*\)/g, '')
        .matchAll(/\.([A-Za-z_]\w*)/g),
    ].map(([, name]) => name ?? ''),
  )

/** What a component takes of a stylesheet: whole names, and the starts of names that end in a code. */
function takenFrom(source: string, name: string): { whole: string[]; starts: string[]; isOpen: boolean } {
  const code = source.replace(/^import .*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '')
  const alone = `(?<![\\w.'\`])${name}`
  const bracketed = [...code.matchAll(new RegExp(`${alone}\\[([^\\]]+)\\]`, 'g'))].map(([, key]) => key ?? '')
  return {
    whole: [
      ...[...code.matchAll(new RegExp(`${alone}\\.(\\w+)`, 'g'))].map(([, key]) => key ?? ''),
      ...bracketed.flatMap((key) => [...key.matchAll(/^'(\w+)'$/g)].map(([, whole]) => whole ?? '')),
    ],
    starts: bracketed.flatMap((key) => [...key.matchAll(/^`(\w+)\$\{/g)].map(([, start]) => start ?? '')),
    isOpen: bracketed.some((key) => !/^['`]/.test(key)),
  }
}

const uses = files
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) =>
    [...text(file).matchAll(/^import (\w+) from '([^']+\.module\.css)'$/gm)].map(
      ([, name = '', to = '']) => ({
        file: file.replaceAll(path.sep, '/'),
        sheet: path.posix.join(path.posix.dirname(file.replaceAll(path.sep, '/')), to),
        taken: takenFrom(text(file), name),
      }),
    ),
  )

describe('stylesheets', () => {
  it('define every class that a component takes of them', () => {
    expect(uses.length).toBeGreaterThan(40)
    const missing = uses.flatMap(({ file, sheet, taken }) => {
      const defined = classesOf(text(sheet))
      return [
        ...taken.whole.filter((name) => !defined.has(name)),
        ...taken.starts.filter((start) => ![...defined].some((name) => name.startsWith(start))),
      ].map((name) => `${file} takes ${name} of ${sheet}`)
    })
    expect(missing).toEqual([])
  })

  it('define no class that nobody takes', () => {
    const idle = files
      .filter((file) => file.endsWith('.module.css'))
      .map((file) => file.replaceAll(path.sep, '/'))
      .flatMap((sheet) => {
        const mine = uses.filter((use) => use.sheet === sheet).map(({ taken }) => taken)
        if (mine.some(({ isOpen }) => isOpen)) return []
        return [...classesOf(text(sheet))]
          .filter(
            (name) =>
              !mine.some(
                ({ whole, starts }) => whole.includes(name) || starts.some((start) => name.startsWith(start)),
              ),
          )
          .map((name) => `${sheet}: ${name}`)
      })
    expect(idle).toEqual([])
  })
})
