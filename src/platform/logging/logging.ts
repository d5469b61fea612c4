import { randomBytes } from 'node:crypto';
import { type LoggerService } from '@nestjs/common';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { type Config } from '../config/config.js';
import { type Metrics } from '../metrics/metrics.js';

/** Where log lines go; standard output unless a test listens. */
export interface LogTarget {
  write(line: string): void;
}

/**
 * How Fastify logs. A line names the route and never the path, query, body, address or agent: those hold
 * tickets and answers, and citizens are promised that nothing of that kind is kept.
 */
export function loggingOptions(config: Pick<Config, 'LOG_LEVEL'>, logTo?: LogTarget): FastifyServerOptions {
  const start = randomBytes(4).toString('hex');
  let count = 0;
  return {
    logger: {
      ...(logTo ? { stream: logTo } : {}),
      level: config.LOG_LEVEL,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level: string) => ({ level }) },
      serializers: {
        req: (request) => ({ method: request.method, url: request.routeOptions.url ?? 'unknown' }),
        err: describeFailure,
        res: (reply) => ({ statusCode: reply.statusCode }),
      },
      redact: { paths: redacted, remove: true },
    },
    // Requests are observed below, without their paths.
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => `${start}-${(count += 1).toString(36)}`,
  };
}

/** An error without its other properties: those of the database hold the values of the statement. */
function describeFailure(error: Error & { readonly code?: unknown }): {
  type: string;
  message: string;
  stack: string;
  code?: unknown;
} {
  const { name, message, code, stack = '' } = error;
  return { type: name, message, ...(code === undefined ? {} : { code }), stack };
}

/** A second net, should somebody log a whole request or response by mistake. */
const redacted = [
  'answers',
  'ticket',
  'ip',
  'remoteAddress',
  'headers',
  'body',
  'query',
  'params',
  'cookies',
].flatMap((name) => [name, `*.${name}`]);

/** One line and one measurement per answered request. */
export function observeRequests(instance: FastifyInstance, metrics: Metrics): void {
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  instance.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    metrics.httpDuration.observe(
      { method: request.method, route, status: String(status) },
      reply.elapsedTime / 1000,
    );
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const line = { reqId: request.id, method: request.method, route, status, ms };
    if (status >= 500) request.log.error(line, 'answered');
    else request.log.debug(line, 'answered');
    done();
  });
}

/** What Nest tells about its own start, a line per module and route. */
const chatty = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

/** Lets Nest write through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly out: FastifyBaseLogger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest hands over the context, such as a class name, as the last string. */
  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const context = rest.filter((item) => typeof item === 'string').at(-1);
    const fields = context === undefined ? {} : { context };
    const actual = level === 'info' && chatty.has(context ?? '') ? 'debug' : level;
    if (message instanceof Error) this.out[actual]({ ...fields, err: message }, message.message);
    // As fields and not as text, so that what must not be kept is removed from them.
    else if (typeof message === 'object' && message !== null) this.out[actual]({ ...fields, ...message });
    else this.out[actual](fields, typeof message === 'string' ? message : JSON.stringify(message));
  }
}
