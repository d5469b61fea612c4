import { type Server } from 'node:http';
import { type FastifyInstance } from 'fastify';

const closing = new WeakSet<FastifyInstance>();

/** Tells clients on kept connections to open a new one, once this process is leaving. */
export function sayFarewell(instance: FastifyInstance): void {
  instance.addHook('onRequest', (_request, reply, done) => {
    if (closing.has(instance)) reply.header('connection', 'close');
    done();
  });
}

/**
 * Stops accepting, lets the requests in flight finish and cuts what is left after the deadline.
 * @param patience milliseconds
 */
export async function drain(instance: FastifyInstance, patience: number): Promise<void> {
  const server: Server = instance.server;
  closing.add(instance);
  if (!server.listening) return;
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  const deadline = setTimeout(() => {
    server.closeAllConnections();
  }, patience);
  await new Promise<void>((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
  clearInterval(idle);
  clearTimeout(deadline);
}
