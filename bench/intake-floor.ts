import { createHash } from 'node:crypto';
import { fastify } from 'fastify';
import pg from 'pg';

/**
 * The floor: what Fastify, ajv and an adaptive batch cost by themselves. It knows its questionnaire, its agencies and
 * its round beforehand, gives no receipt and asks nobody; but it writes the same-shaped row, as durably.
 * Argument: JSON of `FloorSettings`. Prints its address on one line when it serves.
 */
export interface FloorSettings {
  readonly databaseUrl: string;
  readonly roundId: number;
  readonly serviceFieldId: number;
  /** Agency code → id of its version. */
  readonly agencies: Readonly<Record<string, number>>;
  readonly criteria: readonly string[];
}

interface Body {
  readonly id: string;
  readonly agency: string;
  readonly locale: string;
  readonly submittedAt: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

interface Waiting {
  readonly body: Body;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const MOST = 100;
const HOUR = 3_600_000;
const settings = JSON.parse(process.argv[2] ?? '{}') as FloorSettings;
const pool = new pg.Pool({ connectionString: settings.databaseUrl });

const INSERT = `
  INSERT INTO bench_floor_response (id, batch, submitted_hour, round_id, agency_version_id, service_field_id, channel,
    seconds, flags, locale, content_hash, levels, choices, others)
  SELECT incoming.id, 1, to_timestamp(incoming.hour), ${settings.roundId}, incoming.agency, ${settings.serviceFieldId}, 'web',
    111, 0, incoming.locale, decode(incoming.hash, 'hex'), incoming.levels::smallint[], '{1,0,0,0,0,12,0,0,0}',
    incoming.others::jsonb
  FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS incoming (id, hour, agency, locale, hash, levels, others)
  ON CONFLICT (round_id, id) DO NOTHING`;

let waiting: Waiting[] = [];
let isWriting = false;

function submit(body: Body): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ body, resolve, reject });
    pump();
  });
}

function pump(): void {
  if (isWriting || waiting.length === 0) return;
  isWriting = true;
  const batch = waiting.slice(0, MOST);
  waiting = waiting.slice(MOST);
  write(batch.map(({ body }) => body))
    .then(
      () => {
        for (const { resolve } of batch) resolve();
      },
      (error: unknown) => {
        for (const { reject } of batch) reject(error);
      },
    )
    .finally(() => {
      isWriting = false;
      pump();
    });
}

async function write(bodies: readonly Body[]): Promise<void> {
  const list = (value: (body: Body) => string | number): string => `{${bodies.map(value).join(',')}}`;
  await pool.query({
    name: 'insert',
    text: INSERT,
    values: [
      list(({ id }) => id),
      list(({ submittedAt }) => Math.floor(Date.parse(submittedAt) / HOUR) * 3600),
      list(({ agency }) => settings.agencies[agency] ?? 0),
      list(({ locale }) => locale),
      list(({ answers }) => createHash('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 32)),
      list(({ answers }) => `"{${settings.criteria.map((code) => Number(answers[code] ?? 0)).join(',')}}"`),
      bodies.map(({ answers }) => JSON.stringify({ YK1: answers['YK1'] })),
    ],
  });
}

const code = { type: 'string', pattern: '^[A-Za-z0-9._-]{1,40}$' } as const;
const level = { type: ['integer', 'null'], minimum: 1, maximum: 5 } as const;
const schema = {
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'round', 'questionnaireVersion', 'agency', 'service', 'channel', 'locale', 'startedAt'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      ...{ round: code, agency: code, service: code, locale: code },
      questionnaireVersion: { type: 'integer' },
      channel: { enum: ['web', 'qr'] },
      startedAt: { type: 'string', format: 'date-time' },
      submittedAt: { type: 'string', format: 'date-time' },
      answers: {
        type: 'object',
        additionalProperties: false,
        properties: {
          ...Object.fromEntries(settings.criteria.map((criterion) => [criterion, level])),
          ND1: { enum: ['1', '2', '3', '4plus'] },
          MD1: { type: 'array', uniqueItems: true, items: { type: 'string', maxLength: 40 } },
          YK1: { type: 'string', maxLength: 2000 },
        },
      },
    },
  },
};

const server = fastify({ logger: false });
server.post<{ Body: Body }>('/api/v1/responses', { schema }, async (request, reply) => {
  await submit(request.body);
  return reply.code(201).send({ id: request.body.id, status: 'accepted' });
});
const address = await server.listen({ port: 0, host: '127.0.0.1' });
console.log(`Ready on ${address}`);
process.once('SIGTERM', () => {
  void server.close().then(() => pool.end());
});
