// Checks one initiative's file, and what the initiatives' files have to say of each other.
import { checkAssessments } from './assessment-checks.ts'
import { checkParts } from './classification-checks.ts'
import {
  checkActor,
  checkDocument,
  checkExists,
  checkNames,
  checkPeriod,
  checkPlace,
  checkSource,
  checkSources,
  checkStanding,
  checkSubPoint,
  checkTree,
} from './common-checks.ts'
import type { InitiativeFile } from './files.ts'
import type { Names } from './names.ts'
import { below, type Problem, type Report, reportDuplicates, reportOn } from './problems.ts'
import type { ActionEntry, InitiativeEntry, OutcomeEntry } from './shape.ts'

/** Checks every initiative's file. */
export function checkInitiatives(files: readonly InitiativeFile[], names: Names, problems: Problem[]): void {
  const actors = new Map<string, string>()
  for (const { file, slug, entry } of files) {
    if (entry === undefined) continue
    const report = reportOn(file, problems)
    if (entry.slug !== slug) report('.slug', `a file is named after the slug of its initiative, ${entry.slug}`)
    checkInitiative(entry, names, report)
    if (entry.actsAs === undefined) continue
    const other = actors.get(entry.actsAs)
    if (other === undefined) actors.set(entry.actsAs, entry.slug)
    else report('.actsAs', `${other} acts as ${entry.actsAs} already`)
  }
}

function checkInitiative(entry: InitiativeEntry, names: Names, report: Report): void {
  const {
    places = [],
    populations = [],
    phases = [],
    objectives = [],
    participations = [],
    references = [],
    relations = [],
  } = entry
  checkSource(entry.source, names, below(report, '.source'))
  checkNames(entry.name, entry.names, below(report, '.names'))
  checkPeriod(entry.period, below(report, '.period'))
  checkStanding(entry, names.asOf, report)
  checkExists(names.sections, entry.section, below(report, '.section'), 'section')
  checkActor(names, entry.actsAs, below(report, '.actsAs'))

  const sourced = {
    places,
    populations,
    phases,
    objectives,
    participations,
    references,
    relations,
    actions: entry.actions,
    outcomes: entry.outcomes,
  }
  for (const [name, entries] of Object.entries(sourced)) checkSources(entries ?? [], names, below(report, `.${name}`))

  for (const [index, { place }] of places.entries()) checkPlace(names, place, below(report, `.places[${index}].place`))
  reportDuplicates(places, ({ place, role }) => `${place} as ${role}`, below(report, '.places'), 'place')
  reportDuplicates(populations, ({ population }) => population, below(report, '.populations'), 'population')

  checkTree(phases, below(report, '.phases'), 'phase')
  for (const [index, phase] of phases.entries()) {
    checkPeriod(phase.period, below(report, `.phases[${index}].period`))
    checkStanding(phase, names.asOf, below(report, `.phases[${index}]`))
  }
  const ofPhase = new Set(phases.map(({ key }) => key))
  const checkPhase = (phase: string | undefined, path: string) =>
    checkExists(ofPhase, phase, below(report, `${path}.phase`), 'phase')

  for (const [index, { phase }] of objectives.entries()) checkPhase(phase, `.objectives[${index}]`)
  for (const [index, { actor, phase }] of participations.entries()) {
    checkActor(names, actor, below(report, `.participations[${index}].actor`))
    checkPhase(phase, `.participations[${index}]`)
  }
  reportDuplicates(
    participations,
    ({ actor, role, phase }) => `of ${actor} as ${role}${phase === undefined ? '' : ` in ${phase}`}`,
    below(report, '.participations'),
    'participation',
  )

  checkTree(entry.actions ?? [], below(report, '.actions'), 'action')
  checkParts(entry.actions ?? [], below(report, '.actions'))
  for (const [index, action] of (entry.actions ?? []).entries()) {
    checkPhase(action.phase, `.actions[${index}]`)
    checkAction(action, names, below(report, `.actions[${index}]`))
  }
  for (const [index, outcome] of (entry.outcomes ?? []).entries()) {
    checkPhase(outcome.phase, `.outcomes[${index}]`)
    checkOutcome(outcome, names, below(report, `.outcomes[${index}]`))
  }
  for (const [index, { document }] of references.entries()) {
    checkDocument(names, document, below(report, `.references[${index}].document`))
  }
  for (const [index, { to }] of relations.entries()) {
    checkExists(names.initiatives, to, below(report, `.relations[${index}].to`), 'initiative')
    if (to === entry.slug) report(`.relations[${index}].to`, 'an initiative is not related to itself')
  }
  reportDuplicates(relations, ({ kind, to }) => `${kind} ${to}`, below(report, '.relations'), 'relation')
  checkAssessments(entry, below(report, '.assessments'))
}

function checkAction(
  { status, date, actors, actionPoints, places = [] }: ActionEntry,
  names: Names,
  report: Report,
): void {
  checkPeriod(date, below(report, '.date'))
  checkStanding({ status, period: date }, names.asOf, report)
  for (const [index, { actor }] of actors.entries()) checkActor(names, actor, below(report, `.actors[${index}].actor`))
  reportDuplicates(actors, ({ actor, role }) => `${actor} as ${role}`, below(report, '.actors'), 'actor')
  for (const [index, { point, subPoint }] of actionPoints.entries()) {
    checkSubPoint(names, point, subPoint, below(report, `.actionPoints[${index}].subPoint`))
  }
  reportDuplicates(actionPoints, ({ point }) => String(point), below(report, '.actionPoints'), 'action point')
  for (const [index, place] of places.entries()) checkPlace(names, place, below(report, `.places[${index}]`))
}

function checkOutcome({ date, actors = [], places = [] }: OutcomeEntry, names: Names, report: Report): void {
  checkPeriod(date, below(report, '.date'))
  for (const [index, actor] of actors.entries()) checkActor(names, actor, below(report, `.actors[${index}]`))
  for (const [index, place] of places.entries()) checkPlace(names, place, below(report, `.places[${index}]`))
}
