import type { planning as en } from '../en/planning.ts'

export const planning = {
  'note.area_too_jagged': '轮廓过于参差（锯齿状），未规划航线，请简化轮廓。',
  'note.off_earth': '航线将越过极点，未规划航线；请移动厂区或减小距离。',
  'note.route_too_long':
    '航线将长达 {{km}} 公里，超过单个任务上限 {{mostKm}} 公里，未规划航线；请加大间距或拆分区域。',
  'note.too_many_waypoints':
    '航线将有 {{count}} 个航点，超过任务上限 {{most}} 个，未规划航线；请简化轮廓、加大间距或拆分区域。',
  'note.ways_too_intricate': '围栏内的通路过于曲折，未规划航线；请简化轮廓、加大间距或拆分区域。',
  'note.outline_simplified': '轮廓拐点过多，航线按偏差不超过 {{toleranceM}} 米的简化轮廓规划。',
  'note.fence_simplified':
    '围栏拐点过多，航线按向内收缩不超过 {{toleranceM}} 米的简化围栏规划，校核仍按原围栏。',
  'note.area_self_crossing': '区域自相交，已按图形解释。',
  'note.area_not_free': '区域在围栏和余量内没有剩余部分。',
  'note.area_partly_uncovered': '部分区域不出围栏无法覆盖。',
  'note.no_camera': '间距按相机计算，请选择相机。',
  'note.ends_at_rally': '任务结束时降落在 {{rally}} 号备降点，距返航点 {{homeM}} 米。',
  'note.no_way_inside': '两处之间在围栏内没有通路。',
  'note.standoff_too_large': '距边界过大，没有剩余航线。',
  'note.override_lost': '有手工修改未找到对应航点。',
  'note.commands_left_out':
    '导入航线的 {{count}} 条指令未计入：与其他航线类型同在一个任务时只飞手工航点。请让导入航线单独成一个任务。',
  'note.unjudged_command': '指令 {{command}} 无法校核（{{count}} 处）。',
  'note.height_frame_unknown': '有高度无法换算为相对起飞点。',
  'note.empty_pattern': '有航线没有航点。',
  'note.terrain_unreadable': '无法读取高程模型：文件已损坏，或不是 GeoTIFF、HGT 文件。',
  'note.terrain_not_heights':
    '这是图像（{{bands}} 个波段，每个 {{bits}} 位），不是高程模型：请提供单波段、16 位或 32 位的高程文件。',
  'note.terrain_no_crs': '高程模型没有坐标系：请另存为带坐标系的文件（EPSG 4326、UTM 或 CGCS2000）。',
  'note.terrain_units': '高程模型的单位无法识别（{{unit}}）：请另存为以米为单位的文件。',
  'note.terrain_rotated': '高程模型有旋转、镜像或没有位置：请另存为自西向东排列的文件。',
  'note.terrain_scaled': '已按高程模型自述换算：每单位 {{scale}} 米，起算 {{offset}}。',
  'note.hgt_size': 'HGT 文件有 {{bytes}} 字节：应为每边 1201 或 3601 个点。',
  'note.hgt_name': 'HGT 文件须以西南角命名（如 N41E109.hgt）：请改名。',
  'note.terrain_projection':
    '高程模型采用其他投影（EPSG {{epsg}}），可读取经纬度、UTM 和 CGCS2000 高斯—克吕格投影。',
  'note.terrain_too_large': '高程模型过大（{{samples}} 个点）。',
  'note.terrain_nothing_here': '高程模型在任务所在地没有高程值（无数据）：请提供有数据的文件。',
  'note.terrain_not_metres':
    '高程模型的数值（{{sample}}）不可能以米为单位，文件又未注明单位：请另存为以米为单位的文件。',
  'note.terrain_elsewhere': '高程模型不覆盖任务区域。',
  'note.terrain_datum_unknown': '高程模型未说明高程基准。',
  'note.terrain_missing': '高度为离地高度，但没有高程模型，暂按相对起飞点处理。',
  'note.terrain_partly_unknown': '有 {{metres}} 米航线下方地面高程未知，按直线衔接。',
  'note.heights_as_over_home': '起飞点海拔未知，高度暂按相对起飞点处理。',
  'note.orbit_too_close': '环绕航线与中心的距离小于 {{clearRadiusM}} 米，请加大半径。',
  'note.target_not_free': '目标 {{target}} 在围栏内没有可用的观察位置。',
} satisfies Record<keyof typeof en, string>
