import { readFile } from 'node:fs/promises';
import { type INestApplicationContext } from '@nestjs/common';
import { ROLES } from '../modules/accounts/domain/rights.js';
import { AccountsService } from '../modules/accounts/accounts.service.js';
import { TalliesService } from '../modules/indices/tallies.service.js';
import { OrganisationService } from '../modules/organisation/organisation.service.js';
import { QuestionnairesQueries } from '../modules/questionnaires/questionnaires.queries.js';
import { QuestionnairesService } from '../modules/questionnaires/questionnaires.service.js';
import { type RoundStatus } from '../modules/rounds/domain/round-life-cycle.js';
import { PublicationsService } from '../modules/rounds/publications.service.js';
import { RoundsService } from '../modules/rounds/rounds.service.js';
import { Config } from '../platform/config/config.js';
import { paths } from '../web/paths.js';

/** Words behind the command's name, and its options, all as text. */
export interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
}

/** What a command found or did; printed line by line, or as one JSON object. A false `ok` makes the exit code 1. */
export type Outcome = Readonly<Record<string, unknown>> & { readonly ok?: boolean };

export interface Command {
  /** Name and words as commander reads them: `<file>` is required. */
  readonly usage: string;
  readonly describe: string;
  readonly options?: readonly (readonly [flags: string, text: string, required?: 'required'])[];
  run(services: INestApplicationContext, given: Given): Promise<Outcome>;
}

const ROLE_AND_AGENCY = [
  ['--role <role>', `what the holder may do: ${ROLES.join(', ')}`, 'required'],
  ['--agency <code>', 'only this agency and what is beneath it'],
] as const;

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8')) as unknown;

/** Every command that works on the database; `demo` and `help` stand in cli.ts. */
export const COMMANDS: readonly Command[] = [
  {
    usage: 'migrate',
    describe: 'bring the schema up to date',
    // The services are given only after the migrations have run.
    run: () => Promise.resolve({ schema: 'up to date' }),
  },
  {
    usage: 'user:add',
    describe: 'add a person and print a one-time sign-in link',
    options: [['--email <email>', 'address of the person', 'required'], ...ROLE_AND_AGENCY],
    run: async (services, { options }) => {
      const { email = '', role = '', agency } = options;
      const { token, ...issued } = await services.get(AccountsService).addAccount({ email, role, agency });
      const { PUBLIC_URL, HOST, PORT } = services.get(Config);
      return { ...issued, link: (PUBLIC_URL ?? `http://${HOST}:${PORT}`) + paths.signIn({ token }) };
    },
  },
  {
    usage: 'key:add',
    describe: 'add an API key and print it, once',
    options: [['--name <name>', 'whose key it is', 'required'], ...ROLE_AND_AGENCY],
    run: async (services, { options: { name = '', role = '', agency } }) => ({
      ...(await services.get(AccountsService).addKey({ name, role, agency })),
    }),
  },
  {
    usage: 'organisation:import <file>',
    describe: 'import agencies, successions and service fields from JSON, or agencies from CSV',
    run: async (services, { words: [file = ''] }) => {
      const organisation = services.get(OrganisationService);
      const report = file.endsWith('.csv')
        ? await organisation.importAgenciesCsv(await readFile(file, 'utf8'))
        : await organisation.importOrganisation(await json(file));
      return { ...report };
    },
  },
  {
    usage: 'publications:import <file>',
    describe: 'import values published by others from CSV or JSON',
    run: async (services, { words: [file = ''] }) => ({
      ...(await services.get(PublicationsService).importPublications(file, await readFile(file, 'utf8'))),
    }),
  },
  {
    usage: 'questionnaire:import <file>',
    describe: 'import a questionnaire from JSON as a draft version',
    run: async (services, { words: [file = ''] }) => ({
      ...(await services.get(QuestionnairesService).importFile(await readFile(file, 'utf8'))),
    }),
  },
  {
    usage: 'questionnaire:template <code>',
    describe: 'publish a built-in template (sipas-2640) and the built-in index definitions',
    run: async (services, { words: [code = ''] }) => {
      await services.get(QuestionnairesService).publishBuiltInIndexDefinitions();
      return { ...(await services.get(QuestionnairesService).publishTemplate(code)) };
    },
  },
  {
    usage: 'questionnaire:export <code>',
    describe: 'print the newest version of a questionnaire as JSON',
    run: async (services, { words: [code = ''] }) => ({
      ...(await services.get(QuestionnairesQueries).exportDefinition(code)),
    }),
  },
  {
    usage: 'round:add <file>',
    describe: 'create a planned round from JSON',
    run: async (services, { words: [file = ''] }) => ({
      ...(await services.get(RoundsService).createRound(await json(file))),
    }),
  },
  {
    usage: 'round:move <round> <status>',
    describe: 'move a round on: open, closing, closed, published',
    run: async (services, { words: [round = '', status = ''] }) => {
      await services.get(RoundsService).move(round, status as RoundStatus);
      return { round, status };
    },
  },
  {
    usage: 'round:check <round>',
    describe: 'compare the tallies of a round with a recount from its raw answers',
    run: async (services, { words: [round = ''] }) => {
      const check = await services.get(TalliesService).check(round);
      return { round, ok: check.equal, ...check };
    },
  },
  {
    usage: 'round:recompute <round>',
    describe: 'rebuild the tallies of a round from its raw answers',
    run: async (services, { words: [round = ''] }) => {
      await services.get(TalliesService).recompute(round);
      const check = await services.get(TalliesService).check(round);
      return { round, ok: check.equal, ...check };
    },
  },
];
