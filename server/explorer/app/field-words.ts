// What fields and types are called on the page: in forms, in reviews and in histories.

/** The name of a value or a field in words: `NOT_STARTED` is "Not started", `actsAs` is "Acts as". */
export const spoken = (name: string): string => {
  const isConstant = name.includes('_') || name === name.toUpperCase()
  const words = isConstant ? name.toLowerCase().replaceAll('_', ' ') : small(name)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const small = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim()

/** Fields whose names say less than they mean. */
const fieldLabels: Readonly<Record<string, string>> = {
  citation: 'Page',
  'period.edtf': 'Period',
  'period.text': 'Period, as printed',
  startsOn: 'Began',
  endsOn: 'Ended',
  slug: 'Name in addresses',
  asOf: 'Valid as of',
  actsAs: 'Also an actor',
  isGroup: 'Stands for several',
  statedCount: 'Number in the group',
  countQualifier: 'How exact the number is',
  listed: 'In the list of actors',
  ordinal: 'Place in the list',
  iso2: 'ISO code, two letters',
  iso3: 'ISO code, three letters',
  m49: 'UN M49 code',
  url: 'Web address',
  from: 'Which initiative',
  to: 'To which initiative',
  durationMonths: 'Length in months',
}

/** What a field is called. Of a field in a field, as `period.edtf`, each part has its name. */
export const fieldLabel = (name: string): string =>
  fieldLabels[name] ??
  (name.includes('.')
    ? name
        .split('.')
        .map((part, index) => (index === 0 ? fieldLabel(part) : fieldLabel(part).toLowerCase()))
        .join(', ')
    : spoken(name))

/** Types whose names say less than they mean. */
const typeLabels: Readonly<Record<string, string>> = {
  ActorName: 'other name',
  InitiativeName: 'other name',
  PlaceName: 'other name',
  ActorIdentifier: 'identifier',
  ActorMembership: 'membership',
  PlaceMembership: 'membership',
  InitiativePlace: 'place',
  InitiativePopulation: 'people concerned',
  InitiativeRelation: 'link to an initiative',
  ActionCredit: 'contribution',
  ActionClassification: 'tie to a point',
  ActionPoint: 'point',
  ActionPointTitle: 'title of the point',
  SubPoint: 'part of the point',
  ImplementationPlan: 'plan',
  PlanItem: 'item',
  PlanItemActor: 'actor of the item',
}

/** What a row of a type is called: "participation". */
export const typeLabel = (type: string): string => typeLabels[type] ?? small(type)
