import { readDataFile } from '../platform/config/package-root.js';
import { type Name } from '../modules/organisation/domain/file-cursor.js';
import {
  type AgencyEntry,
  type AgencyLevel,
  type OrganisationFile,
  type ServiceFieldEntry,
  type SuccessionEntry,
} from '../modules/organisation/domain/organisation-file.js';
import { ENGLISH_NAMES } from './english-names.js';

/** What is read of `data/binh-duong-2020.json`. */
interface ProvinceData {
  readonly province: { readonly code: string; readonly name: Name };
  readonly counts2020: { readonly communeLevel: number };
  readonly districtLevel: readonly string[];
  readonly departmentsUsual: readonly string[];
  readonly succession: {
    readonly date: string;
    readonly into: string;
    readonly communeLevelUnitsAfter: number;
  };
}

/** What is read of `data/admin-merger-2025.json`. */
interface MergerData {
  readonly legal: string;
}

/** Names in the data are of 2020; nothing is claimed about the days before. */
const FIRST_DAY = '2020-01-01';
/** Fictitious code of the province that the old one became part of. */
const SUCCESSOR = 'HCM';
const ILLUSTRATION = 'Dữ liệu minh họa theo mốc sắp xếp 01/7/2025 (data/admin-merger-2025.json)';

const DEMONSTRATION_NOTE: Name = {
  vi: 'Tỉnh minh họa: tên cấp xã, mọi mã và việc gộp từng đơn vị cấp xã đều là hư cấu; tên tỉnh, sở, đơn vị cấp huyện và các con số lấy từ data/binh-duong-2020.json.',
  en: 'A demonstration province: names of communes, all codes and the merging of single communes are fictitious; names of the province, departments and districts and the counts are from data/binh-duong-2020.json.',
};

/** The demonstration province before and after 1/7/2025, made from the files in `data/`. */
export function demonstrationProvince(): OrganisationFile {
  const province = JSON.parse(readDataFile('binh-duong-2020.json')) as ProvinceData;
  const merger = JSON.parse(readDataFile('admin-merger-2025.json')) as MergerData;
  const questionnaire = JSON.parse(readDataFile('questionnaire-2017.json')) as { fields_2019: string[] };
  return provinceFile(province, merger, questionnaire.fields_2019);
}

/**
 * Makes the organisation file of a province whose districts are abolished, whose departments are merged into
 * counterparts of the new province and whose communes are merged, evenly and in order, within each old district.
 */
function provinceFile(data: ProvinceData, merger: MergerData, fields: readonly string[]): OrganisationFile {
  const { code, name } = data.province;
  const { date, into } = data.succession;
  const before = { from: FIRST_DAY, to: dayBefore(date) };
  const old = (own: string, ownName: Name, level: AgencyLevel, parent?: string): AgencyEntry =>
    agency(own, { ...before, name: ownName, level, ...(parent === undefined ? {} : { parent }) });
  const made = (own: string, ownName: Name, level: AgencyLevel): AgencyEntry =>
    agency(own, { from: date, name: ownName, level, parent: SUCCESSOR });

  const departments = data.departmentsUsual.map((title) => ({ title, short: initials(title) }));
  const districts = communesByDistrict(data);
  const communes = districts.flatMap((district) => district.communes);
  return {
    note: DEMONSTRATION_NOTE.vi,
    agencies: [
      old(code, name, 'province'),
      ...departments.map(({ title, short }) => old(`${code}-${short}`, bilingual(title), 'department', code)),
      ...districts.map(({ title, code: own }) => old(own, districtName(title), 'district', code)),
      ...communes.map((commune) => old(commune.code, commune.name, 'commune', commune.district)),
      agency(SUCCESSOR, { from: date, name: { vi: into, en: 'Ho Chi Minh City' }, level: 'province' }),
      ...departments.map(({ title, short }) =>
        made(`${SUCCESSOR}-${short}`, successorName(title), 'department'),
      ),
      ...districts.flatMap(({ successors }) =>
        successors.map((unit) => made(unit.code, unit.name, 'commune')),
      ),
    ],
    successions: [
      { from: code, to: SUCCESSOR, kind: 'merge', on: date, decision: merger.legal },
      ...departments.map(({ short }) => merge(`${code}-${short}`, `${SUCCESSOR}-${short}`, date)),
      ...districts.map(({ code: own }) => abolish(own, date)),
      ...communes.map((commune) => merge(commune.code, commune.successor, date)),
    ],
    serviceFields: fields.map((title) => serviceField(code, title)),
  };
}

interface District {
  readonly code: string;
  readonly title: string;
  readonly communes: readonly { code: string; name: Name; district: string; successor: string }[];
  readonly successors: readonly { code: string; name: Name }[];
}

/** Spreads the communes of before and after evenly over the districts, in their order. */
function communesByDistrict(data: ProvinceData): District[] {
  const parts = data.districtLevel.length;
  const before = shareOut(data.counts2020.communeLevel, parts);
  const after = shareOut(data.succession.communeLevelUnitsAfter, parts);
  return data.districtLevel.map((title, d) => {
    const place = placeOf(title);
    const code = `${data.province.code}-${initials(place)}`;
    const communes = before[d] ?? 0;
    const units = after[d] ?? 0;
    const successorCode = (k: number): string => `${SUCCESSOR}-${initials(place)}-${twoDigits(k + 1)}`;
    return {
      code,
      title,
      communes: Array.from({ length: communes }, (_, k) => ({
        code: `${code}-${twoDigits(k + 1)}`,
        name: communeName(title, `mẫu ${twoDigits(k + 1)}`, `Sample %s ${twoDigits(k + 1)}`),
        district: code,
        successor: successorCode(Math.floor((k * units) / communes)),
      })),
      successors: Array.from({ length: units }, (_, k) => ({
        code: successorCode(k),
        name: communeName(title, `mẫu mới ${twoDigits(k + 1)}`, `New Sample %s ${twoDigits(k + 1)}`),
      })),
    };
  });
}

function agency(code: string, version: AgencyEntry['versions'][number]): AgencyEntry {
  return { code, versions: [version] };
}

function merge(from: string, to: string, on: string): SuccessionEntry {
  return { from, to, kind: 'merge', on, decision: ILLUSTRATION };
}

function abolish(from: string, on: string): SuccessionEntry {
  return { from, kind: 'abolish', on, decision: ILLUSTRATION };
}

function serviceField(province: string, title: string): ServiceFieldEntry {
  return { code: `${province}-${initials(title)}`, name: bilingual(title) };
}

function bilingual(vi: string): Name {
  const en = ENGLISH_NAMES[vi];
  return en === undefined ? { vi } : { vi, en };
}

/** A department of the new province; the name of the place tells it from its predecessor. */
function successorName(title: string): Name {
  const { vi, en } = bilingual(title.replace(/ tỉnh$/, ' thành phố'));
  const place = 'Thành phố Hồ Chí Minh';
  return { vi: `${vi} (${place})`, en: `${en ?? ENGLISH_NAMES[title] ?? title} (Ho Chi Minh City)` };
}

const DISTRICT_KINDS = { 'Thành phố': 'City', 'Thị xã': 'Town', Huyện: 'District' } as const;

/** `Thành phố Thủ Dầu Một` → `Thủ Dầu Một`. */
function placeOf(title: string): string {
  return title.replace(/^(Thành phố|Thị xã|Huyện) /, '');
}

function districtName(title: string): Name {
  const kind = Object.entries(DISTRICT_KINDS).find(([vi]) => title.startsWith(vi))?.[1] ?? 'District';
  return { vi: title, en: `${placeOf(title)} ${kind}` };
}

/** Wards in cities and towns, communes in rural districts. */
function communeName(district: string, vi: string, en: string): Name {
  const rural = district.startsWith('Huyện');
  const place = placeOf(district);
  return {
    vi: `${rural ? 'Xã' : 'Phường'} ${vi} (${place})`,
    en: `${en.replace('%s', rural ? 'Commune' : 'Ward')} (${place})`,
  };
}

/** First letters without diacritics, words in capitals whole: `Sở Nội vụ` → `SNV`. */
export function initials(title: string): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D');
  const words = plain.split(/[^A-Za-z]+/).filter((word) => word !== '' && word !== 'va');
  return words.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : (word[0] ?? '').toUpperCase())).join('');
}

function shareOut(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, i) => Math.floor(total / parts) + (i < total % parts ? 1 : 0));
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
