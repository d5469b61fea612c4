import { Injectable } from '@nestjs/common';

/** The time of day for services. Tests hand in their own, so that no rule about dates depends on the day it runs. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
