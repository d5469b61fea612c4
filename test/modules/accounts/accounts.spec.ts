import { Controller, Get, Module, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AccessService } from '../../../src/modules/accounts/access.service.js';
import { AccountsService } from '../../../src/modules/accounts/accounts.service.js';
import { principalOf } from '../../../src/modules/accounts/domain/principal.js';
import { demonstrationProvince } from '../../../src/demo/province.js';
import { OrganisationQueries } from '../../../src/modules/organisation/organisation.queries.js';
import { OrganisationService } from '../../../src/modules/organisation/organisation.service.js';
import { Clock } from '../../../src/platform/clock/clock.js';
import { Database } from '../../../src/platform/database/database.js';
import { Access } from '../../../src/platform/http/access.js';
import { startApp, type TestApp } from '../../support/app.js';

const HOUR = 3600;

/** A clock that the test winds forward. */
class WoundClock extends Clock {
  seconds = 0;
  override now(): Date {
    return new Date(Date.UTC(2025, 4, 5, 1) + this.seconds * 1000);
  }
}

@Controller('probe')
class ProbeController {
  @Access('public')
  @Get('public')
  anybody(@Req() request: FastifyRequest): string {
    return principalOf(request).name ?? 'nobody';
  }

  @Access('key')
  @Get('key')
  systems(@Req() request: FastifyRequest): string {
    const { role, agencyId, rights } = principalOf(request);
    return JSON.stringify({ role, scoped: agencyId !== null, collect: rights.has('collect') });
  }

  @Access('office')
  @Get('office')
  people(@Req() request: FastifyRequest): string {
    return principalOf(request).name ?? 'nobody';
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('accounts', () => {
  const clock = new WoundClock();
  let app: TestApp;
  let service: AccountsService;

  beforeAll(async () => {
    app = await startApp({ clock, modules: [ProbeModule] });
    service = app.get(AccountsService);
    await app.get(OrganisationService).importOrganisation(demonstrationProvince());
  });
  afterAll(() => app.close());

  const withKey = (path: string, key: string): Promise<Response> =>
    app.fetch(path, { headers: { authorization: `Bearer ${key}` } });
  const withCookie = (path: string, cookie: string, init: RequestInit = {}): Promise<Response> =>
    app.fetch(path, {
      ...init,
      headers: { ...(init.headers as Record<string, string> | undefined), cookie },
    });

  /** Follows a sign-in link as a person does; returns the cookie of the session. */
  async function signIn(email: string, role = 'administrator'): Promise<string> {
    const { token } = await service.addAccount({ email, role });
    const answer = await app.fetch(`/sign-in/${token}`, { method: 'POST' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/office']);
    return cookieOf(answer);
  }

  describe('keys', () => {
    it('open what is for keys, with the rights of their role', async () => {
      const { key } = await service.addKey({ name: 'dossiers', role: 'integration', agency: 'BD-SNV' });
      expect(key).toMatch(/^sipas_[\w-]{43}$/);
      expect(await (await withKey('/probe/key', key)).json()).toEqual({
        role: 'integration',
        scoped: true,
        collect: true,
      });
      expect(await (await withKey('/probe/public', key)).text()).toBe('dossiers');
      expect((await withKey('/probe/office', key)).status).toBe(403);
    });

    it('are refused when wrong, on public routes too, and missing ones are asked for', async () => {
      const wrong = await withKey('/probe/public', `sipas_${'A'.repeat(43)}`);
      expect([wrong.status, await wrong.json()]).toMatchObject([401, { code: 'key-refused' }]);
      const none = await app.fetch('/probe/key');
      expect([none.status, await none.json()]).toMatchObject([401, { code: 'sign-in-required' }]);
      expect(await (await app.fetch('/probe/public')).text()).toBe('nobody');
    });

    it('stop working two seconds after they are revoked', async () => {
      const { key } = await service.addKey({ name: 'lost', role: 'collector' });
      expect((await withKey('/probe/key', key)).status).toBe(200);
      await service.revokeKey('lost');
      clock.seconds += 3;
      expect((await withKey('/probe/key', key)).status).toBe(401);
      await expect(service.revokeKey('lost')).rejects.toMatchObject({ code: 'key-not-found' });
    });

    it('are refused for a name twice, an unknown role, an unknown agency', async () => {
      await service.addKey({ name: 'once', role: 'collector' });
      await expect(service.addKey({ name: 'once', role: 'collector' })).rejects.toMatchObject({
        code: 'key-exists',
      });
      await expect(service.addKey({ name: 'x', role: 'king' })).rejects.toMatchObject({
        code: 'role-unknown',
      });
      await expect(service.addKey({ name: 'x', role: 'collector', agency: 'NO' })).rejects.toMatchObject({
        code: 'agency-not-found',
      });
    });

    it('and links and sessions are stored as hashes only', async () => {
      const { key } = await service.addKey({ name: 'hashed', role: 'collector' });
      const link = await service.addAccount({ email: 'hash@example.vn', role: 'leader' });
      const cookie = await signIn('hash@example.vn', 'leader');
      const stored = await app.get(Database).query<{ dump: string }>(
        `SELECT row_to_json(api_key)::text AS dump FROM api_key UNION ALL SELECT row_to_json(session)::text FROM session
         UNION ALL SELECT row_to_json(sign_in_link)::text FROM sign_in_link`,
      );
      const dump = stored.map((row) => row.dump).join();
      for (const secret of [key, link.token, cookie.split('=')[1] ?? '']) {
        expect(dump).not.toContain(secret);
        expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
      }
    });
  });

  describe('sign-in links', () => {
    it('are not used up by looking, work once, and tell when they are spent', async () => {
      const { token } = await service.addAccount({ email: 'An@Example.vn', role: 'administrator' });
      for (let scan = 0; scan < 3; scan += 1) {
        expect(await (await app.fetch(`/sign-in/${token}`)).text()).toContain('<button');
      }
      const first = await app.fetch(`/sign-in/${token}`, { method: 'POST' });
      expect(first.headers.get('set-cookie')).toMatch(/^sipas=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      const again = await app.fetch(`/sign-in/${token}`, { method: 'POST' });
      expect([again.headers.get('location'), again.headers.get('set-cookie')]).toEqual([
        `/sign-in/${token}`,
        null,
      ]);
      const page = await (await app.fetch(`/sign-in/${token}?lang=en`)).text();
      expect(page).toContain('This link was used');
      expect(page).not.toContain('<button');
    });

    it('let in one of several uses at once', async () => {
      const { token } = await service.addAccount({ email: 'race@example.vn', role: 'leader' });
      const uses = await Promise.allSettled(Array.from({ length: 8 }, () => service.signInWithLink(token)));
      expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('end after a day', async () => {
      const { token, expiresAt } = await service.addAccount({ email: 'late@example.vn', role: 'leader' });
      expect(expiresAt.getTime() - clock.now().getTime()).toBe(24 * HOUR * 1000);
      clock.seconds += 24 * HOUR;
      await expect(service.signInWithLink(token)).rejects.toMatchObject({ code: 'sign-in-link-spent' });
    });

    it('are made again for the same person, but do not change a role', async () => {
      await service.addAccount({ email: 'same@example.vn', role: 'leader' });
      await service.addAccount({ email: 'same@example.vn', role: 'leader' });
      await expect(
        service.addAccount({ email: 'same@example.vn', role: 'administrator' }),
      ).rejects.toMatchObject({
        code: 'account-exists',
      });
      await expect(service.addAccount({ email: 'same', role: 'leader' })).rejects.toMatchObject({
        code: 'email-invalid',
      });
    });
  });

  describe('sessions', () => {
    it('open the office until one signs out', async () => {
      const cookie = await signIn('binh@example.vn');
      const page = await (await withCookie('/office?lang=en', cookie)).text();
      expect(page).toContain('binh@example.vn · administrator · whole province');
      const out = await withCookie('/office/sign-out', cookie, { method: 'POST' });
      expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
      expect(out.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
      expect((await withCookie('/probe/office', cookie)).status).toBe(401);
    });

    it('end after 30 minutes without a request, and after 12 hours in any case', async () => {
      const idle = await signIn('idle@example.vn');
      clock.seconds += 0.5 * HOUR + 1;
      expect((await withCookie('/probe/office', idle)).status).toBe(401);
      const busy = await signIn('busy@example.vn');
      for (let quarter = 1; quarter < 12 * 4; quarter += 1) {
        clock.seconds += HOUR / 4;
        expect((await withCookie('/probe/office', busy)).status).toBe(200);
      }
      clock.seconds += HOUR / 4;
      expect((await withCookie('/probe/office', busy)).status).toBe(401);
    });

    it('are nobody on public pages once they are over', async () => {
      expect(await (await withCookie('/probe/public', `sipas=${'A'.repeat(43)}`)).text()).toBe('nobody');
    });

    it('do not let another site act', async () => {
      const cookie = await signIn('tricked@example.vn');
      const headers = { 'sec-fetch-site': 'cross-site' };
      const answer = await withCookie('/office/sign-out', cookie, { method: 'POST', headers });
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'request-from-elsewhere' }]);
    });

    it('ask for a sign-in where there is none', async () => {
      const answer = await app.fetch('/office', { headers: { accept: 'text/html' } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('text/html');
    });
  });

  it('shows a district its own subtree, the province everything, a citizen nothing', async () => {
    const access = app.get(AccessService);
    const ids = await app.get(OrganisationQueries).agencyIds(['BD-TDM', 'BD-TDM-01', 'BD-SNV']);
    const head = {
      kind: 'account',
      name: 'h',
      role: 'agencyHead',
      agencyId: ids.get('BD-TDM') ?? 0,
      rights: new Set(['readResults']),
    } as const;
    const scope = await access.scopeOf(head as never, '2025-06-30');
    expect([scope?.size, scope?.has(ids.get('BD-TDM-01') ?? 0), scope?.has(ids.get('BD-SNV') ?? 0)]).toEqual([
      12,
      true,
      false,
    ]);
    expect(await access.scopeOf({ ...head, agencyId: null } as never, '2025-06-30')).toBeNull();
    expect((await access.scopeOf(principalOf({}), '2025-06-30'))?.size).toBe(0);
    expect(() => {
      access.demand(principalOf({}), 'readResults');
    }).toThrow(/Sign in/);
    expect(() => {
      access.demand(head as never, 'manageRounds');
    }).toThrow(/may not/);
  });
});

function cookieOf(answer: Response): string {
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
