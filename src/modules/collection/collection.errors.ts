import { defineErrors } from '../../platform/errors/app-error.js';

/** What the intake tells its callers; the codes of faults in an envelope stand here too. */
export const collectionErrors = defineErrors({
  'response-shape': {
    status: 400,
    vi: 'Lượt trả lời không đúng khuôn dạng.',
    en: 'The response does not have the right shape.',
  },
  'response-invalid': {
    status: 422,
    vi: 'Một số nội dung không hợp lệ.',
    en: 'Some of the content is not valid.',
  },
  'response-conflict': {
    status: 409,
    vi: 'Mã này đã được dùng cho một lượt trả lời khác. Nội dung mới được giữ riêng để xem xét.',
    en: 'This id already belongs to another response. The new content is kept aside for review.',
  },
  'response-refused': {
    status: 422,
    vi: 'Cơ sở dữ liệu không nhận lượt trả lời này.',
    en: 'The database refuses this response.',
  },
  'ticket-unknown': {
    status: 403,
    vi: 'Phiếu mời không có hiệu lực.',
    en: 'The ticket is not valid.',
  },
  'channel-needs-key': {
    status: 403,
    vi: 'Hình thức này cần thiết bị hoặc khóa truy cập được cấp quyền thu nhận.',
    en: 'This channel needs a device or a key that may collect.',
  },
  'batch-shape': {
    status: 400,
    vi: 'Nội dung phải là một mảng các lượt trả lời.',
    en: 'The body must be an array of responses.',
  },
  'batch-too-long': {
    status: 413,
    vi: 'Mỗi lần gửi tối đa {most} lượt trả lời.',
    en: 'At most {most} responses at once.',
  },
  'intake-busy': {
    status: 429,
    vi: 'Hệ thống đang nhận rất nhiều lượt trả lời. Xin thử lại sau giây lát.',
    en: 'Very many responses are arriving. Please try again in a moment.',
    retryAfter: 1,
  },
  'receipt-unknown': {
    status: 404,
    vi: 'Không có lượt trả lời nào ứng với mã biên nhận này.',
    en: 'No response belongs to this receipt.',
  },
  // Faults in an envelope
  'time-shape': {
    status: 400,
    vi: 'Cần thời điểm theo ISO 8601 có giây và múi giờ.',
    en: 'A time in ISO 8601 with seconds and offset is needed.',
  },
  'starts-after-end': {
    status: 422,
    vi: 'Lúc bắt đầu ở sau lúc gửi.',
    en: 'The start lies after the submission.',
  },
  'in-the-future': {
    status: 422,
    vi: 'Thời điểm gửi ở tương lai.',
    en: 'The time of submission lies in the future.',
  },
  'channel-not-in-round': {
    status: 422,
    vi: 'Đợt khảo sát không dùng hình thức này.',
    en: 'The round does not use this channel.',
  },
  'unknown-agency': {
    status: 422,
    vi: 'Không có cơ quan này trong đợt khảo sát.',
    en: 'There is no such agency in the round.',
  },
  'unknown-service': {
    status: 422,
    vi: 'Không có lĩnh vực này trong đợt khảo sát.',
    en: 'There is no such service field in the round.',
  },
  'answer-shape': {
    status: 422,
    vi: 'Câu trả lời không thể lưu được.',
    en: 'The answer cannot be stored.',
  },
  'field-shape': {
    status: 400,
    vi: 'Giá trị thiếu hoặc không đúng khuôn dạng.',
    en: 'The value is missing or does not have the right form.',
  },
  'unknown-field': { status: 400, vi: 'Không có thuộc tính này.', en: 'There is no such property.' },
});
