import { spawnSync } from 'node:child_process'

/** The first of some ways to call a program that answers; null where none does. */
function answering(ways: readonly (readonly [string, ...string[]])[]): string | null {
  for (const [program, ...args] of ways) {
    const { status } = spawnSync(program, args, { encoding: 'utf8' })
    if (status === 0) return program
  }
  return null
}

const ASKED = ['-c', 'import openpyxl'] as const
/** A Python that has openpyxl, an independent reader of workbooks; null where there is none on this machine. */
export const pythonWithOpenpyxl: string | null = answering([
  ['python3', ...ASKED],
  ['/usr/bin/python3', ...ASKED],
])

const ASKED_DOCX = ['-c', 'import docx'] as const
/** A Python that has python-docx, an independent reader of text documents; null where there is none on this machine. */
export const pythonWithDocx: string | null = answering([
  ['python3', ...ASKED_DOCX],
  ['/usr/bin/python3', ...ASKED_DOCX],
])

/** LibreOffice, where `pdftotext` of poppler is at hand too, which reads what it makes; null where either is missing. */
export const libreOffice: string | null =
  answering([['pdftotext', '-v']]) && answering([['soffice', '--version']])

/** What a program says of what it is asked, as JSON it prints. */
export function saidBy<T>(program: string, args: readonly string[]): T {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as T
}

/** All of a workbook as openpyxl reads it: by sheet, rows of values; days and times as ISO texts. */
export const OPENPYXL_ROWS = `
import json, sys, datetime, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
plain = lambda v: v.isoformat(sep=' ') if isinstance(v, datetime.datetime) else v
print(json.dumps({s.title: {
  'rows': [[plain(c) for c in r] for r in s.iter_rows(values_only=True)],
  'types': [[c.data_type for c in r] for r in s.iter_rows()],
  'frozen': s.freeze_panes, 'filter': s.auto_filter.ref, 'protected': bool(s.protection.sheet),
  'open': [c.coordinate for r in s.iter_rows() for c in r if not c.protection.locked],
  'choices': [[str(v.sqref), v.formula1] for v in s.data_validations.dataValidation],
} for s in book.worksheets}))
`

/** A Python without more; null where there is none on this machine. */
export const python: string | null = answering([['python3', '-c', '']])

/** What Python's own hashlib and zipfile find amiss with a BagIt bag, a folder or a ZIP: names by kind. */
export const BAG_READER = `
import hashlib, json, os, sys, zipfile
where = sys.argv[1]
if os.path.isdir(where):
    names = [os.path.relpath(os.path.join(d, f), where) for d, _, files in os.walk(where) for f in files]
    opened = lambda name: open(os.path.join(where, name), 'rb')
else:
    archive = zipfile.ZipFile(where)
    top = archive.namelist()[0].split('/')[0] + '/'
    names = [name[len(top):] for name in archive.namelist()]
    opened = lambda name: archive.open(top + name)
def sha(name):
    hashed = hashlib.sha256()
    with opened(name) as file:
        for piece in iter(lambda: file.read(1 << 20), b''):
            hashed.update(piece)
    return hashed.hexdigest()
listed = {}
for manifest in ('manifest-sha256.txt', 'tagmanifest-sha256.txt'):
    for line in opened(manifest).read().decode('utf-8').splitlines():
        listed[line[66:]] = line[:64]
print(json.dumps({
  'missing': sorted(set(listed) - set(names)),
  'added': sorted(set(names) - set(listed) - {'tagmanifest-sha256.txt'}),
  'changed': sorted(name for name in names if name in listed and sha(name) != listed[name]),
}))
`

/** GDAL's reader of geodata; null where it is not on this machine. */
export const ogrinfo: string | null = answering([['ogrinfo', '--version']])

/** All that a program says, of what went wrong too. */
export function textBy(program: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  return stdout + stderr
}

/** Whether poppler is at hand, which reads PDF and draws its pages. */
export const hasPoppler: boolean =
  answering([['pdftotext', '-v']]) !== null && answering([['pdftoppm', '-v']]) !== null

/** A reader of square codes; null where there is none on this machine. */
export const zbarimg: string | null = answering([['zbarimg', '--version']])
