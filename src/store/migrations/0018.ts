/** Footage in the order in which it is kept long enough, and that on which somebody laid a hold, or which is to be deleted. */
export const migration0018 = `
CREATE INDEX footage_by_age ON footage(doc ->> '$.importedAtMs', id) WHERE doc ->> '$.deletion' IS NULL;
CREATE INDEX footage_kept ON footage(id) WHERE doc ->> '$.holds' IS NOT NULL OR doc ->> '$.deletion' IS NOT NULL;
CREATE INDEX footage_deleted ON footage(sha256) WHERE doc ->> '$.deletion.done' IS NOT NULL;
`
