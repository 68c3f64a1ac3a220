import { rows } from '/work/campaign/tests/bench/board.bench.ts'
console.log(JSON.stringify(await rows()))
