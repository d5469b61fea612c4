import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { packageRoot } from '../../src/platform/config/package-root.js';

const pure = 'src/method/probe.ts';
const domain = 'src/modules/rounds/domain/probe.ts';
const service = 'src/modules/rounds/probe.service.ts';

/** Code that the project's own rules refuse: where it stands, what it says, which rule bites. */
const refused = [
  [service, `export const port = process.env['PORT'];`, 'no-restricted-properties'],
  ['src/main.ts', 'export const port = process.env.PORT;', 'no-restricted-properties'],
  [service, `console.log('hello');`, 'no-console'],
  [pure, 'export const now = Date.now();', 'no-restricted-syntax'],
  [domain, 'export const now = new Date();', 'no-restricted-syntax'],
  [domain, 'export const chance = Math.random();', 'no-restricted-syntax'],
  [domain, 'export const later = setTimeout(() => 1, 5);', 'no-restricted-globals'],
  [pure, 'export const where = process.cwd();', 'no-restricted-globals'],
  [service, 'export const same = (a: unknown): boolean => a == null;', 'eqeqeq'],
] as const;

/** The same where it is in place. */
const allowed = [
  ['src/platform/config/config.ts', `export const port = process.env['PORT'];`],
  ['src/cli.ts', `console.log('hello');`],
  [domain, `export const day = new Date('2025-05-05');`],
  [domain.replace('.ts', '.spec.ts'), 'export const now = Date.now();'],
  [service, 'export const now = Date.now();'],
] as const;

describe('the lint rules', () => {
  const eslint = new ESLint({
    cwd: packageRoot,
    overrideConfigFile: join(packageRoot, '.config/eslint.config.js'),
    // Rules that need types are not the project's own, and would need the files to exist.
    overrideConfig: [
      tseslint.configs.disableTypeChecked,
      { languageOptions: { parserOptions: { project: null, program: null } } },
    ],
  });

  const complaints = async (file: string, code: string): Promise<readonly (string | null)[]> => {
    const [result] = await eslint.lintText(code, { filePath: join(packageRoot, file) });
    return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
  };

  it.each(refused)('refuse in %s: %s', async (file, code, rule) => {
    expect(await complaints(file, code)).toEqual([rule]);
  });

  it.each(allowed)('allow in %s: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});
