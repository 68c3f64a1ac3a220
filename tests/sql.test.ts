import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { migrations, runStep } from '../src/store/migrations/index.ts'

/** The room that speaks SQL; every other one asks it in the field's terms. */
const HOME = 'src/store/'
/** Of that room, what its queries are made with and written by: nobody else takes it. */
const TOOLS = ['select.ts', 'connection.ts']

const root = path.resolve(import.meta.dirname, '..')
const sources = ['src', 'electron', 'renderer'].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
)

/** The tables as they are after all steps, in SQL; those of before are nobody's any more. */
const schema = (() => {
  const db = new Database(':memory:')
  for (let step = 0; step < migrations.length; step++) runStep(db, step, null)
  const rows = db.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all() as { sql: string }[]
  db.close()
  return rows.map(({ sql }) => sql).join('\n')
})()
const tables = [...schema.matchAll(/CREATE (?:VIRTUAL )?TABLE (\w+)/g)].map(([, name]) => name ?? '')
const aTable = `(?:${[...new Set(tables)].join('|')})`
/** In capitals nothing else looks like it; in small letters a sentence may, but for the name of a table. */
const SQL: readonly RegExp[] = [
  /\bSELECT\s[\s\S]*\bFROM\b|\bSELECT\s+(?:DISTINCT|\*|\w+\()|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\b|\bREPLACE\s+INTO\b/,
  /\bUPDATE\s+[\w"`[$]+\s+SET\b|\bDELETE\s+FROM\b|\bWITH\s+(?:RECURSIVE\s+)?\w+\s*(?:\([\w\s,]*\)\s*)?AS\s*\(/,
  /\b(?:CREATE|DROP|ALTER)\s+(?:TEMP\s+|VIRTUAL\s+|UNIQUE\s+)?(?:TABLE|INDEX|TRIGGER|VIEW)\b|\bVACUUM\b|\bPRAGMA\s+\w/,
  /\bBEGIN\s+(?:IMMEDIATE|EXCLUSIVE|DEFERRED)\b|^\s*(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT\s+\w+)\s*;?\s*$|\bATTACH\s+DATABASE\b/,
  /\bORDER\s+BY\b|\bGROUP\s+BY\b|\bLIMIT\s+(?:[?\d]|_$)|\bINDEXED\s+BY\b|\b(?:LEFT|INNER)\s+JOIN\b|\bIS\s+(?:NOT\s+)?NULL\b/,
  new RegExp(String.raw`\bselect\s[\s\S]*\bfrom\s+${aTable}\b|\bselect\s+count\(`, 'i'),
  new RegExp(
    String.raw`\binsert\s+(?:or\s+\w+\s+)?into\s+${aTable}\b|\bdelete\s+from\s+${aTable}\b|\bupdate\s+${aTable}\s+set\b`,
    'i',
  ),
  // Conditions: a column and what is to be put in its place, or what stands in a document.
  /\b\w+\s*(?:=|<>|!=|<=|>=|<|>|\bIN\s*\(|\bLIKE\b|\bMATCH\b|\bBETWEEN\b|\bIS\b)\s*\(?(?:\?(?=$|[\s,)])|[:@]\w+\b(?=$|[\s,)]))/i,
  /\bIN\s*\(_\)|->>?\s*'\$|\bjson_(?:extract|each|tree)\s*\(/i,
]

/** Calls that only a database has; `exec` is one of regular expressions too, so there its owner tells. */
const CALLS = ['prepare', 'pragma', 'transaction', 'loadExtension']
const OWNERS = /^(?:tx|conn|connection|sqlite|\w*(?:db|database))$/i

type Node = { type: string; start: number; [member: string]: unknown }
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

function eachNode(node: Node, look: (node: Node) => void): void {
  look(node)
  for (const member of Object.values(node))
    if (Array.isArray(member)) {
      for (const one of member) if (isNode(one)) eachNode(one, look)
    } else if (isNode(member)) eachNode(member, look)
}

/** What stands in the gaps of a template. */
const GAP = '_'

/** The text of a literal or a template; null of anything else. */
function textOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type !== 'TemplateLiteral') return null
  const quasis = node['quasis'] as { value: { cooked: string | null; raw: string } }[]
  return quasis.map(({ value }) => value.cooked ?? value.raw).join(GAP)
}

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return ''
  const member = node['property'] ?? node['name'] ?? node['value'] ?? node['expression']
  return typeof member === 'string' ? member : nameOf(member)
}

/** Whether a node is SQL, or a call to a database. */
function isSql(node: Node): boolean {
  const text = textOf(node)
  if (text !== null) return SQL.some((pattern) => pattern.test(text))
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return false
  const { callee } = node
  if (callee.type !== 'MemberExpression') return false
  const method = nameOf(callee['property'])
  return CALLS.includes(method) || (method === 'exec' && OWNERS.test(nameOf(callee['object'])))
}

/** The lines of a program in which SQL is written or a database is asked. */
function placesIn(file: string, code: string): number[] {
  const { program, errors } = parseSync(file, code, { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const lines = new Set<number>()
  eachNode(program as unknown as Node, (node) => {
    if (isSql(node)) lines.add(code.slice(0, node.start).split('\n').length)
  })
  return [...lines]
}

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')
const placesOf = (file: string): string[] => placesIn(file, read(file)).map((line) => `${file}:${line}`)

describe('SQL', () => {
  it('is written in the store alone', () => {
    expect(sources.length).toBeGreaterThan(300)
    expect(sources.filter((file) => !file.startsWith(HOME)).flatMap(placesOf)).toEqual([])
  })

  it('is put together there alone', () => {
    const taken = sources.filter(
      (file) =>
        !file.startsWith(HOME) && TOOLS.some((tool) => new RegExp(`store/${tool}['"]`).test(read(file))),
    )
    expect(taken).toEqual([])
    expect(TOOLS.filter((tool) => !sources.includes(HOME + tool))).toEqual([])
  })
})

describe('the check itself', () => {
  const found = (code: string): number => placesIn('some.ts', code).length

  it('finds SQL however it is written', () => {
    for (const code of [
      "f(db, 'mission', 'mission_id = ? AND mission_revision = ?', [a])",
      "f('TRUE ORDER BY id')",
      'f(`state IN (${states}) AND due_ms < ?`)',
      'f(`state IN (${states})`)',
      'f("title LIKE ? ESCAPE \'\\\\\'")',
      "f('takeoff_at_ms between ? and ?')",
      "const q = 'SELECT value FROM draft WHERE key = ?'",
      "const q = 'select doc from mission'",
      'const q = `select count(*) as n from ${table}`',
      'const q = `\n  SELECT id,\n  revision\n  FROM ${table}`',
      "const q = 'DELETE FROM draft'",
      "const q = 'update draft set value = 1'",
      "const q = 'insert or ignore into change values (1, 2, 3)'",
      'const q = `INSERT INTO ${table} (id) VALUES (1)`',
      "const q = 'CREATE TEMP TABLE x (y)'",
      "const q = 'WITH own AS (SELECT 1)'",
      "const q = 'PRAGMA user_version'",
      "const q = 'BEGIN IMMEDIATE'",
      "const q = 'COMMIT'",
      'const q = "doc ->> \'$.order\'"',
      "const q = 'flight_id = :flight'",
      "const q = 'footage_id IS NULL'",
      'db.prepare(q)',
      'context.workspace.db.prepare(q).get(1)',
      'context.workspace.db?.exec(q)',
      "db['prepare'](q)",
      "tx.db.pragma('user_version')",
      'connection.exec(q)',
      'db.transaction(() => 1)',
    ])
      expect([found(code), code]).toEqual([1, code])
  })

  it('takes nothing else for it', () => {
    for (const code of [
      "const words = { 'a.b': 'Select a point from the list, or delete it from the map' }",
      "const words = 'Update the mission, set a fence and drop a pin; where do you begin?'",
      "const words = 'is it {{n}} m? Set it = ok?'",
      "const mode = 'select'",
      '/^bytes=(\\d*)-(\\d*)$/.exec(header)',
      'CUE_TIME.exec(line)',
      "// SELECT id FROM mission\nconst a = 1 /* db.prepare('x') */",
      'const href = `/media/${id}?from=${from}`',
      'const svg = `<g class="a" x="${x}" y=${y}>`',
      "const url = 'http://host/?token='",
      "const order = ['by', 'limit']",
    ])
      expect([found(code), code]).toEqual([0, code])
  })

  it('finds what there is where it belongs', () => {
    const home = sources.filter((file) => file.startsWith(HOME) && /\.prepare\(|Where\(/.test(read(file)))
    expect(home.length).toBeGreaterThan(15)
    expect(home.filter((file) => placesOf(file).length === 0)).toEqual([])
  })
})
