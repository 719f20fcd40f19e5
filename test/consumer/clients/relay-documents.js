// What the Relay compiler reads: a list that can be continued and refetched, and a deferred part.
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
