import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/http/access.js';
import { paths } from '../../../web/paths.js';
import { ReceiptsService, type ReceiptStatus } from '../intake/receipts.service.js';

@ApiTags('responses')
@Controller()
export class ReceiptsController {
  constructor(private readonly receipts: ReceiptsService) {}

  @Access('public')
  @Get(paths.api.receipt.pattern)
  @ApiOperation({
    summary: 'Tells whether the response of a receipt is counted, and nothing about its answers',
  })
  @ApiResponse({ status: 404, description: 'No response belongs to this receipt' })
  show(@Param('receipt') receipt: string): Promise<ReceiptStatus> {
    return this.receipts.lookUp(receipt);
  }
}
