import { textIn, type Text } from './questionnaire.js';

/** One thing that is wrong with a document, at a JSON pointer (RFC 6901). The codes are stable. */
export interface Fault {
  readonly pointer: string;
  readonly code: FaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}

const TEXTS = {
  // Answers
  'unknown-question': { vi: 'Phiếu không có câu hỏi này.', en: 'The questionnaire has no such question.' },
  'hidden-question': {
    vi: 'Câu hỏi này không được hỏi với các câu trả lời đã cho.',
    en: 'This question is not asked, given the other answers.',
  },
  required: { vi: 'Câu hỏi này cần được trả lời.', en: 'This question needs an answer.' },
  'wrong-type': {
    vi: 'Kiểu giá trị không đúng, cần: {expected}.',
    en: 'Wrong kind of value, expected: {expected}.',
  },
  'level-range': {
    vi: 'Mức đánh giá phải từ {min} đến {max}.',
    en: 'The level must be from {min} to {max}.',
  },
  'unknown-option': { vi: 'Không có phương án “{option}”.', en: 'There is no choice “{option}”.' },
  'duplicate-option': { vi: 'Phương án “{option}” được chọn hai lần.', en: '“{option}” is chosen twice.' },
  'too-few-choices': { vi: 'Chọn ít nhất {min} phương án.', en: 'Choose at least {min}.' },
  'too-many-choices': { vi: 'Chọn tối đa {max} phương án.', en: 'Choose at most {max}.' },
  'text-too-long': { vi: 'Nội dung dài quá {max} ký tự.', en: 'The text is longer than {max} characters.' },
  'text-characters': {
    vi: 'Nội dung có ký tự điều khiển hoặc ký tự hỏng.',
    en: 'The text holds control characters or broken characters.',
  },
  'number-too-small': { vi: 'Số phải từ {min} trở lên.', en: 'The number must be {min} or more.' },
  'number-too-large': { vi: 'Số không được quá {max}.', en: 'The number must be {max} or less.' },
  'not-integer': { vi: 'Cần một số nguyên.', en: 'A whole number is needed.' },
  'date-form': {
    vi: 'Cần một ngày có thật, dạng NĂM-THÁNG-NGÀY.',
    en: 'A real date is needed, as YYYY-MM-DD.',
  },
  'date-too-early': { vi: 'Ngày không được trước {min}.', en: 'The date must not be before {min}.' },
  'date-too-late': { vi: 'Ngày không được sau {max}.', en: 'The date must not be after {max}.' },
  constraint: { vi: 'Câu trả lời không hợp lệ.', en: 'The answer breaks a rule.' },
  // Definitions
  missing: { vi: 'Thiếu thuộc tính này.', en: 'This property is missing.' },
  'unknown-property': { vi: 'Thuộc tính này không có trong mẫu.', en: 'There is no such property.' },
  empty: { vi: 'Không được để trống.', en: 'This must not be empty.' },
  'code-form': {
    vi: 'Mã chỉ gồm chữ không dấu, số, gạch nối, gạch dưới; tối đa 40 ký tự.',
    en: 'A code has letters without marks, digits, hyphen and underscore; at most 40.',
  },
  'duplicate-code': { vi: 'Mã “{code}” đã được dùng.', en: 'The code “{code}” is already in use.' },
  'missing-language': {
    vi: 'Thiếu lời văn tiếng “{language}”.',
    en: 'The wording in “{language}” is missing.',
  },
  'language-form': { vi: 'Thẻ ngôn ngữ không đúng dạng BCP 47.', en: 'Not a BCP 47 language tag.' },
  'not-among': { vi: 'Giá trị phải là một trong: {allowed}.', en: 'The value must be one of: {allowed}.' },
  limits: { vi: 'Giới hạn dưới lớn hơn giới hạn trên.', en: 'The lower limit is above the upper one.' },
  'scale-levels': {
    vi: 'Thang đo cần đủ năm mức theo thứ tự 1 đến 5.',
    en: 'The scale needs five levels in the order 1 to 5.',
  },
  'second-satisfaction': {
    vi: 'Phiếu chỉ có một phần hài lòng.',
    en: 'A questionnaire has one satisfaction block only.',
  },
  'forward-reference': {
    vi: 'Điều kiện dựa vào câu “{question}” được hỏi sau đó.',
    en: 'The condition depends on “{question}”, which is asked later.',
  },
  'condition-question': {
    vi: 'Điều kiện dựa vào câu “{question}” không có trong phiếu.',
    en: 'The condition depends on “{question}”, which is not in the questionnaire.',
  },
  'condition-form': {
    vi: 'Điều kiện viết không đúng, cần: {expected} (vị trí {at}).',
    en: 'The condition is not well formed, expected: {expected} (offset {at}).',
  },
  'too-many': { vi: 'Nhiều hơn {max}.', en: 'More than {max}.' },
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

/** The fault with its sentence in both languages of the platform, as an AppError carries it. */
export function bilingualFault(fault: Fault): { pointer: string; code: FaultCode; vi: string; en: string } {
  const { pointer, code } = fault;
  return { pointer, code, vi: faultText(fault, 'vi'), en: faultText(fault, 'en') };
}

/** One step of a JSON pointer, escaped. */
export function pointerTo(base: string, key: string | number): string {
  return `${base}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
