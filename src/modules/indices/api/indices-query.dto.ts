import { ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsOptional, Matches, validateSync, type ValidationError } from 'class-validator';
import { type Fault } from '../../../platform/errors/app-error.js';
import { ACROSS, type Across, BY, type By, QUALITIES, type Quality } from '../domain/index-query.js';
import { indicesErrors } from '../indices.errors.js';
import { type IndexQuery } from '../indices.service.js';

/** What `GET …/indices` may be asked. */
export class IndicesQueryDto implements IndexQuery {
  @ApiPropertyOptional({ enum: BY, default: 'overall', description: 'Which items' })
  @IsIn(BY)
  readonly by: By = 'overall';

  @ApiPropertyOptional({ enum: ACROSS, default: 'province', description: 'What the rows are about' })
  @IsIn(ACROSS)
  readonly across: Across = 'province';

  @ApiPropertyOptional({ enum: QUALITIES, default: 'all', description: 'clean leaves out flagged responses' })
  @IsIn(QUALITIES)
  readonly quality: Quality = 'all';

  @ApiPropertyOptional({ example: 'BD-TDM', description: 'Only this agency and what is beneath it' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,40}$/)
  readonly agency?: string;

  @ApiPropertyOptional({
    example: 'sipas-2640',
    description: 'Another published index definition, `code` or `code@version`; the round’s own when absent',
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,40}(@[1-9][0-9]{0,6})?$/)
  readonly definition?: string;
}

/**
 * Reads a query string.
 * @throws AppError `index-query-invalid` with a fault per parameter
 */
export function readIndicesQuery(query: unknown): IndicesQueryDto {
  const read = plainToInstance(IndicesQueryDto, query ?? {}, { exposeDefaultValues: true });
  const errors = validateSync(read, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length === 0) return read;
  const parameters = errors.map(({ property }) => property).join(', ');
  throw indicesErrors['index-query-invalid']({ parameters }, errors.map(faultOf));
}

const CHOICES: Readonly<Record<string, readonly string[]>> = { by: BY, across: ACROSS, quality: QUALITIES };

function faultOf({ property, constraints = {} }: ValidationError): Fault {
  const pointer = `/${property}`;
  const choices = CHOICES[property]?.join(', ');
  if ('whitelistValidation' in constraints) {
    return {
      pointer,
      code: 'unknown-parameter',
      vi: 'Không có tham số này.',
      en: 'There is no such parameter.',
    };
  }
  if (choices !== undefined) {
    return { pointer, code: 'not-a-choice', vi: `Chỉ nhận: ${choices}.`, en: `Must be one of: ${choices}.` };
  }
  return { pointer, code: 'not-a-code', vi: 'Không phải là một mã.', en: 'This is not a code.' };
}
