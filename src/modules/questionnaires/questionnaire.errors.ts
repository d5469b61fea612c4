import { defineErrors } from '../../platform/errors/app-error.js';

/** Errors of questionnaires and index definitions. */
export const questionnaireErrors = defineErrors({
  'questionnaire-invalid': {
    status: 422,
    vi: 'Phiếu khảo sát có {count} lỗi; không có gì được nhập.',
    en: 'The questionnaire has {count} faults; nothing was imported.',
  },
  'questionnaire-not-found': {
    status: 404,
    vi: 'Không có phiếu khảo sát {questionnaire}.',
    en: 'There is no questionnaire {questionnaire}.',
  },
  'questionnaire-version-not-found': {
    status: 404,
    vi: 'Phiếu khảo sát {questionnaire} không có phiên bản {version}.',
    en: 'The questionnaire {questionnaire} has no version {version}.',
  },
  'questionnaire-move-refused': {
    status: 409,
    vi: 'Phiên bản {version} của phiếu {questionnaire} đang ở trạng thái “{status}” nên không thể thực hiện: {action}.',
    en: 'Version {version} of {questionnaire} is “{status}”, so this cannot be done: {action}.',
  },
  'template-not-found': {
    status: 404,
    vi: 'Không có mẫu phiếu {template}.',
    en: 'There is no template {template}.',
  },
  'template-code-taken': {
    status: 409,
    vi: 'Mã {template} của mẫu phiếu đã được dùng cho một phiếu chưa công bố.',
    en: 'The code {template} of the template is used by a questionnaire that is not published.',
  },
});
