// Every view but the map.
import type { FunctionComponent } from 'preact'
import { FactsContext, Gone } from '../parts/gone.tsx'
import type { View } from '../views.ts'
import { AboutView } from './about.tsx'
import { ActorView } from './actor.tsx'
import { CountriesView } from './countries.tsx'
import { InitiativeView } from './initiative.tsx'
import { ActorsView, InitiativesView } from './lists.tsx'
import { NetworkView } from './network.tsx'
import { ActionView, DocumentView, PointView } from './others.tsx'
import { PlaceView } from './place.tsx'
import { PlansView, PlanView } from './plans.tsx'
import { ReferenceView } from './reference.tsx'
import { ReviewView } from './review.tsx'
import { SearchView } from './search.tsx'
import { StartView } from './start.tsx'
import { StoredView } from './stored.tsx'
import { TimelineView } from './timeline.tsx'
import type { ViewProps } from './view-props.ts'

const views: Partial<Readonly<Record<View, FunctionComponent<ViewProps>>>> = {
  initiatives: InitiativesView,
  initiative: InitiativeView,
  actors: ActorsView,
  actor: ActorView,
  action: ActionView,
  point: PointView,
  document: DocumentView,
  countries: CountriesView,
  country: PlaceView,
  network: NetworkView,
  timeline: TimelineView,
  plans: PlansView,
  plan: PlanView,
  review: ReviewView,
  search: SearchView,
  start: StartView,
  reference: ReferenceView,
  q: StoredView,
  about: AboutView,
}

/** The view of an address. */
export function OtherView(props: ViewProps) {
  const Found = views[props.address.view]
  return <FactsContext.Provider value={props.facts}>{Found ? <Found {...props} /> : <Gone />}</FactsContext.Provider>
}
