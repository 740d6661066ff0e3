import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Help } from './help.js';

/** The tenant: a practice with its zone, words and crisis information. */
@Entity('practices')
export class Practice {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  zone: string;

  @Column('text', { default: 'en' })
  locale: string;

  @Column('text')
  mailName: string;

  @Column('jsonb', { nullable: true })
  help: Help | null;

  @Column('boolean', { default: false })
  isDemo: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
