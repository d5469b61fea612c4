import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { type AnswerValue } from '../../questionnaires/domain/condition.js';
import { pointerTo } from '../../questionnaires/domain/fault.js';
import { type Channel, CHANNELS } from '../../rounds/domain/round-file.js';
import { readOffsetTime } from '../domain/offset-time.js';
import { type EnvelopeFault, type Submission } from '../domain/submission.js';
import { compileEnvelope } from './envelope-check.js';

const CODE = /^[A-Za-z0-9._-]{1,40}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** The envelope of a response as it travels. What it says about answers is left to the questionnaire. */
export class SubmissionDto {
  @ApiProperty({ format: 'uuid', description: 'Made by the sender; sending the same id again is harmless.' })
  @Matches(UUID)
  readonly id!: string;

  @ApiProperty({ example: 'BD-2025-Q4' })
  @Matches(CODE)
  readonly round!: string;

  @ApiProperty({ example: 1 })
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly questionnaireVersion!: number;

  @ApiProperty({ example: 'BD-TDM', description: 'Code of the agency that received the dossier.' })
  @Matches(CODE)
  readonly agency!: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Code of the agency that decided.' })
  @IsOptional()
  @Matches(CODE)
  readonly decidedBy?: string | null;

  @ApiProperty({ example: 'HT', description: 'Code of the service field.' })
  @Matches(CODE)
  readonly service!: string;

  @ApiProperty({ enum: CHANNELS })
  @IsIn(CHANNELS)
  readonly channel!: Channel;

  @ApiProperty({ example: 'vi', description: 'Language in which the questions were read, BCP 47.' })
  @Matches(LANGUAGE)
  readonly locale!: string;

  @ApiProperty({
    format: 'date-time',
    description: 'ISO 8601 with seconds and offset; only the duration is kept.',
  })
  @IsString()
  readonly startedAt!: string;

  @ApiProperty({
    format: 'date-time',
    description: 'ISO 8601 with seconds and offset; only the hour is kept.',
  })
  @IsString()
  readonly submittedAt!: string;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly ticket?: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Question code → answer; null = not applicable or not answered.',
    example: { TC1: 5, TC2: 4, ND1: '1', MD1: ['time', 'fees'], YK1: null },
  })
  @IsObject()
  readonly answers!: Readonly<Record<string, AnswerValue>>;
}

const findingsIn = compileEnvelope(SubmissionDto);
const TIMES = ['startedAt', 'submittedAt'] as const;

/** A submission of the right shape, or what is wrong with its shape. The id comes out in small letters. */
export function readSubmission(body: unknown): Submission | readonly EnvelopeFault[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [fault('', 'field-shape')];
  const faults = findingsIn(body).map(({ property, isUnknown }) =>
    fault(pointerTo('', property), isUnknown ? 'unknown-field' : 'field-shape'),
  );
  for (const name of TIMES) {
    const isTime = readOffsetTime((body as Partial<Submission>)[name]) !== undefined;
    if (!isTime && !faults.some(({ pointer }) => pointer === `/${name}`))
      faults.push(fault(`/${name}`, 'time-shape'));
  }
  if (faults.length > 0) return faults;
  const submission = body as Submission;
  return { ...submission, id: submission.id.toLowerCase() };
}

/** Tells faults from a submission. */
export function isFaulty(result: Submission | readonly EnvelopeFault[]): result is readonly EnvelopeFault[] {
  return Array.isArray(result);
}

function fault(pointer: string, code: string): EnvelopeFault {
  return { pointer, code, params: {} };
}
