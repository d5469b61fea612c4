import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Program, startProgram } from '../support/program.js';
import pg from 'pg';

describe('a process that is told to stop', () => {
  let database: TestDatabase;
  let program: Program;

  beforeEach(async () => {
    database = await freshDatabase();
    program = await startProgram({ DATABASE_URL: database.url, SECRET_KEY: 'ab'.repeat(32) });
  });
  afterEach(async () => {
    await program.end('SIGKILL');
    await database.drop();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'answers what is in flight, ends cleanly and leaves no connection: %s',
    async (signal) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 32 });
      const outcomes: (number | 'refused')[] = [];
      const client = async (): Promise<void> => {
        while (outcomes.at(-1) !== 'refused')
          outcomes.push(await status(`${program.url}/health/ready`, agent));
      };
      const clients = Promise.all(Array.from({ length: 16 }, client));
      while (outcomes.length < 50) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await program.end(signal)).toEqual({ code: 0, signal: null });
      await clients;
      agent.destroy();
      // Every request was either answered in full or never taken.
      expect(new Set(outcomes)).toEqual(new Set([200, 'refused']));
      expect(await connectionsTo(database.url)).toBe(0);
    },
  );

  it('does not wait for a client that says nothing', async () => {
    const { port } = new URL(program.url);
    const silent = connect(Number(port), '127.0.0.1');
    silent.on('error', () => undefined);
    silent.write(
      'POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
    silent.destroy();
  });

  it('is not harmed by a thousand clients that hang up', async () => {
    const { port } = new URL(program.url);
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => hangUp(Number(port), index % 2 === 0)));
    }
    expect(await status(`${program.url}/health/ready`)).toBe(200);
    const idle = await connectionsInTransaction(database.url);
    expect(idle).toBe(0);
  });
});

describe('the role of a process', () => {
  it('keeps a worker to health and metrics, and lets it join the same database', async () => {
    const database = await freshDatabase();
    const worker = await startProgram({
      DATABASE_URL: database.url,
      SECRET_KEY: 'ab'.repeat(32),
      ROLE: 'worker',
    });
    expect(await status(`${worker.url}/health/ready`)).toBe(200);
    expect(await status(`${worker.url}/metrics`)).toBe(200);
    expect(await status(`${worker.url}/api/v1/rounds`)).toBe(404);
    await worker.end('SIGTERM');
    await database.drop();
  });

  it('is refused when nobody knows it, with one line that names the variable', async () => {
    await expect(startProgram({ ROLE: 'both', PORT: 'x' })).rejects.toThrow(/PORT: .*ROLE: /);
  });
});

/** Sends a request, whole or half, and cuts the connection without reading the answer. */
async function hangUp(port: number, whole: boolean): Promise<void> {
  const body = JSON.stringify({ id: 'x', answers: {} });
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      const head = `POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      socket.write(head + (whole ? body : body.slice(0, 5)), () => {
        socket.destroy();
      });
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
  });
}

function status(url: string, agent?: Agent): Promise<number | 'refused'> {
  return new Promise((resolve) => {
    const sent = request(url, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    sent.on('error', () => {
      resolve('refused');
    });
    sent.end();
  });
}

async function connectionsTo(url: string): Promise<number> {
  return count(
    url,
    'SELECT count(*)::int AS n FROM pg_stat_activity AS a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()',
  );
}

async function connectionsInTransaction(url: string): Promise<number> {
  return count(
    url,
    "SELECT count(*)::int AS n FROM pg_stat_activity AS a WHERE a.datname = current_database() AND a.state LIKE 'idle in transaction%'",
  );
}

async function count(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>(sql);
  await client.end();
  return rows[0]?.n ?? -1;
}
