// The sentences of the page, in one place for translation.
import { plural } from './words.ts'

/** What the shapes of actors in the network mean. */
const shapes =
  'Rings are States and their bodies, discs UN entities, squares intergovernmental and regional bodies, triangles all others.'

/** What the network around an actor shows. */
interface FocusWords {
  readonly kind: string
  readonly initiatives: number
  readonly partners: number
  /** How many initiatives the listed partners share with it at the least. */
  readonly least: number
  readonly listed: number
}

/** Some of all, or all of them: "3 of these 6 actors", "these 6 actors", "this actor". */
const ofThese = (some: number, all: number, one: string, many = `${one}s`): string => {
  if (some < all) return `${some} of these ${all} ${many}`
  return all === 1 ? `this ${one}` : `these ${all} ${many}`
}

/** What the page says. Where a number stands in a sentence, it is a function. */
export const text = {
  brand: 'Tenpoint',
  tagline: 'Cooperation on mixed migration, page by page',
  skip: 'Skip to the content',
  navigation: 'Views',
  nav: {
    map: 'Gap map',
    initiatives: 'Initiatives',
    actors: 'Actors',
    countries: 'Countries',
    network: 'Network',
    timeline: 'Timeline',
    plans: 'Plans',
    start: 'API',
    about: 'About',
    review: 'Review',
  },
  search: {
    label: 'Search',
    hint: '/',
    results: 'Matches',
    none: 'Nothing found.',
    all: (count: number) => (count === 1 ? 'See the match' : `See all ${count} matches`),
    places: { country: 'Country', region: 'Region' },
    of: (owner: string) => `in ${owner}`,
    title: (words: string) => `Matches for “${words}”`,
    lede: (count: number) =>
      `${count === 1 ? '1 match' : `${count} matches`}, the best first. Other forms of a word match, and accents do not matter. Quotation marks keep words together; a minus leaves a word out.`,
    words: 'Words to search for',
    help: 'Words of names, actions, outcomes, guidance, references or plans, or the name of a country or region.',
    noneHelp: 'Try fewer or other words.',
    more: 'Show more',
    kind: 'Kind',
    match: 'Match',
    owner: 'In',
  },
  theme: { label: 'Light or dark', light: 'Light', dark: 'Dark' },
  asOf: (revision: number, source: string) => `As of revision ${revision}${source && `, ${source} source`}`,
  changeRevision: 'Change',
  past: {
    title: (revision: number) => `You see the catalogue as of revision ${revision}.`,
    newest: (revision: number) => `The newest is ${revision}.`,
    go: 'Go to the newest',
    changes: 'What has changed since',
    pick: 'Show the catalogue as of revision',
    show: 'Show',
    missing: (revision: number) => `There is no revision ${revision}`,
    missingHelp: 'If this address came from a citation, check the number.',
  },
  map: {
    title: {
      initiatives: 'What each initiative does on the ten points',
      actors: 'What each actor does on the ten points',
      countries: 'What is done for each country on the ten points',
    },
    lede: 'A cell counts the actions a row has under a point. Open it to read them, with who acts, why they stand there, and the page.',
    ledeCountries:
      'A cell counts the actions for a country, or for a region around it, under a point. An action that names no place counts where its initiative covers. Open it to read them, with who acts, why they stand there, and the page.',
    ledeChosen: 'Rows are only the actors that your filters choose; who works with them is in the',
    rows: 'Rows',
    by: 'by',
    kinds: { initiatives: 'Initiatives', actors: 'Actors', countries: 'Countries' },
    order: { level: 'Level', region: 'Region' },
    all: 'All rows',
    distinct: 'distinct actions, not the sum',
    allPoints: 'All points',
    of: (some: number, all: number) => `${some} of ${all}`,
    together: (count: number) => `${count} points together`,
    quiet: {
      initiatives: (count: number) => `${count} only named by the source`,
      actors: (count: number) => `${count} named with no action`,
      countries: (count: number) => `${count} without an action`,
    },
    show: 'Show',
    hide: 'Hide',
    head: { initiatives: 'Initiative', actors: 'Actor', countries: 'Country' },
    nouns: { initiatives: 'initiative', actors: 'actor', countries: 'country' },
    manyNouns: { initiatives: 'initiatives', actors: 'actors', countries: 'countries' },
    copy: 'Copy the table',
    copied: 'Copied. Paste it into a spreadsheet.',
    print: 'Print',
    sortBy: 'sort by it',
    sorted: 'sorted by it',
    touched: 'no action, though the editors find the point addressed',
    outside: (count: number) => `${count} outside your filters`,
    name: 'Name',
    gapsOnly: 'Only rows with a gap',
    noRow: { initiatives: 'No initiative', actors: 'No actor', countries: 'No country' },
    noRowActs: (who: string) => `${who} in these rows has an action under:`,
    everyPoint: 'Every point has an action in these rows.',
    namedOnly: {
      initiatives: (some: number, all: number) =>
        `The source only names ${ofThese(some, all, 'initiative')} and does not describe ${some === 1 ? 'it' : 'them'}.`,
      actors: (some: number, all: number) =>
        `The source only names, and does not describe, the initiatives of ${ofThese(some, all, 'actor')}.`,
      countries: (some: number, all: number) =>
        `The source only names, and does not describe, the initiatives of ${ofThese(some, all, 'country', 'countries')}.`,
    },
    leftOut: {
      actors: (count: number) =>
        `${count === 1 ? '1 other actor takes' : `${count} other actors take`} part in the same initiatives and ${count === 1 ? 'has' : 'have'} no row here.`,
      countries: (count: number) =>
        `Only countries that your filter chooses are rows; the same initiatives also concern ${count === 1 ? '1 other country' : `${count} other countries`}.`,
    },
    source: (title: string, pages: string) =>
      `Source: ${title}${pages}, in this catalogue’s own words. Ties to the points are the editors’, unless solid. The four groups of points are ours, not the plan’s.`,
    counted: (counted: number, all: number, parts: number, others: string) => {
      const left = [...(parts > 0 ? [`${parts} that are part of another`] : []), ...(others === '' ? [] : [others])]
      const why = left.length > 0 ? ` Not counted: ${left.join(', and ')}.` : ''
      return `All rows together have ${counted} of the ${all} actions, recommendations and agenda topics in the catalogue.${why} An action that serves several points or counts for several rows stands in each of their cells, but counts once in a total.`
    },
    notCounted: {
      initiatives: (count: number) => `${count} that your filters leave out`,
      actors: (count: number) =>
        `${count} that your filters leave out, or that no actor in these rows is credited with`,
      countries: (count: number) => `${count} that your filters leave out, or that are for no country in these rows`,
    },
    pointless: (count: number) => `${count} that stand under no point`,
    keys: 'In the grid: arrows move, Enter opens or folds, Home and End go to the ends, Ctrl and C copies the table, Escape closes.',
  },
  groups: [
    { name: 'Partners and data', short: 'Partners' },
    { name: 'Arrival and procedures', short: 'Arrival' },
    { name: 'Solutions and movement', short: 'Solutions' },
    { name: 'Information', short: 'Info' },
  ],
  legend: {
    title: 'Legend',
    size: ['Size and number', ': actions (1, 2, 4, 8)'],
    editorial: ['Hatched', ': the editors read it so, and say why'],
    stated: ['Solid', ': the source itself says so'],
    none: ['None stated', ': the source covers it, an editor looked, there is none'],
    wait: ['Not yet assessed', ': no action found, and no editor has yet judged'],
    out: ['Not covered', ': the source only names it'],
    touch: ['Touched on', ': no action, though the editors find the point addressed'],
    hidden: ['Filtered out', ': so many exist outside your filters'],
    short: {
      editorial: 'editors',
      stated: 'source',
      none: 'none stated',
      touch: 'touched on',
      wait: 'not assessed',
      out: 'not covered',
      hidden: 'filtered out',
    },
    noActions: ['In brackets', ': recommendations and agenda topics, which do not count as actions'],
    points: 'The ten points',
  },
  filters: {
    label: 'Filters',
    more: 'More filters',
    fewer: 'Fewer filters',
    clear: 'Clear all',
    find: 'Find in this list',
    remove: 'Remove',
    nothing: {
      initiatives: 'No initiative meets all of these filters',
      actors: 'No actor meets all of these filters',
      countries: 'No country meets all of these filters',
    },
    nothingHelp: 'Together they leave nothing. Take one away:',
    without: (filter: string, count: number) => `Without ${filter} (${count})`,
    level: ['Level', 'How far the cooperation reaches.'],
    region: ['Heading', 'The regional heading of the chapter that the source puts it under.'],
    country: [
      'Country or region',
      'Initiatives tied to the country or region, to a place in it, or to a region around it, also as a target, an origin, a destination or a venue. All of their actions count, wherever they take place; rows by country count only those for the country.',
    ],
    asRegion: (name: string) => (/\bregion$/i.test(name) ? name : `${name} (region)`),
    actor: ['Actor', 'Initiatives in which the actor takes part.'],
    nature: ['Nature', 'Whether something is done, recommended, or only on an agenda.'],
    status: ['Status', 'What the source says became of the action.'],
    basis: ['Basis', 'Who ties the action to the point: the source, or the editors.'],
    form: ['Form', 'What kind of initiative it is.'],
    akind: ['Kind of actor', 'Initiatives in which an actor of this kind takes part.'],
    year: ['Began', 'When it began, where the source says so.'],
    document: ['Document', 'The document that the entry cites.'],
    noYear: 'No date in the source',
  },
  panel: {
    point: (number: number, title: string) => `Point ${number}. ${title}`,
    points: (from: number, to: number) => `Points ${from} to ${to}`,
    every: 'All ten points',
    wholePoint: 'Everything under this point, without your filters',
    under: {
      ACTION: 'with an action',
      OUTSIDE: 'with actions outside your filters alone',
      TOUCHED: 'without an action, though the editors find the point addressed',
      NONE_STATED: 'for which the source states none',
      NOT_ASSESSED: 'not yet assessed',
      NOT_COVERED: 'not covered by the source',
    },
    close: 'Close',
    label: 'Actions in this cell',
    why: 'Why',
    status: 'Status',
    basis: 'Basis',
    statedTie: 'the source itself places it under this point.',
    also: 'Also under',
    alsoPoint: (number: number) => `point ${number}`,
    parts: 'Parts',
    notCounted: (count: number) => `(${count} ${count === 1 ? 'part' : 'parts'}, not counted)`,
    together: '(credited together)',
    none: 'None under these filters.',
    touched: 'Touched on.',
    touchedText: 'No action stands under this point, though the editors find that it is addressed.',
    noneStated: 'None stated.',
    noneStatedText:
      'The source covers it, an editor read the entry and found nothing under this point. This says what the source states as of its own date, not that nothing was done.',
    notAssessed: 'Not yet assessed.',
    notAssessedText:
      'The source has an entry, and no action under this point was found in it. No editor has judged yet whether there is none.',
    notCovered: 'Not covered by the source.',
    notCoveredText: 'The source only names the initiatives of this row. It has no entry that could say more.',
    inPoint: (number: number) => `Point ${number}`,
    agreement: (count: number) => `${count} of 3 readings agree`,
    agreementHelp:
      'Each action was read three times for the points it serves, each time independently. This is how many of the readings put it under this point.',
    natures: {
      RECOMMENDATION: 'Something the initiative recommends to others, not something it did.',
      AGENDA_TOPIC: 'A subject that the initiative discusses, not something it did.',
    },
    in: 'In',
    phase: 'Phase',
    places: 'Places',
    people: 'People',
    open: 'Open the action',
    action: 'Action',
  },
  cite: {
    open: 'Cite this page',
    fact: 'Cite',
    copy: 'Copy',
    copied: 'Copied',
    help: 'Each fact has its page and a citation of its own beside it; the revision leads to what you see now, whatever is corrected later.',
  },
  behind: {
    title: 'Behind this view',
    query: 'Query',
    sdk: 'SDK',
    table: 'Table',
    moreRows: {
      actors: (count: number) =>
        `The query and the tables also have rows of ${count === 1 ? '1 other actor' : `${count} other actors`} in the same initiatives, and count them in their totals. The map leaves these out; its rows have the same numbers.`,
      countries: (count: number) =>
        `The query and the tables also have rows of ${count === 1 ? '1 other country' : `${count} other countries`} that the same initiatives concern, and count them in their totals. The map leaves these out; its rows have the same numbers.`,
    },
    matrix: 'The cells of the map',
    gaps: 'Its gaps, each with the reason',
    records: 'The actions it counts',
    ties: 'Who works with whom',
    nodes: 'Actors',
    cite: 'Cite',
    play: 'Open in the playground',
    copy: 'Copy',
    plain: 'Text',
  },
  downloads: {
    label: 'Download this view',
    failed: 'The browser could not make this file.',
    view: 'View',
    revision: 'Revision',
    source: 'Source',
    address: 'Address',
    licence: 'Licence',
    attribution: 'Attribution',
    credit: (revision: number, source: string) => `Tenpoint, revision ${revision}. Source: ${source}.`,
  },
  list: { coverage: 'In the source', actions: 'Actions', page: 'Page', continent: 'Continent' },
  about: {
    method: 'How actions are tied to the points',
    source: 'Everything here comes from one book:',
    stated:
      'Each fact carries the printed page it stands on. Which of the ten points an action serves is said by the source itself in a few cases (solid); in all others the editors of this catalogue read it so, and give their reason (hatched).',
    empty:
      'A cell without an action can mean several things, and the map has a sign for each. None of them says that nothing was done.',
    signs: 'What the signs of the gap map mean',
    figures: 'How far the readings agree',
    programs: 'Programs, spreadsheets and assistants read the same by an API:',
    use: 'The address of each view holds all of its state. Add the revision to cite it: it shows the same then, whatever is corrected later.',
  },
  start: {
    title: 'Getting started',
    pages: 'For programs',
    playground: 'Playground',
    lede: 'Everything on this page comes from one GraphQL API, which is open to all. A query names the facts it wants, and gets these and nothing else. Run the queries below, change them, run them again.',
    query: (name: string) => `Query: ${name}`,
    run: 'Run',
    reset: 'As it was',
    answered: (revision: number | undefined, ms: number) =>
      `Answered in ${ms} ms${revision === undefined ? '' : `, as of revision ${revision}`}.`,
    steps: {
      place: {
        title: 'Ask for a country',
        words:
          'A country, a region or the world has a code. Initiatives for a region also appear under each of its countries. Every fact has a citation with its printed page.',
      },
      partners: {
        title: 'Follow a relation',
        words:
          'Things lead to other things, as deep as you like. Partners are actors that take part in the same initiatives; the edge between two says in how many.',
      },
      filter: {
        title: 'Filter, sort, page',
        words:
          'Filters reach related things: regional initiatives in which IOM takes part. Lists come page by page: put `endCursor` into `after` for the next page.',
      },
      gaps: {
        title: 'Find the gaps',
        words:
          'The matrix counts actions by row and point. A gap is a row without an action under a point; `empty` of a cell says why it is empty.',
      },
      search: {
        title: 'Search for words',
        words:
          'The search looks through initiatives, actors, actions, outcomes, guidance, references and plans, and shows the passage that matches.',
      },
      asOf: {
        title: 'Cite what you saw',
        words:
          'Every change makes a revision. With `@asOf`, a query is answered as the catalogue was then, now and in ten years; the header Tenpoint-Revision of each answer says which one it is of.',
      },
    },
    programs: {
      title: 'From your own program',
      sdk: 'In TypeScript or JavaScript, with types for every query:',
      http: 'In any other language, one POST:',
      tables: 'In Excel, R or Python, every table has an address, with the filters of the API as parameters:',
      actions: 'actions of national initiatives, for Excel',
      gaps: 'each empty cell of the map with its reason',
      package: 'all tables, as a Frictionless data package',
      assistants: 'For assistants, tools by the Model Context Protocol:',
      names: 'To match the names in a table of yours to actors, initiatives and places, for example in OpenRefine:',
      news: 'To hear of new revisions, a feed:',
    },
    rules: {
      title: 'Good to know',
      list: [
        'Reading takes no key, unless this server asks for one. Changes take one.',
        'A query that would read too much is refused before it begins (QUERY_TOO_COMPLEX), with the reason. Take less at once.',
        'Errors have a stable code. DATABASE_BUSY and DATABASE_UNAVAILABLE pass; try again a little later.',
        'Name the source when you publish: the query `catalogue` has the licence and the attribution.',
      ],
    },
  },
  reference: {
    title: 'Schema reference',
    lede: (count: number) =>
      `Every type of the API, ${count} in all, with its fields, arguments and values in words. Made from the schema of this server.`,
    find: 'Find a type, field, argument or value',
    found: (count: number, most: number) =>
      count === 0
        ? 'Nothing found.'
        : count >= most
          ? `The first ${most} matches:`
          : `${count === 1 ? '1 match' : `${count} matches`}:`,
    all: 'All types',
    unknown: (name: string) => `The schema has no type ${name}.`,
    hidden: 'This server does not show its schema',
    hiddenHelp: 'Ask those who run it.',
    kinds: {
      object: 'Type',
      interface: 'Interface',
      union: 'Union',
      enum: 'Enum',
      input: 'Input',
      scalar: 'Scalar',
      directive: 'Directive',
    },
    groups: {
      objects: 'Types',
      abstract: 'Interfaces and unions',
      enums: 'Enums',
      scalars: 'Scalars',
      directives: 'Directives',
      inputs: 'Inputs of changes',
      filters: 'Filters and orders',
      paging: 'Pages of lists',
    },
    oneOf: 'Exactly one of these fields is given.',
    implements: 'Implements',
    implementors: 'Implemented by',
    oneOfTypes: 'One of',
    locations: 'Stands at',
    arguments: 'Arguments',
    fields: 'Fields',
    values: 'Values',
    usedBy: 'Used by',
    deprecated: 'No longer to be used.',
  },
  stored: {
    title: (name: string) => `Stored query ${name}`,
    lede: 'Someone stored this query, so that its answer can be cited and checked. It is answered here as the catalogue was in its revision.',
    none: 'There is no such stored query',
    noneHelp: 'Check the address: an id has 24 digits.',
    holds: 'The answer is the same as when it was stored.',
    broken: 'The answer is not the same as when it was stored.',
    revision: 'Revision',
    stored: 'Stored',
    checksum: 'Checksum',
    now: 'Checksum now',
    of: 'of',
    pages: 'Printed pages',
    cite: 'Cite',
    result: 'Result',
    query: 'Query',
    variables: 'Variables',
    problems: 'What no longer fits',
    see: 'See the catalogue of this revision',
  },
  country: {
    lede: (name: string, named: number, reached: number) =>
      `${named === 1 ? '1 initiative names' : `${named} initiatives name`} ${name} or a place in it. ${reached === 1 ? '1 more is' : `${reached} more are`} for a region around it.`,
    named: (name: string) => `Initiatives that name ${name}`,
    reached: 'Initiatives for a region around it',
    concern: (name: string) => `Actions for ${name}`,
    concernHelp: (name: string, own: number, reached: number) =>
      `${own === 1 ? '1 action names' : `${own} actions name`} ${name} or a place in it; ${reached === 1 ? '1 more is' : `${reached} more are`} for a region around it. An action that names no place counts where its initiative covers. The map’s rows by country count like this.`,
    whole: 'All actions of these initiatives',
    wholeHelp: (name: string, initiatives: number, actions: number) =>
      `${actions === 1 ? '1 action' : `${actions} actions`} of ${initiatives === 1 ? 'the initiative' : `the ${initiatives} initiatives`} below, also where ${name} is only a target, an origin, a destination or a venue, and the action takes place elsewhere. The map’s filter by country counts like this.`,
    map: 'See them on the map',
  },
  countries: {
    lede: {
      initiatives: (some: number, all: number) =>
        `${some} of ${all} countries have an initiative. Initiatives for a region count for each of its countries.`,
      actions: (some: number, all: number) =>
        `${some} of ${all} countries have an action. An action that names no place counts for each country that its initiative covers.`,
    },
    unit: { initiatives: 'Initiatives for a country', actions: 'Actions for a country' },
    continents: 'By continent',
    inContinent: (countries: number, initiatives: number, actions: number) =>
      `${plural(countries, 'country', 'countries')}, ${plural(initiatives, 'initiative')}, ${plural(actions, 'action')}`,
    map: 'Countries by how much the catalogue has for them',
    count: 'Count',
    show: 'Show',
    world: 'World',
    more: (from: number) => `${from} or more`,
    none: 'none',
    other: 'not in the catalogue',
    borders:
      'Outlines: Natural Earth, public domain, simplified. The boundaries and names shown do not imply endorsement or acceptance by anyone; some are disputed. The list has the same countries, with their numbers.',
    undrawn: (names: string) => `Too small for the outlines, and in the list alone: ${names}.`,
    title: (name: string, initiatives: number, actions: number) =>
      `${name}: ${initiatives === 1 ? '1 initiative' : `${initiatives} initiatives`}, ${actions === 1 ? '1 action' : `${actions} actions`}`,
  },
  record: {
    points: 'The ten points',
    background: 'Background',
    facts: 'Facts',
    objectives: 'Objectives',
    phases: 'Phases and parts',
    who: 'Who takes part',
    actions: 'Actions',
    outcomes: 'What came of it',
    assessed: 'How far it serves each point',
    references: 'References',
    related: 'Related',
    history: 'History',
    names: 'Other names',
    period: 'Period',
    printed: (words: string) => `(printed “${words}”)`,
    standing: 'Standing',
    form: 'Form and level',
    region: 'Regional heading',
    places: 'Places',
    people: 'People concerned',
    actsAs: 'Also an actor',
    asOf: 'As of',
    plans: 'Plans',
    noEnd: 'no end stated',
    kind: 'Kind',
    partOf: 'Part of',
    members: 'Members',
    groupsOf: 'Member of',
    size: 'Size',
    description: 'Description',
    identifiers: 'Identifiers',
    codes: 'Codes',
    member: 'member',
    membershipIn: 'membership in a group',
    part: 'part',
    placeInside: 'place inside it',
    tieInitiative: 'tie to an initiative',
    initiatives: 'Takes part in',
    does: 'What it does',
    actsFor: 'It is also the initiative',
    actsForHelp: ', whose page has its actions, its participants and what came of it.',
    noInitiatives: 'The source names it, and in no initiative as a participant.',
    partners: 'Shares initiatives with',
    shared: 'Shared',
    guidance: 'Guidance',
    subPoints: 'Parts of the point',
    titles: 'Titles in other editions',
    document: 'Document',
    point: 'Point',
    noActions: (count: number) =>
      count === 1
        ? '1 recommendation or agenda topic, not counted as an action'
        : `${count} recommendations or agenda topics, not counted as actions`,
    this: 'this',
    by: (author: string, publisher: string) =>
      author === publisher ? author : `proposed by ${author}, published by ${publisher}`,
    revision: (number: number) => `Revision ${number}`,
    created: 'Created.',
    deleted: 'Deleted.',
    see: (revision: number) => `See revision ${revision}`,
    gone: 'There is nothing at this address',
    goneHelp: 'It may have been deleted, or the address may be misspelt.',
    nearest: 'Did you mean',
    goneSearch: 'Search for it',
    more: (count: number) => `and ${count} more`,
    older: 'Older',
  },
  network: {
    title: 'Who works with whom',
    lede: 'Actors work together where they take part in the same initiatives. Planned and sought participations do not count.',
    key: `Circles are initiatives, with the number of those who take part. Between them stand the actors that bridge them. ${shapes} Point at one to see what it is tied to.`,
    focusLede: ({ kind, initiatives, partners, least, listed }: FocusWords) => {
      const who =
        least === 1
          ? `${plural(partners, 'partner')}.`
          : `${plural(partners, 'partner')}, of which ${listed} ${listed === 1 ? 'shares' : 'share'} at least ${least} initiatives.`
      return `${kind}. Takes part in ${plural(initiatives, 'initiative')}. ${who}`
    },
    focusKey: (listed: number, drawn: number) => {
      if (listed === 0) return ''
      const which =
        drawn < listed
          ? `The picture shows the ${drawn} nearest of them, the list all ${listed}.`
          : 'The picture and the list show the same.'
      return `${which} The nearer the middle, the more initiatives are shared. ${shapes}`
    },
    around: (name: string) => `The partners of ${name}`,
    whole: 'Whole network',
    least: 'In at least',
    leastShared: 'Share at least',
    leastOf: 'initiatives',
    partner: 'Shares initiatives with',
    partners: 'Partners',
    shared: 'Shared',
    which: 'Which',
    page: 'The page of this actor.',
    wayTo: 'Way to',
    chooseActor: 'choose an actor',
    wayBetween: (from: string, to: string) => `From ${from} to ${to}`,
    noWay: 'No initiatives lead from one to the other.',
  },
  timeline: {
    title: 'When each initiative ran',
    lede: (dated: number, all: number, source: string) =>
      `${dated} of ${all} initiatives have a date in the source. Hatched is the year or month in which it began. What the source calls “present” was so on its own date, ${source}: the catalogue does not know what came after.`,
    source: (date: string) => `the source, ${date}`,
    undated: 'No date in the source',
    printed: 'As printed',
    begins: 'Begins',
    ends: 'Ends',
  },
  plans: {
    lede: 'Plans for a country, a region or an initiative, item by item under the ten points.',
    none: 'There is no plan yet',
    noneHelp: 'Plans come into the catalogue like all else, by a changeset.',
    subject: 'For',
    items: 'Items',
    gap: 'A gap: nothing planned, and nothing in the catalogue.',
    gapShort: 'gap',
    fills: 'The catalogue has nothing here; the plan fills the gap.',
    unplanned: (actions: number) =>
      `Nothing is planned; the catalogue has ${actions === 1 ? '1 action' : `${actions} actions`}.`,
    unplannedShort: 'nothing planned',
    beside: (actions: number) => `The catalogue has ${actions === 1 ? '1 action' : `${actions} actions`}.`,
    has: (subject: string) => `In the catalogue for ${subject}`,
    hasNothing: 'Nothing under this point.',
    overview: 'The ten points of the plan',
    key: (subject: string) =>
      `At the left of each point stands what the catalogue has for ${subject}, as the source tells it; at the right what the plan means to do.`,
    points: 'Points with items',
    pointsMet: (count: number) => `${count} of 10`,
    plan: 'Plan',
    item: 'Item',
    print: 'Print on A3',
    missing: 'What is missing',
    activity: 'Activity',
    objective: 'Objective',
    existing: 'What exists',
    who: 'Who',
    when: 'When',
    indicator: 'Indicator and means',
  },
  curate: {
    done: {
      PROPOSED: 'It waits for a reviewer:',
      PUBLISHED: 'It is published:',
      REJECTED: 'It was rejected:',
      WITHDRAWN: 'It was withdrawn:',
    },
    status: { PROPOSED: 'Proposed', PUBLISHED: 'Published', REJECTED: 'Rejected', WITHDRAWN: 'Withdrawn' },
    operation: { CREATE: 'new', UPDATE: 'changed', DELETE: 'deleted' },
    changeset: (number: number) => `Changeset ${number}`,
    wrong: 'Something wrong or missing?',
    how: 'How to propose a correction',
    enter: 'Review with a key',
    enterHelp: 'Everybody may read the catalogue. Corrections are proposed with a key, and published by a reviewer.',
    steps: [
      'Ask whoever runs this server for a key. It has a name, which stands in the history beside all that you propose.',
      'Enter it below. It stays in this tab, and is forgotten when the tab is closed.',
      'Open the page of what is wrong. Each fact then has a pen, and a button adds what is missing.',
      'Say why, and propose it. Nothing changes until a reviewer publishes it; you then find it in the history of the page.',
    ],
    past: 'The catalogue of then can be read, and not changed',
    key: 'Key',
    use: 'Use this key',
    keyUnknown: 'This key is not known.',
    keyGone: 'The server no longer takes your key',
    keyGoneHelp:
      'It was taken back, or has run out. Enter another one, or forget it and go on reading without. What you wrote and have not proposed is kept until then.',
    readOnly: (name: string) => `Your key “${name}” may only read`,
    readOnlyHelp:
      'Nothing can be corrected or reviewed with it, and no fact has a pen. For that, use a key that may propose or publish.',
    forget: 'Forget the key',
    import: 'Import a file',
    number: 'Changeset',
    who: 'Who',
    when: 'When',
    field: 'Field',
    comment: 'Comment',
    publish: 'Publish',
    reject: 'Reject',
    withdraw: 'Withdraw',
  },
  states: {
    loading: 'Loading',
    slow: 'Still working',
    slowHelp: 'This usually takes less than a second.',
    broken: 'This view could not be loaded',
    brokenHelp: 'The fault is on the server. What you chose is kept in the address.',
    offline: 'The server cannot be reached',
    offlineHelp: 'Check the network. What you chose is kept in the address.',
    busy: 'The server is busy',
    busyHelp: 'Try again in a moment.',
    key: 'This server answers only with a key',
    again: 'Try again',
    cancel: 'Cancel',
    code: 'Code',
    empty: 'This catalogue is empty',
    emptyHelp: 'No dataset has been loaded yet.',
  },
  printed: {
    title: (page: number) => `Printed page ${page}`,
    lede: (count: number) =>
      `${count === 1 ? '1 fact' : `${count} facts`} that the catalogue takes from this page, in its own words, to hold against`,
    number:
      'The number is the one printed on the page. A PDF counts its covers too, and the catalogue does not know by how many pages it differs.',
    noAddress: 'The catalogue has no web address of this publication; it can be found by its title.',
    none: 'The catalogue takes nothing from this page.',
    entry: 'Entry',
    named: 'Named here, with no entry of its own.',
    place: 'Place',
    objective: 'Objective',
    relation: 'Relation',
    under: (section: string) => `under “${section}”`,
    actors: 'Actors named here first',
    pages: 'Pages',
  },
  page: {
    source: 'Source,',
    footnote: (number: number) => `footnote ${number}`,
  },
  foot: (initiatives: number, actors: number, actions: number, parts: number) =>
    `${initiatives} initiatives, ${actors} actors, ${actions} actions, recommendations and agenda topics${parts > 0 ? `, of which ${parts} are part of another` : ''}.`,
} as const
