import { type FastifyRequest } from 'fastify';
import { type Reader, STRANGER } from '../domain/reader.js';

/** Who asks: what the accounts module found out about the key or session, else a stranger. */
export function readerOf(request: FastifyRequest): Reader {
  return (request as FastifyRequest & { readonly principal?: Reader }).principal ?? STRANGER;
}
