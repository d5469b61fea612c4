import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { COMBINES, type Combine, FORMULAS, type Formula } from '../../../method/index-definition.js';
import { QUALITIES, type Quality } from '../domain/index-query.js';

class IndexDefinitionDto {
  @ApiProperty({ example: 'sipas-2640' })
  readonly code!: string;

  @ApiProperty({ example: 1 })
  readonly version!: number;

  @ApiProperty({ enum: FORMULAS })
  readonly formula!: Formula;

  @ApiProperty({ enum: COMBINES })
  readonly combine!: Combine;
}

class IntervalDto {
  @ApiProperty({ example: 94.6 })
  readonly low!: number;

  @ApiProperty({ example: 96.2 })
  readonly high!: number;

  @ApiProperty({ example: 'linearised-ratio', description: 'How the 95 % interval was made' })
  readonly method!: string;
}

class RowTargetDto {
  @ApiProperty({ example: 95 })
  readonly threshold!: number;

  @ApiProperty({ format: 'date', example: '2025-12-31' })
  readonly due!: string;

  @ApiProperty({ enum: ['met', 'notMet', 'undecidable'], description: 'By the whole interval' })
  readonly verdict!: string;

  @ApiProperty({ enum: ['met', 'notMet'], description: 'By the printed value alone' })
  readonly byPoint!: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Respondents that would decide an undecidable verdict',
  })
  readonly decidingN!: number | null;
}

class RankDto {
  @ApiProperty({ example: 3 })
  readonly place!: number;

  @ApiProperty({ example: 9, description: 'Agencies of the same level that may be shown' })
  readonly of!: number;

  @ApiProperty({ example: 1, description: 'Best place within the 95 % interval of the rank' })
  readonly low!: number;

  @ApiProperty({ example: 5 })
  readonly high!: number;
}

/** A row; a suppressed one has none of the figures. */
class IndexRowDto {
  @ApiProperty({ example: 'BD-TDM' })
  readonly agency!: string;

  @ApiPropertyOptional()
  readonly service?: string;

  @ApiPropertyOptional()
  readonly channel?: string;

  @ApiPropertyOptional({ example: '2025-11' })
  readonly month?: string;

  @ApiProperty({ example: 'overall' })
  readonly item!: string;

  @ApiPropertyOptional({ description: 'Respondents who answered at least one criterion of the item' })
  readonly n?: number;

  @ApiPropertyOptional({ description: 'N: answers behind the index' })
  readonly answers?: number;

  @ApiPropertyOptional({ type: [Number], description: 'Answers at levels 1–5' })
  readonly levels?: readonly number[];

  @ApiPropertyOptional({ example: 95.48 })
  readonly index?: number;

  @ApiPropertyOptional({ type: IntervalDto, nullable: true })
  readonly interval?: IntervalDto | null;

  @ApiPropertyOptional({ type: RowTargetDto, nullable: true })
  readonly target?: RowTargetDto | null;

  @ApiPropertyOptional({ type: RankDto, nullable: true })
  readonly rank?: RankDto | null;

  @ApiPropertyOptional({ description: 'Responses with a quality flag' })
  readonly flagged?: number;

  @ApiProperty({ description: 'True where figures could reveal what single people answered' })
  readonly suppressed!: boolean;
}

/** How a table of index values looks in the description of the API. */
export class IndexTableDto {
  @ApiProperty({ example: 'BD-2025-Q4' })
  readonly round!: string;

  @ApiProperty({ format: 'date-time', description: 'When the last response was counted' })
  readonly asOf!: string;

  @ApiProperty({ type: IndexDefinitionDto })
  readonly definition!: IndexDefinitionDto;

  @ApiProperty({ enum: QUALITIES })
  readonly quality!: Quality;

  @ApiProperty({ description: 'True until the round is published' })
  readonly provisional!: boolean;

  @ApiProperty({ type: [IndexRowDto] })
  readonly rows!: readonly IndexRowDto[];
}
