/** What the form components take. A view model builds these; `{{> components/radios field}}` shows one. */
interface FieldBase {
  /** Unique on the page; the error summary links to it. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** Ids of hint and error; made by `described`. */
  readonly describedBy?: string;
}

export interface ChoiceOption {
  readonly id: string;
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

/** `components/radio-levels`: five levels named in words, with "does not apply" apart from them. */
export interface LevelsField extends FieldBase {
  readonly component: 'radio-levels';
  readonly options: readonly ChoiceOption[];
  readonly notApplicable?: ChoiceOption | undefined;
}

/** `components/radios`, `components/checkboxes`. */
export interface ChoicesField extends FieldBase {
  readonly component: 'radios' | 'checkboxes';
  readonly options: readonly ChoiceOption[];
}

export interface SelectOption {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
  /** BCP 47 tag, when the text is not in the language of the page. */
  readonly lang?: string | undefined;
}

/** `components/select`, flat or in groups. */
export interface SelectField extends FieldBase {
  readonly component: 'select';
  readonly placeholder?: string;
  readonly options?: readonly SelectOption[];
  readonly groups?: readonly { readonly label: string; readonly options: readonly SelectOption[] }[];
}

/** `components/textarea`. */
export interface TextareaField extends FieldBase {
  readonly component: 'textarea';
  readonly value: string;
  readonly rows?: number;
  readonly maxLength?: number;
}

/** `components/input`; `width` is a number of characters that the class `input--…` exists for. */
export interface InputField extends FieldBase {
  readonly component: 'input';
  readonly type: 'text' | 'date' | 'email' | 'password' | 'search';
  readonly value: string;
  readonly inputMode?: 'numeric' | 'decimal' | undefined;
  readonly width?: '5' | '10' | '20' | undefined;
  readonly autocomplete?: string;
  readonly spellcheck?: 'false';
}

export type Field = LevelsField | ChoicesField | SelectField | TextareaField | InputField;

/** One line of the error summary. */
export interface ErrorLink {
  readonly href?: string;
  readonly text: string;
}

/** Adds the ids that tie hint and error to their field for a screen reader. */
export function described<F extends Field>(field: F): F {
  const ids = [
    field.hint === undefined ? [] : [`${field.id}-hint`],
    field.error === undefined ? [] : [`${field.id}-error`],
  ].flat();
  return ids.length === 0 ? field : { ...field, describedBy: ids.join(' ') };
}

/** The error summary of a form: each faulty field in the order of the page, linked to its first control. */
export function errorSummary(fields: readonly Field[]): readonly ErrorLink[] {
  return fields
    .filter((field) => field.error !== undefined)
    .map((field) => ({ href: `#${firstControl(field)}`, text: field.error ?? '' }));
}

function firstControl(field: Field): string {
  const choices =
    field.component === 'radios' || field.component === 'checkboxes' || field.component === 'radio-levels';
  return (choices ? field.options[0]?.id : undefined) ?? field.id;
}
