import { countedBy, unsettledBy } from './0006.ts'
import { any, stored, tableOf } from './0007aggregates.ts'

/** Numbers of papers: found by their text, and the last of each frame of a station from one index. */
export const migration0014 = [
  tableOf('paperNumber', [
    stored('said', 'text'),
    stored('station', 'series.station'),
    stored('frame', 'series.frame'),
    stored('counter', 'series.counter', 'ANY'),
    stored('borne_by', 'of.id'),
    any('is_voided', "coalesce(json_type(doc, '$.voided') = 'object', 0)"),
  ]),
  `CREATE INDEX paper_number_by_text ON paperNumber(said);
CREATE INDEX paper_number_in_turn ON paperNumber(station, frame, counter) WHERE counter IS NOT NULL;
CREATE INDEX paper_number_by_bearer ON paperNumber(borne_by);`,
  "INSERT INTO document_count (aggregate, n) VALUES ('paperNumber', 0);",
  unsettledBy('paperNumber', 'INSERT', 'new'),
  unsettledBy('paperNumber', 'UPDATE OF id, doc', 'new'),
  unsettledBy('paperNumber', 'DELETE', 'old'),
  countedBy('paperNumber', 'INSERT'),
  countedBy('paperNumber', 'DELETE'),
].join('\n')
