// The figures on the readings, where they are printed, are those of the files.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'
import { coding, dataset, numbers, type Points, tiesOf } from './support/ties.ts'

const readme = await readFile(new URL('../server/db/catalogue/README.md', import.meta.url), 'utf8')
const front = await readFile(new URL('../README.md', import.meta.url), 'utf8')

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

/** Cohen's kappa from the four counts of a table: both, only one, only the other, neither. */
function kappa(one: Points, other: Points, points: readonly number[]): number | undefined {
  let [both, left, right, neither] = [0, 0, 0, 0]
  for (const { action } of dataset.readings)
    for (const point of points) {
      const [a, b] = [one.get(action)?.includes(point), other.get(action)?.includes(point)]
      if (a && b) both += 1
      else if (a) left += 1
      else if (b) right += 1
      else neither += 1
    }
  if (both + left + right === 0) return undefined
  return (2 * (both * neither - left * right)) / ((both + left) * (left + neither) + (both + right) * (right + neither))
}

const sorted = (points: readonly number[] | undefined): string => (points ?? []).toSorted((a, b) => a - b).join()
const shareOf = (holds: (action: string) => boolean): string =>
  `${Math.round((dataset.readings.filter(({ action }) => holds(action)).length / dataset.readings.length) * 100)} %`

const compared = [
  ['First and second reading', coding('first'), coding('second')],
  ['First and third reading', coding('first'), coding('third')],
  ['Second and third reading', coding('second'), coding('third')],
  ['Catalogue, as decided, and second reading', coding('decided'), coding('second')],
  ['Catalogue, as decided, and third reading', coding('decided'), coding('third')],
] as const

describe('the figures on the readings', () => {
  it.each(compared)(
    'in the README of the catalogue and in the method are those of the files: %s',
    async (name, one, other) => {
      const byPoint = numbers.map((point) => kappa(one, other, [point])?.toFixed(2) ?? '-')
      const all = kappa(one, other, numbers)?.toFixed(2)
      const same = shareOf((action) => sorted(one.get(action)) === sorted(other.get(action)))
      const common = shareOf((action) => one.get(action)?.some((point) => other.get(action)?.includes(point)) ?? false)
      expect(readme).toContain(`| ${[name, all, same, common, ...byPoint].join(' | ')} |`)
      const points = byPoint.flatMap((value, index) => (value === '-' ? [] : [`${index + 1} ${value}`])).join(', ')
      expect(await api.data('{ catalogue { method } }')).toEqual({
        catalogue: {
          method: expect.stringContaining(
            `- ${name}: kappa ${all}, same points ${same}, a point in common ${common} of ${dataset.readings.length} actions; kappa by point: ${points}.`,
          ),
        },
      })
    },
  )

  it('in the README are the lowest and the highest kappa of two readings', () => {
    const kappas = compared.slice(0, 3).map(([, one, other]) => kappa(one, other, numbers) ?? 0)
    const text = front.replaceAll(/\s+/g, ' ')
    expect(text).toContain(`readings is ${Math.min(...kappas).toFixed(2)} to ${Math.max(...kappas).toFixed(2)}`)
  })

  it('count the actions read differently, the rules and the ties', async () => {
    const all = await tiesOf(api)
    const [three, two, one] = [3, 2, 1].map((number) => all.filter(({ agreement }) => agreement === number).length)
    const text = readme.replaceAll(/\s+/g, ' ')
    const differing = dataset.readings.filter(
      ({ first, second, third }) => new Set([first, second.points, third.points].map(sorted)).size > 1,
    )
    expect(text).toContain(`in ${differing.length} of ${dataset.readings.length} actions`)
    expect(text).toContain(`By ${dataset.codingRules.length} rules`)
    expect(text).toContain(
      `Of ${all.length} ties ${three} were made by all three, ${two} by two, and ${one} by this catalogue alone`,
    )
    const { catalogue } = (await api.data('{ catalogue { method } }')) as { catalogue: { method: string } }
    expect(catalogue.method).toContain(`${three} were made by all three readings, ${two} by two of them and ${one} by`)
    // A whole that joins actions which had been read was not read again, so that fewer were read than there are.
    const { catalogue: size } = (await api.data('{ catalogue { actionCount } }')) as {
      catalogue: { actionCount: number }
    }
    const unread = `Left out are ${size.actionCount - dataset.readings.length} of the ${size.actionCount} actions, which only join`
    expect(text).toContain(unread)
    expect(catalogue.method).toContain(
      `${unread} others, which were read; the figures are of the remaining ${dataset.readings.length}.`,
    )
    for (const [index, { rule, example }] of dataset.codingRules.entries())
      expect(catalogue.method).toContain(`${index + 1}. ${rule} Example: ${example}.`)
  })
})
