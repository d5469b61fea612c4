import autocannon from 'autocannon';

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** Stops after so many requests instead: to warm up, so that failures do not matter. */
  readonly amount?: number;
  /** Requests per second over all connections; as fast as it goes when absent. */
  readonly rate?: number;
  readonly path: string;
  readonly body: () => string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Status that counts as success. */
  readonly status: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Posts bodies for some seconds.
 * @throws Error when any request is answered otherwise than with the status
 */
export async function postLoad(url: string, load: Load): Promise<LoadResult> {
  const headers = { 'content-type': 'application/json', ...load.headers };
  const result = await autocannon({
    url,
    connections: load.connections,
    duration: load.seconds,
    ...(load.amount === undefined ? {} : { amount: load.amount }),
    ...(load.rate === undefined ? {} : { overallRate: load.rate }),
    requests: [
      {
        method: 'POST',
        path: load.path,
        headers,
        setupRequest: (request) => ({ ...request, body: load.body() }),
      },
    ],
  });
  const right = result.statusCodeStats?.[`${load.status}`]?.count ?? 0;
  const wrong = result.requests.total - right + result.errors;
  if (wrong > 0 && load.amount === undefined)
    throw new Error(`${wrong} requests failed: ${JSON.stringify(result.statusCodeStats)}`);
  return {
    requests: result.requests.total,
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
