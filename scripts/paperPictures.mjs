/** What Sortie prints, made by its own command line over a demo workspace, for the gallery. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const LANGUAGES = { zh: 'zh_CN.UTF-8', en: 'en_GB.UTF-8' }
const FLIGHT = '018f0000-0000-7000-8000-0000000f0001'
const ENTERPRISE = '砂泉岭酸业有限公司'
const MISSION = '2-sulfuric-acid-works-survey.json'

function sortie(root, home, language, args) {
  const done = spawnSync(process.execPath, [path.join(root, 'out/node/cli.mjs'), ...args], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, SORTIE_HOME: home, LC_ALL: LANGUAGES[language], LANG: LANGUAGES[language] },
  })
  if (done.status !== 0) throw new Error(`sortie ${args.join(' ')}: ${done.stderr}`)
  return done.stdout
}

/** A demo workspace in a folder, made once. */
function demoIn(root, home) {
  const dir = path.join(home, 'demo')
  if (!fs.existsSync(dir)) sortie(root, home, 'zh', ['workspace', 'demo', dir])
  return dir
}

/** The pages that are printed from the window, as HTML files in a language. */
export function printed(root, home, language) {
  const dir = demoIn(root, home)
  const file = (name) => path.join(home, `${name}-${language}.html`)
  const mission = path.join(root, 'missions/demo/missions', MISSION)
  sortie(root, home, language, ['export', mission, '--to', 'sheet', '--out', file('sheet')])
  sortie(root, home, language, [
    'report',
    'dossier',
    ENTERPRISE,
    '--out',
    file('report-dossier'),
    '--workspace',
    dir,
  ])
  sortie(root, home, language, [
    'report',
    'flight',
    FLIGHT,
    '--out',
    file('report-flight'),
    '--workspace',
    dir,
  ])
  return ['sheet', 'report-dossier', 'report-flight'].map((name) => ({ name, file: file(name) }))
}

/** The demo's papers as pictures of their first pages, in a folder; none where the programs that make them are not at hand. */
export function papers(root, home, folder) {
  const has = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
  if (!has('soffice') || !has('pdftoppm')) {
    process.stderr.write('no pictures of papers: soffice and pdftoppm make them, and are not both here\n')
    return []
  }
  const dir = demoIn(root, home)
  const list = JSON.parse(sortie(root, home, 'zh', ['paper', 'list', '--workspace', dir, '--json']))
  return list.map(({ id }, i) => {
    const name = `paper-${String(i + 1).padStart(2, '0')}`
    const docx = path.join(home, `${name}.docx`)
    sortie(root, home, 'zh', ['paper', 'open', id, '--out', docx, '--workspace', dir])
    spawnSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', home, docx], { stdio: 'ignore' })
    const picture = path.join(folder, name)
    spawnSync('pdftoppm', [
      '-r',
      '80',
      '-png',
      '-f',
      '1',
      '-l',
      '1',
      '-singlefile',
      path.join(home, `${name}.pdf`),
      picture,
    ])
    return `${picture}.png`
  })
}
