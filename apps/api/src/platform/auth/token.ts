import { hash, randomBytes } from 'node:crypto';

/** 256 random bits: the value of a sign-in cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Tokens lie in the database as their SHA-256 only. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');
