/**
 * The journal is read by person, object, kind and day: what an entry says of these stands in columns generated from what was
 * hashed, so that nothing beside the entries could say otherwise.
 *
 * `kinds` names the kinds of the first documents of an entry and of its last one, each between spaces: what is of one kind
 * and long is whole, and no entry of ours has more kinds than that. `about_…` is what an entry is about that changed nothing.
 */
const FIRST = [0, 1, 2, 3, 4, 5, 6, 7]

const said = (value: string): string => `CASE WHEN json_valid(body) THEN ${value} END`
const column = (name: string, type: 'TEXT' | 'ANY', value: string): string =>
  `ALTER TABLE entry ADD COLUMN ${name} ${type} GENERATED ALWAYS AS (${said(value)}) VIRTUAL;`
const kindAt = (path: string): string => `coalesce(body ->> '${path}.aggregate', '')`
const kinds = [
  "'' ",
  ...FIRST.map((n) => kindAt(`$.changes[${n}]`)),
  kindAt('$.changes[#-1]'),
  kindAt('$.about'),
  "''",
]

export const migration0012 = `
${column('who', 'TEXT', "coalesce(body ->> '$.actor.personId', body ->> '$.actor.name')")}
${column('about_id', 'TEXT', "body ->> '$.about.id'")}
${column('kinds', 'TEXT', kinds.join(" || ' ' || "))}
CREATE INDEX entry_by_time ON entry(at_ms, arrival);
CREATE INDEX entry_by_person ON entry(who, arrival, at_ms, kinds);
CREATE INDEX entry_in_turn ON entry(arrival, at_ms, kinds);
CREATE INDEX entry_by_object ON entry(about_id, arrival) WHERE about_id IS NOT NULL;
`
