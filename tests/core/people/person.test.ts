import { describe, expect, it } from 'vitest'
import { Person, PersonRef, refTo } from '../../../src/core/people/person.ts'

const person = {
  id: '019a0000-0000-7000-8000-000000000001',
  name: '罗沙',
  roles: ['supervisor'],
  unit: '禁毒大队',
  number: '040117',
  phone: '',
  joinedAtMs: 1,
  leftAtMs: null,
  secret: null,
  recovery: null,
  sawAloneAtMs: null,
}

describe('a person', () => {
  it('has a name that says something, and each role once', () => {
    expect(Person.safeParse(person).success).toBe(true)
    for (const wrong of [
      { name: '  ' },
      { roles: [] },
      { roles: ['officer', 'officer'] },
      { roles: ['pilot'] },
      { roles: ['reader', 'officer'] },
      { joinedAtMs: -1 },
    ])
      expect(Person.safeParse({ ...person, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
  })

  it('is named by what a document keeps of them', () => {
    const named = refTo(Person.parse(person))
    expect(PersonRef.parse(named)).toEqual({ personId: person.id, name: '罗沙', number: '040117' })
  })
})
