import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { seal, unseal } from './seal.js';

/** Wraps and unwraps the key of a practice. The file key is for self-hosting; a cloud key service is another class with this shape. */
export interface Kms {
  wrap(context: string, key: Buffer): Buffer;
  unwrap(context: string, wrapped: Buffer): Buffer;
}

@Injectable()
export class FileKms implements Kms {
  readonly #secret: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    this.#secret = config.keys.practiceWrapping.secret;
  }

  wrap(context: string, key: Buffer): Buffer {
    return seal(this.#secret, context, key);
  }

  unwrap(context: string, wrapped: Buffer): Buffer {
    return unseal(this.#secret, context, wrapped);
  }
}
