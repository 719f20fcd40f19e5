// What the bodies that most tables name are called in other languages. The names are their own official ones.
import { foldMore } from './fold.ts'

/** Names of one body a line: whoever has one of them has all. Acronyms are only hints, as always. */
const bodies: readonly (readonly string[])[] = [
  [
    'United Nations High Commissioner for Refugees',
    'Haut-Commissariat des Nations Unies pour les réfugiés',
    'Alto Comisionado de las Naciones Unidas para los Refugiados',
    'Agencia de la ONU para los Refugiados',
    'Office of the United Nations High Commissioner for Refugees',
  ],
  [
    'International Organization for Migration',
    'Organisation internationale pour les migrations',
    'Organización Internacional para las Migraciones',
  ],
  [
    "United Nations Children's Fund",
    "Fonds des Nations Unies pour l'enfance",
    'Fondo de las Naciones Unidas para la Infancia',
    "United Nations International Children's Emergency Fund",
    "United Nations Children's Emergency Fund",
  ],
  [
    'World Food Programme',
    'Programme alimentaire mondial',
    'Programa Mundial de Alimentos',
    'United Nations World Food Programme',
  ],
  ['World Health Organization', 'Organisation mondiale de la santé', 'Organización Mundial de la Salud'],
  [
    'Food and Agriculture Organization',
    'Food and Agriculture Organization of the United Nations',
    "Organisation des Nations Unies pour l'alimentation et l'agriculture",
    'Organización de las Naciones Unidas para la Alimentación y la Agricultura',
  ],
  [
    'United Nations Population Fund',
    'Fonds des Nations Unies pour la population',
    'Fondo de Población de las Naciones Unidas',
  ],
  [
    'United Nations Development Programme',
    'Programme des Nations Unies pour le développement',
    'Programa de las Naciones Unidas para el Desarrollo',
  ],
  [
    'United Nations Office for the Coordination of Humanitarian Affairs',
    'Bureau de la coordination des affaires humanitaires des Nations Unies',
    'Bureau des Nations Unies pour la coordination des affaires humanitaires',
    'Oficina de las Naciones Unidas para la Coordinación de Asuntos Humanitarios',
  ],
  [
    'Office of the United Nations High Commissioner for Human Rights',
    "Haut-Commissariat des Nations Unies aux droits de l'homme",
    'Alto Comisionado de las Naciones Unidas para los Derechos Humanos',
  ],
  [
    'United Nations Educational, Scientific and Cultural Organization',
    "Organisation des Nations Unies pour l'éducation, la science et la culture",
    'Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura',
  ],
  [
    'International Labour Organization',
    'Organisation internationale du travail',
    'Organización Internacional del Trabajo',
  ],
  [
    'International Committee of the Red Cross',
    'Comité international de la Croix-Rouge',
    'Comité Internacional de la Cruz Roja',
  ],
  [
    'International Federation of Red Cross and Red Crescent Societies',
    'Fédération internationale des sociétés de la Croix-Rouge et du Croissant-Rouge',
    'Federación Internacional de Sociedades de la Cruz Roja y de la Media Luna Roja',
  ],
  ['Norwegian Refugee Council', 'Conseil norvégien pour les réfugiés', 'Consejo Noruego para Refugiados'],
  ['Danish Refugee Council', 'Conseil danois pour les réfugiés', 'Consejo Danés para Refugiados'],
]

const byName: ReadonlyMap<string, readonly string[]> = new Map(
  bodies.flatMap((names) => names.map((name) => [foldMore(name), names] as const)),
)

/** The other official names of the body that has this one. */
export const otherNames = (name: string): readonly string[] => byName.get(foldMore(name)) ?? []

/** What the government of a State is called. */
export const governmentNames = (state: string): readonly string[] => [
  `Government of ${state}`,
  `${state} Government`,
  `Gouvernement de ${state}`,
  `Gobierno de ${state}`,
]
