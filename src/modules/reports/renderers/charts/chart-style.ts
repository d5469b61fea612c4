import { type Locale } from '../../domain/report-document.js';

/** How a drawing is set: CSS pixels and a font family that the target has. */
export interface ChartStyle {
  readonly width: number;
  readonly fontSize: number;
  readonly fontFamily: string;
  /** How much wider its letters are than Tinos', for measuring: 1 for Tinos. */
  readonly letterScale: number;
  readonly locale: Locale;
  /** Decimals of an index. */
  readonly digits: number;
  /** False where a neighbour's legend serves too. */
  readonly legend?: boolean;
}
