import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../src/platform/config/package-root.js';
import { freshDatabase } from '../../support/database.js';
import { runCommand, startProgram } from '../../support/program.js';

describe('the command line', () => {
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sipas-cli-'));
    env = { DATA_DIR: folder, DATABASE_URL: (await freshDatabase()).url };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (...words: string[]) => runCommand(words, env);

  it('lists its commands', async () => {
    const { code, stdout } = await run('help');
    expect(code).toBe(0);
    for (const name of ['migrate', 'key:add', 'round:check', 'round:recompute', 'demo'])
      expect(stdout).toContain(name);
  });

  it.each([
    [['no-such-command'], /unknown command/],
    [['key:add', '--name', 'x'], /--role/],
    [['key:add', '--name', 'x', '--role', 'emperor'], /emperor/],
    [['round:check', 'NOWHERE'], /NOWHERE/],
    [['organisation:import', '/no/such/file.json'], /no such file/],
  ])('%j ends with one line on standard error and a non-zero code', async (words, message) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('prints a key once, as JSON where asked', async () => {
    const { code, stdout } = await run('key:add', '--name', 'dossiers', '--role', 'integration', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ name: 'dossiers', key: expect.stringMatching(/^sipas_/) as string });
  });

  it('prints a sign-in link that leads to this service', async () => {
    const { stdout } = await run('user:add', '--email', 'an@example.vn', '--role', 'administrator');
    expect(stdout).toMatch(/link: http:\/\/127\.0\.0\.1:\d+\/sign-in\//);
  });

  it('tells every fault of a file and imports nothing of it', async () => {
    const file = join(folder, 'agencies.json');
    await writeFile(
      file,
      JSON.stringify({ agencies: [{ code: 'a b' }], successions: [], serviceFields: [] }),
    );
    const { code, stderr } = await run('organisation:import', file);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\/agencies\/0\/code/);
  });

  it('leads from nothing to a counted answer by the lines of the README', async () => {
    const readme = await readFile(join(packageRoot, 'README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('A first round'), readme.indexOf('## Where to find'));
    const lines = [...section.matchAll(/^npm run cli -- (.+?)\s+#/gm)].map(([, words = '']) => words);
    expect(lines).toHaveLength(6);
    const outcome = async (line: string): Promise<Record<string, unknown>> => {
      const words = line
        .split(' ')
        .map((word) => (word.startsWith('docs/') ? join(packageRoot, word) : word));
      const { code, stdout, stderr } = await run(...words, '--json');
      if (code !== 0) throw new Error(`${line}: ${stderr}`);
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    for (const line of lines.slice(0, 4)) await outcome(line);
    const program = await startProgram(env);
    try {
      const body = await readFile(join(packageRoot, 'docs/examples/response.json'), 'utf8');
      const headers = { 'content-type': 'application/json' };
      const sent = await fetch(`${program.url}/api/v1/responses`, { method: 'POST', headers, body });
      expect(await sent.json()).toMatchObject({ status: 'accepted' });
      let check = await outcome(lines[4] ?? '');
      while (check['pending'] !== 0) check = await outcome(lines[4] ?? '');
      expect(check).toMatchObject({ equal: true, counted: 1 });
      const { key } = await outcome(lines[5] ?? '');
      const indices = await fetch(`${program.url}/api/v1/rounds/VD-1/indices`, {
        headers: { authorization: `Bearer ${String(key)}` },
      });
      expect(await indices.json()).toMatchObject({
        rows: [{ agency: 'VD', item: 'overall', suppressed: true }],
      });
    } finally {
      await program.end('SIGTERM');
    }
  });

  it('publishes the template and gives it back as JSON', async () => {
    expect((await run('questionnaire:template', 'sipas-2640')).code).toBe(0);
    const { stdout } = await run('questionnaire:export', 'sipas-2640', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ code: 'sipas-2640', scale: { code: 'likert5' } });
  });
});
