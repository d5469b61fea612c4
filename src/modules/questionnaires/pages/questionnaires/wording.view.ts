import { type Locale } from '../../../../web/i18n/locale.js';
import { translate } from '../../../../web/i18n/translate.js';
import { type VersionStatus } from '../../domain/life-cycle.js';
import { textIn, type Provenance, type Text } from '../../domain/questionnaire.js';

export interface TagView {
  readonly text: string;
  readonly kind: 'notice' | 'muted' | undefined;
}

/** A wording as an officer reads it, with where it comes from. */
export interface WordingView {
  readonly code: string;
  readonly text: string;
  /** BCP-47 tag when the text is not in the language of the page. */
  readonly lang: string | undefined;
  readonly provenance: TagView;
}

interface Wording {
  readonly code: string;
  readonly text: Text;
  readonly provenance?: Provenance | undefined;
}

/** Wordings to be checked before official use stand out; our own are no wording of the law at all. */
const KINDS: Readonly<Record<Provenance, TagView['kind']>> = {
  verbatim: undefined,
  topic: 'notice',
  reconstruction: 'notice',
  own: 'muted',
};

export function wordingView({ code, text, provenance }: Wording, locale: Locale): WordingView {
  return {
    code,
    text: textIn(text, locale),
    lang: languageIfForeign(text, locale),
    provenance: provenanceTag(provenance, locale),
  };
}

export function provenanceTag(provenance: Provenance | undefined, locale: Locale): TagView {
  return {
    text: translate(locale, `questionnaire.provenance.${provenance ?? 'none'}`),
    kind: provenance === undefined ? 'muted' : KINDS[provenance],
  };
}

export function statusTag(status: VersionStatus, locale: Locale): TagView {
  const kind = status === 'published' ? undefined : 'muted';
  return { text: translate(locale, `questionnaire.status.${status}`), kind };
}

/** `vi` when the page's language has no wording of its own, for screen readers. */
export function languageIfForeign(text: Text, locale: Locale): string | undefined {
  return text[locale] === undefined ? 'vi' : undefined;
}
