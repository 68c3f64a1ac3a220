import { fillIn, type Language } from '../words/words.ts'

/** What the command line says, in both languages; Chinese where the system is Chinese. */
type Words = Record<string, { en: string; zh: string }>

/** Figures stand in single braces; the rest is as in `fillIn`. */
export const WORDS = {
  usage: { en: 'usage: {usage}', zh: '用法：{usage}' },
  unknown_command: {
    en: 'unknown command “{name}”: one of {known}; `sortie COMMAND --help` tells more',
    zh: '没有命令“{name}”：可用 {known}；`sortie 命令 --help` 查看说明',
  },
  bad_option: {
    en: '{command}: {problem}; see `sortie {command} --help`',
    zh: '{command}：{problem}；见 `sortie {command} --help`',
  },
  missing_option: {
    en: '{command}: {option} is needed; see `sortie {command} --help`',
    zh: '{command}：缺少 {option}；见 `sortie {command} --help`',
  },
  bad_value: {
    en: '{option}: “{value}” is not {wanted}',
    zh: '{option}：“{value}”不是{wanted}',
  },
  clock_behind: {
    en: 'this computer’s clock shows {now}, and the newest entry of the journal was made at {newest}: set the clock right first, deadlines and the order of what was done go by it',
    zh: '本机时钟为 {now}，而操作留痕中最新一条的时间是 {newest}：请先校准时钟，期限和先后顺序都以它为准',
  },
  wanted_day: { en: 'a day as YYYY-MM-DD', zh: '日期 YYYY-MM-DD' },
  list_comma: { en: ', ', zh: '、' },
  journal_none: { en: 'no entry is like that', zh: '没有符合条件的操作留痕' },
  evidence_packed: {
    en: '{file}: {files} {files|file|files}, {megabytes} MB; SHA-256 of its manifest {manifest}',
    zh: '{file}：{files} 个文件，{megabytes} MB；清单文件 SHA-256 {manifest}',
  },
  retention_none: { en: 'none', zh: '没有' },
  retention_until: { en: 'kept until {day}', zh: '保存至 {day}' },
  retention_asked: { en: '{by} asked to delete it: {reason}', zh: '{by} 提出删除：{reason}' },
  retention_done: { en: '{by} looked at it and deleted it', zh: '{by} 复核并删除' },
  retention_done_alone: {
    en: '{by} deleted it alone, nobody else looked at it',
    zh: '{by} 删除，单人办理（未复核）',
  },
  retention_still_here: { en: 'the original is still here', zh: '原件仍在本机' },
  retention_hold: { en: '{n} {n|original is|originals are} held', zh: '已留存 {n} 个原件' },
  retention_release: { en: '{n} {n|hold is|holds are} released', zh: '已解除 {n} 个原件的留存' },
  retention_ask: {
    en: 'asked to delete {n} {n|original|originals}: somebody else has to look at {n|it|them}',
    zh: '已提出删除 {n} 个原件，须由另一人复核',
  },
  retention_deleted: {
    en: '{n} {n|original is|originals are} deleted; {n|its record|their records} and hash stay',
    zh: '已删除 {n} 个原件，记录与哈希保留',
  },
  retention_in_backup: { en: 'a backup still holds a copy: {name}', zh: '备份中仍有副本：{name}' },
  retention_at_station: {
    en: 'another station may still hold a copy: {name}',
    zh: '其他工作站可能仍有副本：{name}',
  },
  retention_in_bag: {
    en: 'package {name}, which {to} has, holds a copy',
    zh: '已移交{to}的证据包中有副本：{name}',
  },
  retention_in_old_bag: {
    en: 'package {name}, which was withdrawn, may still hold a copy',
    zh: '已作废的证据包中可能仍有副本：{name}',
  },
  retention_exported: { en: 'a copy left as {name}', zh: '曾导出副本：{name}' },
  bags_none: {
    en: 'no evidence packages yet: sortie evidence pack makes one',
    zh: '还没有证据包：sortie evidence pack 可制作一个',
  },
  bags_none_waiting: {
    en: 'no evidence package waits to be handed over',
    zh: '没有待移交的证据包',
  },
  bag_files: {
    en: '{files} {files|file|files}, {megabytes} MB',
    zh: '{files} 个文件，{megabytes} MB',
  },
  bag_unknown: {
    en: '{count} {count|package is|packages are} called {bag}: name one by its id (sortie evidence list)',
    zh: '名称为 {bag} 的证据包有 {count} 个：请用 sortie evidence list 列出的 ID 指定',
  },
  bag_whole: {
    en: 'complete and valid: {files} {files|file|files}, {megabytes} MB',
    zh: '完整有效：{files} 个文件，{megabytes} MB',
  },
  bag_broken: { en: 'NOT as it was packed:', zh: '与打包时不一致：' },
  bag_missing: { en: 'missing: {what}', zh: '缺失：{what}' },
  bag_added: { en: 'not listed: {what}', zh: '清单中没有：{what}' },
  bag_changed: { en: 'changed: {what}', zh: '被改动：{what}' },
  bag_renamed: { en: 'renamed: {what}, now {to}', zh: '被改名：{what}，现为 {to}' },
  bad_head: { en: '--head: {why}', zh: '--head：{why}' },
  wanted_name: { en: 'a name or number', zh: '姓名或编号' },
  passphrase_of: { en: 'Passphrase of {name}: ', zh: '{name}的口令：' },
  no_passphrase: { en: 'no passphrase was given', zh: '未输入口令' },
  no_passphrase_in: {
    en: '{file}: its first line is empty; it is to hold the passphrase',
    zh: '{file}：首行为空；口令应写在首行',
  },
  no_release_proof: {
    en: '{option} is for a workspace: name it with --workspace',
    zh: '{option} 用于工作区：请用 --workspace 指定',
  },
  reshoot_made: {
    en: 'Mission “{name}” ({id}): {shots} {shots|picture|pictures} to be taken again',
    zh: '任务“{name}”（{id}）：复拍 {shots} 张',
  },
  reshoot_verdict: {
    en: 'Verdict: {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {unknown} unknown',
    zh: '校核：错误 {errors}，警告 {warnings}，未知 {unknown}',
  },
  swapped_home: {
    en: '--home: “{value}” has the longitude first; write LAT,LON',
    zh: '--home：“{value}”经度在前了；请写成 纬度,经度',
  },
  cannot_read: { en: '{file}: cannot be read ({problem})', zh: '{file}：无法读取（{problem}）' },
  cannot_write: { en: '{file}: cannot be written ({problem})', zh: '{file}：无法写入（{problem}）' },
  terrain_elsewhere: {
    en: '{file}: the elevation model does not cover the mission; give one that does',
    zh: '{file}：高程模型不包括任务所在地；请提供覆盖该地的文件',
  },
  unreadable_file: {
    en: '{file}: {problem}{at}; give a file of the kind that this command takes',
    zh: '{file}：{problem}{at}；请提供本命令可读的文件',
  },
  /** The reason says what to do by itself. */
  unreadable_said: { en: '{file}: {problem}{at}', zh: '{file}：{problem}{at}' },
  swapped_file: {
    en: '{file}: latitude and longitude seem to be exchanged{at}; if they are, read it with --swap',
    zh: '{file}：经纬度似乎写反{at}；如属实请加 --swap 对调读取',
  },
  partly_readable: {
    en: '{file}: {count} {count|part|parts} of the mission cannot be read, the first: {problem}{at}; mend the file, or take what can be read with --partial',
    zh: '{file}：任务有 {count} 处无法读取，第一处：{problem}{at}；请修改文件，或用 --partial 只取可读部分',
  },
  several_routes: {
    en: '{file}: it has {count} {count|route|routes}; choose one with --take N|NAME|all: {list}',
    zh: '{file}：含 {count} 条航线；请用 --take 序号|名称|all 选择：{list}',
  },
  take_unknown: {
    en: '{file}: there is no route “{take}”; --take one of: {list}',
    zh: '{file}：没有航线“{take}”；--take 可选：{list}',
  },
  heights_mixed: {
    en: '{file}: of {of} {of|point|points}, {count} {count|has|have} no height, or one over something else than the rest; give one height over take-off for all with --height M, or mend the file',
    zh: '{file}：{of} 个航点中有 {count} 个缺少高度或高度基准不一致；请用 --height 米 统一指定相对起飞点高度，或修改文件',
  },
  needs_home: {
    en: '{file}: it does not say where home is; give it with --home LAT,LON',
    zh: '{file}：未说明返航点；请用 --home 纬度,经度 指定',
  },
  needs_home_height: {
    en: '{file}: {count} {count|height is|heights are} over the sea ({heights} m); give that of take-off with --home-amsl M or --terrain DEM.tif, or one height over take-off for all with --height M',
    zh: '{file}：{count} 个高度为海拔高度（{heights} 米）；请用 --home-amsl 米 或 --terrain DEM.tif 给出起飞点海拔，或用 --height 米 统一指定相对起飞点高度',
  },
  unsafe: {
    en: 'held back: {rules} ({codes}); mend the mission (`sortie check` tells where), or release it with --release, --release-by and --release-role',
    zh: '未放行：{rules}（{codes}）；请修改任务（`sortie check` 指出位置），或用 --release、--release-by、--release-role 例外放行',
  },
  format_cannot_hold: {
    en: 'not exported: {format} cannot hold this mission ({problem}{at}); choose another format, or change the mission',
    zh: '未导出：{format} 无法容纳此任务（{problem}{at}）；请换格式或修改任务',
  },
  needs_emergency_basis: {
    en: 'held back: {rule} is released only with --emergency-basis',
    zh: '未放行：{rule} 只能凭应急依据放行，请加 --emergency-basis',
  },
  unknown_vehicle: {
    en: '--vehicle: “{id}” is not known; one of {known}',
    zh: '--vehicle：没有“{id}”；可用 {known}',
  },
  unknown_camera: {
    en: '--camera: “{id}” is not known; one of {known}',
    zh: '--camera：没有“{id}”；可用 {known}',
  },
  unknown_export: {
    en: '--to: “{format}” is not known in this version; one of {known}',
    zh: '--to：此版本没有“{format}”；可用 {known}',
  },
  same_route: { en: 'the same route', zh: '航线一致' },
  nothing_planned: {
    en: '{file}: nothing was written: {problem}',
    zh: '{file}：未写入：{problem}',
  },
  mission_too_large: {
    en: '{file}: more than one mission holds ({problem}{at}); split the areas, or simplify their outlines',
    zh: '{file}：超出单个任务的容量（{problem}{at}）；请拆分区域或简化轮廓',
  },
  planning: {
    en: 'planning; corners: {corners} (Ctrl-C ends it)',
    zh: '正在规划：{corners} 个拐点（Ctrl-C 结束）',
  },
  splitting: { en: 'splitting by batteries', zh: '正在按电池拆分' },
  cannot_split: {
    en: '{file}: cannot be split: too far from take-off, or a single leg is too long for a battery; no parts were written',
    zh: '{file}：无法拆分：离起飞点过远，或单段超出一块电池；未写入分段',
  },
  older_part: {
    en: '{file}: is a part of an earlier split; remove it',
    zh: '{file}：是以前拆分留下的分段，请删除',
  },
  not_safe_yet: { en: '{file} has errors: {rule}: {words}', zh: '{file} 有错误：{rule}：{words}' },
  unknown_rule: {
    en: '--rule: “{rule}” is not known; one of {known}',
    zh: '--rule：没有“{rule}”；可用 {known}',
  },
  fixed: { en: 'fixed: {rule}: {words}', zh: '已修正：{rule}：{words}' },
  fixed_part: { en: 'fixed in part {part}: {rule}: {words}', zh: '第 {part} 段已修正：{rule}：{words}' },
  fix_cut: {
    en: '{file}: so large a mission is not mended in one go; run `sortie fix` on it again to go on',
    zh: '{file}：任务过大，一次未能全部修正；请对其再次运行 `sortie fix`',
  },
  nothing_to_fix: {
    en: '{file}: nothing that the verdict offers helps; it is written as it was',
    zh: '{file}：没有可用的修正；已按原样写入',
  },
  left_out: { en: 'left out: {format}: {why}', zh: '未写出：{format}：{why}' },
  read_back_same: { en: 'wrote {file}, read back the same', zh: '已写入 {file}，读回一致' },
  read_back_differs: {
    en: 'wrote {file}, and something else was read back: do not use it',
    zh: '已写入 {file}，但读回内容不同：请勿使用',
  },
  not_with: { en: '{option} does not go with {other}', zh: '{option} 不能与 {other} 同用' },
  wrote: { en: 'wrote {file}', zh: '已写入 {file}' },
  note: { en: 'note: {where}{words}', zh: '提示：{where}{words}' },
  note_error: { en: 'error: {where}{words}', zh: '错误：{where}{words}' },
  verdict_ok: {
    en: 'safe: no errors, {warnings} {warnings|warning|warnings}, {unknown} unknown',
    zh: '可飞：无错误，警告 {warnings}，未知 {unknown}',
  },
  verdict_bad: {
    en: 'not safe: {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {unknown} unknown',
    zh: '不可飞：错误 {errors}，警告 {warnings}，未知 {unknown}',
  },
  release_beside: { en: 'the release is kept in {file}', zh: '例外放行记录保存在 {file}' },
  bad_link: {
    en: '--link: “{link}” is no address; write udp:HOST:PORT, udpin:HOST:PORT, tcp:HOST:PORT or serial:DEVICE:BAUD',
    zh: '--link：“{link}”不是地址；请写 udp:主机:端口、udpin:主机:端口、tcp:主机:端口 或 serial:设备:波特率',
  },
  link_not_opened: { en: '{link}: cannot be opened ({problem})', zh: '{link}：无法打开（{problem}）' },
  no_vehicle: {
    en: '{link}: no vehicle answers; see that it is on, and that the address is its own',
    zh: '{link}：没有飞行器应答；请确认已开机且地址正确',
  },
  other_vehicles: {
    en: '--system {system} does not answer; these do: {systems}',
    zh: '--system {system} 没有应答；应答的有：{systems}',
  },
  several_vehicles: {
    en: 'several vehicles answer ({systems}); choose one with --system',
    zh: '有多架飞行器应答（{systems}）；请用 --system 选择',
  },
  vehicle_firmware: {
    en: 'the vehicle is neither ArduPilot nor PX4; its lists are not known here',
    zh: '飞行器既不是 ArduPilot 也不是 PX4，无法上传',
  },
  vehicle_armed: {
    en: 'nothing uploaded: the vehicle is armed or in the air; upload on the ground, disarmed',
    zh: '未上传：飞行器已解锁或在空中；请在地面上锁状态下上传',
  },
  vehicle_cannot_hold: {
    en: 'the vehicle cannot hold a {kind}: nothing was sent',
    zh: '飞行器不支持 {kind}，未发送任何内容',
  },
  mission_refused: {
    en: 'the vehicle refused the {kind} ({result} at item {item}); it keeps what it had',
    zh: '飞行器拒绝 {kind}（{result}，第 {item} 项）；原任务保留',
  },
  link_stalled: {
    en: 'no answer for {seconds} s during the {kind}; the vehicle keeps what it had, try again nearer',
    zh: '{kind} 传送中 {seconds} 秒没有应答；飞行器保留原任务，请靠近后重试',
  },
  link_cut: {
    en: 'the link broke during the {kind} ({problem}); the vehicle keeps what it had',
    zh: '{kind} 传送中链路中断（{problem}）；飞行器保留原任务',
  },
  link_cancelled: {
    en: 'cancelled during the {kind}: the vehicle was told, and keeps what it had',
    zh: '{kind} 传送已取消：已告知飞行器，原任务保留',
  },
  link_called_off: {
    en: 'cancelled before anything was sent: the vehicle keeps what it had',
    zh: '已取消，尚未发送任何内容：飞行器原任务保留',
  },
  list_unconfirmed: {
    en: 'all of the {kind} was sent but not confirmed ({problem}): the vehicle may hold the old or the new one; read it back with `sortie download` before flying',
    zh: '{kind} 已全部发出但未获确认（{problem}）：机上可能是旧的也可能是新的，起飞前请用 `sortie download` 回读核对',
  },
  half_uploaded: {
    en: 'the vehicle holds the new {replaced}, but the {kind} did not arrive ({problem}); do not fly, upload again',
    zh: '机上 {replaced} 已是新的，但 {kind} 未送达（{problem}）；请勿飞行，重新上传',
  },
  not_read_back: {
    en: 'the {kind} was sent but could not be read back ({problem}); do not fly, upload again',
    zh: '{kind} 已发出但无法回读（{problem}）；请勿飞行，重新上传',
  },
  no_params: {
    en: 'vehicle {system} answers no question about its parameters',
    zh: '飞行器 {system} 不回答参数查询',
  },
  record_broke: {
    en: 'the record {file} broke off ({problem}); the link went on without it',
    zh: '记录 {file} 中断（{problem}）；链路未受影响',
  },
  params_unread: {
    en: 'not checked, the vehicle did not tell: {names}',
    zh: '飞行器未回答，未核对：{names}',
  },
  params_kept: {
    en: '{file} holds what vehicle {system} is set to: `sortie check` judges by it',
    zh: '飞行器 {system} 的参数已写入 {file}：`sortie check` 将据此校核',
  },
  params_read: {
    en: '{count} {count|parameter|parameters} that the verdict reckons with, of vehicle {system}',
    zh: '飞行器 {system} 的 {count} 项与校核有关的参数',
  },
  params_compared: {
    en: 'parameters of {file}: {count} compared, {missing} not in it',
    zh: '{file} 的参数：已核对 {count} 项，其中没有 {missing} 项',
  },
  params_asked: { en: 'parameters: {done} of {of}', zh: '参数：{done}/{of}' },
  held_differs: {
    en: 'the vehicle holds something else than was sent: {kind} item {seq}, {field} {sent} became {held}; do not fly it',
    zh: '飞行器所存与所传不一致：{kind} 第 {seq} 项 {field} 由 {sent} 变为 {held}；请勿飞行',
  },
  lens_wide: { en: 'wide', zh: '广角' },
  lens_zoom: { en: 'zoom', zh: '变焦' },
  lens_thermal: { en: 'thermal', zh: '热成像' },
  lens_visible: { en: 'visible light', zh: '可见光' },
  log_lens: {
    en: '  lens: {kind}, {across}° across, digital zoom {zoom}',
    zh: '  镜头：{kind}，水平视场 {across}°，数码变焦 {zoom}',
  },
  log_target: {
    en: '  laser target: {at}, {distance} m away, {amsl} m above sea level',
    zh: '  激光测距目标：{at}，距离 {distance} 米，海拔 {amsl} 米',
  },
  log_line: {
    en: '{file}: {kind}, begins {start}, {duration} s, {distance} m, {points} {points|point|points}, clock ahead {clock} s, {device}, at {at}',
    zh: '{file}：{kind}，开始 {start}，{duration} 秒，{distance} 米，{points} 点，时钟超前 {clock} 秒，{device}，位置 {at}',
  },
  at_own: { en: '{at} (own)', zh: '{at}（自带）' },
  at_track: { en: '{at} (by the track)', zh: '{at}（按航迹）' },
  no_pdf_of_it: {
    en: '{file}: this format is no paper; give it its own ending',
    zh: '{file}：此格式不能输出为 PDF；请使用其自身的扩展名',
  },
  printed_as_page: {
    en: 'no Chromium here to print with: wrote {file}; open it and print it as PDF (SORTIE_CHROMIUM names a browser)',
    zh: '本机没有可用的 Chromium 打印：已写入 {file}，请打开后打印为 PDF（可用 SORTIE_CHROMIUM 指定浏览器）',
  },
  report_written: {
    en: 'wrote {file}, with {pictures} {pictures|picture|pictures}',
    zh: '已写入 {file}，含影像 {pictures} 张',
  },
  nothing_to_ingest: { en: '{file}: no files there', zh: '{file}：没有文件' },
  ingested: {
    en: '{files} {files|file|files} in the vault, {matched} of them with {matched|its|their} flight; {known} {known|was|were} there already',
    zh: '已入库 {files} 个文件，其中 {matched} 个已归入架次；{known} 个已在库中',
  },
  reading: { en: 'reading: {percent} %', zh: '读取中：{percent} %' },
  looking: { en: 'looking at the files: {percent} %', zh: '查看文件：{percent} %' },
  copying: { en: 'copying: {percent} %', zh: '入库中：{percent} %' },
  stopped: { en: 'stopped: nothing was written', zh: '已停止：未写入任何内容' },
  cancelled: { en: 'stopped: nothing was brought in', zh: '已停止：未入库任何文件' },
  ingest_stopped_here: {
    en: 'stopped: the {files} {files|file brought so far is|files brought so far are} in the vault, {left} {left|is|are} left; run it again to go on',
    zh: '已停止：已带入的 {files} 个文件已在库中，还剩 {left} 个；再次运行可继续',
  },
  no_flight: { en: '{file}: belongs to no flight by its time', zh: '{file}：按时间不属于任何架次' },
  far_from_flight: {
    en: '{file}: its time fits a flight, but its place is more than 2 km away; choose one with --flight if it is of it',
    zh: '{file}：时间与架次相符，但位置相距 2 公里以上；如属该架次请用 --flight 指定',
  },
  hours_off: {
    en: '{file}: fits a flight when its clock is {hours} whole {hours|hour|hours} off; choose it with --flight if that is so',
    zh: '{file}：若其时钟相差整 {hours} 小时则与架次相符；如属实请用 --flight 指定',
  },
  only_place_fits: {
    en: '{file}: was taken beside the track of a flight, but at another time; choose it with --flight if its clock is wrong',
    zh: '{file}：拍摄位置在架次航迹旁，但时间不符；如时钟不准请用 --flight 指定',
  },
  of_new_flight: {
    en: '{file}: is of a flight that is not recorded yet; drop the card in the window to record it',
    zh: '{file}：属于尚未登记的架次；可在窗口中放入存储卡登记',
  },
  several_flights: {
    en: '{file}: may belong to several flights; choose one with --flight',
    zh: '{file}：可能属于多个架次；请用 --flight 指定',
  },
  eight_hours_off: {
    en: '{file}: fits a flight when its clock is eight hours ahead of UTC; choose it with --flight if that is so',
    zh: '{file}：若其时钟比 UTC 快八小时则与架次相符；如属实请用 --flight 指定',
  },
  found_vehicle: { en: 'vehicle {system}: {firmware}', zh: '飞行器 {system}：{firmware}' },
  transferred: { en: '{kind}: {done} of {of}', zh: '{kind}：{done}/{of}' },
  uploaded: {
    en: 'uploaded and read back: {mission} mission {mission|item|items}, {fence} fence {fence|item|items}, {rally} rally {rally|point|points}; revision {revision}',
    zh: '已上传并回读一致：任务 {mission} 项，围栏 {fence} 项，备降点 {rally} 个；修订 {revision}',
  },
  workspace_missing: {
    en: '{dir}: no workspace there; make one with `sortie workspace create {dir}`',
    zh: '{dir}：没有工作区；请先 `sortie workspace create {dir}`',
  },
  workspace_not_empty: {
    en: '{dir}: not empty; give a new or empty folder',
    zh: '{dir}：不是空文件夹；请给一个新的或空的文件夹',
  },
  workspace_exists: { en: '{dir}: a workspace is there already', zh: '{dir}：已有工作区' },
  workspace_newer: {
    en: '{file}: written by a newer Sortie (schema {found}, this one knows {known}); left untouched, use the newer program',
    zh: '{file}：由更新版本写入（架构 {found}，本程序只到 {known}）；未改动，请用新版本打开',
  },
  workspace_corrupt: {
    en: '{file}: damaged or not a workspace ({problem}); left untouched, restore a backup with `sortie workspace restore`',
    zh: '{file}：已损坏或不是工作区（{problem}）；未改动，请用 `sortie workspace restore` 恢复备份',
  },
  backup_bad: { en: '{dir}: not a whole backup ({problem})', zh: '{dir}：备份不完整（{problem}）' },
  not_writable: { en: '{file}: cannot be written ({problem})', zh: '{file}：无法写入（{problem}）' },
  disk_failed: {
    en: '{file}: reading or writing failed ({problem}); look whether the disk is still connected and sound',
    zh: '{file}：读写失败（{problem}）；请检查磁盘是否仍连接、有无故障',
  },
  disk_full: { en: '{file}: the disk is full', zh: '{file}：磁盘已满' },
  journal_cut: {
    en: 'the journal ends at {last}, before its recorded head {head}: nothing was written',
    zh: '操作留痕止于 {last}，早于记录的 {head}：未写入',
  },
  created: { en: 'workspace made in {dir}', zh: '已在 {dir} 建立工作区' },
  demo_made: { en: 'demo workspace made in {dir}', zh: '已在 {dir} 建立演示工作区' },
  verify_ok: {
    en: 'whole: {originals} {originals|original|originals}, {records} {records|record|records}, {entries} journal {entries|entry|entries}; head {head}',
    zh: '完整：原件 {originals}，记录 {records}，操作留痕 {entries} 条；末条 {head}',
  },
  verify_inside: {
    en: 'nothing wrong found, but not checked against anything outside: {originals} {originals|original|originals}, {records} {records|record|records}, {entries} journal {entries|entry|entries}; head {head}',
    zh: '未发现不符，但未与外部比对：原件 {originals}，记录 {records}，操作留痕 {entries} 条；末条 {head}',
  },
  verify_station: {
    en: 'station {code}: {entries} {entries|entry|entries}, {how}',
    zh: '工作站 {code}：留痕 {entries} 条，{how}',
  },
  verify_chain: {
    en: 'journal of station {code} broken at entry {at}: {problem}',
    zh: '工作站 {code} 的操作留痕在第 {at} 条断裂：{problem}',
  },
  verify_elsewhere: {
    en: 'with other stations and not here: {elsewhere} {elsewhere|original|originals}',
    zh: '存于其他工作站、不在此处的原件：{elsewhere} 个',
  },
  verify_deleted: {
    en: 'deleted when their time was over, as the journal says: {deleted} {deleted|original|originals}',
    zh: '按保存期删除、操作留痕有记录的原件：{deleted} 个',
  },
  verify_bad: { en: 'NOT whole:', zh: '不完整：' },
  verify_missing: { en: 'original missing: {what}', zh: '原件缺失：{what}' },
  verify_changed: { en: 'original changed: {what}', zh: '原件被改动：{what}' },
  verify_extra: { en: 'file without a record in the vault: {what}', zh: '证据库中有无记录的文件：{what}' },
  verify_file_missing: { en: 'file missing: {what}', zh: '文件缺失：{what}' },
  verify_file_changed: { en: 'file changed: {what}', zh: '文件被改动：{what}' },
  verify_file_extra: { en: 'file without a record: {what}', zh: '无记录的文件：{what}' },
  verify_journal: {
    en: 'journal broken at entry {at}: {problem}',
    zh: '操作留痕在第 {at} 条断裂：{problem}',
  },
  verify_record: {
    en: 'record differs: {aggregate} {id}: {problem}',
    zh: '记录不一致：{aggregate} {id}：{problem}',
  },
  backed_up: {
    en: 'backup of {files} {files|file|files} ({megabytes} MB) in {dir}, each original held against its hash and each copy read again',
    zh: '已备份 {files} 个文件（{megabytes} MB）到 {dir}；原件均已核对，副本均已回读',
  },
  backed_up_not_good: {
    en: 'backup of {files} {files|file|files} ({megabytes} MB) in {dir}, NOT GOOD: originals of the workspace are damaged or lost',
    zh: '已备份 {files} 个文件（{megabytes} MB）到 {dir}，但不完好：工作区中有原件损坏或丢失',
  },
  backup_fault: { en: '{name} ({sha256}…): {problem}', zh: '{name}（{sha256}…）：{problem}' },
  backup_gone: { en: 'an older backup went: {name}', zh: '已清除较早的备份：{name}' },
  drill_holds: {
    en: '{dir} holds: {files} {files|file|files} ({megabytes} MB) restored and verified in {seconds} s, and taken away again',
    zh: '{dir} 可用：已恢复并核验 {files} 个文件（{megabytes} MB），用时 {seconds} 秒，演练文件已清除',
  },
  drill_fails: {
    en: '{dir} does NOT hold: {files} {files|file|files} ({megabytes} MB) came back in {seconds} s, and do not verify',
    zh: '{dir} 不可用：恢复了 {files} 个文件（{megabytes} MB），用时 {seconds} 秒，核验未通过',
  },
  drill_found: {
    en: 'came back: {originals} {originals|original|originals}, {records} {records|record|records}, {entries} journal {entries|entry|entries}; head {head}',
    zh: '恢复所得：原件 {originals} 个，记录 {records} 条，操作留痕 {entries} 条；账头 {head}',
  },
  drill_record: {
    en: 'by the record of the backup of {day}: {originals} {originals|original|originals}, {entries} journal {entries|entry|entries}, {files} {files|file|files}',
    zh: '备份（{day}）自述：原件 {originals} 个，操作留痕 {entries} 条，文件 {files} 个',
  },
  drill_inside: {
    en: 'nothing outside of the backup vouches for its journal: compare the head with one that was noted down',
    zh: '备份之外没有可比对的凭据：请与另行记录的账头核对',
  },
  restored: { en: 'restored {files} {files|file|files} to {dir}', zh: '已恢复 {files} 个文件到 {dir}' },
  sent: {
    en: 'sent {entries} {entries|entry|entries} and {originals} {originals|original|originals} ({megabytes} MB) to {file}',
    zh: '已发送操作留痕 {entries} 条、原件 {originals} 个（{megabytes} MB）到 {file}',
  },
  receipt_unknown: {
    en: 'note: the receipt has a head of station {station} that is not known here: all of that station’s entries were sent',
    zh: '提示：回执中工作站 {station} 的账头在此未知，该工作站的留痕已全部发送',
  },
  received: {
    en: 'received {entries} new {entries|entry|entries} and {originals} new {originals|original|originals}',
    zh: '已接收新留痕 {entries} 条、新原件 {originals} 个',
  },
  received_nothing: {
    en: 'nothing new: all of it was here',
    zh: '没有新内容：均已在此',
  },
  received_waiting: {
    en: 'waiting for a decision: {waiting} {waiting|record|records}; Sortie’s window shows the versions side by side',
    zh: '待裁定：{waiting} 项；可在空巡窗口中并列查看各版本',
  },
  station_not_accepted: {
    en: 'station {code} is not accepted: {entries} {entries|entry is|entries are} kept and not shown; compare the code with that laptop’s, then: sortie workspace accept DIR {code} --name NAME',
    zh: '工作站 {code} 尚未接纳：{entries} 条留痕已保存、暂不显示；请与对方核对短码后执行：sortie workspace accept 目录 {code} --name 名称',
  },
  accepted_shown: {
    en: 'accepted; shown now: {shown} {shown|entry|entries}',
    zh: '已接纳，现显示留痕 {shown} 条',
  },
  accepted: {
    en: 'station {code} accepted; shown now: {shown} {shown|entry|entries}',
    zh: '已接纳工作站 {code}，现显示留痕 {shown} 条',
  },
  receipt_at: {
    en: 'receipt: {file}; the other station sends by it what is missing here (--since)',
    zh: '回执：{file}；对方据此只发送此处缺少的内容（--since）',
  },
  no_receipt: { en: 'no receipt was written: {problem}', zh: '未写回执：{problem}' },
  station_row: {
    en: '{code} {name} {kind}, {entries} {entries|entry|entries}',
    zh: '{code} {name} {kind}，留痕 {entries} 条',
  },
  station_is_ahead: {
    en: 'this folder is an older copy, or was changed: its station has signed what is not here, and nothing is written; open the newer folder, or: sortie workspace renew DIR',
    zh: '这是较早的副本，或已被改动：本工作站签名过的留痕有缺失，暂不写入；请打开较新的文件夹，或执行 sortie workspace renew 目录',
  },
  station_own: { en: 'this laptop', zh: '本工作站' },
  station_former: { en: 'continued by another', zh: '已由后续工作站接续' },
  station_other: { en: 'another station', zh: '其他工作站' },
  station_closed: { en: 'older journal, closed', zh: '旧留痕链（已封存）' },
  station_hidden: { en: 'not accepted, kept and not shown: {hidden}', zh: '未接纳，保存未显示：{hidden}' },
  station_branches: {
    en: 'came back as {branches} {branches|chain|chains}: two copies wrote as one station',
    zh: '出现 {branches} 个分支：有两份副本以同一工作站写入',
  },
  renewed: {
    en: 'goes on as station {code}; tell the others, who accept it anew',
    zh: '已以新工作站 {code} 继续；请告知其他工作站重新接纳',
  },
  opened_read_only: {
    en: 'read-only: {dir} is on a write-protected medium; all of it can be looked at and verified, nothing can be changed',
    zh: '只读：{dir} 所在介质已写保护；可查看、可核验，不能更改',
  },
  serving: { en: 'Sortie is at {url} (Ctrl-C ends it)', zh: '空巡已启动：{url}（Ctrl-C 结束）' },
  port_taken: {
    en: '--port {port}: cannot listen there ({problem})',
    zh: '--port {port}：无法监听（{problem}）',
  },
  wanted_hash: { en: '64 hexadecimal digits', zh: ' 64 位十六进制数' },
  draw_first: {
    en: '{name}: draw {n}, commitment {commitment}',
    zh: '{name}：第 {n} 次抽取，名单承诺值 {commitment}',
  },
  draw_again: {
    en: '{name}: draw {n} ({reason}), commitment {commitment}',
    zh: '{name}：第 {n} 次抽取（{reason}），名单承诺值 {commitment}',
  },
  draw_seed: { en: '  seed {seed} ({from}), {n} drawn:', zh: '  种子 {seed}（{from}），抽取 {n} 家：' },
  draw_holds: { en: 'every draw comes out again from the record alone', zh: '仅凭记录文件即可复现全部抽取' },
  draw_between: { en: '; ', zh: '；' },
  list_targets: { en: 'targets', zh: '检查对象' },
  list_targetsExcluded: { en: 'targets left out', zh: '排除的检查对象' },
  list_inspectors: { en: 'inspectors', zh: '检查人员' },
  list_inspectorsExcluded: { en: 'inspectors left out', zh: '排除的检查人员' },
  replay_member: {
    en: 'draw {attempt}: “{name}” among the {list} is not what was committed to',
    zh: '第 {attempt} 次：{list}中的“{name}”与锁定时不符',
  },
  replay_order: {
    en: 'draw {attempt}: the order of the {list} is another one from “{name}” on',
    zh: '第 {attempt} 次：{list}的顺序自“{name}”起与锁定时不同',
  },
  replay_number: {
    en: 'draw {attempt}: the number of {list} is another one',
    zh: '第 {attempt} 次：{list}的数量与锁定时不同',
  },
  replay_rule: {
    en: 'draw {attempt}: the share or the number of inspectors is another one',
    zh: '第 {attempt} 次：抽取比例或检查人数与锁定时不同',
  },
  replay_again: {
    en: 'draw {attempt}: the reason to draw again, or the draw before it, is another one or is missing',
    zh: '第 {attempt} 次：重抽理由或上一次抽取与锁定时不同，或缺失',
  },
  replay_commitment: {
    en: 'draw {attempt}: the commitment is not that of its list',
    zh: '第 {attempt} 次：承诺值与名单不符',
  },
  replay_noted: {
    en: 'no draw has the commitment {name} that was noted',
    zh: '没有一次抽取的承诺值为所记录的 {name}',
  },
  replay_seed: { en: 'draw {attempt}: the seed is another one', zh: '第 {attempt} 次：种子与抽取时不同' },
  replay_drawn: {
    en: 'draw {attempt}: what was drawn does not follow from list and seed (first “{name}”)',
    zh: '第 {attempt} 次：抽取结果与名单和种子推算的不符（应为“{name}”）',
  },
  replay_not_drawn: {
    en: 'draw {attempt}: it was settled and not drawn yet',
    zh: '第 {attempt} 次：名单已锁定，尚未抽取',
  },
  enterprise_unknown: { en: 'no enterprise is called “{name}” here', zh: '此处没有企业“{name}”' },
  enterprise_several: {
    en: '“{name}” names {count} {count|enterprise|enterprises}: give its credit code or whole name',
    zh: '“{name}”对应 {count} 家企业：请给出统一社会信用代码或全称',
  },
  papers_none: {
    en: 'no papers yet: sortie paper make KIND --visit ID makes one',
    zh: '还没有文书：sortie paper make 种类 --visit ID 可制作一份',
  },
  paper_written: { en: 'paper {no}: {file}', zh: '文书 {no}：{file}' },
  paper_now: { en: 'paper {no}: {state}, version {version}', zh: '文书 {no}：{state}，第 {version} 版' },
  paper_difference: {
    en: 'was: {before} | is: {after} {fields}',
    zh: '原文：{before} | 现为：{after} {fields}',
  },
  paper_unknown: {
    en: '{count} {count|paper has|papers have} the number or id {no}',
    zh: '文号或编号为 {no} 的文书有 {count} 份',
  },
  template_written: { en: 'template: {file}', zh: '模板：{file}' },
  template_fit: { en: '{file}: nothing is wrong with it', zh: '{file}：没有问题' },
  template_kept: { en: '{kind}: template version {version}', zh: '{kind}：模板第 {version} 版' },
  template_refused: {
    en: '{file}: {count} {count|mistake|mistakes}, the template was not kept',
    zh: '{file}：{count} 处问题，模板未被接受',
  },
  register_written: { en: '{rows} {rows|row|rows} written: {file}', zh: '已写出 {rows} 行：{file}' },
  register_filter: {
    en: '{option}: the register of {kind} has no such filter',
    zh: '{option}：{kind} 台账没有此筛选条件',
  },
  form_written: { en: 'form written: {file}', zh: '已写出自查表：{file}' },
  form_refused: {
    en: '{file}: nothing was taken in; {count} {count|thing has|things have} to be put right in it first',
    zh: '{file}：未登记任何内容，请先更正其中 {count} 处',
  },
  take_new: { en: 'new: {name}', zh: '新增：{name}' },
  take_changed: { en: 'changed: {name}', zh: '变更：{name}' },
  take_counts: {
    en: '{file}: {created} new, {changed} changed, {same} as before',
    zh: '{file}：新增 {created}，变更 {changed}，不变 {same}',
  },
  take_refused: {
    en: '{file}: nothing was taken in: {count} {count|mistake|mistakes} to be corrected first',
    zh: '{file}：未导入任何内容，请先更正 {count} 处错误',
  },
  take_dry: { en: 'nothing was kept (--dry-run)', zh: '未保存（--dry-run）' },
  take_nothing: {
    en: '{file}: everything is here already as it says',
    zh: '{file}：内容与此处一致，无需导入',
  },
  take_done: { en: 'taken in: one entry, which one undo takes back', zh: '已导入：一条记录，可一次撤销' },
  take_people: { en: 'taken in: one entry', zh: '已导入：一条记录' },
  take_passphrases: {
    en: 'the first passphrases are in {file}, and nowhere else',
    zh: '初始口令仅保存在 {file} 中，请妥善分发',
  },
  form_taken: {
    en: 'self-check taken in: {name}, {day}, by {who}: {items} {items|item|items}, {found} found, {putRight} put right',
    zh: '已登记企业自查：{name}，{day}，检查人 {who}；{items} 项，发现 {found}，已自改 {putRight}',
  },
  form_would: {
    en: 'would be taken in: {name}, {day}, by {who}: {items} {items|item|items}, {found} found, {putRight} put right; nothing was kept (--dry-run)',
    zh: '可登记：{name}，{day}，检查人 {who}；{items} 项，发现 {found}，已自改 {putRight}；未保存（--dry-run）',
  },
  support_written: {
    en: '{file}: the text above; look it through before you hand it on',
    zh: '{file}：内容即以上文字，转交前请先看一遍',
  },
  update_none: {
    en: '{installed} is installed, and nothing newer is there',
    zh: '已安装 {installed}，没有更新的版本',
  },
  update_found: {
    en: '{version} is there ({name}), {installed} is installed: --out FILE brings it here, checked',
    zh: '有新版本 {version}（{name}），已安装 {installed}：--out FILE 可取来并核对',
  },
  update_brought: {
    en: '{file}: version {version}, signed and whole; install it as any package',
    zh: '{file}：版本 {version}，签名有效、内容完整，请按安装包的方式安装',
  },
  update_bad_key: { en: '--key is no key: 32 bytes as base64', zh: '--key 不是密钥：应为 32 字节的 base64' },
  update_unfit: {
    en: 'what is there is no list of versions ({problem})',
    zh: '该处没有可用的版本清单（{problem}）',
  },
  update_unsigned: {
    en: 'the list of versions was not signed with the key that is pinned: nothing was taken from there',
    zh: '版本清单不是用所指定的密钥签名的，未取用任何内容',
  },
  update_lower: {
    en: 'version {found} is there, and {installed} is installed: a lower one is not taken',
    zh: '该处版本为 {found}，低于已安装的 {installed}，不予取用',
  },
  update_no_file: {
    en: 'version {found} is there, but not for this computer ({platform} {arch})',
    zh: '有新版本 {found}，但没有适用于本机（{platform} {arch}）的安装包',
  },
  update_unreachable: { en: '{place} cannot be read: {problem}', zh: '无法读取 {place}：{problem}' },
  update_differs: {
    en: '{name} is not what was signed: nothing was kept of it',
    zh: '{name} 与签名清单不符，未保留任何内容',
  },
  policy_none: {
    en: 'nothing is set for this computer: there is no {file}',
    zh: '本机没有统一设置：{file} 不存在',
  },
  policy_holds: { en: '{file}: set by {by}', zh: '{file}：由{by}设置' },
  policy_language: { en: 'language of the window: {language}', zh: '窗口语言：{language}' },
  policy_workspaces: { en: 'folder of workspaces: {folder}', zh: '工作区文件夹：{folder}' },
  policy_settings: { en: 'tables and rules: {names}', zh: '规则表：{names}' },
  internal: {
    en: 'something went wrong inside; what happened stands above',
    zh: '程序内部出错；详情见上方输出',
  },
  other: { en: '{code}: {params}', zh: '{code}：{params}' },
} satisfies Words
export type Word = keyof typeof WORDS

const isChinese = (env: Record<string, string | undefined> = process.env): boolean =>
  /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '')

export const language = (): Language => (isChinese() ? 'zh' : 'en')

/** Whether the command line has words of its own for a code. */
export const isOwn = (code: string): boolean => Object.hasOwn(WORDS, code)

/** The words for a code, its figures filled in; a code without words of its own is named with its parameters. */
export function say(code: string, params: Record<string, string | number> = {}): string {
  if (!isOwn(code)) return fillIn(WORDS.other[language()], { code, params: listed(params) })
  return fillIn(WORDS[code as Word][language()], params)
}

export const listed = (params: Record<string, string | number>): string =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
