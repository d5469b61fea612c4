import { Database } from '../../../src/platform/database/database.js';
import { readDataFile } from '../../../src/platform/config/package-root.js';
import { areFaults } from '../../../src/modules/questionnaires/domain/answer-check.js';
import { QuestionnairesQueries } from '../../../src/modules/questionnaires/questionnaires.queries.js';
import { QuestionnairesService } from '../../../src/modules/questionnaires/questionnaires.service.js';
import { sipas2640 } from '../../../src/modules/questionnaires/templates/sipas-2640.template.js';
import { startApp, type TestApp } from '../../support/app.js';

describe('questionnaires', () => {
  let app: TestApp;
  let service: QuestionnairesService;
  let queries: QuestionnairesQueries;
  let database: Database;

  beforeAll(async () => {
    app = await startApp();
    service = app.get(QuestionnairesService);
    queries = app.get(QuestionnairesQueries);
    database = app.get(Database);
  });
  afterAll(() => app.close());

  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    );

  describe('the template', () => {
    it('is published as version 1, once, however many start at the same time', async () => {
      const [first, ...others] = await Promise.all(
        [1, 2, 3, 4].map(() => service.publishTemplate('sipas-2640')),
      );
      expect(first).toMatchObject({ code: 'sipas-2640', number: 1, status: 'published' });
      for (const other of [...others, await service.publishTemplate('sipas-2640')])
        expect(other).toEqual(first);
      expect(await queries.list()).toMatchObject([
        { code: 'sipas-2640', versions: [{ number: 1, status: 'published' }] },
      ]);
    });

    it('is stored to the letter', async () => {
      const version = await queries.publishedVersion('sipas-2640', 1);
      expect(version?.definition).toEqual(sipas2640());
      expect(version?.publishedAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u);
    });

    it.each([
      `UPDATE questionnaire_version SET definition = jsonb_set(definition, '{title,vi}', '"khác"')`,
      `UPDATE questionnaire_version SET number = 7`,
      `UPDATE questionnaire_version SET status = 'draft', published_at = NULL`,
      `DELETE FROM questionnaire_version`,
    ])('cannot be changed by %s', async (sql) => {
      await expect(database.query(sql)).rejects.toMatchObject({ code: 'SI001' });
    });

    it('checks answers with a check that is compiled once', async () => {
      const { id } = await service.publishTemplate('sipas-2640');
      const fixed = await queries.fixedVersion(id);
      expect(await queries.fixedVersion(id)).toBe(fixed);
      expect(fixed && areFaults(fixed.check({ TC1: 6 }))).toBe(true);
    });

    it('of another code does not exist', async () => {
      expect(await codeOf(service.publishTemplate('sipas-9999'))).toBe('template-not-found');
    });
  });

  describe('a draft', () => {
    it('becomes version 2 from the template form, and goes its way to retirement', async () => {
      const draft = await service.importFile(readDataFile('sipas-2640-template.json'));
      expect(draft).toMatchObject({ code: 'sipas-2640', number: 2, status: 'draft' });
      expect(await queries.publishedVersion('sipas-2640', 2)).toBeUndefined();
      expect(await queries.fixedVersion(draft.id)).toBeUndefined();
      expect(await codeOf(service.publish('sipas-2640', 2))).toBe('questionnaire-move-refused');
      await service.submit('sipas-2640', 2);
      await service.returnToDraft('sipas-2640', 2);
      await service.submit('sipas-2640', 2);
      await service.approve('sipas-2640', 2);
      expect(await service.publish('sipas-2640', 2)).toMatchObject({ status: 'published' });
      expect(await service.retire('sipas-2640', 2)).toMatchObject({ status: 'retired' });
      expect(await codeOf(service.publish('sipas-2640', 2))).toBe('questionnaire-move-refused');
      expect((await queries.versionById(draft.id))?.status).toBe('retired');
    });

    it('published by two people at once is published once', async () => {
      const { number } = await service.importDefinition({ ...sipas2640(), code: 'two-people' });
      await service.submit('two-people', number);
      await service.approve('two-people', number);
      const outcomes = await Promise.all([1, 2].map(() => codeOf(service.publish('two-people', number))));
      expect(outcomes.sort()).toEqual(['done', 'questionnaire-move-refused']);
    });

    it('gets a number of its own when several are imported at once', async () => {
      const definition = { ...sipas2640(), code: 'at-once' };
      const drafts = await Promise.all([1, 2, 3].map(() => service.importDefinition(definition)));
      expect(drafts.map((draft) => draft.number).sort()).toEqual([1, 2, 3]);
    });

    it('comes back from an export unchanged', async () => {
      const exported = JSON.stringify(await queries.exportDefinition('two-people'));
      const again = await service.importFile(exported);
      expect((await queries.versionById(again.id))?.definition).toEqual(JSON.parse(exported));
    });
  });

  describe('a file', () => {
    it('with faults is refused whole, each fault with its pointer', async () => {
      const broken = { ...sipas2640(), code: 'bro ken', languages: ['vi', 'km'] };
      const error = await service.importDefinition(broken).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'questionnaire-invalid', status: 422 });
      expect(error).toMatchObject({
        faults: expect.arrayContaining([
          expect.objectContaining({ pointer: '/code', code: 'code-form' }),
          expect.objectContaining({ pointer: '/title', code: 'missing-language' }),
        ]) as unknown,
      });
    });

    it('that is no JSON is refused', async () => {
      expect(await codeOf(service.importFile('{'))).toBe('not-json');
    });

    it('of a questionnaire that is not there cannot be exported', async () => {
      expect(await codeOf(queries.exportDefinition('none'))).toBe('questionnaire-not-found');
    });
  });

  describe('built-in index definitions', () => {
    it('are published once and cannot be changed', async () => {
      await service.publishBuiltInIndexDefinitions();
      await service.publishBuiltInIndexDefinitions();
      const all = await queries.indexDefinitions();
      expect(all.map(({ code, version, status }) => [code, version, status])).toEqual([
        ['sipas-1001', 1, 'published'],
        ['sipas-2640', 1, 'published'],
      ]);
      const newest = await queries.indexDefinition('sipas-2640');
      expect(newest?.definition.formula).toBe('topTwoBox');
      expect(newest && (await queries.indexDefinitionById(newest.id))).toEqual(newest);
      expect(await queries.indexDefinition('sipas-2640', 2)).toBeUndefined();
      const change = database.query(
        `UPDATE index_definition SET definition = '{}' WHERE code = 'sipas-2640'`,
      );
      await expect(change).rejects.toMatchObject({ code: 'SI001' });
    });
  });
});
