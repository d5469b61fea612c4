import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Describes the API at /openapi.json, readable at /docs. */
export function describeApi(app: NestFastifyApplication, version: string): void {
  const about = new DocumentBuilder()
    .setTitle('SIPAS')
    .setDescription('Đo lường sự hài lòng của người dân. Measuring the satisfaction of citizens.')
    .setVersion(version)
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, about), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
}
