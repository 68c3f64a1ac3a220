/** The invented enterprises' land, in metres east and north of 41.77 N 109.97 E. */
import type { Asset, Site } from '../../src/core/site/site.ts'
import { at, box, fixedId, groundM, line, type Metres } from './place.ts'

type Kind = Asset['kind']

const asset = (
  id: string,
  kind: Kind,
  zh: string,
  en: string,
  heightM: number,
  footing: Asset['footing'],
): Asset => ({
  id,
  name: { zh, en },
  kind,
  footing,
  heightM,
  explosionZone: null,
})
const round = (
  id: string,
  kind: Kind,
  zh: string,
  en: string,
  [x, y]: Metres,
  radiusM: number,
  heightM: number,
) => asset(id, kind, zh, en, heightM, { kind: 'point', at: at(x, y), radiusM })
const block = (id: string, kind: Kind, zh: string, en: string, ring: readonly Metres[], heightM: number) =>
  asset(id, kind, zh, en, heightM, { kind: 'area', ring: line(ring) })
const gate = (id: string, zh: string, en: string, place: Metres) => round(id, 'gate', zh, en, place, 6, 4)
const run = (id: string, kind: Kind, zh: string, en: string, path: readonly Metres[], heightM: number) =>
  asset(id, kind, zh, en, heightM, { kind: 'line', path: line(path) })
const explosive = (of: Asset, radiusM: number, topM: number): Asset => ({
  ...of,
  explosionZone: { radiusM, topM, source: '演示：企业防爆区划分图（虚构）' },
})

/** The ground is declared as whole metres that hold every corner of the boundary, as a surveyor would hand it over. */
function site(
  number: number,
  enterprise: number,
  zh: string,
  en: string,
  boundary: readonly Metres[],
  assets: Asset[],
): Site {
  const heights = boundary.map(groundM)
  return {
    id: fixedId('site', number),
    enterpriseId: fixedId('enterprise', enterprise),
    name: { zh, en },
    boundary: line(boundary),
    ground: {
      lowestM: Math.floor(Math.min(...heights)) - 1,
      highestM: Math.ceil(Math.max(...heights)) + 1,
      source: '演示：虚构的 1:2000 地形图',
    },
    assets,
    remarks: '',
  }
}

/** The boundaries by site number, in metres, for the missions over them. */
export const outlines = {
  acid: [
    [-55, -60],
    [150, -65],
    [290, -40],
    [295, 130],
    [250, 270],
    [-60, 265],
  ],
  rawYard: [
    [440, -70],
    [690, -60],
    [690, 180],
    [450, 190],
  ],
  rareEarth: [
    [900, -20],
    [1380, 0],
    [1370, 210],
    [1190, 215],
    [1185, 430],
    [895, 420],
  ],
  mineral: [
    [-1320, 40],
    [-760, 60],
    [-770, 470],
    [-1150, 520],
    [-1330, 380],
  ],
  smelter: [
    [-420, 790],
    [170, 800],
    [180, 1190],
    [-60, 1330],
    [-430, 1250],
  ],
  coatings: [
    [480, 830],
    [840, 840],
    [830, 1150],
    [470, 1130],
  ],
  water: [
    [-1120, -780],
    [-790, -770],
    [-800, -500],
    [-1100, -490],
  ],
  northDepot: [
    [1240, 830],
    [1680, 850],
    [1670, 1140],
    [1230, 1120],
  ],
  southDepot: [
    [190, -720],
    [460, -710],
    [450, -500],
    [200, -510],
  ],
} as const satisfies Record<string, readonly Metres[]>

export const sites: Site[] = [
  site(1, 1, '硫酸厂区', 'Sulfuric acid works', outlines.acid, [
    round('tank-1', 'tank', '1 号硫酸储罐', 'Sulfuric acid tank 1', [60, 150], 11, 14),
    round('tank-2', 'tank', '2 号硫酸储罐', 'Sulfuric acid tank 2', [92, 150], 11, 14),
    round('tank-3', 'tank', '3 号硫酸储罐', 'Sulfuric acid tank 3', [124, 150], 11, 14),
    round('tank-4', 'tank', '盐酸储罐', 'Hydrochloric acid tank', [160, 150], 7, 9),
    block('converter', 'plant', '转化工段', 'Converter section', box(55, 195, 150, 235), 22),
    round('stack', 'stack', '尾气烟囱', 'Tail gas stack', [180, 215], 3, 45),
    block('loading', 'loadingBay', '装卸酸台', 'Acid loading bay', box(185, -10, 225, 25), 6),
    block('store', 'store', '桶装酸库房', 'Drummed acid store', box(0, 20, 55, 60), 8),
    block('office', 'office', '办公楼', 'Office', box(-40, -45, 10, -20), 12),
    gate('gate', '南大门', 'South gate', [110, -62]),
    run(
      'west-fence',
      'fenceLine',
      '西侧围墙',
      'West wall',
      [
        [-55, -60],
        [-60, 265],
      ],
      3,
    ),
  ]),
  site(2, 1, '原料堆场', 'Raw material yard', outlines.rawYard, [
    block('sulfur', 'yard', '硫磺堆场', 'Sulfur stockyard', box(480, -20, 600, 90), 7),
    block('shed', 'store', '防雨棚', 'Rain shed', box(620, 20, 670, 120), 10),
    gate('gate', '西门', 'West gate', [444, 60]),
  ]),
  site(3, 2, '分离厂区', 'Separation plant', outlines.rareEarth, [
    round('hcl-1', 'tank', '1 号盐酸储罐', 'Hydrochloric acid tank 1', [960, 60], 8, 11),
    round('hcl-2', 'tank', '2 号盐酸储罐', 'Hydrochloric acid tank 2', [985, 60], 8, 11),
    round('h2so4', 'tank', '硫酸储罐', 'Sulfuric acid tank', [1015, 60], 7, 10),
    block('extraction', 'plant', '萃取车间', 'Extraction hall', box(950, 130, 1140, 230), 16),
    block('calcining', 'plant', '灼烧车间', 'Calcining hall', box(950, 280, 1120, 360), 18),
    block('product', 'store', '成品库', 'Product store', box(1230, 60, 1330, 140), 12),
    gate('gate', '南门', 'South gate', [1120, -10]),
  ]),
  site(4, 3, '选矿厂区', 'Processing plant', outlines.mineral, [
    block('crusher', 'plant', '破碎车间', 'Crusher hall', box(-1230, 120, -1130, 190), 24),
    block('leaching', 'plant', '浸出车间', 'Leaching hall', box(-1060, 120, -920, 200), 17),
    round('acid-1', 'tank', '1 号硫酸储罐', 'Sulfuric acid tank 1', [-880, 130], 8, 10),
    round('acid-2', 'tank', '2 号硫酸储罐', 'Sulfuric acid tank 2', [-850, 130], 8, 10),
    block('pond', 'yard', '尾液池', 'Tailings pond', box(-1180, 270, -1010, 380), 1),
    run(
      'slurry',
      'pipeline',
      '料浆管线',
      'Slurry line',
      [
        [-1060, 200],
        [-1090, 270],
      ],
      4,
    ),
    gate('gate', '东门', 'East gate', [-763, 220]),
  ]),
  site(5, 4, '冶炼制酸厂区', 'Smelter and acid plant', outlines.smelter, [
    round('stack', 'stack', '主烟囱', 'Main stack', [-130, 1190], 5, 55),
    block('furnace', 'plant', '熔炼厂房', 'Furnace hall', box(-330, 980, -180, 1080), 28),
    block('acid-plant', 'plant', '制酸工段', 'Acid plant', box(-120, 980, 20, 1070), 20),
    round('acid-1', 'tank', '1 号硫酸储罐', 'Sulfuric acid tank 1', [60, 900], 12, 15),
    round('acid-2', 'tank', '2 号硫酸储罐', 'Sulfuric acid tank 2', [95, 900], 12, 15),
    round('hcl', 'tank', '盐酸储罐', 'Hydrochloric acid tank', [130, 900], 6, 8),
    block('siding', 'loadingBay', '铁路装酸站台', 'Rail acid loading platform', box(-300, 805, -150, 825), 7),
    gate('gate', '南门', 'South gate', [0, 797]),
  ]),
  site(6, 5, '涂料厂区', 'Coatings plant', outlines.coatings, [
    explosive(round('toluene', 'tank', '甲苯储罐', 'Toluene tank', [600, 1040], 6, 9), 30, 45),
    explosive(round('acetone', 'tank', '丙酮储罐', 'Acetone tank', [640, 1040], 5, 8), 30, 45),
    explosive(block('mixing', 'plant', '调漆车间', 'Mixing hall', box(690, 980, 780, 1050), 11), 15, 35),
    block('store', 'store', '成品库', 'Product store', box(530, 880, 620, 930), 9),
    gate('gate', '南门', 'South gate', [700, 836]),
  ]),
  site(7, 6, '药剂厂区', 'Agents plant', outlines.water, [
    round('hcl', 'tank', '盐酸储罐', 'Hydrochloric acid tank', [-1040, -590], 7, 9),
    explosive(
      block('kmno4', 'store', '高锰酸钾库', 'Permanganate store', box(-900, -740, -850, -700), 7),
      20,
      30,
    ),
    block('mixing', 'plant', '配制车间', 'Mixing hall', box(-1000, -690, -920, -640), 12),
    gate('gate', '北门', 'North gate', [-950, -495]),
  ]),
  site(8, 7, '北货场库区', 'North depot', outlines.northDepot, [
    block('store-1', 'store', '1 号酸库', 'Acid store 1', box(1290, 900, 1390, 950), 10),
    block('store-2', 'store', '2 号酸库', 'Acid store 2', box(1430, 900, 1530, 950), 10),
    explosive(block('store-3', 'store', '丙酮库', 'Acetone store', box(1590, 1060, 1630, 1090), 7), 25, 35),
    block('platform', 'loadingBay', '铁路站台', 'Rail platform', box(1300, 850, 1500, 870), 6),
    gate('gate', '西门', 'West gate', [1236, 980]),
  ]),
  site(9, 7, '南库区', 'South depot', outlines.southDepot, [
    block('store', 'store', '桶装盐酸库', 'Drummed hydrochloric acid store', box(240, -670, 340, -620), 9),
    block('parking', 'yard', '危货车停放区', 'Tank truck parking', box(360, -690, 430, -560), 4),
    gate('gate', '北门', 'North gate', [320, -505]),
  ]),
]
