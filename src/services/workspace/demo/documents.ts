/** The demo's documents, bundled: what `missions/demo` holds, in the order in which they depend on one another. */
import enterprises from '../../../../missions/demo/enterprises.json' with { type: 'json' }
import findings from '../../../../missions/demo/findings.json' with { type: 'json' }
import flown from '../../../../missions/demo/flight.json' with { type: 'json' }
import layers from '../../../../missions/demo/layers.json' with { type: 'json' }
import waypoints from '../../../../missions/demo/missions/1-sulfuric-acid-works-routine-waypoints.json' with {
  type: 'json',
}
import survey from '../../../../missions/demo/missions/2-sulfuric-acid-works-survey.json' with {
  type: 'json',
}
import perimeter from '../../../../missions/demo/missions/3-separation-plant-perimeter.json' with {
  type: 'json',
}
import holes from '../../../../missions/demo/missions/4-processing-plant-survey-around-the-tailings-pond.json' with {
  type: 'json',
}
import stack from '../../../../missions/demo/missions/5-smelter-stack-and-tanks-by-waypoints.json' with {
  type: 'json',
}
import twoHeights from '../../../../missions/demo/missions/6-coatings-plant-inside-the-wall-at-two-heights.json' with {
  type: 'json',
}
import twoEnterprises from '../../../../missions/demo/missions/7-agents-plant-and-south-depot-in-one-sortie.json' with {
  type: 'json',
}
import depot from '../../../../missions/demo/missions/8-north-depot-survey.json' with { type: 'json' }
import corridor from '../../../../missions/demo/missions/10-processing-plant-corridor-along-the-wall-road.json' with {
  type: 'json',
}
import rings from '../../../../missions/demo/missions/11-smelter-rings-about-the-stack.json' with {
  type: 'json',
}
import assets from '../../../../missions/demo/missions/12-sulfuric-acid-works-assets-in-a-varied-order.json' with {
  type: 'json',
}
import unsafe from '../../../../missions/demo/missions/9-unsafe.json' with { type: 'json' }
import sites from '../../../../missions/demo/sites.json' with { type: 'json' }

const missionFiles = [
  waypoints,
  survey,
  perimeter,
  holes,
  stack,
  twoHeights,
  twoEnterprises,
  depot,
  corridor,
  rings,
  assets,
  unsafe,
]

export const demo = {
  enterprises,
  sites,
  missions: missionFiles.map((file) => file.mission),
  layers,
  flight: flown.flight,
  /** File names in `footage/`, the track first. */
  footage: flown.footage,
  findings,
}
