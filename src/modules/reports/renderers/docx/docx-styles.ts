import { type IStylesOptions } from 'docx';

import { palette } from '../palette.js';

const colour = (value: string): string => value.slice(1);

/** One table style for all data tables: a rule above and below the head, thin rules between rows. */
const tableStyle = `<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">
<w:name w:val="Report Table"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="${colour(palette.ink)}"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="${colour(palette.line)}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="${colour(palette.line)}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="${colour(palette.ink)}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="${colour(palette.wash)}"/></w:tcPr></w:tblStylePr></w:style>`;

/** Styles of the document: Times New Roman 13 pt, named styles for every use, so that an editor can change one place. */
export function reportStyles(lang: string): IStylesOptions {
  const heading = {
    run: { bold: true, size: 26, color: colour(palette.ink) },
    paragraph: { keepNext: true, spacing: { before: 280, after: 120 } },
  };
  const paragraph = (
    id: string,
    name: string,
    run: object,
    spacing: object,
    extra: object = {},
  ): NonNullable<IStylesOptions['paragraphStyles']>[number] => ({
    id,
    name,
    basedOn: 'Normal',
    run,
    paragraph: { spacing, ...extra },
  });
  return {
    default: {
      document: {
        run: { font: 'Times New Roman', size: 26, language: { value: lang === 'vi' ? 'vi-VN' : 'en-GB' } },
        paragraph: { spacing: { after: 120, line: 259, lineRule: 'auto' } },
      },
      heading1: heading,
      heading2: heading,
      title: {
        run: { bold: true, size: 26, color: colour(palette.ink) },
        paragraph: { alignment: 'center', spacing: { before: 0, after: 60 } },
      },
      listParagraph: { run: { size: 26 } },
    },
    paragraphStyles: [
      paragraph(
        'TableText',
        'Table Text',
        { size: 20 },
        { before: 0, after: 0, line: 240, lineRule: 'auto' },
      ),
      paragraph(
        'TableCaption',
        'Table Caption',
        { size: 22, bold: true },
        { before: 200, after: 80 },
        { keepNext: true },
      ),
      paragraph(
        'FigureCaption',
        'Figure Caption',
        { size: 21, bold: true },
        { before: 100, after: 40 },
        { keepNext: true },
      ),
      paragraph('Drawing', 'Drawing', {}, { before: 0, after: 40, line: 240, lineRule: 'auto' }),
      paragraph(
        'Note',
        'Note',
        { size: 18, italics: true, color: colour(palette.muted) },
        { before: 60, after: 100, line: 240, lineRule: 'auto' },
      ),
      paragraph(
        'HeadLine',
        'Head Line',
        { size: 24 },
        { before: 0, after: 20, line: 240, lineRule: 'auto' },
        { alignment: 'center' },
      ),
      paragraph(
        'SummaryText',
        'Summary Text',
        { size: 20 },
        { before: 0, after: 70, line: 240, lineRule: 'auto' },
      ),
      paragraph(
        'Banner',
        'Banner',
        { size: 19, bold: true, color: colour(palette.warningInk) },
        { before: 0, after: 0 },
        { alignment: 'center' },
      ),
    ],
  };
}

/** Adds the table style to the style sheet: the library keeps its own styles only when none is imported through it. */
export function withTableStyle(styles: string): string {
  return styles.replace('</w:styles>', `${tableStyle}</w:styles>`);
}
