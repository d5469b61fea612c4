import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../../../platform/secrets/secrets.js';
import { collectionErrors } from '../collection.errors.js';
import { readReceipt, writeReceipt } from '../domain/receipt-code.js';
import { HeldResponsesQueries } from './held-responses.queries.js';
import { ResponsesQueries } from './responses.queries.js';

/** What a receipt tells: nothing about the answers. `checkpoint` is null until the ledger seals it. */
export interface ReceiptStatus {
  readonly round: string;
  readonly status: 'counted' | 'held';
  readonly checkpoint: null;
}

/**
 * Receipts are not stored: a receipt is the response's id as one AES-128 block (FIPS 197) under a key of
 * the installation, so that only the server can tell which response it belongs to.
 */
@Injectable()
export class ReceiptsService {
  private readonly cipher;
  private readonly decipher;

  constructor(
    secrets: Secrets,
    private readonly responses: ResponsesQueries,
    private readonly held: HeldResponsesQueries,
  ) {
    const key = secrets.key('receipt', 16);
    // One block of unique plaintext under its own key: ECB of a single block is the plain permutation.
    this.cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    this.decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  }

  /** The receipt of a response, by its id (UUID in small letters). */
  receiptOf(id: string): string {
    return writeReceipt(this.cipher.update(id.replaceAll('-', ''), 'hex'));
  }

  /**
   * Looks up a receipt as a person typed it.
   * @throws AppError `receipt-unknown`
   */
  async lookUp(receipt: string): Promise<ReceiptStatus> {
    const block = readReceipt(receipt);
    if (block === undefined) throw collectionErrors['receipt-unknown']();
    const id = toUuid(this.decipher.update(block).toString('hex'));
    const [counted] = await this.responses.roundsOf(id);
    if (counted !== undefined) return { round: counted, status: 'counted', checkpoint: null };
    const [held] = await this.held.roundsOf(id);
    if (held !== undefined) return { round: held, status: 'held', checkpoint: null };
    throw collectionErrors['receipt-unknown']();
  }
}

function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
