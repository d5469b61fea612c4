import { Controller, Get, Header, Query, Render, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError } from '../../../../platform/errors/app-error.js';
import { Access } from '../../../../platform/http/access.js';
import { type Locale } from '../../../../web/i18n/locale.js';
import { paths } from '../../../../web/paths.js';
import { RoundsQueries } from '../../../rounds/rounds.queries.js';
import { ReceiptsService } from '../../intake/receipts.service.js';
import { isReceiptShaped, type KnownReceipt, receiptView } from './receipt.view.js';

@Controller()
@Access('public')
export class ReceiptController {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly rounds: RoundsQueries,
  ) {}

  @Get(paths.receipt.pattern)
  @Header('Cache-Control', 'no-store')
  @Render('modules/collection/pages/receipt/show')
  async show(@Query('code') input: unknown, @Req() request: FastifyRequest) {
    const code = typeof input === 'string' ? input.slice(0, 100) : undefined;
    const known = isReceiptShaped(code) ? await this.lookUp(code, request.locale) : undefined;
    return receiptView(code, known, request.locale);
  }

  private async lookUp(code: string, locale: Locale): Promise<KnownReceipt | undefined> {
    try {
      const { round, status } = await this.receipts.lookUp(code);
      const found = await this.rounds.roundByCode(round);
      const roundTitle = (locale === 'en' ? found?.title.en : undefined) ?? found?.title.vi ?? round;
      return { status, roundTitle, simulated: found?.simulated === true };
    } catch (error) {
      if (error instanceof AppError && error.code === 'receipt-unknown') return undefined;
      throw error;
    }
  }
}
