/** How the commands that are loaded late are called; here, so that `--help` need not load them. */
export const WORKSPACE_USAGE =
  'sortie workspace create DIR | demo DIR | verify DIR [--head STATION:SEQ:HASH|"CODE ON A PAPER"]… | backup DIR [TO] | restore DIR FROM | send DIR --to FILE [--since RECEIPT] [--originals all|none] | receive DIR --from FILE [--receipt FILE] [--accept CODE[,CODE]] | stations DIR | accept DIR CODE [--name NAME] | renew DIR | journal DIR [--person NAME] [--object NAME|ID] [--kind KIND] [--day YYYY-MM-DD] [--last N]   [--as NAME --passphrase-file F] [--json]'
export const SERVE_USAGE = 'sortie serve [--workspace DIR] [--port N] [--no-open]'
const RELEASE = '[--release "REASON" --release-by NAME --release-role ROLE [--emergency-basis "TEXT"]]'
export const UPLOAD_USAGE = `sortie upload mission.json --link udp:HOST:PORT|udpin:HOST:PORT|tcp:HOST:PORT|serial:DEV:BAUD [--system N] [--key FILE] [--record FILE.tlog] ${RELEASE} [--json]`
export const DOWNLOAD_USAGE =
  'sortie download --link udp:HOST:PORT|udpin:HOST:PORT|tcp:HOST:PORT|serial:DEV:BAUD [--system N] [--key FILE] [--record FILE.tlog] --out mission.json [--json]'
export const PARAMS_USAGE =
  'sortie params --link udp:HOST:PORT|udpin:HOST:PORT|tcp:HOST:PORT|serial:DEV:BAUD [--system N] [--key FILE] [--record FILE.tlog] [--out FILE.param] [--mission mission.json] [--json]'
export const DRAW_USAGE = 'sortie draw replay FILE [--commitment HASH] [--json]'
export const LOG_USAGE = 'sortie log FILE… [--track OUT.geojson] [--source NAME] [--json]'
export const FIX_USAGE = 'sortie fix mission.json [--rule R] --out mission.json [--json]'
export const INGEST_USAGE =
  'sortie ingest --workspace DIR [--flight ID] [--zone [CAMERA=]ZONE]… [--source NAME] [--as NAME --passphrase-file F] FILE|FOLDER… [--json]'
export const SELF_CHECK_USAGE =
  'sortie self-check form --workspace DIR --enterprise NAME|CODE --from DAY --to DAY --out FILE.xlsx | read --workspace DIR FILE.xlsx [--dry-run]   [--as NAME --passphrase-file F] [--json]'
