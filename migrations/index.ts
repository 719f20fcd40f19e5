// The migrations in order: one line each, the name is the file's name. A merged migration is never edited.
import type { Migration } from 'kysely/migration'
import * as createCatalogue from './20261123T1000-create-catalogue.ts'
import * as addSearch from './20261124T1000-add-search.ts'
import * as indexEveryFilter from './20261125T1000-index-every-filter.ts'
import * as speedSearch from './20261125T1100-speed-search.ts'
import * as foldAlike from './20261126T1000-fold-alike-everywhere.ts'
import * as orderAsPeopleDo from './20261126T1010-order-as-people-do.ts'
import * as compareAlike from './20261126T1020-compare-alike-everywhere.ts'
import * as standInAnySchema from './20261126T1030-stand-in-any-schema.ts'
import * as deriveOngoing from './20261126T1100-derive-ongoing.ts'
import * as recordLoads from './20261126T1110-record-loads.ts'
import * as recordMembershipBasis from './20261126T1200-record-membership-basis.ts'
import * as addBackgroundGuidance from './20261126T1205-add-background-guidance.ts'
import * as recordAgreement from './20261126T1300-record-agreement.ts'

export const migrations: Readonly<Record<string, Migration>> = {
  '20261123T1000-create-catalogue': createCatalogue,
  '20261124T1000-add-search': addSearch,
  '20261125T1000-index-every-filter': indexEveryFilter,
  '20261125T1100-speed-search': speedSearch,
  '20261126T1000-fold-alike-everywhere': foldAlike,
  '20261126T1010-order-as-people-do': orderAsPeopleDo,
  '20261126T1020-compare-alike-everywhere': compareAlike,
  '20261126T1030-stand-in-any-schema': standInAnySchema,
  '20261126T1100-derive-ongoing': deriveOngoing,
  '20261126T1110-record-loads': recordLoads,
  '20261126T1200-record-membership-basis': recordMembershipBasis,
  '20261126T1205-add-background-guidance': addBackgroundGuidance,
  '20261126T1300-record-agreement': recordAgreement,
}
