import { Controller, Get, Module, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, HttpAdapterHost, MetadataScanner, Reflector } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';
import { ACCESS, type Access } from '../../src/platform/http/access.js';
import { startApp, type TestApp } from '../support/app.js';

/** Files for everybody, served by plugins and not by a controller: styles and fonts, the description of the API. */
const publicFile = /^GET \/(assets\/:file|docs(\/.*)?|openapi\.(json|yaml))$/;

/** Every route that the web server takes up, as `GET /r/:round`, from before the first one is made. */
const taken: string[] = [];

@Module({})
class RouteWatch {
  constructor(host: HttpAdapterHost) {
    host.httpAdapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
      taken.push(...[method].flat().map((each) => `${each} ${url}`));
    });
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  show(): string {
    return 'who may see this?';
  }
}

@Module({ controllers: [ForgottenController] })
class ForgottenModule {}

/** What controllers declare: route → who may call it, undefined when nothing is said. */
function declaredRoutes(app: TestApp): ReadonlyMap<string, readonly Access[] | undefined> {
  const reflector = app.get(Reflector);
  const routes = new Map<string, readonly Access[] | undefined>();
  for (const { metatype } of app.get(DiscoveryService).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, () => unknown>;
    for (const name of app.get(MetadataScanner).getAllMethodNames(prototype)) {
      const handler = prototype[name];
      const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
      if (handler === undefined || method === undefined) continue;
      const parts = [metatype, handler].map((one) => Reflect.getMetadata(PATH_METADATA, one) as string);
      const path = `/${parts
        .flatMap((part) => part.split('/'))
        .filter(Boolean)
        .join('/')}`;
      routes.set(
        `${RequestMethod[method]} ${path}`,
        reflector.getAllAndOverride<readonly Access[] | undefined>(ACCESS, [handler, metatype as never]),
      );
    }
  }
  return routes;
}

describe('every route', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ modules: [RouteWatch] });
  });
  afterAll(() => app.close());

  it('declares who may call it', () => {
    const undeclared = [...declaredRoutes(app)].filter(([, access]) => (access?.length ?? 0) === 0);
    expect(undeclared).toEqual([]);
  });

  it('belongs to a controller, or is a file for everybody', () => {
    // HEAD answers what GET answers; the server adds it by itself.
    const served = [...new Set(taken)].filter(
      (route) => !route.startsWith('HEAD ') && !publicFile.test(route),
    );
    expect(served.length).toBeGreaterThan(20);
    expect(served.sort()).toEqual([...declaredRoutes(app).keys()].sort());
  });

  it('that is not for everybody refuses whoever has neither key nor session', async () => {
    const guarded = [...declaredRoutes(app)].filter(([, access]) => access?.includes('public') === false);
    expect(guarded.length).toBeGreaterThan(3);
    for (const [route] of guarded) {
      const [method = '', path = ''] = route.split(' ');
      const { status } = await app.fetch(path.replace(/:\w+/g, '1'), { method });
      expect([route, status]).toEqual([route, 401]);
    }
  });

  it('without a declaration stops the start', async () => {
    await expect(startApp({ modules: [ForgottenModule] })).rejects.toThrow(
      'Routes without @Access: ForgottenController.show (GET)',
    );
  });
});
