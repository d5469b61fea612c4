#!/usr/bin/env node
import { join } from 'node:path';
import { Command as Program, CommanderError } from 'commander';
import { COMMANDS, type Outcome } from './cli/commands.js';
import { withServices } from './cli/services.js';
import { runDemo, whereToLook } from './demo/demo.js';
import { AppError } from './platform/errors/app-error.js';
import { type Config, processEnvironment, readConfig } from './platform/config/config.js';

const program = new Program('sipas')
  .description('SIPAS survey platform: measures whether citizens are satisfied with their offices')
  .option('--json', 'print one JSON object as the last line')
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => {
      write(text.replace(/\n+$/, '\n'));
    },
  });

for (const command of COMMANDS) {
  const entry = program
    .command(command.usage)
    .description(command.describe)
    .option('--json', 'print one JSON object');
  for (const [flags, text, required] of command.options ?? []) {
    if (required === undefined) entry.option(flags, text);
    else entry.requiredOption(flags, text);
  }
  entry.action(async () => {
    const options = entry.optsWithGlobals<Record<string, string | undefined>>();
    const outcome = await withServices(readConfig(processEnvironment()), (services) =>
      command.run(services, { words: entry.args, options }),
    );
    print(outcome, wantsJson(options));
    if (outcome.ok === false) process.exitCode = 1;
  });
}

const demo = program
  .command('demo')
  .description('the demonstration: a province, simulated citizens, counting, and the report against 95 %')
  .option('--once', 'end after the report instead of serving on')
  .option('--json', 'print one JSON object as the last line');
demo.action(async () => {
  const options = demo.optsWithGlobals<{ once?: boolean; json?: boolean }>();
  const { running, result } = await runDemo(demoConfig(), {
    step: (text) => {
      process.stderr.write(`• ${text}\n`);
    },
    progress: drawProgress,
  });
  process.stderr.write(whereToLook(running.url, result));
  if (options.json === true) process.stdout.write(`${JSON.stringify(result)}\n`);
  if (options.once === true) {
    await running.close();
    return;
  }
  process.stderr.write('  Ctrl+C để dừng · to stop\n');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      running.close().then(() => process.exit(0), fail);
    });
  }
});

/** The demonstration keeps apart from real data unless it is told where to work. */
function demoConfig(): Config {
  const environment = processEnvironment();
  return readConfig({
    DATA_DIR: join('.data', 'demo'),
    LOG_LEVEL: 'warn',
    NODE_ENV: 'development',
    ...environment,
  });
}

let drawn = 0;
function drawProgress(done: number, of: number): void {
  const percent = Math.floor((100 * done) / of);
  if (percent === drawn) return;
  drawn = percent;
  if (process.stderr.isTTY)
    process.stderr.write(
      `\r  ${'█'.repeat(percent / 4)}${'░'.repeat(25 - Math.floor(percent / 4))} ${done}/${of}${percent === 100 ? '\n' : ''}`,
    );
  else if (percent % 25 === 0) process.stderr.write(`  ${done}/${of}\n`);
}

function wantsJson(options: Readonly<Record<string, unknown>>): boolean {
  return options['json'] === true;
}

function print(outcome: Outcome, asJson: boolean): void {
  if (asJson) {
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    return;
  }
  for (const [name, value] of Object.entries(outcome)) {
    process.stdout.write(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}\n`);
  }
}

/** One line on standard error and a non-zero exit; the faults of a file follow, one a line. */
function fail(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode;
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.replaceAll('\n', ' ')}\n`);
  if (error instanceof AppError) {
    for (const { pointer, code, en } of error.faults ?? [])
      process.stderr.write(`  ${pointer}: ${en ?? code}\n`);
  }
}

await program.parseAsync().catch(fail);
