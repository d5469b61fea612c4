import { ApiProperty } from '@nestjs/swagger';
import { type IndexDefinition } from '../../../method/index-definition.js';
import { type Name } from '../../organisation/domain/file-cursor.js';
import { AGENCY_LEVELS, type AgencyLevel } from '../../organisation/domain/organisation-file.js';
import { type QuestionnaireDefinition } from '../../questionnaires/domain/questionnaire.js';
import { type Channel, CHANNELS } from '../domain/round-file.js';
import { ROUND_STATUSES, type RoundStatus } from '../domain/round-life-cycle.js';
import { type RoundDetail, type RoundSummary } from '../rounds.queries.js';

const NAME = {
  type: 'object',
  additionalProperties: { type: 'string' },
  example: { vi: '…', en: '…' },
} as const;
const DAY = { format: 'date', example: '2025-10-01' } as const;
const DEFINITION = { type: 'object', additionalProperties: true } as const;

/** A round in the list of open rounds. */
export class RoundSummaryDto {
  @ApiProperty({ example: 'BD-2025-Q4' })
  readonly code!: string;

  @ApiProperty(NAME)
  readonly title!: Name;

  @ApiProperty({ enum: ROUND_STATUSES })
  readonly status!: RoundStatus;

  @ApiProperty({ ...DAY, description: 'First day of collection' })
  readonly from!: string;

  @ApiProperty({ ...DAY, description: 'Last day of collection' })
  readonly to!: string;

  @ApiProperty({ enum: CHANNELS, isArray: true })
  readonly channels!: readonly Channel[];

  @ApiProperty({ description: 'True when the answers do not come from citizens' })
  readonly simulated!: boolean;
}

class NamedDto {
  @ApiProperty({ example: 'BD-SNV' })
  readonly code!: string;

  @ApiProperty(NAME)
  readonly name!: Name;
}

class RoundAgencyDto extends NamedDto {
  @ApiProperty({ enum: AGENCY_LEVELS })
  readonly level!: AgencyLevel;

  @ApiProperty({ type: String, nullable: true, description: 'Code of the agency above' })
  readonly parent!: string | null;

  @ApiProperty({ ...DAY, description: 'First day on which the agency was so' })
  readonly from!: string;

  @ApiProperty({ type: String, ...DAY, nullable: true, description: 'Last such day; null while in force' })
  readonly to!: string | null;
}

class QuestionnaireDto {
  @ApiProperty({ example: 'sipas-2640' })
  readonly code!: string;

  @ApiProperty({ example: 1 })
  readonly version!: number;

  @ApiProperty({ ...DEFINITION, description: 'The full definition: blocks, questions, options, conditions' })
  readonly definition!: QuestionnaireDefinition;
}

class TargetDto {
  @ApiProperty({ example: 'overall' })
  readonly item!: string;

  @ApiProperty({ example: 95, description: 'In per cent' })
  readonly threshold!: number;

  @ApiProperty({ ...DAY, example: '2025-12-31' })
  readonly due!: string;

  @ApiProperty()
  readonly legalBasis!: string;
}

/** A round with everything that is needed to answer and to understand its figures. */
export class RoundDto extends RoundSummaryDto {
  @ApiProperty({ ...NAME, description: 'Who is asked' })
  readonly population!: Name;

  @ApiProperty()
  readonly legalBasis!: string;

  @ApiProperty({ type: NamedDto, description: 'Who measures' })
  readonly measuringAgency!: NamedDto;

  @ApiProperty({ type: QuestionnaireDto })
  readonly questionnaire!: QuestionnaireDto;

  @ApiProperty({ type: [RoundAgencyDto], description: 'Agencies to choose from' })
  readonly agencies!: readonly RoundAgencyDto[];

  @ApiProperty({ type: [NamedDto], description: 'Service fields to choose from' })
  readonly services!: readonly NamedDto[];

  @ApiProperty({ ...DEFINITION, description: 'How answers become an index' })
  readonly indexDefinition!: IndexDefinition;

  @ApiProperty({ type: [TargetDto] })
  readonly targets!: readonly TargetDto[];
}

/** The shape that a class describes, as a plain value. */
export type Plain<T> = T extends object ? { readonly [Key in keyof T]: Plain<T[Key]> } : T;

/** The list entry of a round. */
export function summaryOf(round: RoundSummary): Plain<RoundSummaryDto> {
  const { code, title, status, from, to, channels, simulated } = round;
  return { code, title, status, from, to, channels, simulated };
}

/** A round as outsiders see it: codes, no internal ids. */
export function roundOf(round: RoundDetail): Plain<RoundDto> {
  const { population, legalBasis, measuringAgency, questionnaire, targets } = round;
  return {
    ...summaryOf(round),
    ...{ population, legalBasis, targets },
    measuringAgency: { code: measuringAgency.code, name: measuringAgency.name },
    questionnaire: {
      code: questionnaire.code,
      version: questionnaire.version,
      definition: questionnaire.definition,
    },
    agencies: round.agencies.map(({ code, name, level, parent, from, to }) => ({
      ...{ code, name, level, from, to },
      parent: parent?.code ?? null,
    })),
    services: round.services.map(({ code, name }) => ({ code, name })),
    indexDefinition: round.index.definition,
  };
}
