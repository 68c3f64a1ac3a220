import { EXPORT_FORMATS } from '../services/mission/exportFormats.ts'

/** How the commands are called; here, so that `--help` need not load them. */
export const PLAN_USAGE =
  'sortie plan --area A.geojson --pattern survey|perimeter|corridor|orbit [--spacing M | --camera ID --overlap % --sidelap %] [--height M] [--speed M/S] [--angle auto|DEG] [--standoff M] [--radius M] [--exclude Z.geojson] [--fence F.geojson] [--home LAT,LON] [--home-amsl M] [--rally R.geojson] [--vehicle ID] [--terrain DEM.tif] [--ground-min M --ground-max M] [--authorisation A.json] [--datum wgs84|gcj02|bd09] [--swap] [--split] --out mission.json [--json]'
export const CHECK_USAGE =
  'sortie check mission.json [--terrain DEM.tif] [--params FILE.param|.bin|.tlog] [--json]'
export const ROUTE_USAGE = 'sortie route mission.json [--geojson FILE] [--json]'
export const EXPORT_USAGE = `sortie export mission.json --to ${EXPORT_FORMATS.join('|')} --out FILE | --all-to DIR   [--release "REASON" --release-by NAME --release-role ROLE [--emergency-basis "TEXT"] [--release-code CODE | --release-passphrase-file F]] [--workspace DIR [--as NAME --passphrase-file F]]`
export const COMPARE_USAGE = 'sortie compare mission.json FILE [--json]'
export const IMPORT_USAGE =
  'sortie import FILE [--take N|NAME|all] [--home LAT,LON] [--home-amsl M] [--terrain DEM.tif] [--height M] [--datum wgs84|gcj02|bd09] [--swap] [--from-template] [--partial] --out mission.json [--json]'
export const WORKSPACE_USAGE =
  'sortie workspace create DIR | demo DIR | verify DIR [--head STATION:SEQ:HASH|"CODE ON A PAPER"]… | backup DIR [TO] [--keep N | --days N] | drill BACKUP | restore DIR FROM | send DIR --to FILE [--since RECEIPT] [--originals all|none] | receive DIR --from FILE [--receipt FILE] [--accept CODE[,CODE]] | stations DIR | accept DIR CODE [--name NAME] | renew DIR | journal DIR [--person NAME] [--object NAME|ID] [--kind KIND] [--day YYYY-MM-DD] [--last N]   [--as NAME --passphrase-file F] [--json]'
export const SERVE_USAGE = 'sortie serve [--workspace DIR] [--port N] [--no-open]'
const RELEASE = '[--release "REASON" --release-by NAME --release-role ROLE [--emergency-basis "TEXT"]]'
export const UPLOAD_USAGE = `sortie upload mission.json --link udp:HOST:PORT|udpin:HOST:PORT|tcp:HOST:PORT|serial:DEV:BAUD [--system N] [--key FILE] [--record FILE.tlog] ${RELEASE} [--json]`
export const DOWNLOAD_USAGE =
  'sortie download --link udp:HOST:PORT|udpin:HOST:PORT|tcp:HOST:PORT|serial:DEV:BAUD [--system N] [--key FILE] [--record FILE.tlog] --out mission.json [--json]'
export const PARAMS_USAGE =
  'sortie params --link udp:HOST:PORT|udpin:HOST:PORT|tcp:HOST:PORT|serial:DEV:BAUD [--system N] [--key FILE] [--record FILE.tlog] [--out FILE.param] [--mission mission.json] [--json]'
export const EVIDENCE_USAGE =
  'sortie evidence pack --workspace DIR --finding ID|--order ID|--flight ID|--enterprise ID --out FILE.zip|--folder DIR [--originals-for NAME --request "TEXT"] [--as NAME --passphrase-file F] | check BAG [--json] | list [--undelivered] [--finding ID|--order ID|--flight ID|--enterprise ID] | hand-over BAG --to NAME --scan FILE|--reason "TEXT" [--at TIME] [--bag FILE|FOLDER] | withdraw BAG --reason "TEXT"   --workspace DIR [--as NAME --passphrase-file F] [--json]'
export const RETENTION_USAGE =
  'sortie retention list [due|asked|held|deleted] | hold|release|ask ID… --reason "TEXT" | delete ID… [--reason "TEXT"]  --workspace DIR [--as NAME --passphrase-file F] [--json]'
export const DRAW_USAGE = 'sortie draw replay FILE [--commitment HASH] [--json]'
export const LOG_USAGE = 'sortie log FILE… [--track OUT.geojson] [--source NAME] [--json]'
export const FIX_USAGE = 'sortie fix mission.json [--rule R] --out mission.json [--json]'
export const MISSION_USAGE =
  'sortie mission reshoot FINDING… --workspace DIR [--vehicle ID] [--camera ID] [--home LAT,LON [--home-amsl M]] [--out mission.json] | application FILE…|ID… [--workspace DIR]   [--as NAME --passphrase-file F] [--json]'
export const INGEST_USAGE =
  'sortie ingest --workspace DIR [--flight ID] [--zone [CAMERA=]ZONE]… [--source NAME] [--as NAME --passphrase-file F] FILE|FOLDER… [--json]'
export const TAKE_IN_USAGE =
  'sortie import-table enterprises|sites|people FILE --workspace DIR [--dry-run] [--enterprise NAME|CODE] [--datum wgs84|gcj02|bd09] [--swap] [--passphrases OUT.csv] [--as NAME --passphrase-file F] [--json]'
export const SELF_CHECK_USAGE =
  'sortie self-check form --workspace DIR --enterprise NAME|CODE --from DAY --to DAY --out FILE.xlsx | read --workspace DIR FILE.xlsx [--dry-run]   [--as NAME --passphrase-file F] [--json]'
export const PAPER_USAGE =
  'sortie paper list | make KIND --visit ID|--order ID|--finding ID|--campaign ID|--enterprise ID|--mission ID --out FILE.docx | open NO|ID --out FILE.docx | take-back NO|ID FILE.docx | sign NO|ID --scan FILE|--reason "TEXT" | serve NO|ID --scan FILE|--reason "TEXT" --at TIME [--how direct|lien|entrusted|post|electronic|notice] [--receipt TEXT] | void NO|ID --reason "TEXT" | template tags | template export KIND --out FILE.docx | template check FILE.docx | template put KIND FILE.docx   --workspace DIR [--as NAME --passphrase-file F] [--json]'
export const REPORT_USAGE =
  'sortie report flight ID | before-after FINDING [--before SIGHTING] [--after SIGHTING] | dossier NAME|CODE|ID --workspace DIR --out FILE.pdf|FILE.html [--unmasked "REASON"]   [--as NAME --passphrase-file F] [--json]'
export const REGISTER_USAGE =
  'sortie register enterprises|sites|findings|orders|flights|visits --workspace DIR --out FILE [--format xlsx|csv|geojson|gpkg] [--text TEXT] [--enterprise NAME|CODE] [--open] [--overdue]   [--as NAME --passphrase-file F] [--json]'
export const POLICY_USAGE = 'sortie policy check FILE | show   [--json]'
export const SUPPORT_USAGE =
  'sortie support --workspace DIR [--verify] [--out FILE.txt]   [--as NAME --passphrase-file F] [--json]'
export const UPDATE_USAGE = 'sortie update [--from FOLDER|ADDRESS --key KEY] [--out FILE] [--json]'
