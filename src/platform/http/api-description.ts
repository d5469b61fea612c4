import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type FastifyInstance } from 'fastify';

/** Describes the API at /openapi.json, readable at /docs. */
export function describeApi(app: NestFastifyApplication, version: string): void {
  const about = new DocumentBuilder()
    .setTitle('SIPAS')
    .setDescription('Đo lường sự hài lòng của người dân. Measuring the satisfaction of citizens.')
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, as `key:add` prints it.' })
    .build();
  SwaggerModule.setup('docs', app, () => withoutPages(SwaggerModule.createDocument(app, about)), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
}

/** Pages are for people; what programs may rely on stands under these. */
const FOR_PROGRAMS = /^\/(api|health|metrics)(\/|$)/;

function withoutPages(description: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(description.paths).filter(([path]) => FOR_PROGRAMS.test(path));
  return { ...description, paths: Object.fromEntries(paths) };
}

/**
 * Makes the page of Swagger UI, which has styles in its text, fit the policy that refuses such styles. Call before
 * any hook that compresses.
 */
export function tidyApiPage(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || !/^\/docs\/?(\?|$)/.test(request.url)) {
      done(null, payload);
      return;
    }
    const { style } = (reply as { cspNonce?: { style: string } | null }).cspNonce ?? { style: '' };
    const page = payload
      .replaceAll('<style>', `<style nonce="${style}">`)
      .replaceAll('style="position:absolute;width:0;height:0"', 'width="0" height="0"');
    done(null, page);
  });
}
