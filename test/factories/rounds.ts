import { demonstrationProvince } from '../../src/demo/province.js';
import { type RoundFile } from '../../src/modules/rounds/domain/round-file.js';
import { type RoundStatus } from '../../src/modules/rounds/domain/round-life-cycle.js';
import { OrganisationService } from '../../src/modules/organisation/organisation.service.js';
import { QuestionnairesService } from '../../src/modules/questionnaires/questionnaires.service.js';
import { RoundsService } from '../../src/modules/rounds/rounds.service.js';
import { type TestApp } from '../support/app.js';

/** A round of the demonstration province in the last quarter before the merger. */
export function roundFile(own: Partial<RoundFile> = {}): RoundFile {
  return {
    code: 'BD-2025-Q2',
    title: { vi: 'Đợt khảo sát quý II năm 2025', en: 'Second quarter of 2025' },
    measuringAgency: 'BD-SNV',
    population: { vi: 'Người đến giải quyết thủ tục hành chính', en: 'Users of the one-stop shops' },
    questionnaire: { code: 'sipas-2640', version: 1 },
    index: { code: 'sipas-2640', version: 1 },
    from: '2025-04-01',
    to: '2025-06-30',
    channels: ['web', 'kiosk', 'paper'],
    agencies: { under: 'BD', levels: ['department', 'district', 'commune'] },
    services: ['BD-QSDD', 'BD-XD'],
    legalBasis: 'Quyết định 468/QĐ-TTg ngày 27/3/2021',
    simulated: true,
    targets: [{ item: 'overall', threshold: 95, due: '2025-12-31', legalBasis: 'Quyết định 468/QĐ-TTg' }],
    ...own,
  };
}

/** The demonstration province, its published questionnaire and the built-in index definitions. */
export async function province(app: TestApp): Promise<void> {
  await app.get(OrganisationService).importOrganisation(demonstrationProvince());
  await app.get(QuestionnairesService).publishTemplate('sipas-2640');
  await app.get(QuestionnairesService).publishBuiltInIndexDefinitions();
}

const ROAD: readonly RoundStatus[] = ['open', 'closing', 'closed', 'published'];

/** Creates a round and moves it to a status; the province must be there. */
async function roundIn(app: TestApp, status: RoundStatus, own: Partial<RoundFile>): Promise<RoundFile> {
  const file = roundFile(own);
  const rounds = app.get(RoundsService);
  await rounds.createRound(file);
  for (const next of ROAD.slice(0, ROAD.indexOf(status) + 1)) await rounds.move(file.code, next);
  return file;
}

export const planned = (app: TestApp, own: Partial<RoundFile> = {}): Promise<RoundFile> =>
  roundIn(app, 'planned', own);
export const open = (app: TestApp, own: Partial<RoundFile> = {}): Promise<RoundFile> =>
  roundIn(app, 'open', own);
export const closing = (app: TestApp, own: Partial<RoundFile> = {}): Promise<RoundFile> =>
  roundIn(app, 'closing', own);
export const closed = (app: TestApp, own: Partial<RoundFile> = {}): Promise<RoundFile> =>
  roundIn(app, 'closed', own);
export const published = (app: TestApp, own: Partial<RoundFile> = {}): Promise<RoundFile> =>
  roundIn(app, 'published', own);
