/** The hash of each small picture and whole track, by what it is and the original that it was made of. */
export const migration0005 = `
CREATE TABLE derived_file (
  kind TEXT NOT NULL CHECK (kind IN ('poster', 'track')),
  of_sha256 TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (kind, of_sha256)
) STRICT, WITHOUT ROWID;
`
