import { described, errorSummary, type InputField } from '../../../../web/forms/field.js';
import { type Locale } from '../../../../web/i18n/locale.js';
import { translate } from '../../../../web/i18n/translate.js';
import { paths } from '../../../../web/paths.js';
import { readReceipt } from '../../domain/receipt-code.js';

/** What is known of a receipt; undefined when no response belongs to it. */
export interface KnownReceipt {
  readonly status: 'counted' | 'held';
  readonly roundTitle: string;
  readonly simulated: boolean;
}

/** Whether a person asked with something that can be a receipt at all. */
export function isReceiptShaped(code: string | undefined): code is string {
  return code !== undefined && readReceipt(code) !== undefined;
}

/**
 * The receipt page: an entry field, and below it what became of the response.
 * @param code what was typed or followed; undefined before anybody asked
 */
export function receiptView(code: string | undefined, known: KnownReceipt | undefined, locale: Locale) {
  const isAsked = code !== undefined;
  const field: InputField = described({
    component: 'input',
    type: 'text',
    id: 'code',
    name: 'code',
    label: translate(locale, 'receipt.label'),
    hint: translate(locale, 'receipt.hint'),
    value: code ?? '',
    error: isAsked && !isReceiptShaped(code) ? errorText(code, locale) : undefined,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  return {
    action: paths.receipt(),
    field,
    errors: errorSummary([field]),
    simulated: known?.simulated === true,
    result: isReceiptShaped(code) ? resultOf(known, locale) : undefined,
  };
}

function errorText(code: string, locale: Locale): string {
  return translate(locale, code.trim() === '' ? 'receipt.empty' : 'receipt.malformed');
}

function resultOf(known: KnownReceipt | undefined, locale: Locale) {
  const status = known?.status ?? 'unknown';
  return {
    kind: status,
    heading: translate(locale, `receipt.${status}.title`),
    text: translate(locale, `receipt.${status}.text`),
    round: known?.roundTitle,
  };
}
