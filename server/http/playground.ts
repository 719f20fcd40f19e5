// The examples that the playground opens with.

export interface Example {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

export const examples: readonly Example[] = [
  {
    query: `# Who works with IOM, most shared initiatives first, and in which initiatives?
query WhoWorksWithIom {
  actor(slug: "iom") {
    name
    partners(first: 10) {
      totalCount
      edges {
        sharedInitiativeCount
        node { name acronym kind }
        sharedInitiatives { nodes { name } }
      }
    }
  }
}
`,
  },
  {
    query: `# From an initiative down to its actions, who has which part in them, and which of the ten points they serve.
# The basis tells whether the source ties an action to a point, or the editors of this catalogue do.
query FromInitiativeToPoints {
  initiative(slug: "somalia-mixed-migration-task-force") {
    name
    period { text ongoing }
    actors { edges { roles node { name acronym } } }
    actions(first: 5) {
      totalCount
      nodes {
        summary
        status
        actors { edges { roles node { name } } }
        actionPoints { edges { basis rationale node { number title } } }
        citation { pageStart pageEnd section }
      }
    }
  }
}
`,
  },
  {
    query: `# What each regional initiative does under each of the ten points, and where there is nothing.
query Matrix {
  matrix(by: INITIATIVE, where: { level: { eq: REGIONAL }, coverage: { ne: MENTION } }) {
    columns { number title }
    rows {
      nodes {
        label
        cells { actionPoint { number } actionCount byBasis { stated editorial } isGap }
      }
    }
    totals { actionPoint { number } actionCount initiativeCount gapCount }
  }
}
`,
  },
  {
    query: `# A filter with variables: initiatives in which an actor takes part in a role, on a point, page by page.
query InitiativesOf($where: InitiativeWhere, $first: Int!, $after: String) {
  initiatives(where: $where, first: $first, after: $after, orderBy: [{ field: START_YEAR }, { field: NAME }]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      name
      startYear
      places { role place { name } }
      actors(where: { acronym: { eq: "UNHCR" } }) { edges { roles } }
    }
  }
}
`,
    variables: {
      where: {
        participations: { some: { actor: { acronym: { eq: 'UNHCR' } }, certainty: { eq: 'STATED' } } },
        actionPoints: { some: { number: { in: [1, 2] } } },
      },
      first: 5,
    },
  },
]

/** How a change is proposed: a tab of its own, for which a key is needed. */
export const changeExample: Example = {
  query: `# Try out a change of the catalogue. With "dryRun" it is checked and taken back; without, it waits for review.
# It needs a key. Make one while the server is stopped, if its database is embedded:
#   npm run tenpoint -- keys create me --scope propose
# Then enter it under Headers, below: { "authorization": "Bearer tp_..." }
mutation ProposeAChange($input: SubmitChangesetInput!) {
  submitChangeset(input: $input) {
    __typename
    ... on Changeset {
      number
      status
      warnings { message }
      changes(first: 20) { nodes { operation type key fields { name before after } } }
    }
    ... on ChangesetRefused { problems { path code message } }
    ... on ChangesetConflict { conflicts { key field base theirs yours } }
    ... on Forbidden { message }
  }
}
`,
  variables: {
    input: {
      reason: 'The source uses no other form of the name.',
      dryRun: true,
      changes: [
        {
          updateInitiative: {
            slug: 'somalia-mixed-migration-task-force',
            set: { acronym: null },
          },
        },
      ],
    },
  },
}
