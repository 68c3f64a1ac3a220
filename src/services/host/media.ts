import type { Workspace } from '../../store/workspace.ts'

/** A file that goes out by the id of a document. */
export type Media = { readonly path: string; readonly mimeType: string; readonly size: number }

/** Finds the file of one form (`ID.form`; the original has none) of a document in the open workspace. */
export type MediaForm = (workspace: Workspace, id: string) => Media | null | Promise<Media | null>

/** Answers a reference `ID` or `ID.form` by the form that it names; null for what there is none of. */
export async function mediaBy(
  forms: Readonly<Record<string, MediaForm>>,
  workspace: Workspace | null,
  reference: string,
): Promise<Media | null> {
  const [, id = '', form = ''] = /^([0-9a-f-]{36})(?:\.([a-z]+))?$/.exec(reference) ?? []
  const find = Object.hasOwn(forms, form) ? forms[form] : undefined
  return workspace && id !== '' && find ? find(workspace, id) : null
}
