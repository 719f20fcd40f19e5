// Where words stand in a picture on the page, as the browser draws them, turned ones too.
import type { Locator } from 'playwright-core'

/** What is wrong with the words of a picture. */
export interface WordFaults {
  /** Words that stand on each other, or closer together than they may. */
  readonly together: readonly (readonly [string, string])[]
  /** Words that the edge of the picture cuts. */
  readonly cut: readonly string[]
}

/** How many pixels lie between two words at the least. */
const gap = 1

/** Compares all words of a picture with each other and with its edge. */
export const wordFaults = (picture: Locator): Promise<WordFaults> =>
  picture.evaluate((svg, least) => {
    type Corner = readonly [x: number, y: number]
    const cornersOf = (element: SVGTextElement): readonly Corner[] => {
      const { x, y, width, height } = element.getBBox()
      const matrix = element.getScreenCTM() ?? undefined
      return [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ].map(([left, top]) => {
        const point = new DOMPoint(left, top).matrixTransform(matrix)
        return [point.x, point.y]
      })
    }
    /** How far two boxes are apart along a direction; below zero where they overlap there. */
    const apart = (a: readonly Corner[], b: readonly Corner[], turn: number): number => {
      const along = (corners: readonly Corner[]): readonly number[] =>
        corners.map(([x, y]) => x * Math.cos(turn) + y * Math.sin(turn))
      const [one, other] = [along(a), along(b)]
      return Math.max(Math.min(...other) - Math.max(...one), Math.min(...one) - Math.max(...other))
    }
    const turnsOf = ([first, second]: readonly Corner[]): readonly number[] => {
      const [x, y] = [(second?.[0] ?? 0) - (first?.[0] ?? 0), (second?.[1] ?? 0) - (first?.[1] ?? 0)]
      return [Math.atan2(y, x), Math.atan2(y, x) + Math.PI / 2]
    }
    const all = [...svg.querySelectorAll('text')].map((element) => ({
      words: element.textContent ?? '',
      corners: cornersOf(element),
    }))
    // Two boxes are apart if they are so along a side of one of them.
    const together = all.flatMap(({ words, corners }, index) =>
      all
        .slice(index + 1)
        .filter((other) =>
          [...turnsOf(corners), ...turnsOf(other.corners)].every((turn) => apart(corners, other.corners, turn) < least),
        )
        .map((other) => [words, other.words] as const),
    )
    const { left, top, right, bottom } = svg.getBoundingClientRect()
    const cut = all
      .filter(({ corners }) => corners.some(([x, y]) => x < left || x > right || y < top || y > bottom))
      .map(({ words }) => words)
    return { together, cut }
  }, gap)
