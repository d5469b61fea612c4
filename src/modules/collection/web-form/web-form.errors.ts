import { defineErrors } from '../../../platform/errors/app-error.js';

/** What stands between a citizen and the form; the texts are the titles of problem pages. */
export const webFormErrors = defineErrors({
  'form-round-unknown': {
    status: 404,
    vi: 'Không có đợt khảo sát này',
    en: 'There is no such survey round',
  },
  'form-page-unknown': {
    status: 404,
    vi: 'Phiếu khảo sát không có trang này',
    en: 'The questionnaire has no such page',
  },
  'form-not-taken': {
    status: 409,
    vi: 'Phiếu này chưa gửi được',
    en: 'This form could not be sent',
  },
});
