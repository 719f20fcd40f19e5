// The figures on the readings, where they are printed, are those of the files.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { strengthOf } from '../server/db/load/method-text.ts'
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

async function methodOf({ data }: Api): Promise<string> {
  const { catalogue } = (await data('{ catalogue { method } }')) as { catalogue: { method: string } }
  return catalogue.method
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
      const row = `| ${[name, all, same, common, ...byPoint].join(' | ')} |`
      expect(readme).toContain(row)
      const method = await methodOf(api)
      expect(method).toContain(row)
      // The same in words, and what Landis and Koch call a kappa of that size.
      const strength = Number(all) > 0.8 ? 'almost perfect' : 'substantial'
      expect(method).toContain(
        `- ${name}: ${strength} agreement (kappa ${all}). The two have the very same points for ${same} of the actions, and at least one point in common for ${common}.`,
      )
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
    const method = await methodOf(api)
    expect(method).toContain(`${three} were made by all three readings, ${two} by two of them and ${one} by`)
    // A whole that joins actions which had been read was not read again, so that fewer were read than there are.
    const { catalogue: size } = (await api.data('{ catalogue { actionCount } }')) as {
      catalogue: { actionCount: number }
    }
    const unread = `Left out are ${size.actionCount - dataset.readings.length} of the ${size.actionCount} actions, which only join`
    expect(text).toContain(unread)
    expect(method).toContain(
      `${unread} others, which were read; the figures are of the remaining ${dataset.readings.length}.`,
    )
  })

  it('come with the rules, each with its example in words and its page, and with no key of a file', async () => {
    const method = await methodOf(api)
    for (const [index, { rule, example }] of dataset.codingRules.entries()) {
      const [slug, key] = example.split('/')
      const initiative = dataset.initiatives.find((each) => each.slug === slug)
      const action = initiative?.actions?.find((each) => each.key === key)
      const [, from, to = from] = /^p(\d+)(?:-(\d+))?/.exec(action?.source ?? '') ?? []
      const pages = from === to ? `page ${from}` : `pages ${from} to ${to}`
      expect(method).toContain(`${index + 1}. ${rule} Example: “${action?.summary}” (${initiative?.name}, ${pages}).`)
      expect(method).not.toContain(example)
    }
    expect(method).toContain(
      'Landis and Koch (The Measurement of Observer Agreement for Categorical Data, Biometrics 33, 1977',
    )
  })
})

describe('a kappa', () => {
  it.each([
    [-0.01, 'poor'],
    [0, 'slight'],
    [0.2, 'slight'],
    [0.204, 'slight'],
    [0.21, 'fair'],
    [0.4, 'fair'],
    [0.41, 'moderate'],
    [0.6, 'moderate'],
    [0.61, 'substantial'],
    [0.8, 'substantial'],
    [0.81, 'almost perfect'],
    [1, 'almost perfect'],
  ])('of %d is called %s, as Landis and Koch do', (size, word) => {
    expect(strengthOf(size)).toBe(word)
  })
})
