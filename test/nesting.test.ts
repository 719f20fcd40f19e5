// Requests that are made to nest without end, hide that they do, or take long to read.
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { maximumNesting, refuseDeepFragments, refuseNesting } from '../server/http/nesting.ts'

describe('nesting', () => {
  it.each([
    ['in the open', '{a'],
    ['behind comments that seem to close it', '{a #}\n'],
    ['behind block strings that seem to close it', '{a(x: """\n}})""" y: ['],
    ['behind block strings with quotes in them', '{a(x: """ \\""" }} """) '],
    ['behind strings that seem to close it', '{a(x: "\\"}") '],
  ])('without end is refused: %s', (_, level) => {
    expect(() => refuseNesting(level.repeat(1000), undefined)).toThrow(/is nested/)
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

describe('fragments', () => {
  const spread = (count: number, fragment: (n: number, inner: string) => string): string =>
    `{ ...f0 } ${Array.from({ length: count }, (_, n) => fragment(n, n + 1 < count ? `...f${n + 1}` : '__typename')).join(' ')}`
  const chain = (count: number) => spread(count, (n, inner) => `fragment f${n} on Query { ${inner} }`)
  const ring = (count: number) => `${chain(count)} fragment g on Query { ...f0 } fragment f${count} on Query { ...f0 }`

  it.each([
    ['one after the other', chain(2000)],
    [
      'in the opposite order',
      chain(2000)
        .split(/(?=fragment)/)
        .reverse()
        .join(' '),
    ],
    [
      'with fields inside',
      spread(100, (n, inner) => `fragment f${n} on Query { ${'a { '.repeat(50)}${inner}${' }'.repeat(50)} }`),
    ],
    ['in a ring', ring(2000)],
    ['that no operation uses', chain(2000).replace('...f0', '__typename')],
  ])('that nest without end in a flat text are refused: %s', (_, text) => {
    expect(() => refuseDeepFragments(parse(text))).toThrow(/is nested/)
  })

  it.each([
    ['as deep as may be', chain(maximumNesting - 1)],
    [
      'wide, each in all before it',
      spread(
        50,
        (n) =>
          `fragment f${n} on Query { ${Array.from({ length: 49 - n }, (_, m) => `...f${n + m + 1}`).join(' ')} __typename }`,
      ),
    ],
    ['within itself, which validation refuses', '{ ...f } fragment f on Query { ...f }'],
    ['that are missing', '{ ...f }'],
  ])('are let pass: %s', (_, text) => {
    expect(() => refuseDeepFragments(parse(text))).not.toThrow()
  })
})
