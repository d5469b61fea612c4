import { type Locale } from './report-document.js';
import { type ReportTexts } from './report-texts.js';
import { english } from './report-texts.en.js';
import { vietnamese } from './report-texts.vi.js';

const texts: Record<Locale, ReportTexts> = { vi: vietnamese, en: english };

/** The fixed texts of a language. */
export function reportTexts(locale: Locale): ReportTexts {
  return texts[locale];
}
