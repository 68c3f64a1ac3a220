/**
 * Writes NOTICE from what the bundler took into the build: `node scripts/notice.mjs`; with `--check` only says whether
 * it is so. A package whose licence is not on the list of `licences.mjs`, or that nobody holds rights in as far as its
 * files say, is refused.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ALLOWED, CORRECTED, DATA, HOLDERS, INSIDE, PART_TAKEN, WITH_OWN_LIST } from './licences.mjs'
import { shipped } from './shipped.mjs'

/** @typedef {import('./shipped.mjs').Shipped & { licences: string[], holders: string[], text: string | null }} Told */

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))
const byName = (a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1)
const titleOf = ({ name, version }) => `${name} ${version}`

/** The SPDX names in an expression: all that are joined by AND; of those joined by OR the first that is allowed. */
const licencesIn = (expression) =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' AND ')
    .map((one) => one.split(' OR '))
    .map((choices) => (choices.find((name) => name.trim() in ALLOWED) ?? choices[0]).trim())

/** A line that says who holds rights; in source text it stands in a comment. */
const HOLDER =
  /^(?:(?![Cc]opyright)[@\w/-]+ )?((?:[Cc]opyright\b.*(?:\d{4}|\([cC]\))|\([cC]\) \d{4}).*|Copyright (?!notice|holder|owner)[A-Z].*)$/
const COMMENT = /^[ \t]*(?:\/\/|\/?\*+!?|#)[ \t]*(?:@license\s+)?/
const MARKUP = /^[\s*#>]*/

/** Lines about holders, each said once whatever its years, without what some say of the licence after it. */
function holdersIn(lines) {
  const found = new Map()
  for (const line of lines) {
    const said = HOLDER.exec(line)?.[1]
      ?.replace(/[\s*/]+$/, '')
      .replace(/\. Licensed under .*$/, '')
      .replaceAll(/\s+/g, ' ')
    const key = said?.replaceAll(/\d{4}/g, '')
    if (said && !found.has(key)) found.set(key, said)
  }
  return [...found.values()]
}

const SOURCE = /\.([cm]?[jt]sx?|css)$/
const headLines = (files) =>
  files
    .filter((file) => SOURCE.test(file))
    .flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'))
    .filter((line) => COMMENT.test(line))
    .map((line) => line.replace(COMMENT, ''))

/** A text without the empty lines before and after it. */
const bare = (text) => text.replaceAll('\r\n', '\n').replace(/^(\s*\n)+|\s+$/g, '')

/** What a package says in files of those names; null when it has none. */
function textOf(name, dir, names) {
  const files = fs
    .readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => entry.name)
    .sort()
  if (files.length === 0) return null
  const text = files.map((file) => bare(fs.readFileSync(path.join(dir, file), 'utf8'))).join('\n\n')
  return bare((PART_TAKEN[name] ?? ((all) => all))(text))
}

/** Whether the texts of all of these licences are in this project as files of their own. */
const isHere = ({ licences }) => licences.every((licence) => ALLOWED[licence]?.text)

/**
 * A package with its licences, who holds rights in it and the text it brings.
 *
 * @param {import('./shipped.mjs').Shipped} one
 * @param {boolean} isBundled
 * @returns {Told}
 * @throws in one line a package that may not be shipped, or that says too little.
 */
function told(one, isBundled) {
  const { license, author } = readJson(path.join(one.dir, 'package.json'))
  const said = CORRECTED[one.name] ?? (typeof license === 'string' ? license : license?.type)
  if (!said) throw new Error(`${titleOf(one)} names no licence`)
  const licences = licencesIn(said)
  for (const licence of licences) {
    const terms = ALLOWED[licence]
    if (!terms || (terms.only && !terms.only.includes(one.name)))
      throw new Error(`${titleOf(one)} is under ${licence}, which is not allowed: see scripts/licences.mjs`)
    if (terms.loadedOnly && isBundled)
      throw new Error(`${titleOf(one)} is under ${licence} and may not be inside of a bundle`)
  }
  // Of a licence that stands here only what a package says beside it is wanted.
  const names = isHere({ licences }) ? /^notice/i : /^(licen[cs]e|copying|notice|third-party)/i
  const text = textOf(one.name, one.dir, names)
  const isOfHolders = licences.some((licence) => !ALLOWED[licence]?.aboutItself)
  const holders = holdersIn([
    ...(isOfHolders && text ? text.split('\n').map((line) => line.replace(MARKUP, '')) : []),
    ...(HOLDERS[one.name] ?? []),
    ...headLines(one.files),
  ])
  const person = typeof author === 'string' ? author : author?.name
  if (holders.length === 0 && person) holders.push(person)
  if (holders.length === 0)
    throw new Error(
      `nobody is named who holds rights in ${titleOf(one)}: see HOLDERS in scripts/licences.mjs`,
    )
  const inside = INSIDE[one.name]
  if (inside && inside.version !== one.version)
    throw new Error(`${titleOf(one)}: look into it again and correct INSIDE in scripts/licences.mjs`)
  return { ...one, licences, holders, text }
}

/** Packages under headings of their licences, with what is done to keep each. */
function byLicence(packages) {
  const lines = []
  const names = [...new Set(packages.map(({ licences }) => licences.join(' AND ')))]
  const place = (name) => Object.keys(ALLOWED).indexOf(name.split(' AND ')[0])
  names.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
  for (const name of names) {
    lines.push('', `  ${name}`)
    for (const one of packages.filter(({ licences }) => licences.join(' AND ') === name)) {
      lines.push(`    ${titleOf(one)}${one.bundles.length > 0 ? ` (${one.bundles.join(', ')})` : ''}`)
      for (const line of INSIDE[one.name]?.lines ?? []) lines.push(`      ${line}`)
    }
    for (const remark of name.split(' AND ').flatMap((one) => ALLOWED[one]?.remark ?? []))
      lines.push(`    ${remark}`)
  }
  return lines
}

/** A licence's text without the lines that name who holds rights. */
const withoutHolders = (text) =>
  bare(
    text
      .split('\n')
      .filter((line) => holdersIn([line.replace(MARKUP, '')]).length === 0)
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n'),
  )

/** A licence's text without the names in it and without how it is set: packages that agree in it share one. */
const bodyOf = (text) =>
  withoutHolders(text)
    .replace(/^\W*(the )?(mit|isc|bsd)( licen[cs]e)?[\s(mit).]*\n/i, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** The texts of the licences: each once, under the packages that it is of and who holds rights in them. */
function texts(root, packages) {
  /** @type {Map<string, { text: string, of: Told[] }>} */
  const groups = new Map()
  const enter = (key, text, one) => {
    const group = groups.get(key) ?? { text, of: [] }
    group.of.push(one)
    groups.set(key, group)
  }
  for (const one of packages.filter(({ text }) => text !== null)) enter(bodyOf(one.text), one.text, one)
  // A package without a text has the one that most others under its licence bring.
  for (const one of packages.filter(({ text }) => text === null)) {
    if (isHere(one)) {
      enter('', '', one)
      continue
    }
    const usual = [...groups]
      .filter(([, { of }]) => of[0].licences.join() === one.licences.join())
      .sort(([, a], [, b]) => b.of.length - a.of.length)[0]
    if (!usual) throw new Error(`${titleOf(one)} brings no text of its licence, and no other package has it`)
    enter(usual[0], usual[1].text, one)
  }
  const lines = []
  for (const { text, of } of [...groups.values()].sort((a, b) => byName(a.of[0], b.of[0]))) {
    lines.push('', '-'.repeat(80), '')
    of.sort(byName)
    const isOne = of.length === 1 && text !== ''
    for (const one of of) {
      lines.push(titleOf(one))
      // Where the text is one package's alone it names them itself.
      if (!isOne || one.holders.some((holder) => !text.includes(holder)))
        lines.push(...one.holders.map((holder) => `  ${holder}`))
    }
    lines.push('', ...(text === '' ? ['See LICENSE.'] : (isOne ? text : withoutHolders(text)).split('\n')))
  }
  const files = new Set([
    ...packages.flatMap(({ licences }) => licences.flatMap((licence) => ALLOWED[licence]?.also ?? [])),
    ...packages.flatMap(({ name }) => INSIDE[name]?.text ?? []),
  ])
  for (const file of files)
    lines.push(
      '',
      '-'.repeat(80),
      '',
      file,
      '',
      ...bare(fs.readFileSync(path.join(root, file), 'utf8')).split('\n'),
    )
  return lines.map((line) => line.trimEnd())
}

/** What the lockfile says of the packages that this one asks for itself, whether or not they are installed here. */
function direct(root, names) {
  const { packages } = readJson(path.join(root, 'package-lock.json'))
  return names
    .map((name) => ({ name, ...packages[`node_modules/${name}`] }))
    .sort(byName)
    .map(({ name, version, license }) => ({ name, version, license }))
}

/**
 * The whole text of NOTICE.
 *
 * @param {string} root
 * @param {Awaited<ReturnType<typeof shipped>>} what
 * @throws in one line what may not be shipped.
 */
export function noticeOf(root, { bundled, loaded, unused, hosts }) {
  const inside = bundled.map((one) => told(one, true))
  const beside = loaded.map((one) => told(one, false)).sort(byName)
  const { devDependencies = {}, optionalDependencies = {} } = readJson(path.join(root, 'package.json'))
  const under = hosts.map((name) => {
    const dir = path.join(root, 'node_modules', name)
    return told(
      { name, version: readJson(path.join(dir, 'package.json')).version, dir, bundles: [], files: [] },
      false,
    )
  })
  const runsOn = direct(root, [...hosts, ...Object.keys(optionalDependencies)])
  const here = new Set([...inside, ...beside, ...runsOn].map(({ name }) => name))
  const tools = direct(
    root,
    Object.keys(devDependencies).filter((name) => !here.has(name)),
  )
  return [
    'Sortie (空巡)',
    'Licensed under the Apache License, Version 2.0: see LICENSE.',
    '',
    'Who has Sortie has the following software too, each under its own licence; the texts are below. Written by',
    '`node scripts/notice.mjs` from what the bundler took into the build; a test holds it against the build.',
    '',
    "In Sortie's own files (window, workers of the window, program: services, command line and shell)",
    ...byLicence(inside),
    '',
    'Loaded from node_modules when it runs',
    ...byLicence(beside),
    ...(unused.length > 0
      ? [
          '',
          '  Installed with them and never loaded; who packs Sortie may leave it out:',
          ...unused.map(([name, needless]) => `    ${needless} (for ${name})`),
        ]
      : []),
    '',
    'What it runs on',
    ...runsOn.map((one) => `  ${titleOf(one)} (${one.license}): ${WITH_OWN_LIST[one.name] ?? ''}`),
    '',
    'Used to build and test, not part of the product',
    ...tools.map((one) => `  ${titleOf(one)} (${one.license})`),
    '',
    'Data',
    ...DATA.map((line) => `  ${line}`),
    '',
    'Texts of the licences',
    ...texts(root, [...inside, ...beside, ...under]),
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
  const file = path.join(root, 'NOTICE')
  const wanted = noticeOf(root, await shipped(root))
  if (!process.argv.includes('--check')) fs.writeFileSync(file, wanted)
  else if (fs.readFileSync(file, 'utf8') !== wanted) {
    process.stderr.write('NOTICE is not what the build holds: run node scripts/notice.mjs\n')
    process.exit(1)
  }
}
