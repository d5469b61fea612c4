import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Access } from '../http/access.js';
import { type CheckName, type Checks, Readiness } from './readiness.js';

/** Live: the process is up. Ready: it can serve, else 503 that names what is away. */
@ApiTags('health')
@Access('public')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: 'up' | 'down'; checks: Checks; down: readonly CheckName[] }> {
    const checks = await this.readiness.check();
    const down = (Object.keys(checks) as CheckName[]).filter((name) => checks[name] === 'down');
    if (down.length > 0) reply.code(503).header('retry-after', '2');
    return { status: down.length === 0 ? 'up' : 'down', checks, down };
  }
}
