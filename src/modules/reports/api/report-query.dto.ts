import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches, validateSync } from 'class-validator';
import { type Locale } from '../domain/report-document.js';
import { reportErrors } from '../reports.errors.js';
import { type ReportFormat, reportFormats } from '../reports.renderers.js';

const LOCALES: readonly Locale[] = ['vi', 'en'];

/** What can be asked of a report. */
export class ReportQueryDto {
  @ApiPropertyOptional({ description: 'Only this agency and what is beneath it' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,40}$/)
  readonly agency?: string;

  @ApiPropertyOptional({ enum: LOCALES, default: 'vi' })
  @IsIn(LOCALES)
  readonly lang: Locale = 'vi';
}

/** @throws AppError `report-query-invalid` with a fault per parameter */
export function readReportQuery(query: object): ReportQueryDto {
  const read = Object.assign(new ReportQueryDto(), query);
  const faults = validateSync(read, { whitelist: true, forbidNonWhitelisted: true });
  if (faults.length === 0) return read;
  throw reportErrors['report-query-invalid'](
    {},
    faults.map(({ property }) => ({ pointer: `/${property}`, code: 'report-query-invalid' })),
  );
}

/** The format of `report.pdf` and its kin. @throws AppError `report-format-unknown` */
export function readFormat(file: string): ReportFormat {
  const format = reportFormats.find((each) => file === `report.${each}`);
  if (format !== undefined) return format;
  const known = reportFormats.map((each) => `report.${each}`).join(', ');
  throw reportErrors['report-format-unknown']({ file, known });
}
