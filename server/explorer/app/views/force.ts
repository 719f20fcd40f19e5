// A small force layout: nodes push each other away, ties pull, the middle holds. Always the same for the same input.

export interface Body {
  readonly id: string
  /** The radius that it keeps free around it. */
  readonly radius: number
}

export interface Tie {
  readonly from: string
  readonly to: string
}

export interface Spot {
  readonly x: number
  readonly y: number
}

interface Moving {
  readonly radius: number
  x: number
  y: number
  dx: number
  dy: number
}

const steps = 320
const push = 5200
const pull = 0.03
const hold = 0.01
const friction = 0.72

/** Where each node stands, around the origin. Takes time quadratic in the nodes, which are a few hundred at most. */
export function layOut(bodies: readonly Body[], ties: readonly Tie[]): ReadonlyMap<string, Spot> {
  const moving = new Map<string, Moving>()
  bodies.forEach(({ id, radius }, index) => {
    // A spiral by the golden angle: no two begin at one place, and no chance is in it.
    const [angle, distance] = [index * 2.399_963, 14 * Math.sqrt(index + 1)]
    moving.set(id, { radius, x: distance * Math.cos(angle), y: distance * Math.sin(angle), dx: 0, dy: 0 })
  })
  const nodes = [...moving.values()]
  for (let step = 0; step < steps; step += 1) {
    const heat = 1 - step / steps
    nodes.forEach((a, index) => {
      for (const b of nodes.slice(index + 1)) repel(a, b)
      a.dx -= a.x * hold
      a.dy -= a.y * hold
    })
    for (const { from, to } of ties) {
      const [a, b] = [moving.get(from), moving.get(to)]
      if (a && b) attract(a, b)
    }
    for (const node of nodes) {
      node.x += node.dx * heat
      node.y += node.dy * heat
      node.dx *= friction
      node.dy *= friction
    }
  }
  for (let step = 0; step < partings && part(nodes); step += 1);
  return new Map([...moving].map(([id, { x, y }]) => [id, { x, y }]))
}

/** How often nodes that still overlap are moved apart; a few times are enough. */
const partings = 200

/** Moves nodes apart that overlap; answers whether any did. */
function part(nodes: readonly Moving[]): boolean {
  let isAny = false
  nodes.forEach((a, index) => {
    for (const b of nodes.slice(index + 1)) {
      const [x, y] = [a.x - b.x || 0.1, a.y - b.y || 0.1]
      const distance = Math.hypot(x, y)
      const missing = a.radius + b.radius - distance
      if (missing <= 0.01) continue
      isAny = true
      const [dx, dy] = [(x / distance) * (missing / 2), (y / distance) * (missing / 2)]
      a.x += dx
      a.y += dy
      b.x -= dx
      b.y -= dy
    }
  })
  return isAny
}

function repel(a: Moving, b: Moving): void {
  const [x, y] = [a.x - b.x || 0.1, a.y - b.y || 0.1]
  const distance = Math.hypot(x, y)
  const free = Math.max(distance - a.radius - b.radius, 4)
  const force = push / (free * distance * 2)
  a.dx += (x * force) / distance
  a.dy += (y * force) / distance
  b.dx -= (x * force) / distance
  b.dy -= (y * force) / distance
}

function attract(a: Moving, b: Moving): void {
  const [x, y] = [(b.x - a.x) * pull, (b.y - a.y) * pull]
  a.dx += x
  a.dy += y
  b.dx -= x
  b.dy -= y
}
