import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type AppError, describeError } from '../../platform/errors/app-error.js';
import { type Problem } from '../../platform/http/problem.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { type Locale } from '../i18n/locale.js';
import { hasMessage, translate } from '../i18n/translate.js';

interface ProblemView {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Shown so that a person can name it to support; left out where it says no more than the title. */
  readonly code: string | undefined;
}

/** What a person reads about a problem: a module's own wording as title, general advice by status below. */
function problemView(
  problem: Pick<Problem, 'status' | 'code'>,
  error: AppError,
  locale: Locale,
): ProblemView {
  const { status, code } = problem;
  const general = hasMessage(locale, `problem.${status}.title`) ? status : status < 500 ? 400 : 500;
  const own = !(code in platformErrors);
  return {
    status,
    title: own ? describeError(code, locale, error.params) : translate(locale, `problem.${general}.title`),
    text: translate(locale, `problem.${general}.text`),
    code: status === 404 ? undefined : code,
  };
}

/** Renders a problem as a page, for `ProblemPages.use`. */
export function problemPage(
  problem: Problem,
  error: AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  return reply.viewAsync('web/errors/problem', problemView(problem, error, request.locale));
}
