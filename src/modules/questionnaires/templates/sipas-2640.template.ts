import { readDataFile } from '../../../platform/config/package-root.js';
import { isDefinition } from '../domain/definition-check.js';
import { type QuestionnaireDefinition } from '../domain/questionnaire.js';
import { fromTemplateForm, type TemplateNotes } from './template-form.js';

/** The notes of the file are in English; officers read them in Vietnamese. */
export const SIPAS_2640_NOTES: TemplateNotes = {
  respondent: 'Người dân, tổ chức đã trực tiếp giao dịch và nhận kết quả trong kỳ khảo sát',
  provenanceKey: {
    verbatim: 'lời văn do một nguồn thông tin pháp luật công bố',
    topic: 'chủ đề đã được công bố, lời văn được dựng lại',
    reconstruction:
      'lời văn được dựng lại theo cấu trúc đã biết (5 yếu tố, 22 tiêu chí); cần đối chiếu với văn bản Quyết định trước khi dùng chính thức',
    own: 'lời văn soạn cho mẫu phiếu này, không phải của Quyết định',
  },
};

/**
 * The questionnaire of Decision 2640/QĐ-BNV (2017–2021), read from `data/sipas-2640-template.json`:
 * five factors and 22 criteria, with the provenance of each wording.
 * @throws Error when the file is damaged, which stops the start-up
 */
export function sipas2640(): QuestionnaireDefinition {
  const definition = fromTemplateForm(JSON.parse(readDataFile('sipas-2640-template.json')), SIPAS_2640_NOTES);
  if (isDefinition(definition)) return definition;
  throw new Error(`data/sipas-2640-template.json: ${JSON.stringify(definition)}`);
}
