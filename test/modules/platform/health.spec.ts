import { startApp, type TestApp } from '../../support/app.js';

describe('health', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await app.close();
  });

  it('is live as soon as the process answers', async () => {
    const answer = await app.fetch('/health/live');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'up' });
  });

  it('is ready when database, migrations and queue are', async () => {
    const answer = await app.fetch('/health/ready');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      status: 'up',
      checks: { database: 'up', migrations: 'up', queue: 'up' },
      down: [],
    });
  });
});
