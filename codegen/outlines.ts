// The outlines of the countries for the explorer's map, as SVG paths: Natural Earth (public domain, by way of world-atlas) in the
// projection Equal Earth, whose areas are true to size.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type GeoProjection, geoEqualEarth, geoPath } from 'd3-geo'
import type { MultiPolygon, Position } from 'geojson'
import countries from 'i18n-iso-countries/index.js'
import { merge } from 'topojson-client'
import type { GeometryCollection, Polygon, Topology, MultiPolygon as TopoMultiPolygon } from 'topojson-specification'

interface Named {
  readonly name: string
}
type Area = Polygon<Named> | TopoMultiPolygon<Named>

/** How wide the map is, in its own units. Coordinates are whole numbers of them. */
const width = 2000
/** No one cooperates on mixed migration there, and it would take a fifth of the map. */
const antarctica = '010'
/**
 * Areas that have no code in ISO 3166-1 because that of a country covers them are drawn with that country. All others without
 * a code are drawn, and belong to none.
 */
const covered: Readonly<Record<string, string>> = { Somaliland: '706', 'N. Cyprus': '196', 'Indian Ocean Ter.': '036' }

type Point = readonly [x: number, y: number]
const origin: Point = [0, 0]

/** The file of the outlines: for each area its code of ISO 3166-1, its path, where its number stands, and the box of its largest part. */
export async function outlines(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')
  const world: unknown = JSON.parse(await readFile(path, 'utf8'))
  if (!isWorld(world)) throw new Error('world-atlas has no countries.')
  const areas = new Map<string, Area[]>()
  for (const area of areasOf(world)) {
    const name = area.properties?.name ?? ''
    const id = area.id === undefined ? (covered[name] ?? name) : String(area.id)
    if (id !== antarctica) areas.set(id, [...(areas.get(id) ?? []), area])
  }
  const shapes = corrected(new Map([...areas].map(([id, parts]) => [id, merge(world, parts)])))
  const all = { type: 'GeometryCollection' as const, geometries: shapes.map(({ shape }) => shape) }
  // Turned so that it is cut in the Bering Strait, and the east of Russia stays with Russia.
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, all)
  const [, [, height]] = geoPath(projection).bounds(all)
  const drawn = shapes.flatMap(({ id, shape }) => drawnArea(id, shape, projection) ?? [])
  const lines = drawn.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map((area) => JSON.stringify(area))
  return `{"width":${width},"height":${Math.ceil(height)},"areas":[\n${lines.join(',\n')}\n]}`
}

const ids = { morocco: '504', westernSahara: '732', russia: '643', ukraine: '804' } as const
/** The line between Morocco and Western Sahara on the maps of the United Nations: 27° 40′ north. */
const parallel = 27 + 40 / 60
/** The box that holds Crimea, and of Russia nothing else: west, south, east, north. */
const crimea = [32.4, 44.3, 36.7, 46.3] as const

/**
 * Natural Earth draws who holds what. Where that touches countries of the catalogue, and the General Assembly has said whose a
 * territory is, or that its status is open (resolutions 68/262 on Crimea, 34/37 on Western Sahara), the map follows the United
 * Nations.
 */
function corrected(
  shapes: ReadonlyMap<string, MultiPolygon>,
): readonly { readonly id: string; readonly shape: MultiPolygon }[] {
  const of = (id: string): MultiPolygon['coordinates'] => shapes.get(id)?.coordinates ?? []
  const isCrimea = ([outer = []]: Position[][]): boolean => outer.every(([x = 0, y = 0]) => isIn(crimea, x, y))
  const cut = (isNorth: boolean): Position[][][] =>
    of(ids.morocco)
      .map((part) => part.map((ring) => halfOf(ring, isNorth)))
      .filter(([outer = []]) => outer.length > 2)
  const changed: Readonly<Record<string, MultiPolygon['coordinates']>> = {
    [ids.morocco]: cut(true),
    [ids.westernSahara]: [...of(ids.westernSahara), ...cut(false)],
    [ids.russia]: of(ids.russia).filter((part) => !isCrimea(part)),
    [ids.ukraine]: [...of(ids.ukraine), ...of(ids.russia).filter(isCrimea)],
  }
  return [...shapes].map(([id, shape]) => ({
    id,
    shape: { type: 'MultiPolygon', coordinates: changed[id] ?? shape.coordinates },
  }))
}

const isIn = ([west, south, east, north]: typeof crimea, x: number, y: number): boolean =>
  x > west && x < east && y > south && y < north

/** What of a ring lies north of the parallel, or south of it. */
function halfOf(ring: readonly Position[], isNorth: boolean): Position[] {
  const isKept = ([, y = 0]: Position): boolean => y >= parallel === isNorth
  const kept = ring.flatMap((point, index): Position[] => {
    const before = ring[index - 1]
    if (!before || isKept(before) === isKept(point)) return isKept(point) ? [point] : []
    const [[x0 = 0, y0 = 0], [x1 = 0, y1 = 0]] = [before, point]
    const crossing = [x0 + ((parallel - y0) / (y1 - y0)) * (x1 - x0), parallel]
    return isKept(point) ? [crossing, point] : [crossing]
  })
  const [first] = kept
  return first ? [...kept, first] : []
}

const isWorld = (value: unknown): value is Topology<{ countries: GeometryCollection<Named> }> =>
  typeof value === 'object' && value !== null && 'objects' in value

const areasOf = (world: Topology<{ countries: GeometryCollection<Named> }>): readonly Area[] =>
  world.objects.countries.geometries.flatMap((area) =>
    area.type === 'Polygon' || area.type === 'MultiPolygon' ? [area] : [],
  )

function drawnArea(id: string, shape: MultiPolygon, projection: GeoProjection) {
  const path = geoPath(projection)
  const parts = shape.coordinates
    .map((coordinates) => ({ type: 'Polygon' as const, coordinates }))
    .toSorted((a, b) => path.area(b) - path.area(a))
  const [largest] = parts
  if (!largest) return undefined
  // d3 cuts polygons at the edge of the map; what it writes is read back, rounded and written shorter.
  const rings = parts.flatMap((part) => ringsOf(path(part) ?? ''))
  const d = rings.map(written).join('')
  const [x, y] = path.centroid(largest).map(Math.round)
  const box = path.bounds(largest).flat().map(Math.round)
  return { code: countries.numericToAlpha2(id) ?? '', d, x, y, box }
}

/** The rings of a path in whole numbers, without what rounding makes the same; islands smaller than a unit are none. */
function ringsOf(path: string): readonly (readonly Point[])[] {
  return path.split('M').flatMap((ring) => {
    const points: Point[] = []
    for (const pair of ring.replace('Z', '').split('L')) {
      const [x = Number.NaN, y = Number.NaN] = pair.split(',').map((number: string) => Math.round(Number(number)))
      const last = points.at(-1)
      if (Number.isFinite(x + y) && !(last && last[0] === x && last[1] === y)) points.push([x, y])
    }
    return points.length > 2 ? [points] : []
  })
}

/** A ring with every step from the point before it. */
function written(ring: readonly Point[]): string {
  const [first = origin, ...rest] = ring
  let before: Point = first
  const steps = rest.map(([x, y]) => {
    const step = `${x - before[0]} ${y - before[1]}`
    before = [x, y]
    return step
  })
  return `M${first.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`
}
