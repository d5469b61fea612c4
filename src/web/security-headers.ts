import helmet from '@fastify/helmet';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';

const transportSecurity = { maxAge: 31_536_000, includeSubDomains: true };

/** What answers programs, not people: fixed headers do, and each microsecond counts on the road of an answer. */
const dataRoute = /^\/(api|health|metrics)(\/|$)/;

const dataHeaders = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'strict-transport-security': `max-age=${transportSecurity.maxAge}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
};

/**
 * Headers that keep a page to itself: nothing from elsewhere, no inline script or style (a script or
 * style element needs the nonce of its page), no framing. `upgrade-insecure-requests` is left out on
 * purpose: a kiosk in a commune's own network may be served without TLS.
 */
export async function registerSecurityHeaders(
  app: NestFastifyApplication,
  instance: FastifyInstance,
): Promise<void> {
  instance.addHook('onRoute', (route) => {
    if (dataRoute.test(route.url)) route.helmet = false;
  });
  instance.addHook('onRequest', (request, reply, done) => {
    if (dataRoute.test(request.routeOptions.url ?? '')) reply.headers(dataHeaders);
    done();
  });
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: transportSecurity,
  });
}
