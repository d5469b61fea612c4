import { defineErrors } from '../../platform/errors/app-error.js';

/** Errors of index values. */
export const indicesErrors = defineErrors({
  'index-query-invalid': {
    status: 400,
    vi: 'Tham số truy vấn không hợp lệ: {parameters}.',
    en: 'These query parameters are not valid: {parameters}.',
  },
  'index-agency-unknown': {
    status: 404,
    vi: 'Đợt khảo sát {round} không có cơ quan {agency}.',
    en: 'Round {round} has no agency {agency}.',
  },
  'index-definition-unknown': {
    status: 404,
    vi: 'Không có định nghĩa chỉ số {definition} đã công bố.',
    en: 'There is no published index definition {definition}.',
  },
  'index-definition-unfit': {
    status: 422,
    vi: 'Không tính được đợt {round} theo định nghĩa {definition}: {reason}.',
    en: 'Round {round} cannot be computed by the definition {definition}: {reason}.',
  },
});
