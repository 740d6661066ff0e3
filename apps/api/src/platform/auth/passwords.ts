import { HttpException, Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { UserError, UserErrorCode } from '../graphql/errors.js';

/** Algorithm.Argon2id of the library; its enum cannot be imported from an isolated module. */
const argon2id = 2;
// OWASP's minimum for argon2id; more memory would let a handful of sign-ins stop the server.
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const atOnce = 2;
const queueLength = 20;

/** Without a second factor the password carries all the weight (docs/decisions/004). */
export const passwordLength = { min: 15, max: 200 } as const;

const commonWords = [
  'password',
  'passwort',
  'rejoin',
  'therapy',
  'therapist',
  'letmein',
  'qwerty',
  'iloveyou',
  'welcome',
  '123456',
];

/** Hashes and checks passwords: argon2id over a peppered HMAC, two at a time so that sign-ins cannot starve the rest. */
@Injectable()
export class Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  /** Checked when no account is found, so that both answers take as long. */
  readonly #decoy: Promise<string>;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.#decoy = hash(this.config.keys.pepper('nobody has this password'), parameters);
  }

  /** Refuses short and easily guessed ones; no rules about kinds of characters. */
  assertStrong(password: string, field = 'password'): void {
    const length = [...password].length;
    if (length < passwordLength.min) {
      throw new UserError(
        UserErrorCode.WEAK_PASSWORD,
        `Please use at least ${passwordLength.min} characters. A few words in a row work well.`,
        field,
      );
    }
    if (length > passwordLength.max) {
      throw new UserError(
        UserErrorCode.TOO_LONG,
        `Please use at most ${passwordLength.max} characters.`,
        field,
      );
    }
    const plain = password.toLowerCase().replace(/[^a-z0-9]/g, '');
    const rest = commonWords.reduce((text, word) => text.replaceAll(word, ''), plain);
    if (plain.length > 0 && (rest.length < 6 || new Set(rest).size < 4)) {
      throw new UserError(
        UserErrorCode.WEAK_PASSWORD,
        'That one is easily guessed. A few unrelated words work well.',
        field,
      );
    }
  }

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(this.config.keys.pepper(password), parameters));
  }

  /** `stored` null: no such account; takes the same time and answers false. */
  matches(stored: string | null, password: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const right = await verify(stored ?? (await this.#decoy), this.config.keys.pepper(password));
      return stored !== null && right;
    });
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= atOnce) {
      if (this.#waiting.length >= queueLength)
        throw new HttpException('Many people are signing in just now. Please try again in a moment.', 429);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
