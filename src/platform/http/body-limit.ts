import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';

/** What a route takes unless it says otherwise, in bytes. */
export const defaultBodyLimit = 2 * 1024 * 1024;

/** Limits the body of one route, in bytes; a larger one is answered with 413 before it is read to the end. */
export const BodyLimit = (bytes: number): MethodDecorator & ClassDecorator =>
  RouteConfig({ bodyLimit: bytes });

/** Hands the limits that routes declare to Fastify. Call before any route is registered. */
export function applyBodyLimits(instance: FastifyInstance): void {
  instance.addHook('onRoute', (route) => {
    const limit = (route.config as { bodyLimit?: number } | undefined)?.bodyLimit;
    if (limit !== undefined) route.bodyLimit = limit;
  });
}
