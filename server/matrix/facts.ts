// The facts of the matrix: which row and which point an action counts for.
import { type AliasableExpression, type Expression, expressionBuilder } from 'kysely'
import { all, integerParameter, lit, selectFrom, textParameter, textsParameter } from '../db/query.ts'
import type { Database } from '../db/tables.ts'
import { countries, takesPlace } from '../place/queries.ts'
import type { Condition } from '../relational/index.ts'
import {
  type ActionNature,
  type ActionStatus,
  ActorKind,
  type Basis,
  Level,
  Region,
  type ValueOf,
  type Vocabulary,
} from '../vocabulary.ts'
import { numberIn } from './rows.ts'
import { type CellContext, ofInitiatives, type Rows, rowsOf } from './scope.ts'

/** An action that counts, with the row and the point it counts for. */
export interface Fact {
  readonly row_id: number | null
  readonly action_point_id: number
  readonly action_id: number
  readonly initiative_id: number
  readonly status: ValueOf<typeof ActionStatus>
  readonly basis: ValueOf<typeof Basis>
}

/** Whether an actor `w` is credited with an action. */
export const doing = expressionBuilder<{ w: Database['action_actors'] }, 'w'>()('w.role', 'in', [
  lit('PERFORMER'),
  lit('COLLABORATOR'),
  lit('COORDINATOR'),
])

/** Actors credited with an action; on request, with the members of groups. */
function credits({ scope: { includeGroupCredit } }: CellContext) {
  const named = selectFrom('action_actors as w').select(['w.action_id', 'w.actor_id']).where(doing)
  if (includeGroupCredit?.literal() !== true) return named
  return named.union(
    selectFrom('action_actors as w')
      .innerJoin('actor_memberships as m', 'm.group_id', 'w.actor_id')
      .select(['w.action_id', 'm.member_id as actor_id'])
      .where(doing),
  )
}

/** Ties of actions `a` to points, `c`. */
const ties = selectFrom('action_classifications as c')
  .innerJoin('actions as a', 'a.id', 'c.action_id')
  .select(['c.action_point_id', 'a.id as action_id', 'a.initiative_id', 'a.status', 'c.basis'])
type Ties = typeof ties

type Row = Expression<number | null>

interface Source {
  /** Adds the number of the row an action counts for, with the condition on it. */
  readonly find: (ties: Ties, of: (row: Row) => Condition, context: CellContext) => AliasableExpression<Fact>
  /** Whether it joins the initiative `i` itself. */
  readonly joinsInitiative?: true
  /** Whether an action counts for at most one row, so that it stands once under each of its points. */
  readonly once?: true
}

const byInitiative = (column: 'region' | 'level', vocabulary: Vocabulary): Source => ({
  find: (ties, of) => {
    const joined = ties.innerJoin('initiatives as i', 'i.id', 'a.initiative_id')
    return joined
      .select(({ ref }) => numberIn(vocabulary, ref(`i.${column}`)).as('row_id'))
      .where(({ ref }) => of(numberIn(vocabulary, ref(`i.${column}`))))
  },
  joinsInitiative: true,
  once: true,
})

/** Where each kind of row finds its number. */
const sources: Readonly<Record<Rows, Source>> = {
  INITIATIVE: {
    find: (ties, of) => ties.select('a.initiative_id as row_id').where(({ ref }) => of(ref('a.initiative_id'))),
    once: true,
  },
  ACTOR: {
    find: (ties, of, context) =>
      ties
        .innerJoin(credits(context).as('w'), 'w.action_id', 'a.id')
        .select('w.actor_id as row_id')
        .where(({ ref }) => of(ref('w.actor_id'))),
  },
  ACTOR_KIND: {
    find: (ties, of, context) =>
      ties
        .innerJoin(credits(context).as('w'), 'w.action_id', 'a.id')
        .innerJoin('actors as who', 'who.id', 'w.actor_id')
        .select(({ ref }) => numberIn(ActorKind, ref('who.kind')).as('row_id'))
        .where(({ ref }) => of(numberIn(ActorKind, ref('who.kind')))),
  },
  COUNTRY: {
    find: (ties, of) =>
      ties
        .innerJoinLateral(
          ({ selectFrom }) =>
            selectFrom('action_places as own')
              .select('own.place_id')
              .whereRef('own.action_id', '=', 'a.id')
              .union(
                selectFrom('initiative_places as covered')
                  .select('covered.place_id')
                  .whereRef('covered.initiative_id', '=', 'a.initiative_id')
                  .where(({ ref }) => takesPlace(ref('a.id'), ref('covered.role'))),
              )
              .as('at'),
          (join) => join.onTrue(),
        )
        .innerJoin(countries.as('country'), 'country.place_id', 'at.place_id')
        .select('country.country_id as row_id')
        .where(({ ref }) => of(ref('country.country_id'))),
  },
  REGION: byInitiative('region', Region),
  LEVEL: byInitiative('level', Level),
}

/** Whether an action counts for at most one row. */
export const isOnce = (context: CellContext): boolean => sources[rowsOf(context)].once === true

/** Which facts are wanted. */
export interface Choice {
  /** Conditions on the row, and on the tie `c` to a point. */
  readonly of?: (row: Row) => readonly (Condition | undefined)[]
  /** That the rows are chosen elsewhere, so that facts of others may be there. */
  readonly within?: 'chosen'
  /** That actions of any nature and status count, and ties on any basis, whatever the arguments say. */
  readonly whatever?: true
}

/** Builds expressions that read ties `c` of actions `a`. */
const tied = expressionBuilder<{ a: Database['actions']; c: Database['action_classifications'] }, 'a' | 'c'>()

/** The conditions of the arguments on actions and ties. */
const requested = ({ scope: { nature, status, basis, minAgreement } }: CellContext) => [
  nature && !nature.isNull()
    ? tied('a.nature', '=', tied.fn.any(textsParameter<ValueOf<typeof ActionNature>>(nature.param())))
    : tied('a.nature', '=', lit('ACTION')),
  status && !status.isNull()
    ? tied('a.status', '=', tied.fn.any(textsParameter<ValueOf<typeof ActionStatus>>(status.param())))
    : undefined,
  basis && !basis.isNull() ? tied('c.basis', '=', textParameter<ValueOf<typeof Basis>>(basis.param())) : undefined,
  minAgreement && !minAgreement.isNull()
    ? tied('c.agreement', '>=', integerParameter(minAgreement.param()))
    : undefined,
]

/** Each action that counts, with the row and the point it counts for; actions that are part of others do not count. */
export function counted(
  context: CellContext,
  { of = () => [], within, whatever }: Choice = {},
): AliasableExpression<Fact> {
  const { find, joinsInitiative } = sources[rowsOf(context)]
  const wanted = within === 'chosen' ? undefined : ofInitiatives(context)
  const counting = ties
    .where('a.parent_id', 'is', null)
    .where(all(...(whatever ? [] : requested(context)), wanted))
    .$if(wanted !== undefined && !joinsInitiative, (query) =>
      query.innerJoin('initiatives as i', 'i.id', 'a.initiative_id'),
    )
  return find(counting, (row) => all(...of(row)), context)
}
