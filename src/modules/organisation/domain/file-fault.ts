/** What is wrong in a file that somebody handed in, and where: a JSON pointer, or `row 7: level` of a CSV. */
export interface FileFault {
  readonly pointer: string;
  readonly code: FileFaultCode;
  readonly vi: string;
  readonly en: string;
}

type Words = (detail: string) => string;

/** Every fault that a file can have, in the words of a person who has to mend it. */
const FAULTS = {
  missing: [() => 'Thiếu giá trị.', () => 'A value is missing.'],
  unknownKey: [() => 'Tên trường không được biết đến.', () => 'This field is not known.'],
  object: [() => 'Phải là một đối tượng.', () => 'Must be an object.'],
  list: [() => 'Phải là một danh sách không rỗng.', () => 'Must be a list that is not empty.'],
  text: [() => 'Phải là văn bản không rỗng.', () => 'Must be a text that is not empty.'],
  code: [
    () => 'Mã gồm 1–40 chữ cái không dấu, chữ số, dấu chấm, gạch dưới hoặc gạch nối.',
    () => 'A code has 1–40 plain letters, digits, dots, underscores or hyphens.',
  ],
  day: [() => 'Phải là ngày dạng NĂM-THÁNG-NGÀY.', () => 'Must be a day, written YEAR-MONTH-DAY.'],
  order: [() => 'Ngày cuối đứng trước ngày đầu.', () => 'The last day stands before the first.'],
  choice: [(allowed) => `Phải là một trong: ${allowed}.`, (allowed) => `Must be one of: ${allowed}.`],
  number: [(range) => `Phải là số trong khoảng ${range}.`, (range) => `Must be a number within ${range}.`],
  truth: [() => 'Phải là đúng hoặc sai.', () => 'Must be true or false.'],
  twice: [(what) => `${what} đã có ở trên.`, (what) => `${what} stands above already.`],
  unknown: [(what) => `Không có ${what}.`, (what) => `There is no ${what}.`],
  overlap: [
    (what) => `${what} đã có một phiên bản khác trong cùng thời gian.`,
    (what) => `${what} already has another version in the same period.`,
  ],
  parentAbsent: [
    (what) => `Đơn vị cấp trên ${what} không tồn tại suốt thời gian này.`,
    (what) => `The parent ${what} does not exist for the whole of this period.`,
  ],
  parentCircle: [
    (what) => `${what} là cấp trên của chính mình.`,
    (what) => `${what} is above itself in the tree.`,
  ],
  successor: [
    () => 'Giải thể thì không có đơn vị kế thừa; các trường hợp khác phải có.',
    () => 'An abolished agency has no successor; in every other case there is one.',
  ],
  notCsv: [(why) => `Không đọc được như tệp CSV: ${why}`, (why) => `Cannot be read as CSV: ${why}`],
  notJson: [() => 'Không phải JSON hợp lệ.', () => 'Not valid JSON.'],
  layout: [
    (known) => `Không nhận ra loại tệp này; các loại được biết: ${known}.`,
    (known) => `This kind of file is not known; known are: ${known}.`,
  ],
} as const satisfies Record<string, readonly [Words, Words]>;

export type FileFaultCode = keyof typeof FAULTS;

/** Makes a fault; `detail` names the culprit or the allowed values where the words need it. */
export function fileFault(pointer: string, code: FileFaultCode, detail = ''): FileFault {
  const [vi, en] = FAULTS[code];
  return { pointer, code, vi: vi(detail), en: en(detail) };
}
