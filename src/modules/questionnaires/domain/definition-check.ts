import { type Fault } from './fault.js';
import { checkConditions } from './condition-check.js';
import { conditionCheck } from './condition-form.js';
import { isObject, JsonReader, type Check } from './json-reader.js';
import { PROVENANCES, type QuestionnaireDefinition } from './questionnaire.js';
import { questionCheck, type Parts } from './question-check.js';

const DEFINITION_CODE = /^[A-Za-z0-9._-]{1,40}$/;
/** A letter first, so that no code is a number (object key order) or `__proto__`. */
const ITEM_CODE = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
/** The item code under which `src/method/` gives the index of the whole block. */
const RESERVED_CODES = ['overall'];

/**
 * Reads an unknown JSON document as a questionnaire definition: the definition itself, or every fault
 * with a JSON pointer from the document's root. Nothing is filled in and nothing is dropped.
 */
export function checkDefinition(json: unknown): QuestionnaireDefinition | readonly Fault[] {
  const reader = new JsonReader();
  const parts = partsFor(reader, languagesOf(json));
  const { text } = parts;
  reader.object(
    json,
    '',
    {
      code: reader.code(DEFINITION_CODE),
      title: text,
      scale: scaleCheck(parts),
      languages: languagesCheck(reader),
      blocks: blocksCheck(parts),
    },
    { legalBasis: reader.text, respondent: text, provenanceKey: provenanceKeyCheck(parts) },
  );
  if (reader.faults.length > 0) return reader.faults;
  const definition = json as QuestionnaireDefinition;
  const conditionFaults = checkConditions(definition);
  return conditionFaults.length > 0 ? conditionFaults : definition;
}

/** Tells faults from a definition. */
export function isDefinition(
  result: QuestionnaireDefinition | readonly Fault[],
): result is QuestionnaireDefinition {
  return !Array.isArray(result);
}

function partsFor(reader: JsonReader, languages: readonly string[]): Parts {
  const condition = conditionCheck(reader);
  return {
    reader,
    condition,
    text: textCheck(reader, languages),
    code: reader.code(ITEM_CODE, new Set(RESERVED_CODES)),
    provenance: reader.oneOf(PROVENANCES),
  };
}

/** The languages that the document claims; Vietnamese always. Faults of the list itself are found elsewhere. */
function languagesOf(json: unknown): readonly string[] {
  const claimed = isObject(json) ? json['languages'] : undefined;
  const tags = Array.isArray(claimed)
    ? claimed.filter((tag): tag is string => typeof tag === 'string' && LANGUAGE.test(tag))
    : [];
  return [...new Set(['vi', ...tags])];
}

function languagesCheck(reader: JsonReader): Check {
  const taken = new Set<string>();
  const each: Check = (value, pointer) => {
    if (typeof value !== 'string' || !LANGUAGE.test(value)) reader.fault(pointer, 'language-form');
    else if (taken.has(value)) reader.fault(pointer, 'duplicate-code', { code: value });
    else taken.add(value);
  };
  return (value, pointer) => {
    reader.list(each)(value, pointer);
    if (!taken.has('vi')) reader.fault(pointer, 'missing-language', { language: 'vi' });
  };
}

function textCheck(reader: JsonReader, languages: readonly string[]): Check {
  return (value, pointer) => {
    if (!isObject(value)) {
      reader.fault(pointer, 'wrong-type', { expected: 'object' });
      return;
    }
    for (const language of languages) {
      if (!Object.hasOwn(value, language)) reader.fault(pointer, 'missing-language', { language });
    }
    for (const [language, wording] of Object.entries(value)) {
      if (LANGUAGE.test(language)) reader.text(wording, `${pointer}/${language}`);
      else reader.fault(pointer, 'language-form');
    }
  };
}

function provenanceKeyCheck({ reader, text }: Parts): Check {
  const optional = Object.fromEntries(PROVENANCES.map((provenance) => [provenance, text]));
  return (value, pointer) => {
    reader.object(value, pointer, {}, optional);
  };
}

function scaleCheck({ reader, text }: Parts): Check {
  const level: Check = (value, pointer) => {
    reader.object(value, pointer, { value: reader.whole(1, 5), text });
  };
  const levels: Check = (value, pointer) => {
    reader.list(level)(value, pointer);
    const values = Array.isArray(value)
      ? value.map((part: unknown) => (isObject(part) ? part['value'] : null))
      : [];
    if (values.join() !== '1,2,3,4,5') reader.fault(pointer, 'scale-levels');
  };
  return (value, pointer) => {
    reader.object(value, pointer, { code: reader.code(ITEM_CODE), levels });
  };
}

function blocksCheck(parts: Parts): Check {
  const { reader, code, text, provenance } = parts;
  const question = questionCheck(parts);
  let satisfactionSeen = false;
  const block: Check = (value, pointer) => {
    const kind = isObject(value) ? value['kind'] : undefined;
    const base = {
      kind: reader.oneOf(['perception', 'expectation', 'profile', 'satisfaction']),
      code,
      title: text,
    };
    if (kind !== 'satisfaction') {
      reader.object(value, pointer, { ...base, questions: reader.list(question) }, { provenance });
      return;
    }
    if (satisfactionSeen) reader.fault(pointer, 'second-satisfaction');
    satisfactionSeen = true;
    const likert = questionCheck(parts, ['likert5']);
    reader.object(
      value,
      pointer,
      { ...base, aspects: reader.list(aspectCheck(parts)) },
      { provenance, general: likert },
    );
  };
  return reader.list(block);
}

function aspectCheck(parts: Parts): Check {
  const { reader, code, text, provenance } = parts;
  const factor: Check = (value, pointer) => {
    const required = {
      code,
      text,
      notApplicable: reader.flag,
      presentation: reader.oneOf(['matrix', 'list']),
      criteria: reader.list(questionCheck(parts, ['likert5'])),
    };
    reader.object(value, pointer, required, { provenance });
  };
  return (value, pointer) => {
    reader.object(value, pointer, { code, text, factors: reader.list(factor) }, { provenance });
  };
}
