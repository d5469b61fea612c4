import { readConfig } from './config.js';

describe('readConfig', () => {
  it('needs nothing: every variable has a default', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      ROLE: 'all',
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
    });
    expect(readConfig({}).DATA_DIR).toMatch(/[/\\]\.data$/);
  });

  it('reads what it is given, and counts an empty variable as absent', () => {
    const env = {
      DATABASE_URL: 'postgres://u:p@db:5432/sipas',
      REDIS_URL: '',
      PORT: '8080',
      ROLE: 'web',
      SECRET_KEY: 'ab'.repeat(32),
    };
    expect(readConfig(env)).toMatchObject({ DATABASE_URL: env.DATABASE_URL, PORT: 8080, ROLE: 'web' });
    expect(readConfig(env).REDIS_URL).toBeUndefined();
  });

  it('lets the system choose the port of a worker that was given none', () => {
    expect(readConfig({ ROLE: 'worker' }).PORT).toBe(0);
    expect(readConfig({ ROLE: 'worker', PORT: '3001' }).PORT).toBe(3001);
  });

  it('names every bad variable in one error', () => {
    const env = {
      DATABASE_URL: 'mysql://x',
      REDIS_URL: 'http://x',
      PORT: '99999',
      ROLE: 'both',
      LOG_LEVEL: 'loud',
      SECRET_KEY: 'short',
      PUBLIC_URL: 'sipas',
      METRICS_TOKEN: 'x',
      NODE_ENV: 'live',
    };
    const message = (() => {
      try {
        readConfig(env);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    for (const name of Object.keys(env)) expect(message).toContain(`${name}: `);
  });

  it('does not repeat a secret in the error', () => {
    expect(() => readConfig({ SECRET_KEY: 'my-secret' })).toThrow(/^(?!.*my-secret).*SECRET_KEY/);
  });
});
