// The phases, components and working groups of initiatives, and what initiatives set out to do.
import { builder } from '../builder.ts'
import { objectives, phases } from '../db/tables.ts'
import { Initiative, Period } from '../initiative/schema.ts'
import { Cited } from '../source/schema.ts'

export const Phase = builder.tableRef(phases, { name: 'Phase', key: 'key' })

export const Objective = builder.tableRef(objectives, { name: 'Objective', key: 'key' })

builder.tableFields(Phase, {
  description: 'A phase, component, programme or working group of an initiative.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.'),
    parent: t.one(Phase, 'parent_id', 'The part of the initiative it belongs to.', { filter: true }),
    parts: t.list(Phase, { description: 'Its own parts.', by: 'parent_id', order: ['ordinal'] }),
    ordinal: t.column('ordinal', 'Its place in the order of the source, from 1.'),
    kind: t.column('kind', 'What part of the initiative it is.', { filter: true }),
    name: t.column('name', 'Its name.', { filter: true }),
    summary: t.column('summary', 'What it is about, in the words of this catalogue.'),
    period: t.embedded(Period, 'When it was, where the source says.', { present: 'period_text' }),
    durationMonths: t.column('duration_months', 'How many months it lasts, where the source says.', { filter: true }),
    status: t.column('status', 'Where it stood at the date of the source.', { filter: true }),
    objectives: t.list(Objective, { description: 'Objectives limited to it.', by: 'phase_id', order: ['ordinal'] }),
  }),
})

builder.tableFields(Objective, {
  description: 'Something an initiative, or a phase of it, sets out to do.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.'),
    ordinal: t.column('ordinal', 'Its place in the list of the source, from 1.', { filter: true }),
    text: t.column('text', 'The objective, in the words of this catalogue.', { filter: true }),
    phase: t.one(Phase, 'phase_id', 'The phase it is limited to; none where it is the whole initiative.', {
      filter: true,
    }),
  }),
})

builder.moreTableFields(Initiative, (t) => ({
  objectives: t.list(Objective, {
    description: 'What it sets out to do.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
  phases: t.list(Phase, {
    description: 'Its phases, components, programmes and working groups, in the order of the source.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
}))
