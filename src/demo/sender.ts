import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Submission } from '../modules/collection/domain/submission.js';

/** Channels that citizens use by themselves; the others are sent by a system that has a key. */
const OPEN_CHANNELS: ReadonlySet<string> = new Set(['web', 'qr']);
const CONNECTIONS = 48;
const BATCH = 250;
const ATTEMPTS = 20;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Sends submissions through the HTTP intake as citizens and devices do: the open channels one by one over many
 * connections, the others in batches with a key. Busy answers are tried again.
 * @param progress called with the number of responses acknowledged so far
 * @returns the number of responses accepted (also those that had been accepted before)
 * @throws Error when the intake refuses one
 */
export async function sendSubmissions(
  url: string,
  key: string,
  submissions: readonly Submission[],
  progress: (sent: number) => void,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const single = submissions.filter(({ channel }) => OPEN_CHANNELS.has(channel));
  const rest = submissions.filter(({ channel }) => !OPEN_CHANNELS.has(channel));
  const batches = Array.from({ length: Math.ceil(rest.length / BATCH) }, (_, i) =>
    rest.slice(i * BATCH, (i + 1) * BATCH),
  );
  let sent = 0;
  const done = (count: number): void => {
    sent += count;
    progress(sent);
  };
  try {
    const singles = eachOf(single, CONNECTIONS, async (submission) => {
      const { status, body } = await post(agent, `${url}/api/v1/responses`, submission);
      if (status !== 200 && status !== 201) throw new Error(`The intake answered ${status}: ${body}`);
      done(1);
    });
    const many = eachOf(batches, 2, async (batch) => {
      const { status, body } = await post(agent, `${url}/api/v1/responses/batch`, batch, key);
      if (status !== 200) throw new Error(`The intake answered ${status}: ${body}`);
      const outcomes = JSON.parse(body) as { status: string }[];
      const refused = outcomes.find(
        (outcome) => outcome.status !== 'accepted' && outcome.status !== 'duplicate',
      );
      if (refused !== undefined) throw new Error(`The intake refused a response: ${JSON.stringify(refused)}`);
      done(outcomes.length);
    });
    await Promise.all([singles, many]);
    return sent;
  } finally {
    agent.destroy();
  }
}

/** Runs `work` over all items, `width` at a time. */
async function eachOf<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

async function post(agent: Agent, url: string, body: unknown, key?: string): Promise<Answer> {
  const text = JSON.stringify(body);
  for (let attempt = 1; ; attempt++) {
    const answer = await postOnce(agent, url, text, key);
    if ((answer.status !== 429 && answer.status !== 503) || attempt === ATTEMPTS) return answer;
    await pause(100 * attempt);
  }
}

function postOnce(agent: Agent, url: string, text: string, key?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sending.on('error', reject);
    sending.end(text);
  });
}
