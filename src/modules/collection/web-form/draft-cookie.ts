import { type FastifyReply, type FastifyRequest } from 'fastify';
import { paths } from '../../../web/paths.js';

const name = 'draft';

/** The token of the draft that a browser holds for this round, if it looks like one. */
export function draftToken(request: FastifyRequest): string | undefined {
  const token = request.cookies[name];
  return token !== undefined && /^[\w-]{22}$/.test(token) ? token : undefined;
}

/**
 * Hands a browser the token of its draft: for this round only, gone when the browser is closed, out of
 * reach of scripts and of requests from other sites.
 */
export function keepDraftToken(reply: FastifyReply, round: string, token: string, isSecure: boolean): void {
  reply.setCookie(name, token, {
    path: paths.form.start({ round }),
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
  });
}
