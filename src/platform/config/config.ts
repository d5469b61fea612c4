import 'reflect-metadata';
import { isAbsolute, resolve } from 'node:path';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  validateSync,
} from 'class-validator';
import { platformErrors } from '../platform.errors.js';

const roles = ['all', 'web', 'worker'] as const;
export type Role = (typeof roles)[number];

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Everything that the environment decides, read once at start-up. Other code never looks at the environment. */
export class Config {
  /** PostgreSQL ≥ 15; when absent an embedded server is started in `DATA_DIR`. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'must look like postgres://user:password@host:5432/database',
  })
  DATABASE_URL?: string;

  /** Redis ≥ 7 or Valkey; when absent the queue lives in PostgreSQL. */
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: 'must look like redis://host:6379' })
  REDIS_URL?: string;

  /** 0 lets the system choose: what tests use, and a worker that shares its machine with a web process. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT = 3000;

  @IsString()
  @IsNotEmpty()
  HOST = '127.0.0.1';

  /** Absolute after reading; holds the embedded database, the generated secret and made files. */
  @IsString()
  @IsNotEmpty()
  @Transform(({ value }: { value: string }) => (isAbsolute(value) ? value : resolve(value)))
  DATA_DIR = resolve('.data');

  @IsIn(roles)
  ROLE: Role = 'all';

  @IsIn(logLevels)
  LOG_LEVEL: (typeof logLevels)[number] = 'info';

  /** 32 bytes in base64 or hex; when absent a file in `DATA_DIR` is made once. */
  @IsOptional()
  @Matches(/^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)$/, {
    message: 'must be 32 bytes, written in base64 or hex',
  })
  SECRET_KEY?: string;

  /** How citizens reach the service, for links in tickets, QR codes and reports. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  PUBLIC_URL?: string;

  /** Lets a scraper from another machine read /metrics; without it only this machine may. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @Matches(/^\S{16,}$/, { message: 'must be at least 16 characters without spaces' })
  METRICS_TOKEN?: string;

  @IsIn(['production', 'development', 'test'])
  NODE_ENV: 'production' | 'development' | 'test' = 'production';
}

/**
 * Validates the environment.
 * @param env variable names and values; an empty string counts as absent
 * @throws AppError `config-invalid` that names every bad variable at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(env).filter(
    (name) => variables.has(name) && env[name] !== '' && env[name] !== undefined,
  );
  const config = plainToInstance(Config, Object.fromEntries(known.map((name) => [name, env[name]])), {
    exposeDefaultValues: true,
  });
  // Two processes of one machine would otherwise quarrel about the default port.
  if (config.ROLE === 'worker' && !known.includes('PORT')) config.PORT = 0;
  const faults = validateSync(config);
  if (faults.length === 0) return config;
  const problems = faults.map(
    (fault) => `${fault.property}: ${Object.values(fault.constraints ?? {}).join(', ')}`,
  );
  throw platformErrors['config-invalid']({ problems: problems.join('; ') });
}

const variables = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'PORT',
  'HOST',
  'DATA_DIR',
  'ROLE',
  'LOG_LEVEL',
  'SECRET_KEY',
  'PUBLIC_URL',
  'METRICS_TOKEN',
  'NODE_ENV',
]);

/** The environment of this process: the only place that looks at it. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
