/**
 * What each package that Sortie is made of may touch, from the table of rooms: written into docs/security.md between its
 * markers by `node scripts/dependencies.mjs`, and held against it by a test.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rooms } from './architecture.mjs'

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../docs/security.md')
const BEGIN = '<!-- dependencies:begin -->'
const END = '<!-- dependencies:end -->'

/** Where it runs, by what the room has at hand; the furthest reach counts. */
const REACH = [
  ['electron', 'the system, as the desktop’s program', ({ room }) => room.startsWith('electron/')],
  ['node', 'files and processes, as the user who runs Sortie', ({ node }) => node],
  ['dom', 'the page, without Node and under its policy', ({ dom }) => dom],
  ['core', 'the values that we give it', () => true],
]

/** @returns {{ name: string, reach: string, rooms: string[] }[]} a package a row, in order of their names */
export function dependencies() {
  const names = [
    ...new Set(rooms.flatMap(({ others }) => others.map((name) => name.replace(/\/(dist\/lib\/)?$/, '')))),
  ]
  return names.sort().map((name) => {
    const of = rooms.filter(({ others }) =>
      others.some((other) => other === name || other.startsWith(`${name}/`)),
    )
    const reach = REACH.find(([, , is]) => of.some(is))
    return { name, reach: reach?.[1] ?? '', rooms: of.map(({ room }) => room) }
  })
}

/** Rooms in one word where they are many. */
const roomsOf = (list) => {
  const kinds = ['src/core', 'renderer']
  const rest = list.filter((room) => !kinds.some((kind) => room.startsWith(kind)))
  const many = kinds.flatMap((kind) => {
    const of = list.filter((room) => room.startsWith(kind))
    return of.length > 3 ? [`\`${kind}\` (${of.length} rooms)`] : of.map((room) => `\`${room}\``)
  })
  return [...many, ...rest.map((room) => `\`${room}\``)].join(', ')
}

export function withDependencies(text) {
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (after === undefined) throw new Error(`docs/security.md lacks the markers ${BEGIN} and ${END}`)
  const lines = dependencies().map(
    ({ name, reach, rooms: list }) => `| \`${name}\` | ${reach} | ${roomsOf(list)} |`,
  )
  return `${before}${BEGIN}\n| package | touches | imported by |\n| --- | --- | --- |\n${lines.join('\n')}\n${END}${after}`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  fs.writeFileSync(file, withDependencies(fs.readFileSync(file, 'utf8')))
