import { FileCursor, type Name } from '../../organisation/domain/file-cursor.js';
import { type FileFault } from '../../organisation/domain/file-fault.js';
import { AGENCY_LEVELS, type AgencyLevel } from '../../organisation/domain/organisation-file.js';

export const CHANNELS = ['kiosk', 'web', 'qr', 'paper', 'post', 'interview', 'telephone', 'import'] as const;
export type Channel = (typeof CHANNELS)[number];

interface TargetEntry {
  /** Code of an index item; `overall` for the index itself. */
  readonly item: string;
  /** In per cent, two decimals. */
  readonly threshold: number;
  readonly due: string;
  readonly legalBasis: string;
}

/** The measured agencies by code, or all of some levels beneath one agency on the first day of the round. */
type AgencyChoice = readonly string[] | { readonly under: string; readonly levels: readonly AgencyLevel[] };

/** Everything that a round fixes, as one file. */
export interface RoundFile {
  readonly code: string;
  readonly title: Name;
  /** Code of the agency that measures. */
  readonly measuringAgency: string;
  /** Who is asked. */
  readonly population: Name;
  readonly questionnaire: { readonly code: string; readonly version: number };
  readonly index: { readonly code: string; readonly version: number };
  /** First and last day of collection, both included. */
  readonly from: string;
  readonly to: string;
  readonly channels: readonly Channel[];
  readonly agencies: AgencyChoice;
  /** Codes of service fields. */
  readonly services: readonly string[];
  readonly legalBasis: string;
  /** True when the answers do not come from citizens; every output says so. */
  readonly simulated: boolean;
  readonly targets: readonly TargetEntry[];
}

const KEYS = [
  'code',
  'title',
  'measuringAgency',
  'population',
  'questionnaire',
  'index',
  'from',
  'to',
  'channels',
  'agencies',
  'services',
  'legalBasis',
  'simulated',
  'targets',
] as const satisfies readonly (keyof RoundFile)[];

/**
 * Reads a round file of unknown shape and finds every fault that can be seen in the file alone; whether its codes
 * exist is answered on creation.
 * @param value parsed JSON
 * @returns the file, and its faults; the file counts only if there are none
 */
export function readRoundFile(value: unknown): {
  readonly file: RoundFile;
  readonly faults: readonly FileFault[];
} {
  const root = new FileCursor(value).object(KEYS);
  const file = {
    code: root.at('code').code(),
    title: root.at('title').name(),
    measuringAgency: root.at('measuringAgency').code(),
    population: root.at('population').name(),
    questionnaire: readVersioned(root.at('questionnaire')),
    index: readVersioned(root.at('index')),
    from: root.at('from').day(),
    to: root.at('to').day(),
    channels: distinct(root.at('channels').list(1), (place) => place.oneOf(CHANNELS)),
    agencies: readAgencies(root.at('agencies')),
    services: distinct(root.at('services').list(1), (place) => place.code()),
    legalBasis: root.at('legalBasis').text(),
    simulated: root.at('simulated').truth(false),
    targets: root.at('targets').list().map(readTarget),
  };
  if (file.to !== '' && file.to < file.from) root.at('to').fault('order');
  checkItemsOnce(root, file.targets);
  return { file, faults: root.faults };
}

function readVersioned(cursor: FileCursor): { code: string; version: number } {
  cursor.object(['code', 'version']);
  return { code: cursor.at('code').code(), version: cursor.at('version').number(1, 1_000_000, true) };
}

function readAgencies(cursor: FileCursor): AgencyChoice {
  if (cursor.isList) return distinct(cursor.list(1), (place) => place.code());
  cursor.object(['under', 'levels']);
  return {
    under: cursor.at('under').code(),
    levels: distinct(cursor.at('levels').list(1), (place) => place.oneOf(AGENCY_LEVELS)),
  };
}

function readTarget(cursor: FileCursor): TargetEntry {
  cursor.object(['item', 'threshold', 'due', 'legalBasis']);
  const threshold = cursor.at('threshold').number(0.01, 100);
  // Two decimals are kept: 94.995 must not become 95.00 unseen.
  if (Number(threshold.toFixed(2)) !== threshold) cursor.at('threshold').fault('number', '0.01–100.00');
  return {
    item: cursor.at('item').optional((place) => place.code()) ?? 'overall',
    threshold,
    due: cursor.at('due').day(),
    legalBasis: cursor.at('legalBasis').text(),
  };
}

function distinct<T extends string>(places: readonly FileCursor[], read: (place: FileCursor) => T): T[] {
  const seen: T[] = [];
  for (const place of places) {
    const value = read(place);
    if (value !== '' && seen.includes(value)) place.fault('twice', value);
    seen.push(value);
  }
  return seen;
}

function checkItemsOnce(root: FileCursor, targets: readonly TargetEntry[]): void {
  targets.forEach(({ item }, i) => {
    if (targets.findIndex((target) => target.item === item) < i) {
      root.at('targets').at(String(i)).at('item').fault('twice', item);
    }
  });
}
