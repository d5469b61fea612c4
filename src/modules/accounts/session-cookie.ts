import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';

/** Where a browser keeps its session: `__Host-sipas` over https, `sipas` on a machine of one's own. */
@Injectable()
export class SessionCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(config: Config) {
    this.secure = config.PUBLIC_URL?.startsWith('https:') ?? false;
    this.name = this.secure ? '__Host-sipas' : 'sipas';
  }

  read(request: FastifyRequest): string | undefined {
    return (request.cookies as FastifyRequest['cookies'] | undefined)?.[this.name];
  }

  /** Ends with the browser; when the session itself ends is decided by the server. */
  write(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, this.options());
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options());
  }

  private options() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure } as const;
  }
}
