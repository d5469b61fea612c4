import { type AgencyLevel } from '../../organisation/domain/organisation-file.js';
import { type Channel } from '../../rounds/domain/round-file.js';
import { type Locale } from './report-document.js';
import { type Issuer } from './report-input.js';

/** What the report calls things that the round knows by code, and who issues it. */
export interface ReportWording {
  readonly channels: Readonly<Record<Channel, string>>;
  readonly levels: Readonly<Record<AgencyLevel, string>>;
  readonly openStream: string;
  readonly seriesBreak: (year: number) => string;
  readonly issuer: (province: string, place: string) => Issuer;
}

/** Keeps the name of a province on one line. */
const unbroken = (name: string): string => name.replaceAll(' ', '\u00a0');

/** Wording in both languages. Texts in Vietnamese follow the usual style of reports of a Sở Nội vụ. */
export const REPORT_WORDING: Readonly<Record<Locale, ReportWording>> = {
  vi: {
    channels: {
      kiosk: 'Kiosk tại bộ phận một cửa',
      web: 'Trực tuyến',
      qr: 'Mã QR trên giấy biên nhận',
      paper: 'Phiếu giấy',
      post: 'Bưu điện',
      interview: 'Phỏng vấn trực tiếp',
      telephone: 'Điện thoại',
      import: 'Nhập từ hệ thống khác',
    },
    levels: {
      province: 'Cấp tỉnh',
      department: 'Sở, ban, ngành',
      district: 'Cấp huyện',
      commune: 'Cấp xã',
      vertical: 'Cơ quan ngành dọc',
    },
    openStream: 'lấy ý kiến liên tục, người trả lời tự nguyện, không phải mẫu xác suất',
    seriesBreak: (year) => `Phương pháp đo lường thay đổi từ năm ${year}: không so sánh với các năm trước.`,
    issuer: (province, place) => ({
      parentAgency: `ỦY BAN NHÂN DÂN ${unbroken(province.toLocaleUpperCase('vi'))}`,
      issuingAgency: 'SỞ NỘI VỤ',
      symbol: 'BC-SNV',
      place,
      recipients: [
        'Chủ tịch UBND (để báo cáo);',
        'Các sở, ban, ngành;',
        'UBND các đơn vị hành chính trực thuộc;',
        'Lưu: VT, CCHC.',
      ],
      signature: { authority: null, title: 'GIÁM ĐỐC', name: '' },
    }),
  },
  en: {
    channels: {
      kiosk: 'Kiosk in the one-stop shop',
      web: 'Web form',
      qr: 'QR code on the receipt',
      paper: 'Paper form',
      post: 'Post',
      interview: 'Face-to-face interview',
      telephone: 'Telephone',
      import: 'Import from another system',
    },
    levels: {
      province: 'Province level',
      department: 'Departments',
      district: 'District level',
      commune: 'Commune level',
      vertical: 'Vertical agencies',
    },
    openStream: 'an open stream: respondents answer of their own accord; not a probability sample',
    seriesBreak: (year) => `The method changed in ${year}: not comparable with earlier years.`,
    issuer: (province, place) => ({
      parentAgency: `PEOPLE’S COMMITTEE OF ${province.toLocaleUpperCase('en')}`,
      issuingAgency: 'DEPARTMENT OF HOME AFFAIRS',
      symbol: 'BC-SNV',
      place,
      recipients: [
        'Chair of the People’s Committee (to report);',
        'Departments;',
        'People’s Committees of the administrative units;',
        'Archive.',
      ],
      signature: { authority: null, title: 'DIRECTOR', name: '' },
    }),
  },
};
