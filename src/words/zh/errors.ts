import type { errors as en } from '../en/errors.ts'

export const errors = {
  'error.bad_input': '输入有误（{{path}}）：{{problem}}',
  'error.unknown_call': '界面与服务版本不一致，请重新启动空巡。',
  'error.not_found': '该项不在这里：可能已移除，也可能尚未收到。',
  'error.conflict': '该项已在别处被修改，请查看最新内容后重试。',
  'error.waits_for_decision': '该项在两个工作站均被修改，待裁定。',
  'error.in_use': '仍有内容引用它，请先移除那些内容。',
  'error.missing_reference': '引用的内容不在这里：{{aggregate}}',
  'error.does_not_fit': '{{aggregate}}“{{name}}”未写入。{{path}}：{{problem}}',
  'error.record_unreadable':
    '{{aggregate}}“{{name}}”无法读取，未列出，其余照常显示。{{path}}：{{problem}}。请撤销写入它的那次操作，或恢复备份。',
  'error.entry_unreadable': '有一条操作留痕无法采用：{{problem}}。',
  'error.note_unreadable': '签名账头无法读取：{{problem}}（第 {{line}} 行）。',
  'error.clock_wrong': '本机时钟有误（{{atMs}} 毫秒），请先校正日期。未写入任何内容。',
  'error.read_only':
    '工作区所在介质已写保护：可查看、可核验，未写入任何内容。如需编辑，请把整个文件夹复制到磁盘上再打开。',
  'error.undo_nothing': '没有可撤销的内容。',
  'error.undo_moved_on': '无法撤销：该项此后又被修改。',
  'error.undo_given': '无法撤销：另一工作站已收到该项，请改为移除。',
  'error.undo_frozen': '无法撤销：该修订已导出。',
  'error.fits_one_battery': '该任务一块电池即可完成。',
  'error.cannot_split': '无法拆分：离起飞点过远，或单段过长。',
  'error.unsafe': '未通过安全校核：{{rules}}',
  'error.format_cannot_hold': '格式 {{format}} 无法容纳此任务{{where}}：{{problem}}',
  'error.needs_emergency_basis': '须记录紧急处置依据：{{rule}}',
  'error.bad_transition': '不能从 {{from}} 转为 {{to}}。',
  'error.needs_proof': '该步骤还需要：{{needs}}',
  'error.unreadable_file': '文件 {{file}} 无法使用{{where}}：{{problem}}',
  'error.swapped_file': '{{file}} 的经纬度似乎写反{{where}}。',
  'error.partly_readable': '{{file}} 有 {{count}} 处无法读取{{where}}：{{problem}} 未生成任务。',
  'error.several_routes': '{{file}} 含 {{count}} 条航线，请选择其一：{{list}}',
  'error.take_unknown': '{{file}} 中没有航线“{{take}}”；现有：{{list}}',
  'error.heights_mixed':
    '{{file}} 的 {{of}} 个航点中有 {{count}} 个缺少高度或高度基准不一致：需要统一的相对起飞点高度。',
  'error.needs_home': '{{file}} 未说明返航点位置。',
  'error.needs_home_height': '{{file}} 中 {{count}} 个高度为海拔高度（{{heights}} 米）：需要起飞点的海拔。',
  'error.unknown_file': '文件已不可用，请重新选择。',
  'error.file_too_large': '文件 {{file}} 过大：最多读取 {{limit}} MB。',
  'error.took_too_long': '{{file}} 处理了 {{seconds}} 秒仍未完成，已停止。请拆分或精简后再试。',
  'error.needs_too_much_memory': '处理 {{file}} 需要超过 {{megabytes}} MB 内存，已停止。请拆分或精简后再试。',
  'error.copy_differs': '{{file}} 的副本与原件不一致，未入库。请检查存储卡后重试。',
  'error.disk_full': '磁盘已满，未写入任何内容。',
  'error.not_writable': '工作区不可写：{{problem}}',
  'error.workspace_newer': '工作区由更新版本的空巡写成（格式 {{found}}，本版支持 {{known}}），请安装新版本。',
  'error.workspace_corrupt': '工作区已损坏：{{problem}}。请用 sortie workspace restore 恢复备份。',
  'error.workspace_missing': '该处没有工作区。',
  'error.workspace_not_empty': '文件夹不为空。',
  'error.journal_cut': '操作留痕缺失末尾（{{last}} / {{head}}）。',
  'error.head_missing':
    '未写入：操作留痕已有 {{last}} 条，但 journal-head.json 不见了。请把最近的备份恢复到新文件夹；其余问题可用 sortie workspace verify 查明。',
  'error.head_behind':
    '未写入：journal-head.json 停在 {{head}}，操作留痕已到 {{last}}，有人放回了旧文件。请把最近的备份恢复到新文件夹。',
  'error.upgrade_refused':
    '未作任何更改：升级旧版工作区之前的备份无法读取（{{file}}）。请检查磁盘后重新打开。',
  'error.station_ahead':
    '未写入：本文件夹的留痕到 {{last}}，而本工作站已签名至 {{head}}。这是较早的副本，或已被改动。请打开较新的文件夹，或执行 sortie workspace renew 以新工作站继续。',
  'error.entries_bad': '未接收任何内容：工作站 {{station}} 的第 {{seq}} 条：{{problem}}',
  'error.backup_bad': '备份不完整：{{problem}}',
  'error.key_unreadable':
    '本工作站的密钥无法使用（{{file}}）：{{problem}}。未写入任何内容。请恢复该文件，或将其移走：下次写入时将启用新的工作站。',
  'error.key_exposed':
    '本机其他用户可以读取本工作站的密钥，未写入任何内容。请执行：chmod {{wanted}} "{{file}}"（现为 {{mode}}）',
  'error.key_wrapped':
    '本工作站的密钥由系统密钥环保管，只有应用窗口可以使用。未写入任何内容：请在窗口中操作，或在窗口的设置中停用密钥环。（{{file}}）',
  'error.key_not_written':
    '本工作站的密钥无法保存到 {{file}}：{{problem}}。未写入任何内容。可用 SORTIE_KEYS 指定其他密钥文件夹。',
  'error.keyring_none': '密钥无法交由密钥环保管：{{problem}}。',
  'error.exchange_none': '这不是交换文件：请选择其他工作站“发送”生成的文件。未接收任何内容。',
  'error.exchange_newer':
    '交换文件由更新版本的空巡写入（格式 {{found}}，本版本可读 {{known}}）：请安装新版本。未接收任何内容。',
  'error.exchange_cut': '交换文件在第 {{byte}} 字节处中断，内容不全：请重新复制。未接收任何内容。',
  'error.exchange_damaged': '交换文件在第 {{byte}} 字节处损坏：请重新复制或请对方重新发送。未接收任何内容。',
  'error.exchange_too_large':
    '交换文件中有一部分（第 {{byte}} 字节处）超过 {{limit}} MB 的上限。未接收任何内容。',
  'error.exchange_too_many': '交换文件的组成部分超过 {{limit}} 个：请对方按回执分次发送。未接收任何内容。',
  'error.exchange_name':
    '交换文件中有不是散列值的名称“{{name}}”（第 {{byte}} 字节处），这样的文件一律不收。未接收任何内容。',
  'error.exchange_other_workspace':
    '交换文件属于另一个工作区（{{found}}），不是本工作区（{{own}}）。未接收任何内容。',
  'error.exchange_other_entry': '交换文件中工作站 {{station}} 的首条留痕属于另一个工作区。未接收任何内容。',
  'error.exchange_gap':
    '交换文件缺少工作站 {{station}} 的第 {{from}} 至 {{to}} 条留痕：请对方按最新回执发送，或全部发送。未接收任何内容。',
  'error.exchange_chain':
    '交换文件中工作站 {{station}} 的第 {{seq}} 条留痕与其链不符：已被改动或替换。未接收任何内容。',
  'error.exchange_no_document':
    '交换文件中工作站 {{station}} 的第 {{seq}} 条留痕所指的文档不在文件内：请对方重新发送。未接收任何内容。',
  'error.exchange_signature':
    '交换文件中工作站 {{station}} 的账头没有签名，或不是该工作站对这些留痕的签名。未接收任何内容。',
  'error.exchange_stray': '交换文件中有任何留痕都未提及的内容（{{name}}…）。未接收任何内容。',
  'error.not_sent': '未发送：{{problem}}。详情可用 sortie workspace verify 查明。',
  'error.receipt_none': '这不是回执：请选择对方工作站接收后生成的回执。',
  'error.receipt_newer':
    '回执由更新版本的空巡写入（格式 {{found}}，本版本可读 {{known}}）：请安装新版本，或不用回执发送。',
  'error.receipt_damaged': '回执已损坏，或在签名后被改动：请对方重新提供，或不用回执发送。',
  'error.receipt_other_workspace':
    '回执属于另一个工作区（{{found}}），不是本工作区（{{own}}）：请选择正确的回执，或不用回执发送。',
  'error.receipt_own': '该回执由本机自己生成，供对方发送时使用：请选择对方工作站生成的回执，或不用回执发送。',
  'error.station_unknown':
    '这里没有该工作站（{{station}}）：sortie workspace stations 列出留痕来自哪些工作站。',
  'error.busy': '工作区正忙，请重试。',
  'error.cancelled': '已停止。',
  'error.no_link': '尚未连接飞行器。',
  'error.bad_link':
    '“{{link}}”不是地址；请写 udp:主机:端口、udpin:主机:端口、tcp:主机:端口 或 serial:设备:波特率',
  'error.link_not_opened': '{{link}}：无法打开（{{problem}}）',
  'error.no_vehicle': '{{link}}：没有飞行器应答；请确认已开机且地址正确',
  'error.other_vehicles': '{{system}} 没有应答；应答的有：{{systems}}',
  'error.several_vehicles': '有多架飞行器应答（{{systems}}），请填写系统号',
  'error.vehicle_firmware': '飞行器既不是 ArduPilot 也不是 PX4，无法上传',
  'error.vehicle_armed': '未上传：飞行器已解锁或在空中；请在地面上锁状态下上传',
  'error.vehicle_armed_midway':
    '{{kind}} 传送中飞行器解锁或起飞，已停止传送并告知飞行器；机上{{kind}}保持原样',
  'error.vehicle_unsigned': '{{link}}：有飞行器应答，但没有用此密钥签名；请使用飞行器上设置的密钥',
  'error.vehicle_other_firmware':
    '未上传：任务是按 {{judged}} 规划和校核的，而应答的是 {{found}}；请为任务选择 {{found}} 机型，查看校核结论后再上传',
  'error.vehicle_other_class':
    '未上传：任务按{{judgedClass}}校核，而应答的是{{foundClass}}；请连接正确的飞行器，或为任务选择相应机型并查看校核结论',
  'error.vehicle_other_params':
    '未上传：机上 {{count}} 项参数与校核所依据的（括号内）不符：{{params}}；请在飞行器上修改，或读入任务、查看校核结论后再上传',
  'error.vehicle_item_strange':
    '飞行器所存{{kind}}中有不可能的数值：第 {{item}} 项 {{field}} 为 {{value}}；未保留任何内容，请重新读取或上传正确的任务',
  'error.vehicle_list_unfit': '飞行器所存内容无法作为任务保存（{{at}}）；未保留任何内容',
  'error.vehicle_empty': '飞行器 {{system}} 没有任务、围栏和备降点，也还没有返航点',
  'error.item_cannot_leave':
    '未上传：{{kind}}第 {{item}} 项含有飞行器不接受的数值（位置、高度、坐标系或参数）；请先修改',
  'error.link_not_recorded': '未连接：无法写入链路记录（{{problem}}）',
  'error.vehicle_cannot_hold': '飞行器不支持 {{kind}}，未发送任何内容',
  'error.nothing_to_compare': '该架次没有任务或没有轨迹，无法对照',
  'error.not_a_picture': '{{file}} 既不是照片也不是视频',
  'error.changed_file': '{{file}} 与入库记录不一致，不予导出：请校验工作区',
  'error.masks_not_here':
    '{{file}} 所属的视频尚未收到，无从得知须遮挡之处：请直接为该影像设置遮挡；确需导出原件时须说明理由',
  'error.has_masks': '{{file}} 已设遮挡：请导出遮挡后的副本；确需导出原件时须说明理由',
  'error.not_a_clip': '{{file}} 不是视频，无法截取画面',
  'error.not_openable': '{{file}} 属于不交由系统程序打开的类型',
  'error.not_opened': '{{file}}：系统没有可打开它的程序（{{problem}}）；请在系统设置中为此类文件指定程序',
  'error.nothing_placed': '该视频没有位置，无法导出',
  'error.mission_refused': '飞行器拒绝 {{kind}}（{{result}}，第 {{item}} 项）；原任务保留',
  'error.link_stalled': '{{kind}} 传送中 {{seconds}} 秒没有应答；飞行器保留原任务，请靠近后重试',
  'error.link_too_slow':
    '{{kind}}传送 {{minutes}} 分钟仍未完成，已放弃：链路太慢或飞行器没有进展；机上{{kind}}保持原样，请靠近后重试',
  'error.link_cut': '{{kind}} 传送中链路中断（{{problem}}）；飞行器保留原任务',
  'error.link_cancelled': '{{kind}} 传送已取消：已告知飞行器，原任务保留',
  'error.link_called_off': '已取消，尚未发送任何内容：飞行器原任务保留',
  'error.list_unconfirmed':
    '{{kind}} 已全部发出但未获确认（{{problem}}）：机上可能是旧的也可能是新的，起飞前请回读核对',
  'error.list_mixed':
    '{{kind}}传送中断（{{problem}}），而此飞行器逐项替换：机上可能新旧混杂；请勿飞行，重新上传',
  'error.half_uploaded': '机上 {{replaced}} 已是新的，但 {{kind}} 未送达（{{problem}}）；请勿飞行，重新上传',
  'error.not_read_back': '{{kind}} 已发出但无法回读（{{problem}}）；请勿飞行，重新上传',
  'error.no_params': '飞行器 {{system}} 不回答参数查询',
  'error.held_differs':
    '飞行器所存与所传不一致：{{kind}} 第 {{seq}} 项 {{field}} 由 {{sent}} 变为 {{held}}；请勿飞行',
  'error.services_down': '后台服务无响应。已保存的内容不受影响，请重新启动空巡。',
  'error.not_allowed': '仅限{{roles}}操作（{{subject}}），当前身份为{{role}}，可在“设置”中更改。',
  'error.sign_in_first': '尚未登录。请选择姓名并输入口令；命令行请加 --as 姓名 --passphrase-file 文件。',
  'error.locked': '本窗口已锁定，请重新登录；进行中的工作照常继续。',
  'error.actor_fixed': '当前操作人为{{name}}。如需以他人身份操作，请先退出再登录。',
  'error.passphrase_wrong': '{{name}}的口令不正确（{{seconds}} 秒后可重试）。',
  'error.locked_out': '{{name}}连续输错次数过多：{{seconds}} 秒后才能再试。',
  'error.locked_out_back':
    '上次输错之后本机时钟被拨回（{{name}}）：重新计时，{{seconds}} 秒后才能再试。请校正时钟。',
  'error.passphrase_short': '口令过短：至少 8 个字符。',
  'error.passphrase_plain': '口令过于简单：不能是姓名或 12345678 之类的连续字符，至少含四种不同字符。',
  'error.passphrase_first': '{{name}}尚未设置口令：请先在“设置”的“人员”中设置。',
  'error.passphrase_needed': '{{name}}需要口令。',
  'error.passphrase_not_here': '示例中无需口令：任何人都可以用其中任一虚构人员的身份操作。',
  'error.person_unknown': '这里没有该姓名或编号的人员：{{name}}。在职人员见“设置”的“人员”。',
  'error.person_ambiguous': '这里有 {{count}} 人名为{{name}}：请改用编号，或从名单中选择。',
  'error.person_twin': '{{name}}（{{number}}）已在名单中。请修改原有条目，或为另一人填写其本人编号。',
  'error.person_begun': '这里已有人员；其他人由负责人添加。',
  'error.last_supervisor': '这里将没有负责人：请先让另一人担任负责人（{{name}}）。',
  'error.person_has_work': '{{name}}尚有 {{count}} 条未了隐患：{{list}}。请移交给他人，或确认仍留在其名下。',
  'error.no_person': '此操作须由在册人员进行：请先在“设置”的“人员”中说明您是谁。',
  'error.recovery_wrong': '不是{{name}}的恢复码，或该码已用过。',
  'error.release_no_supervisor': '{{name}}不是本工作区的负责人，不能例外放行。',
  'error.release_unproved': '须由{{name}}本人放行：登录、当场输入口令，或使用其打印的一次性放行码。',
  'error.code_mistyped': '放行码有误：应为四组、每组四位，共 16 位；末位为校验位。',
  'error.code_unknown': '该放行码不属于本工作区的任何一页。',
  'error.code_used': '该放行码已用过：{{by}}用于“{{mission}}”。每个放行码只能放行一个修订，且只能用一次。',
  'error.code_withdrawn': '该放行码所在页已作废，或其负责人（{{name}}）已离开。',
  'error.undo_person': '人员、口令和放行码不能撤销，请在“设置”的“人员”中修改。',
  'error.not_let_in': '本窗口无权操作，请重新打开空巡。',
  'error.internal': '空巡内部出错。请重试；若再次出现，请重新启动空巡。',
  'need.reason': '理由',
  'need.deadline': '期限',
  'need.goneSighting': '“已消除”的复查记录',
  'need.duplicateOf': '与哪条重复',
} satisfies Record<keyof typeof en, string>
