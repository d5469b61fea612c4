import { defineErrors } from '../../platform/errors/app-error.js';

/** Errors of rounds and of publications. */
export const roundErrors = defineErrors({
  'round-not-found': { status: 404, vi: 'Không có đợt khảo sát {round}.', en: 'There is no round {round}.' },
  'round-exists': { status: 409, vi: 'Đã có đợt khảo sát {round}.', en: 'There is a round {round} already.' },
  'round-file-invalid': {
    status: 422,
    vi: 'Tệp đợt khảo sát có {count} lỗi; không có gì được tạo.',
    en: 'The round file has {count} faults; nothing was created.',
  },
  'round-move-refused': {
    status: 409,
    vi: 'Đợt khảo sát {round} đang ở trạng thái {from}, không chuyển sang {to} được.',
    en: 'Round {round} is {from} and cannot become {to}.',
  },
  'round-not-ready': {
    status: 409,
    vi: 'Chưa mở được đợt khảo sát {round}: phiếu khảo sát và định nghĩa chỉ số phải được công bố trước.',
    en: 'Round {round} cannot be opened: its questionnaire and index definition must be published first.',
  },
  'publication-file-invalid': {
    status: 422,
    vi: 'Tệp số liệu công bố có {count} lỗi; không có gì được nhập.',
    en: 'The file of publications has {count} faults; nothing was imported.',
  },
});
