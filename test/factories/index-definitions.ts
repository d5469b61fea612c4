import { SIPAS_2640 } from '../../src/method/built-in-definitions.js';
import { type Formula, type IndexDefinition } from '../../src/method/index-definition.js';
import { Database } from '../../src/platform/database/database.js';
import { type TestApp } from '../support/app.js';

/** Publishes an index definition that differs from the built-in one of Decision 2640 by its formula and `own`. */
export async function publishDefinition(
  app: TestApp,
  code: string,
  formula: Formula,
  own: Partial<IndexDefinition> = {},
): Promise<void> {
  const definition = { ...SIPAS_2640, code, formula, ...own };
  await app
    .get(Database)
    .query(
      `INSERT INTO index_definition (code, version, status, definition) VALUES ($1, 1, 'published', $2)`,
      [code, definition],
    );
}
