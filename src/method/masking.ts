/** What was masked in free text; the counts are told to the reader (method §5). */
export type MaskedKind = 'email' | 'phone' | 'plate' | 'document' | 'name';

export interface MaskedText {
  readonly text: string;
  readonly masked: Readonly<Record<MaskedKind, number>>;
  readonly total: number;
}

const TOKENS: Readonly<Record<MaskedKind, string>> = {
  email: '[thư điện tử]',
  phone: '[số điện thoại]',
  plate: '[biển số]',
  document: '[số giấy tờ]',
  name: '[tên]',
};

const START = String.raw`(?<![\p{L}\d])`;
const END = String.raw`(?![\p{L}\d])`;

const EMAIL = new RegExp(String.raw`${START}[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`, 'giu');
/** Mobile (10 digits) and fixed (11) numbers, with 0, 84 or +84 in front and points, dashes or spaces between. */
const PHONE = new RegExp(
  String.raw`${START}(?!\d{1,2}[./-]\d{1,2}[./-]\d{4}${END})(?:\+?84|\(?0)[ .)-]{0,2}` +
    String.raw`(?:[35789](?:[ .)-]{0,2}\d){8}|[12](?:[ .)-]{0,2}\d){9})${END}`,
  'gu',
);
/** 61A-123.45, 61-B1 123.45, 61B112345, 59x1-1234. */
const PLATE = new RegExp(
  String.raw`${START}\d{2}(?: ?- ?)?(?:[A-ZĐ]{1,2}\d?[ .-]{0,2}|[a-zđ]{1,2}\d?[.-])(?:\d{3}\.\d{2}|\d{4,5})${END}`,
  'gu',
);
/** A 12-digit identity number in threes, looked for before telephones because it may begin like one. */
const SPACED_CARD = new RegExp(String.raw`${START}\d{3}(?: \d{3}){3}${END}`, 'gu');
/** Identity cards (9 or 12 digits), passports (a letter and 7 or 8 digits), tax and insurance numbers; not money. */
const DOCUMENT = new RegExp(
  String.raw`${START}(?:[A-Z]\d{7,8}|\d{9,13}|\d{3}(?: \d{3}){2})${END}(?!\s*(?:đ|đồng|vnđ|vnd)${END})`,
  'giu',
);

const HONORIFICS = [
  'ông', 'bà', 'anh', 'chị', 'cô', 'chú', 'bác', 'dì', 'cậu', 'em', 'cháu', 'cụ', 'thầy', 'đồng chí', 'đ/c', 'đc',
  'cán bộ', 'công chức', 'viên chức', 'nhân viên', 'chuyên viên', 'bác sĩ', 'tên là', 'tên', 'họ tên', 'mr', 'mrs', 'ms',
]; // prettier-ignore
const SURNAMES = [
  'nguyễn', 'trần', 'lê', 'phạm', 'hoàng', 'huỳnh', 'phan', 'vũ', 'võ', 'đặng', 'bùi', 'đỗ', 'hồ', 'ngô', 'dương', 'lý',
  'đinh', 'trịnh', 'trương', 'mai', 'đoàn', 'lâm', 'tạ', 'cao', 'lương', 'tô', 'châu', 'thái', 'hà', 'quách', 'diệp',
]; // prettier-ignore
const MIDDLES = [
  'văn',
  'thị',
  'đình',
  'hữu',
  'đức',
  'minh',
  'ngọc',
  'thanh',
  'quốc',
  'hoàng',
  'xuân',
  'kim',
  'thu',
  'công',
];

/** Any of the words, in small letters, capitalised or in capitals. */
function anyCase(words: readonly string[]): string {
  return words.flatMap((word) => [word, capital(word), word.toUpperCase()]).join('|');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const CAPITALISED = String.raw`\p{Lu}\p{L}*`;
/** Up to five capitalised words after an honorific. Bà Rịa is a place. */
const AFTER_HONORIFIC = new RegExp(
  String.raw`${START}(?!Bà Rịa)(${anyCase(HONORIFICS)})([:.]?\s+)(?!(?:${anyCase(HONORIFICS)})${END})(${CAPITALISED}(?: ${CAPITALISED}){0,4})`,
  'gu',
);
/** Names typed without capitals: an honorific, a family name, perhaps a middle name, a given name. */
const SMALL_LETTERS = new RegExp(
  String.raw`${START}(${HONORIFICS.join('|')})(\s+)((?:${SURNAMES.join('|')})(?: (?:${MIDDLES.join('|')}))? \p{L}+)`,
  'giu',
);
/** A whole name of three or more capitalised words, unless it names a street, a school or the like. */
const FULL_NAME = new RegExp(
  String.raw`(?<![\p{L}\d]|(?:đường|phố|trường|chợ|viện|cầu|phường|xã) )(?:${SURNAMES.map(capital).join('|')})(?: ${CAPITALISED}){2,4}`,
  'gu',
);

/**
 * Masks personal data in Vietnamese free text (method §5): e-mail, telephone, plate and document numbers, and names
 * after honorifics or in full. It errs towards masking: a street name lost matters less than a person shown.
 */
export function maskPersonalData(text: string): MaskedText {
  const masked: Record<MaskedKind, number> = { email: 0, phone: 0, plate: 0, document: 0, name: 0 };
  const token = (kind: MaskedKind): string => {
    masked[kind] += 1;
    return TOKENS[kind];
  };
  const named = (_: string, honorific: string, space: string): string => honorific + space + token('name');
  const result = text
    .normalize('NFC')
    .replace(EMAIL, () => token('email'))
    .replace(PLATE, () => token('plate'))
    .replace(SPACED_CARD, () => token('document'))
    .replace(PHONE, () => token('phone'))
    .replace(DOCUMENT, () => token('document'))
    .replace(AFTER_HONORIFIC, named)
    .replace(SMALL_LETTERS, named)
    .replace(FULL_NAME, () => token('name'));
  const total = Object.values(masked).reduce((sum, count) => sum + count, 0);
  return { text: result, masked, total };
}
