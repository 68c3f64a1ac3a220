import type { Role } from '../../../core/people/role.ts'

type DemoPerson = {
  readonly id: string
  readonly name: string
  readonly roles: Role[]
  readonly unit: string
  readonly number: string
  readonly phone: string
}

const one = (n: number, name: string, role: Role, unit: string, number: string): DemoPerson => ({
  id: `0195aa00-0000-7000-8000-0000000009${String(n).padStart(2, '0')}`,
  name,
  roles: [role],
  unit,
  number,
  phone: '',
})

/** The demo's people, all of them invented; none has a passphrase: anybody may be any of them. */
export const DEMO_PEOPLE = {
  supervisor: one(1, '贺兰舟', 'supervisor', '禁毒大队', '041001'),
  operator: one(2, '孟青棠', 'operator', '无人机中队', 'CAAC-3107'),
  officer: one(3, '顾砚之', 'officer', '禁毒大队', '041017'),
  secondOfficer: one(4, '沈怀瑾', 'officer', '禁毒大队', '041023'),
  reader: one(5, '何一帆', 'reader', '应急管理局', ''),
} as const

/** Who somebody of the demo is to a session that says so. */
export const demoActor = (who: keyof typeof DEMO_PEOPLE): { name: string; role: Role } => {
  const { name, roles } = DEMO_PEOPLE[who]
  return { name, role: roles[0] ?? 'reader' }
}
