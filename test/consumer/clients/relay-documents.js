// What the Relay compiler reads: a list that can go on and be asked for again, and a part that comes later.
import { graphql } from 'relay-runtime'

graphql`
  query PartnersQuery($slug: String!) {
    actor(slug: $slug) {
      id
      name
      ...Partners_initiatives
      ...Partners_partners @defer(label: "partners")
    }
  }
`

graphql`
  fragment Partners_initiatives on Actor
  @refetchable(queryName: "PartnersInitiativesQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" }) {
    initiatives(first: $first, after: $after) @connection(key: "Partners_initiatives") {
      edges {
        roles
        node {
          id
          name
        }
      }
    }
  }
`

graphql`
  fragment Partners_partners on Actor {
    partners(first: 2) {
      totalCount
    }
  }
`
