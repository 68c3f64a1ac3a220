import type { PersonRef } from './person.ts'

/**
 * Steps that a second person should look at: what is closed, and what is deleted. Where one is alone they go on, and the
 * entry says so (单人办理（未复核）).
 */
export const needsSecond = (action: string): boolean =>
  /\.remove$|^retention\.delete$|[:.]closed?$/.test(action)

type Acting = { readonly name: string; readonly personId?: string | undefined }

/** Whether somebody is whom a document names: by the person where both say it, else by the name. */
export const isSamePerson = (acting: Acting, named: PersonRef | { readonly name: string }): boolean =>
  'personId' in named && named.personId !== null && acting.personId !== undefined
    ? named.personId === acting.personId
    : named.name === acting.name

/**
 * Whether somebody may close what another recorded as put right: who recorded the enterprise's report does not. `alone`:
 * they may, since there is nobody else, and it is marked; `same`: they may not.
 */
export function mayClose(
  acting: Acting,
  recordedBy: PersonRef | { readonly name: string } | null,
  isAlone: boolean,
): 'another' | 'alone' | 'same' {
  if (isAlone) return 'alone'
  return recordedBy !== null && isSamePerson(acting, recordedBy) ? 'same' : 'another'
}
