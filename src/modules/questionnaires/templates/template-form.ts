import { parseCondition } from '../domain/condition-text.js';
import { checkDefinition } from '../domain/definition-check.js';
import { type Fault } from '../domain/fault.js';
import { isObject, type Json } from '../domain/json-reader.js';
import { PROVENANCES, textIn, type QuestionnaireDefinition, type Text } from '../domain/questionnaire.js';

/**
 * The template form of a questionnaire, as in `data/sipas-2640-template.json`: texts stand beside the
 * other properties by language (`"vi": …, "en": …`), blocks are top-level lists, factors hold the
 * criteria of one aspect, and conditions are written (`"ND2 = late"`).
 */
export function isTemplateForm(json: unknown): json is Json {
  return isObject(json) && Array.isArray(json['satisfaction']) && !('blocks' in json);
}

/** Notes that a template gives in one language only, in Vietnamese. */
export interface TemplateNotes {
  readonly respondent?: string;
  readonly provenanceKey?: Readonly<Record<string, string>>;
}

/** Wordings that the form has no place for. None of them is a wording of a Decision. */
const TITLES = {
  satisfaction: { code: 'HL', title: { vi: 'Sự hài lòng', en: 'Satisfaction' } },
  aspect: { code: 'DV', text: { vi: 'Cung ứng dịch vụ hành chính công', en: 'Delivery of public services' } },
  perception: { code: 'ND', title: { vi: 'Nhận định, đánh giá', en: 'What happened' } },
  expectation: { code: 'MD', title: { vi: 'Nhu cầu, mong đợi', en: 'What should improve' } },
  profile: { code: 'TN', title: { vi: 'Thông tin người trả lời', en: 'About you' } },
} as const;

/**
 * Converts the template form into a definition, or tells every fault (pointers into the converted
 * definition). Criteria must be answered unless the factor allows "does not apply"; all other questions
 * are free to skip, because nobody should be made to talk of harassment, money or themselves.
 */
export function fromTemplateForm(
  json: unknown,
  notes: TemplateNotes = {},
): QuestionnaireDefinition | readonly Fault[] {
  const form: Json = isObject(json) ? json : {};
  const title = isObject(form['title']) ? form['title'] : {};
  const languages = Object.keys(title);
  const questions = (list: unknown): unknown => mapList(list, (node) => questionFrom(node, languages));
  const block = (kind: 'perception' | 'expectation' | 'profile', list: unknown): object[] =>
    list === undefined
      ? []
      : [
          {
            kind,
            code: TITLES[kind].code,
            title: inAll(languages, TITLES[kind].title),
            provenance: 'own',
            questions: questions(list),
          },
        ];
  return checkDefinition(
    present({
      code: form['code'],
      title,
      legalBasis: form['legalBasis'],
      respondent: noteIn(languages, form['respondent'], notes.respondent),
      provenanceKey: provenanceKeyFrom(form['provenanceKey'], languages, notes),
      scale: scaleFrom(form['scale'], languages),
      languages,
      blocks: [
        satisfactionFrom(form['satisfaction'], languages),
        ...block('perception', form['perception']),
        ...block('expectation', form['expectation']),
        ...block('profile', form['respondentProfile']),
      ],
    }),
  );
}

function satisfactionFrom(factors: unknown, languages: readonly string[]): object {
  const aspect = {
    code: TITLES.aspect.code,
    text: inAll(languages, TITLES.aspect.text),
    provenance: 'own',
    factors: mapList(factors, (node) => factorFrom(node, languages)),
  };
  const { code, title } = TITLES.satisfaction;
  return { kind: 'satisfaction', code, title: inAll(languages, title), provenance: 'own', aspects: [aspect] };
}

function factorFrom(node: Json, languages: readonly string[]): object {
  const notApplicable = node['notApplicableAllowed'] ?? false;
  const criterion = (part: Json): object => ({
    ...questionFrom({ ...part, type: 'likert5' }, languages),
    required: notApplicable !== true,
    notApplicable,
  });
  return present({
    code: node['factor'],
    text: textFrom(node, languages),
    provenance: node['provenance'],
    notApplicable,
    presentation: 'list',
    criteria: mapList(node['criteria'], criterion),
  });
}

/** Properties that mean the same in both forms are taken over; languages become one text. */
function questionFrom(node: Json, languages: readonly string[]): object {
  const own = Object.entries(node).filter(([key]) => key !== 'optional' && !languages.includes(key));
  return present({
    ...Object.fromEntries(own),
    text: textFrom(node, languages),
    required: false,
    notApplicable: false,
    options: mapList(node['options'], (option) =>
      present({ code: option['code'], text: textFrom(option, languages) }),
    ),
    visibleIf: conditionFrom(node['visibleIf']),
  });
}

function scaleFrom(scale: unknown, languages: readonly string[]): unknown {
  if (!isObject(scale)) return scale;
  const level = (node: Json): object => ({ value: node['value'], text: textFrom(node, languages) });
  return present({ code: scale['code'], levels: mapList(scale['levels'], level) });
}

function provenanceKeyFrom(key: unknown, languages: readonly string[], notes: TemplateNotes): unknown {
  if (!isObject(key)) return key;
  const known = PROVENANCES.filter((provenance) => provenance in key);
  return Object.fromEntries(
    known.map((provenance) => [
      provenance,
      noteIn(languages, key[provenance], notes.provenanceKey?.[provenance]),
    ]),
  );
}

/** A note written once stands in every language, but in Vietnamese where its Vietnamese is known. */
function noteIn(languages: readonly string[], note: unknown, vietnamese: string | undefined): unknown {
  if (typeof note !== 'string') return note;
  return Object.fromEntries(languages.map((tag) => [tag, tag === 'vi' ? (vietnamese ?? note) : note]));
}

/** Our own titles exist in two languages; a template in a third one shows them in Vietnamese there. */
function inAll(languages: readonly string[], text: Text): Text {
  return Object.fromEntries(languages.map((language) => [language, textIn(text, language)]));
}

function textFrom(node: Json, languages: readonly string[]): object {
  return present(Object.fromEntries(languages.map((language) => [language, node[language]])));
}

/** What cannot be read is left as it is written: the check of the definition then says why. */
function conditionFrom(written: unknown): unknown {
  if (typeof written !== 'string') return written;
  const parsed = parseCondition(written);
  return parsed.ok ? parsed.condition : written;
}

function mapList(list: unknown, each: (node: Json) => unknown): unknown {
  return Array.isArray(list) ? list.map((node: unknown) => (isObject(node) ? each(node) : node)) : list;
}

function present(node: object): object {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined));
}
