/** Writes the table of rooms into ARCHITECTURE.md between its markers; with `--check` only says whether it is there. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rooms } from './architecture.mjs'

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'ARCHITECTURE.md')
const BEGIN = '<!-- rooms:begin -->'
const END = '<!-- rooms:end -->'

const list = (names) => names.map((name) => `\`${name}\``).join(', ') || 'nothing'

/** The rooms of the core in one word where a room may import all of them. */
function oursOf({ ours }) {
  const core = rooms.filter((room) => room.room.startsWith('src/core/')).map((room) => room.room)
  if (!core.every((room) => ours.includes(room)))
    return list(ours.map((room) => room.replace('src/core/', '')))
  return list(['src/core', ...ours.filter((room) => !core.includes(room))])
}

export const table = () =>
  [
    '| room | what lives there | ours it may import | others |',
    '| --- | --- | --- | --- |',
    ...rooms.map((room) => {
      const platform = [room.node ? 'Node' : '', room.dom ? 'DOM' : ''].filter(Boolean)
      const others = [...room.others.map((name) => `\`${name}\``), ...platform].join(', ')
      return `| \`${room.room}\` | ${room.holds} | ${oursOf(room)} | ${others || 'nothing'} |`
    }),
  ].join('\n')

/** The document with the table between its markers. */
export function withTable(text) {
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (after === undefined) throw new Error(`ARCHITECTURE.md lacks the markers ${BEGIN} and ${END}`)
  return `${before}${BEGIN}\n${table()}\n${END}${after}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = fs.readFileSync(file, 'utf8')
  const wanted = withTable(text)
  if (!process.argv.includes('--check')) fs.writeFileSync(file, wanted)
  else if (text !== wanted) {
    process.stderr.write(
      'ARCHITECTURE.md is not what scripts/architecture.mjs says: run node scripts/architecture-doc.mjs\n',
    )
    process.exit(1)
  }
}
