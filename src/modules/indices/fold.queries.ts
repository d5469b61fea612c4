import { LEVELS, type TallyShape } from './domain/tally-shape.js';

/** The parts of a tally's key, in the order of its primary key after the round. */
const KEY = ['agency_id', 'service_field_id', 'channel', 'month', 'flagged'] as const;

/**
 * SQL that adds the responses of some batches to the tallies of their round in one pass. Generated from the shape,
 * because one count per column is many times faster than rows of (criterion, level). Rows are written in the order
 * of their key, so that two transactions never wait for each other in a circle.
 * Parameters: $1 round id, $2 `text[]` codes of free-text questions, $3 `bigint[]` batches.
 */
export function foldSql(shape: TallyShape): string {
  const counts = countsOf(shape);
  return `${countSql(shape, 'response.batch = ANY ($3::bigint[])')}
    ON CONFLICT (round_id, ${KEY.join(', ')}) DO UPDATE SET
      n = tally.n + excluded.n, comments = tally.comments + excluded.comments,
      ${counts.map(({ column, type, terms }) => `${column} = ${arrayOf(type, bothAdded(column, terms.length))}`).join(', ')}`;
}

/** SQL that counts all responses of a round into tallies that do not exist yet. Parameters: $1 and $2 as above. */
export function recomputeSql(shape: TallyShape): string {
  return countSql(shape, 'true');
}

function countSql(shape: TallyShape, which: string): string {
  const key = KEY.map((column) => `counted.${column}`).join(', ');
  const counts = countsOf(shape);
  return `
    INSERT INTO tally (round_id, ${KEY.join(', ')}, n, comments, ${counts.map(({ column }) => column).join(', ')})
    SELECT $1::int, ${key}, count(*), count(*) FILTER (WHERE counted.commented),
      ${counts.map(({ type, terms }) => arrayOf(type, terms)).join(',\n      ')}
    FROM (${groupTotalsSql(shape, which)}) AS counted
    GROUP BY ${key} ORDER BY ${key}`;
}

interface Counts {
  readonly column: string;
  readonly type: 'int' | 'bigint';
  /** One aggregate per element of the array. */
  readonly terms: readonly string[];
}

function countsOf(shape: TallyShape): readonly Counts[] {
  return [
    { column: 'respondents', type: 'int', terms: respondentCounts(shape) },
    { column: 'levels', type: 'int', terms: levelCounts(shape) },
    { column: 'moments', type: 'bigint', terms: momentSums(shape) },
    { column: 'choices', type: 'int', terms: choiceCounts(shape) },
  ];
}

/** Element by element: three times as fast as a function over unnested arrays. */
function bothAdded(column: string, length: number): string[] {
  return Array.from(
    { length },
    (_, index) => `tally.${column}[${index + 1}] + excluded.${column}[${index + 1}]`,
  );
}

/** Each response with a column per criterion (l), per choice question (c), and per group its a, t and s. */
function groupTotalsSql(shape: TallyShape, which: string): string {
  const totals = distinctGroups(shape).flatMap((positions, group) => {
    const sum = (term: (level: string) => string): string =>
      positions.map((position) => term(`unpacked.l${position}`)).join(' + ') || '0';
    return [
      `${sum((level) => `(${level} > 0)::int`)} AS a${group}`,
      `${sum((level) => `(${level} > 3)::int`)} AS t${group}`,
      `${sum((level) => level)} AS s${group}`,
    ];
  });
  // OFFSET 0 keeps the planner from folding the subquery into the aggregates, which would unpack every array
  // once per count instead of once per response.
  return `SELECT ${['unpacked.*', ...totals].join(', ')} FROM (${unpackedSql(shape, which)}) AS unpacked OFFSET 0`;
}

function unpackedSql(shape: TallyShape, which: string): string {
  const enough = enoughAnsweredSql(shape);
  const levels = Array.from({ length: shape.criteria }, (_, position) => {
    const level = `response.levels[${position + 1}]::int`;
    return `${enough === null ? level : `CASE WHEN ${enough} THEN ${level} ELSE 0 END`} AS l${position}`;
  });
  const choices = shape.options.map((_, question) => `response.choices[${question + 1}] AS c${question}`);
  return `SELECT ${[
    'agency_version.agency_id',
    'response.service_field_id',
    'response.channel',
    `date_trunc('month', response.submitted_hour AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month`,
    'response.flags <> 0 AS flagged',
    'coalesce(response.others ?| $2::text[], false) AS commented',
    ...levels,
    ...choices,
  ].join(', ')}
    FROM response JOIN agency_version ON agency_version.id = response.agency_version_id
    WHERE response.round_id = $1::int AND ${which} OFFSET 0`;
}

/** The missing rule as a condition on `response`, or null when every response counts. */
function enoughAnsweredSql({ groups, leastAnswered }: TallyShape): string | null {
  if (leastAnswered <= 0) return null;
  const answered = (groups[0] ?? []).map((position) => `(response.levels[${position + 1}] > 0)::int`);
  return `${answered.join(' + ') || '0'} >= ${leastAnswered}`;
}

function respondentCounts(shape: TallyShape): string[] {
  return groupColumns(shape).map((group) => `count(*) FILTER (WHERE counted.a${group} > 0)`);
}

function levelCounts(shape: TallyShape): string[] {
  return Array.from({ length: shape.criteria * LEVELS }, (_, index) => {
    const position = Math.floor(index / LEVELS);
    return `count(*) FILTER (WHERE counted.l${position} = ${(index % LEVELS) + 1})`;
  });
}

/** Σaa, Σtt, Σta, Σss, Σsa per group. */
function momentSums(shape: TallyShape): string[] {
  const products = ['aa', 'tt', 'ta', 'ss', 'sa'];
  return groupColumns(shape).flatMap((group) =>
    products.map(([x, y]) => `sum(counted.${x}${group} * counted.${y}${group})`),
  );
}

function choiceCounts({ options }: TallyShape): string[] {
  return options.flatMap((count, question) => {
    const column = `counted.c${question}`;
    const chosen = Array.from(
      { length: count },
      (_, bit) => `count(*) FILTER (WHERE ${column} & ${2 ** bit} <> 0)`,
    );
    return [`count(*) FILTER (WHERE ${column} <> 0)`, ...chosen];
  });
}

/** Groups with the same criteria, such as overall and a single aspect, are added up once. */
function distinctGroups({ groups }: TallyShape): (readonly number[])[] {
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

/** For each group of the shape, which of the distinct groups it is. */
function groupColumns(shape: TallyShape): number[] {
  const distinct = distinctGroups(shape).map((group) => group.join());
  return shape.groups.map((group) => distinct.indexOf(group.join()));
}

function arrayOf(type: string, expressions: readonly string[]): string {
  return `ARRAY[${expressions.join(', ')}]::${type}[]`;
}
