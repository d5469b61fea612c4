import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

/** Who a route is for: anyone, an enrolled device, an API key, a signed-in officer, whoever runs the machine. */
export type Access = 'public' | 'device' | 'key' | 'office' | 'operator';

export const ACCESS = Symbol('access');

/** Declares who may call a route. Several names mean any of them. A route without it stops the start-up. */
export const Access = (...who: [Access, ...Access[]]): CustomDecorator<symbol> => SetMetadata(ACCESS, who);

/**
 * Decides whether a request belongs to one of the named callers; implemented where people, keys and devices are
 * known. Asked for public routes too, so that it can leave on the request who calls. Resolves when it does, else
 * throws an AppError (`sign-in-required`, `access-denied` …).
 */
export abstract class AccessPolicy {
  abstract authorise(request: FastifyRequest, who: readonly Access[]): Promise<void>;
}
