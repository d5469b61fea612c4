import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type FastifyInstance, type FastifyReply } from 'fastify';

const brotli = promisify(brotliCompress);
const gunzippable = promisify(gzip);

/** Below this size the headers weigh more than what is saved. */
const smallest = 1024;

/** The best coding that the client accepts (RFC 9110 §12.5.3; `q=0` means refused), or null. */
export function codingFor(acceptEncoding: string | string[] | undefined): 'br' | 'gzip' | null {
  const accepted = String(acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null;
}

/**
 * Compresses pages. Only whole HTML texts: an export is a stream that its own route compresses, and an
 * acknowledgement of a few bytes must not wait for a compressor.
 */
export function compressPages(instance: FastifyInstance): void {
  instance.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < smallest || !isPage(reply)) return payload;
    reply.header('Vary', 'Accept-Encoding, Accept-Language, Cookie');
    const coding = codingFor(request.headers['accept-encoding']);
    if (coding === null) return payload;
    reply.header('Content-Encoding', coding).removeHeader('Content-Length');
    return coding === 'br'
      ? brotli(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : gunzippable(payload);
  });
}

function isPage(reply: FastifyReply): boolean {
  return (
    String(reply.getHeader('Content-Type') ?? '').startsWith('text/html') &&
    !reply.hasHeader('Content-Encoding')
  );
}
