// The operations behind the tools of assistants. Lists are short: an assistant reads all that it is sent.
import { readyMade } from '../operations/ask.ts'

const citation = 'citation { document { slug } pageStart pageEnd section footnote }'

const subject = `subject { __typename
  ... on Initiative { slug } ... on Actor { slug } ... on Action { id initiative { slug name } } ... on Outcome { id initiative { slug name } }
  ... on Guidance { id actionPoint { number } } ... on Reference { id initiative { slug } }
  ... on ImplementationPlan { slug } ... on PlanItem { id plan { slug } } ... on Cited { ${citation} } }`

export const findDocument = readyMade(`query Find($text: String!, $kinds: [SearchType!], $first: Int!) {
  search(query: $text, types: $kinds, first: $first) { totalCount nodes { type title snippet ${subject} } } }`)

export const initiativeDocument = readyMade(`query Initiative($slug: String!) {
  initiative(slug: $slug) { slug name acronym kind level region status coverage background period { text } ${citation}
    places { role place { code name } }
    objectives { text ${citation} }
    actors(first: 30) { totalCount edges { roles node { slug name acronym } } }
    actionPoints { nodes { number title } }
    actions(first: 20) { totalCount nodes { id summary status actionPoints { edges { basis node { number } } } ${citation} } }
    outcomes(first: 10) { totalCount nodes { kind text ${citation} } } } }`)

export const actorDocument = readyMade(`query Actor($slug: String!) {
  actor(slug: $slug) { slug name acronym kind description country { code name } ${citation}
    groups(first: 10) { totalCount nodes { slug name } }
    members(first: 30) { totalCount nodes { slug name } }
    initiatives(first: 25) { totalCount edges { roles node { slug name level period { text } ${citation} } } }
    actions(first: 15) { totalCount nodes { id summary status initiative { slug } ${citation} } } } }`)

export const partnersDocument = readyMade(`query Partners($slug: String!, $first: Int!) {
  actor(slug: $slug) { slug name ${citation}
    partners(first: $first) { totalCount edges { sharedInitiativeCount node { slug name acronym kind }
      sharedInitiatives(first: 5) { nodes { slug name ${citation} } } } } } }`)

export const matrixDocument =
  readyMade(`query Matrix($by: MatrixRows!, $where: InitiativeWhere, $basis: Basis, $first: Int!, $after: String) {
  matrix(by: $by, where: $where, basis: $basis) { columns { number title }
    rows(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { label
      cells { actionPoint { number } actionCount isGap actions(first: 5) { nodes { ${citation} } } } } } } }`)

export const actionsDocument =
  readyMade(`query Actions($where: ActionWhere, $search: String, $first: Int!, $after: String) {
  actions(where: $where, search: $search, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id summary nature status period { text } initiative { slug name } places { code }
      actors(first: 10) { totalCount nodes { slug name } }
      actionPoints { edges { basis rationale node { number } } } ${citation} } } }`)
