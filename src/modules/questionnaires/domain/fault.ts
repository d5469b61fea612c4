import { textIn, type Text } from './questionnaire.js';

/** One thing that is wrong with a document, at a JSON pointer (RFC 6901). The codes are stable. */
export interface Fault {
  readonly pointer: string;
  readonly code: FaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}

const TEXTS = {
  // Answers
  unknownQuestion: { vi: 'Phiếu không có câu hỏi này.', en: 'The questionnaire has no such question.' },
  hiddenQuestion: {
    vi: 'Câu hỏi này không được hỏi với các câu trả lời đã cho.',
    en: 'This question is not asked, given the other answers.',
  },
  required: { vi: 'Câu hỏi này cần được trả lời.', en: 'This question needs an answer.' },
  wrongType: {
    vi: 'Kiểu giá trị không đúng, cần: {expected}.',
    en: 'Wrong kind of value, expected: {expected}.',
  },
  levelRange: { vi: 'Mức đánh giá phải từ {min} đến {max}.', en: 'The level must be from {min} to {max}.' },
  unknownOption: { vi: 'Không có phương án “{option}”.', en: 'There is no choice “{option}”.' },
  duplicateOption: { vi: 'Phương án “{option}” được chọn hai lần.', en: '“{option}” is chosen twice.' },
  tooFewChoices: { vi: 'Chọn ít nhất {min} phương án.', en: 'Choose at least {min}.' },
  tooManyChoices: { vi: 'Chọn tối đa {max} phương án.', en: 'Choose at most {max}.' },
  textTooLong: { vi: 'Nội dung dài quá {max} ký tự.', en: 'The text is longer than {max} characters.' },
  textCharacters: {
    vi: 'Nội dung có ký tự điều khiển hoặc ký tự hỏng.',
    en: 'The text holds control characters or broken characters.',
  },
  numberTooSmall: { vi: 'Số phải từ {min} trở lên.', en: 'The number must be {min} or more.' },
  numberTooLarge: { vi: 'Số không được quá {max}.', en: 'The number must be {max} or less.' },
  notInteger: { vi: 'Cần một số nguyên.', en: 'A whole number is needed.' },
  dateForm: { vi: 'Cần một ngày có thật, dạng NĂM-THÁNG-NGÀY.', en: 'A real date is needed, as YYYY-MM-DD.' },
  dateTooEarly: { vi: 'Ngày không được trước {min}.', en: 'The date must not be before {min}.' },
  dateTooLate: { vi: 'Ngày không được sau {max}.', en: 'The date must not be after {max}.' },
  constraint: { vi: 'Câu trả lời không hợp lệ.', en: 'The answer breaks a rule.' },
  // Definitions
  missing: { vi: 'Thiếu thuộc tính này.', en: 'This property is missing.' },
  unknownProperty: { vi: 'Thuộc tính này không có trong mẫu.', en: 'There is no such property.' },
  empty: { vi: 'Không được để trống.', en: 'This must not be empty.' },
  codeForm: {
    vi: 'Mã chỉ gồm chữ không dấu, số, gạch nối, gạch dưới; tối đa 40 ký tự.',
    en: 'A code has letters without marks, digits, hyphen and underscore; at most 40.',
  },
  duplicateCode: { vi: 'Mã “{code}” đã được dùng.', en: 'The code “{code}” is already in use.' },
  missingLanguage: { vi: 'Thiếu lời văn tiếng “{language}”.', en: 'The wording in “{language}” is missing.' },
  languageForm: { vi: 'Thẻ ngôn ngữ không đúng dạng BCP 47.', en: 'Not a BCP 47 language tag.' },
  notAmong: { vi: 'Giá trị phải là một trong: {allowed}.', en: 'The value must be one of: {allowed}.' },
  limits: { vi: 'Giới hạn dưới lớn hơn giới hạn trên.', en: 'The lower limit is above the upper one.' },
  scaleLevels: {
    vi: 'Thang đo cần đủ năm mức theo thứ tự 1 đến 5.',
    en: 'The scale needs five levels in the order 1 to 5.',
  },
  secondSatisfaction: {
    vi: 'Phiếu chỉ có một phần hài lòng.',
    en: 'A questionnaire has one satisfaction block only.',
  },
  forwardReference: {
    vi: 'Điều kiện dựa vào câu “{question}” được hỏi sau đó.',
    en: 'The condition depends on “{question}”, which is asked later.',
  },
  conditionQuestion: {
    vi: 'Điều kiện dựa vào câu “{question}” không có trong phiếu.',
    en: 'The condition depends on “{question}”, which is not in the questionnaire.',
  },
  conditionForm: {
    vi: 'Điều kiện viết không đúng, cần: {expected} (vị trí {at}).',
    en: 'The condition is not well formed, expected: {expected} (offset {at}).',
  },
  tooMany: { vi: 'Nhiều hơn {max}.', en: 'More than {max}.' },
} as const satisfies Record<string, Text>;

export type FaultCode = keyof typeof TEXTS;

/** The sentence that a person reads about the fault, in Vietnamese or English. */
export function faultText(fault: Fault, locale: string): string {
  // A constraint carries its own message, written by whoever designed the questionnaire.
  const own = fault.code === 'constraint' && fault.params['vi'] !== undefined;
  if (own) return String(fault.params[locale] ?? fault.params['vi']);
  return textIn(TEXTS[fault.code], locale).replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
    String(fault.params[name] ?? ''),
  );
}

/** One step of a JSON pointer, escaped. */
export function pointerTo(base: string, key: string | number): string {
  return `${base}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
