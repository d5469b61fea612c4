import { rmSync } from 'node:fs';

export default async function teardown() {
  await globalThis.stopTestPostgres?.();
  rmSync(process.env.SIPAS_TEST_BUILD, { recursive: true, force: true });
}
