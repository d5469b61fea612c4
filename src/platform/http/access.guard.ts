import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type OnApplicationBootstrap,
  RequestMethod,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModuleRef, Reflector } from '@nestjs/core';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type FastifyRequest } from 'fastify';
import { platformErrors } from '../platform.errors.js';
import { ACCESS, type Access, AccessPolicy } from './access.js';

/** Lets a request through when its route declares an access that the policy grants. */
@Injectable()
export class AccessGuard implements CanActivate, OnApplicationBootstrap {
  private policy: AccessPolicy | undefined;

  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly modules: ModuleRef,
  ) {}

  /** Refuses to start when somebody forgot to say who may call a route. */
  onApplicationBootstrap(): void {
    this.policy = this.findPolicy();
    const forgotten = this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as object;
      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, handler: (prototype as Record<string, unknown>)[name] as object }))
        .filter(
          ({ handler }) =>
            Reflect.hasMetadata(PATH_METADATA, handler) && Reflect.hasMetadata(METHOD_METADATA, handler),
        )
        .filter(({ handler }) => this.declared(handler, metatype) === undefined)
        .map(({ name, handler }) => {
          const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
          return `${metatype.name}.${name} (${method})`;
        });
    });
    if (forgotten.length > 0) throw new Error(`Routes without @Access: ${forgotten.join(', ')}`);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const who = this.declared(context.getHandler(), context.getClass());
    if (who === undefined) throw platformErrors['access-denied']();
    if (this.policy === undefined) {
      if (who.includes('public')) return true;
      throw platformErrors['sign-in-required']();
    }
    // On public routes too: a citizen and a device with its key may hand in the same form.
    await this.policy.authorise(context.switchToHttp().getRequest<FastifyRequest>(), who);
    return true;
  }

  private declared(handler: object, controller: object): readonly Access[] | undefined {
    return this.reflector.getAllAndOverride<readonly Access[] | undefined>(ACCESS, [
      handler as never,
      controller as never,
    ]);
  }

  private findPolicy(): AccessPolicy | undefined {
    try {
      return this.modules.get(AccessPolicy, { strict: false });
    } catch {
      return undefined;
    }
  }
}
