import cookie from '@fastify/cookie';
import view from '@fastify/view';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ProblemPages } from '../platform/http/problem-pages.js';
import { type Assets, loadAssets } from './assets.js';
import { codingFor, compressPages } from './compression.js';
import { problemPage } from './errors/problem-page.js';
import { asLocale, chooseLocale, type Locale } from './i18n/locale.js';
import { messagesOf } from './i18n/translate.js';
import { paths } from './paths.js';
import { registerSecurityHeaders } from './security-headers.js';
import { sourceRoot } from './source-files.js';
import { compileOptions, createTemplates, type PageData } from './templates.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The language of the answer; see `chooseLocale`. */
    locale: Locale;
  }
  interface FastifyReply {
    locals: object | null;
  }
}

const localeCookie = 'lang';
const oneYear = 31_536_000;

/**
 * Gives an application its pages: templates, languages, assets under `/assets/`, compression and
 * security headers. After this `@Render('modules/…/pages/start')` and `reply.view(…)` work. Call it once, before
 * the application listens; whatever is broken in a template, a message file or an asset stops the start.
 */
export async function registerViews(app: NestFastifyApplication): Promise<void> {
  const instance = app.getHttpAdapter().getInstance();
  const assets = loadAssets();
  messagesOf('vi');
  messagesOf('en');
  if (!instance.hasReplyDecorator('setCookie')) await app.register(cookie);
  if (!instance.hasReplyDecorator('cspNonce')) await registerSecurityHeaders(app, instance);
  await app.register(view, {
    engine: { handlebars: createTemplates(assets) },
    root: sourceRoot,
    viewExt: 'hbs',
    production: true,
    maxCache: 1000,
    options: { useDataVariables: true, compileOptions },
  });
  instance.decorateRequest('locale', 'vi');
  instance.addHook('onRequest', (request, reply, done) => {
    request.locale = localeOf(request, reply);
    reply.locals = { locale: request.locale, nonce: nonceOf(reply), url: request.url } satisfies PageData;
    done();
  });
  compressPages(instance);
  serveAssets(instance, assets);
  app.get(ProblemPages, { strict: false }).use(problemPage);
}

/** The language of a request; a choice made with `?lang=` is remembered. */
function localeOf(request: FastifyRequest, reply: FastifyReply): Locale {
  const chosen = asLocale((request.query as Readonly<Record<string, unknown>> | undefined)?.['lang']);
  if (chosen !== undefined) {
    reply.setCookie(localeCookie, chosen, { path: '/', maxAge: oneYear, sameSite: 'lax', httpOnly: true });
  }
  return chooseLocale(chosen, request.cookies[localeCookie], request.headers['accept-language']);
}

function nonceOf(reply: FastifyReply): string {
  return (reply as { cspNonce?: { script: string } }).cspNonce?.script ?? '';
}

/** Assets never change under their name (it holds a hash of the content), so browsers keep them. */
function serveAssets(instance: FastifyInstance, assets: Assets): void {
  instance.get<{ Params: { file: string } }>(paths.asset.pattern, async (request, reply) => {
    const asset = assets.find(request.params.file);
    if (asset === undefined) {
      reply.callNotFound();
      return;
    }
    const coding = codingFor(request.headers['accept-encoding']);
    const packed = coding === null ? null : asset[coding];
    if (coding !== null && packed !== null) reply.header('Content-Encoding', coding);
    return reply
      .header('Cache-Control', `public, max-age=${oneYear}, immutable`)
      .header('Vary', 'Accept-Encoding')
      .type(asset.type)
      .send(packed ?? asset.body);
  });
}
