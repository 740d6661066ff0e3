import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';

/**
 * Links that let somebody in. The secret follows from the installation's key and the row's id, so the worker can write it
 * into a mail although the database holds only its hash. It stands behind the #, where no log and no Referer sees it.
 */
@Injectable()
export class Links {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  invitationToken(invitationId: string, issue: number): string {
    return this.config.keys.derive(`link|invitation|${invitationId}|${issue}`).toString('base64url');
  }

  resetToken(resetId: string): string {
    return this.config.keys.derive(`link|reset|${resetId}`).toString('base64url');
  }

  /** Eight digits in two halves, to be read aloud. */
  code(codeId: string): string {
    const digits = this.config.keys.derive(`code|${codeId}`).readUIntBE(0, 6) % 100_000_000;
    return String(digits)
      .padStart(8, '0')
      .replace(/^\d{4}/, '$& ');
  }

  invitation(invitationId: string, issue: number): string {
    return `${this.config.publicUrl}/invitation#${this.invitationToken(invitationId, issue)}`;
  }

  reset(resetId: string): string {
    return `${this.config.publicUrl}/reset#${this.resetToken(resetId)}`;
  }

  signIn(): string {
    return `${this.config.publicUrl}/`;
  }
}
