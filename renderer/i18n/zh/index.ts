import { app } from './app.ts'
import { codes } from '../../../src/words/zh.ts'
import { clocks } from './clocks.ts'
import { features } from './features.ts'
import { footage } from './footage.ts'
import { map } from './map.ts'

export const zh = { ...app, ...features, ...codes, ...map, ...footage, ...clocks }
