/** Which items are asked for: overall, or all items of one level of the questionnaire. */
export const BY = ['overall', 'aspect', 'factor', 'criterion'] as const;
/** What the rows are about. */
export const ACROSS = ['province', 'agency', 'service', 'channel', 'month'] as const;
/** All responses, or only those without a quality flag (method §6). */
export const QUALITIES = ['all', 'clean'] as const;

export type By = (typeof BY)[number];
/** `level`: all measured agencies of one level of administration together; for reports of a whole round only. */
export type Across = (typeof ACROSS)[number] | 'level';
export type Quality = (typeof QUALITIES)[number];
