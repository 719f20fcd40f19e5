// Checks the files that hold one list each: action points, guidance and actors.
import { checkActor, checkExists, checkNames, checkSource, checkSources, checkSubPoint } from './common-checks.ts'
import type { Names } from './names.ts'
import { below, type Report, reportCycles, reportDuplicates } from './problems.ts'
import type { ActionPointEntry, ActorEntry, GuidanceEntry } from './shape.ts'

export function checkActionPoints(points: readonly ActionPointEntry[], names: Names, report: Report): void {
  // There are ten entries, so ten different numbers are all of them.
  reportDuplicates(points, ({ number }) => String(number), report, 'number')
  reportDuplicates(points, ({ slug }) => slug, report, 'slug')
  const codes = new Set<string>()
  for (const [index, { number, titles, subPoints }] of points.entries()) {
    const here = below(report, `[${index}]`)
    reportDuplicates(titles, ({ edition, language }) => `${edition} in ${language}`, below(here, '.titles'), 'title of')
    for (const [at, { code, parent }] of subPoints.entries()) {
      const subPoint = below(here, `.subPoints[${at}]`)
      if (codes.has(code)) subPoint('.code', `section ${code} is already there`)
      if (!code.startsWith(`${number}.`)) subPoint('.code', `section ${code} is not of action point ${number}`)
      if (parent !== undefined && !codes.has(parent)) subPoint('.parent', `no section ${parent} stands before this one`)
      checkSubPoint(names, number, parent, below(subPoint, '.parent'))
      codes.add(code)
    }
  }
}

export function checkGuidance(guidance: readonly GuidanceEntry[], names: Names, report: Report): void {
  checkSources(guidance, names, report)
  for (const [index, { point, subPoint }] of guidance.entries())
    checkSubPoint(names, point, subPoint, below(report, `[${index}].subPoint`))
}

export function checkActors(actors: readonly ActorEntry[], names: Names, report: Report): void {
  reportDuplicates(actors, ({ slug }) => slug, report, 'slug')
  for (const [index, actor] of actors.entries()) {
    const here = below(report, `[${index}]`)
    checkSource(actor.source, names, below(here, '.source'))
    checkNames(actor.name, actor.names, below(here, '.names'))
    checkCountry(actor, names, below(here, '.country'))
    checkActor(names, actor.parent?.actor, below(here, '.parent.actor'))
    const members = actor.group?.members ?? []
    const { count, qualifier } = actor.group ?? {}
    if (qualifier === 'EXACT' && members.length > 0 && members.length !== count)
      here('.group.count', `is ${count}, though ${members.length} members are listed`)
    const group = below(here, '.group.members')
    checkSources(members, names, group)
    reportDuplicates(members, (member) => member.actor, group, 'member')
    for (const [at, member] of members.entries()) {
      checkActor(names, member.actor, below(group, `[${at}].actor`))
      if (member.actor === actor.slug) group(`[${at}].actor`, 'a group is not its own member')
    }
  }
  const parents = new Map(actors.map(({ slug, parent }) => [slug, parent === undefined ? [] : [parent.actor]]))
  const members = new Map(actors.map(({ slug, group }) => [slug, (group?.members ?? []).map(({ actor }) => actor)]))
  const indexes = new Map(actors.map(({ slug }, index) => [slug, index]))
  reportCycles(parents, (slug) => report(`[${indexes.get(slug)}].parent`, `${slug} is part of itself`))
  reportCycles(members, (slug) => report(`[${indexes.get(slug)}].group`, `${slug} is a member of itself`))
}

function checkCountry({ country }: ActorEntry, names: Names, report: Report): void {
  checkExists(names.places, country, report, 'place')
  const place = country === undefined ? undefined : names.places.get(country)
  if (place && place.kind !== 'COUNTRY') report('', `${place.name} is not a country`)
}
