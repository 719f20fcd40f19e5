// The phases, components and working groups of initiatives, and what initiatives set out to do.
import { builder } from '../builder.ts'
import { objectives, phases } from '../db/tables.ts'
import { Initiative, Period } from '../initiative/schema.ts'
import { Citation, Cited } from '../source/schema.ts'

export const Phase = builder.tableRef(phases, { name: 'Phase', key: 'key' })

export const Objective = builder.tableRef(objectives, { name: 'Objective', key: 'key' })

builder.tableFields(Phase, {
  description: 'A phase, component, programme or working group of an initiative.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.'),
    parent: t.one(Phase, 'parent_id', 'The larger part of the initiative that contains this one.', { filter: true }),
    parts: t.list(Phase, { description: 'Smaller parts of this one.', by: 'parent_id', order: ['ordinal'] }),
    ordinal: t.column('ordinal', 'The position in the source, starting at 1.'),
    kind: t.column('kind', 'The type of part.', { filter: true }),
    name: t.column('name', 'The name.', { filter: true }),
    summary: t.column('summary', 'A summary in the words of this catalogue.'),
    period: t.embedded(Period, 'When it took place, if the source says.', { present: 'period_text' }),
    durationMonths: t.column('duration_months', 'The length in months, if the source gives it.', { filter: true }),
    status: t.column('status', 'The status at the date of the source.', { filter: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
    objectives: t.list(Objective, {
      description: 'Objectives limited to this part.',
      by: 'phase_id',
      order: ['ordinal'],
    }),
  }),
})

builder.tableFields(Objective, {
  description: 'An objective of an initiative or of one of its phases.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.'),
    ordinal: t.column('ordinal', 'The position in the source’s list, starting at 1.', { filter: true }),
    text: t.column('text', 'The objective, in the words of this catalogue.', { filter: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
    phase: t.one(Phase, 'phase_id', 'The phase, or null if the objective is for the whole initiative.', {
      filter: true,
    }),
  }),
})

builder.moreTableFields(Initiative, (t) => ({
  objectives: t.list(Objective, {
    description: 'The objectives of the initiative.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
  phases: t.list(Phase, {
    description: 'The phases, components, programmes and working groups, in the order of the source.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
}))
