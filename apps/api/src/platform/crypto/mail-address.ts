import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { seal, unseal } from './seal.js';

/** E-mail addresses: sealed with the installation's key, found by a blind index, so a dump names nobody. */
@Injectable()
export class MailAddresses {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  index(address: string): Buffer {
    return this.config.keys.blindIndex(address.trim().normalize('NFKC').toLowerCase());
  }

  /** `owner` is the row it stands in, such as `account|<id>`. */
  seal(owner: string, address: string): Buffer {
    return seal(this.config.keys.installation.secret, `email|${owner}`, address.trim());
  }

  open(owner: string, sealed: Buffer): string {
    return unseal(this.config.keys.installation.secret, `email|${owner}`, sealed).toString('utf8');
  }
}
