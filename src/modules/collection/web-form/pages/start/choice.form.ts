import { type FormSubject } from '../../web-form.service.js';
import { type FormRound } from '../../web-form.queries.js';

/** What the start page sends, by post or in its own address; nothing of it is trusted. */
export interface ChoiceForm {
  readonly agency: string;
  readonly service: string;
  /** Words to narrow the list of agencies. */
  readonly find: string;
  /** "Continue" was pressed, so what is missing is an error now. */
  readonly isChecked: boolean;
  readonly isLost: boolean;
  readonly startsAgain: boolean;
}

export function readChoice(input: unknown): ChoiceForm {
  const fields = (input ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value.slice(0, 100) : '';
  };
  return {
    agency: text('agency'),
    service: text('service'),
    find: text('find'),
    isChecked: text('check') !== '',
    isLost: text('lost') !== '',
    startsAgain: text('again') !== '',
  };
}

/** The choice when both codes belong to the round, else undefined. */
export function subjectOf(choice: ChoiceForm, round: FormRound): FormSubject | undefined {
  const isKnown =
    round.agencies.some((agency) => agency.code === choice.agency) &&
    round.services.some((service) => service.code === choice.service);
  return isKnown ? { agency: choice.agency, service: choice.service } : undefined;
}
