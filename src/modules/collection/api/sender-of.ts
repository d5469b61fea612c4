import { type FastifyRequest } from 'fastify';
import { CITIZEN, type Sender } from '../domain/sender.js';

/** Who sent a request: what the accounts module found out about its key or session, else a citizen. */
export function senderOf(request: FastifyRequest): Sender {
  return (request as FastifyRequest & { readonly principal?: Sender }).principal ?? CITIZEN;
}
