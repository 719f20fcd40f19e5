// Requests that are made to nest without end, hide that they do, or take long to read.
import { describe, expect, it } from 'vitest'
import { refuseNesting } from '../server/http/nesting.ts'

describe('nesting', () => {
  it.each([
    ['in the open', '{a'],
    ['behind comments that seem to close it', '{a #}\n'],
    ['behind block strings that seem to close it', '{a(x: """\n}})""" y: ['],
    ['behind block strings with quotes in them', '{a(x: """ \\""" }} """) '],
    ['behind strings that seem to close it', '{a(x: "\\"}") '],
  ])('without end is refused: %s', (_, level) => {
    expect(() => refuseNesting(level.repeat(1000), undefined)).toThrow(/nests/)
  })

  it.each([
    ['strings', `{ a(x: "${'{'.repeat(1000)}") }`],
    ['block strings', `{ a(x: """${'{\n'.repeat(1000)}""") }`],
    ['comments', `{ a # ${'{'.repeat(1000)}\n }`],
  ])('is not what brackets in %s are', (_, query) => {
    expect(() => refuseNesting(query, undefined)).not.toThrow()
  })

  it.each([
    ['quotes that are escaped', `{a(x:"${'\\"'.repeat(50_000)}`],
    ['quotes', '"'.repeat(100_000)],
    ['escapes', '"\\'.repeat(50_000)],
    ['block strings', '"""\\'.repeat(25_000)],
  ])('is told at once of a body full of %s', (_, query) => {
    const began = performance.now()
    refuseNesting(query, undefined)
    expect(performance.now() - began).toBeLessThan(250)
  })
})
