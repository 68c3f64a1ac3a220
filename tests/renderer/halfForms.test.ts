import fs from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { halfIn } from '../../renderer/desk/form/half.ts'

/**
 * What somebody types is kept while it is half a form (decisions 0093 and 0112). A component whose fields write into state of
 * its own loses it with its panel: it takes `useHalf` or `useForm`, or stands here with why not.
 */
const SECRET = 'a secret is kept nowhere'
const LOOKED_AT = 'says what is looked at, and nothing is written by it'
const NOT_KEPT: Readonly<Record<string, string>> = {
  'renderer/features/people/OwnSecrets.tsx OwnSecrets': SECRET,
  'renderer/features/people/PersonForm.tsx Fields': SECRET,
  'renderer/features/people/PersonRow.tsx Reset': SECRET,
  'renderer/features/people/SignIn.tsx SignIn': SECRET,
  'renderer/features/settings/WhoWorksHere.tsx WhoWorksHere':
    'is of one window: what is half said of who works there is found by nobody in another',
  'renderer/features/statistics/StatisticsPane.tsx StatisticsPane': LOOKED_AT,
  'renderer/features/sites/CoverageSection.tsx CoverageSection': LOOKED_AT,
  'renderer/features/findings/FindingList.tsx FindingList': LOOKED_AT,
  'renderer/features/missions/importQuestion.tsx ImportCards':
    'belongs to files that were brought in, which a page loaded anew does not have',
  'renderer/features/missions/patterns/PatternFigure.tsx Asked':
    'asks for one figure of an edit that waits for it, and is put away with it',
}

const root = path.resolve(import.meta.dirname, '../..')
type Node = { type: string; start: number; end: number; [member: string]: unknown }
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function* within(node: Node): Generator<Node> {
  yield node
  for (const member of Object.values(node))
    for (const one of Array.isArray(member) ? member : [member]) if (isNode(one)) yield* within(one)
}
const nameOf = (node: unknown): string =>
  isNode(node) && typeof node['name'] === 'string' ? node['name'] : ''

/** What `useState` gives to set a state with, in a component. */
const settersIn = (component: Node): string[] =>
  [...within(component)].flatMap((node) => {
    const { id, init } = node as { id?: Node; init?: Node }
    const isState = init?.type === 'CallExpression' && nameOf(init['callee']) === 'useState'
    const elements = isState && id?.type === 'ArrayPattern' ? (id['elements'] as unknown[]) : []
    return elements.length > 1 ? [nameOf(elements[1])] : []
  })

/** The components of a file of which a field writes into their own state, and those that ask for a secret. */
function read(file: string, code: string): { typed: string[]; secret: string[] } {
  const { program, errors } = parseSync(file, code, { lang: 'tsx' })
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const found = { typed: [] as string[], secret: [] as string[] }
  for (const statement of (program as unknown as { body: Node[] }).body) {
    const component = isNode(statement['declaration']) ? statement['declaration'] : statement
    const { declarations } = component as { declarations?: Node[] }
    const name = nameOf(component['id']) || nameOf(declarations?.[0]?.['id'])
    const setters = settersIn(component)
    const fields = [...within(component)].filter(
      (node) => node.type === 'JSXOpeningElement' && /Fields?$/.test(nameOf(node['name'])),
    )
    const writesState = (field: Node): boolean =>
      [...within(field)].some(({ type, name: of }) => type === 'Identifier' && setters.includes(String(of)))
    if (fields.some(writesState)) found.typed.push(name)
    const isSecret = ({ start, end }: Node): boolean => code.slice(start, end).includes('type="password"')
    if (fields.some(isSecret)) found.secret.push(name)
  }
  return found
}

/** What the small forms of a file keep, as it is written there. */
function keptIn(file: string, code: string): string[] {
  const { program } = parseSync(file, code, { lang: 'tsx' })
  return [...within(program as unknown as Node)].flatMap((node) =>
    node.type === 'CallExpression' && nameOf(node['callee']) === 'useHalf'
      ? [`${file}: ${code.slice(node.start, node.end)}`]
      : [],
  )
}

const files = fs
  .readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
  .map((name) => `renderer/${name}`)
const sourceOf = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')
const components = files.filter((file) => file.endsWith('.tsx') && !file.startsWith('renderer/ui/'))

describe('half a form', () => {
  it('is kept by every form with a field, but for those that say why not', () => {
    expect(components.length).toBeGreaterThan(150)
    const typed = components.flatMap((file) =>
      read(file, sourceOf(file)).typed.map((name) => `${file} ${name}`),
    )
    expect(typed.toSorted()).toEqual(Object.keys(NOT_KEPT).toSorted())
  })

  it('never has a secret in it', () => {
    const asking = components.flatMap((file) =>
      read(file, sourceOf(file)).secret.map((name) => `${file} ${name}`),
    )
    expect(asking.length).toBeGreaterThan(4)
    // What is typed there goes into the component's own state; that of a release, to the one place that has it apart.
    expect(asking.filter((one) => NOT_KEPT[one] !== SECRET)).toEqual([
      'renderer/features/missions/export/ReleaseFields.tsx ReleaseFields',
    ])
    // What a small form keeps, by name: nothing that a secret is called.
    const kept = files
      .filter((file) => /\.tsx?$/.test(file) && sourceOf(file).includes('useHalf('))
      .flatMap((file) => keptIn(file, sourceOf(file)))
    expect(kept.length).toBeGreaterThan(25)
    for (const form of kept) expect(form).not.toMatch(/passphrase|password|secret|\bcode\b/i)
  })

  it('is found by the check in whatever way it is written', () => {
    const lost = [
      'function A() { const [x, setX] = useState(""); return <TextField value={x} onChange={setX} /> }',
      'export function A() { const [x, setX] = useState(""); return <p><DateField onChange={(y) => setX(y)} /></p> }',
      'const A = () => { const [x, setX] = useState({ a: 1 }); return <AFields onChange={() => setX({ ...x })} /> }',
    ]
    for (const code of lost) expect(read('a.tsx', code).typed, code).toEqual(['A'])
    const kept =
      'function A() { const [{ x }, set] = useHalf("a", () => ({ x: "" })); return <TextField onChange={(y) => set({ x: y })} /> }'
    expect(read('a.tsx', kept).typed).toEqual([])
  })

  it('has of a draft only what the form has, in its kind', () => {
    const empty = { reason: '', heightM: null as number | null, ids: [] as string[] }
    expect(halfIn(empty, { reason: 'half', heightM: 3, ids: ['a'], gone: 1 })).toEqual({
      reason: 'half',
      heightM: 3,
      ids: ['a'],
    })
    for (const draft of [null, undefined, 'text', 3, { reason: 4, ids: {} }])
      expect(halfIn(empty, draft)).toEqual({})
  })
})
