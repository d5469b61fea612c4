import { isDatabaseUnavailable } from './postgres-errors.js';
import { preferredLanguage, toAppError } from './problem.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'vi'],
    ['', 'vi'],
    ['vi', 'vi'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    ['fr,en;q=0.5,vi;q=0.4', 'en'],
    ['en;q=0,vi;q=0.1', 'vi'],
    ['fr', 'vi'],
    ['*', 'vi'],
  ] as const)('%s → %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('errors of PostgreSQL and its connection', () => {
  const server = (code: string): Error =>
    Object.assign(new Error('from the server'), { code, severity: 'ERROR' });

  it.each(['57P01', '57P03', '08006', '53300'])('%s means that the server is away', (code) => {
    expect(isDatabaseUnavailable(server(code))).toBe(true);
    expect(toAppError(server(code)).code).toBe('database-unavailable');
  });

  it('sees through the wrapping of TypeORM', () => {
    expect(toAppError(Object.assign(new Error('query failed'), { driverError: server('23505') })).code).toBe(
      'already-exists',
    );
  });

  it('knows a refused or lost connection', () => {
    expect(
      isDatabaseUnavailable(Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' })),
    ).toBe(true);
    expect(isDatabaseUnavailable(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isDatabaseUnavailable(Object.assign(new Error(), { code: 'ENOENT', syscall: 'open' }))).toBe(
      false,
    );
  });

  it('does not take a failure of our own for one of the client', () => {
    expect(toAppError(server('42703')).code).toBe('internal-error');
    expect(toAppError('thrown text').code).toBe('internal-error');
  });
});
