import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { type Letter, render } from './letters.js';

/** Sends letters over plain SMTP. Without SMTP_URL nothing is sent and the job is tried again later. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  readonly #transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.#transport = config.smtpUrl
      ? createTransport({
          url: config.smtpUrl,
          disableFileAccess: true,
          disableUrlAccess: true,
          connectionTimeout: 10_000,
        })
      : null;
  }

  /** `about` names what the mail is for: a mail that is tried twice carries the same Message-ID. */
  async send(address: string, mailName: string, letter: Letter, about: string): Promise<void> {
    if (!this.#transport) throw new Error('SMTP_URL is not set: mails wait');
    const id = createHash('sha256').update(`${about}|${address.toLowerCase()}`).digest('hex').slice(0, 32);
    await this.#transport.sendMail({
      from: { name: mailName, address: this.config.mailFrom },
      to: address,
      messageId: `<${id}@${new URL(this.config.publicUrl).hostname}>`,
      headers: { 'auto-submitted': 'auto-generated' },
      ...render(letter),
    });
  }

  onApplicationShutdown(): void {
    this.#transport?.close();
  }
}
