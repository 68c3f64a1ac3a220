import { isCreditCode } from '../../../src/core/site/creditCode.ts'
import { Enterprise } from '../../../src/core/site/enterprise.ts'
import type { Key } from '../../i18n/index.ts'

/** The enterprise that a new form starts from. */
export const emptyEnterprise = (id: string): Enterprise => ({
  id,
  name: { zh: '', en: '' },
  creditCode: '',
  address: '',
  licences: [],
  holdings: [],
  safetyOfficer: null,
  contacts: [],
  remarks: '',
})

/** What is wrong with a credit code, while it is typed; null when it holds. */
export function creditCodeProblem(code: string): Key | null {
  if (code === '') return 'enterprise.codeMissing'
  if (code.length !== 18) return 'enterprise.codeLength'
  return isCreditCode(code) ? null : 'enterprise.codeCheck'
}

export type Problems = { name: Key | null; creditCode: Key | null; rest: Key | null }

/** What keeps a form from being saved, in words; all null when nothing does. */
export function problemsOf(enterprise: Enterprise): Problems {
  const name = enterprise.name.zh.trim() === '' ? 'enterprise.nameMissing' : null
  const creditCode = creditCodeProblem(enterprise.creditCode)
  const rest = Enterprise.safeParse({
    ...enterprise,
    name: { zh: 'x', en: '' },
    creditCode: '91150000000000000C',
  })
  const bad =
    !rest.success &&
    rest.error.issues.some(({ path }) => path[0] !== 'creditCode' && path[0] !== 'name' && path[0] !== 'id')
  return { name, creditCode, rest: bad ? 'enterprise.rowsIncomplete' : null }
}
