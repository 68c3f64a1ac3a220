import type { guide as en } from '../en/guide.ts'

export const guide = {
  'guide.title': '底图向导',
  'guide.of': '第 {{n}} 步，共 {{most}} 步',
  'guide.on': '下一步',
  'guide.back': '上一步',
  'guide.kinds': '哪些底图离线可用',
  'guide.kindsHint':
    '瓦片（MBTiles、PMTiles 文件或瓦片文件夹），正射影像和平面图（GeoTIFF、KMZ 叠加图片，或按控制点放置的图片），矢量图形（KML、KMZ、GeoJSON、Shapefile），高程（GeoTIFF、HGT）。',
  'guide.sources': '从哪里合法取得',
  'guide.sourcesHint':
    '首选本队航拍的正射影像和企业的测绘成果。公开地图以自然资源主管部门发布的为准，按其使用条款。涉密成果不得导入，也不要从网络地图批量下载瓦片。',
  'guide.add': '添加到工作区',
  'guide.addHint': '选择文件。文件会复制到工作区，并随工作区一起核验；原文件不动。',
  'guide.datum': '选定坐标系',
  'guide.datumHint':
    '高德、腾讯地图为 GCJ-02，百度地图为 BD-09，测绘成果和卫星定位为 WGS-84 或 CGCS2000。拿不准时，选已知厂区对得上的那一幅。',
  'guide.order': '调整顺序和透明度',
  'guide.orderHint': '图层列表中，上面的盖住下面的。把正射影像调得稍透明，就能看到下面的地图。',
} satisfies Record<keyof typeof en, string>
