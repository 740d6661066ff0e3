import { languageValues } from '@rejoin/domain';
import { useEffect, useId, useRef, useState, type InputHTMLAttributes, type ReactNode } from 'react';
import { languageNames } from '../lib/language.js';
import { helpPage } from '../lib/paths.js';
import { quickExit } from '../lib/quick-exit.js';
import type { Refused } from './use-attempt.js';
import { choose, say, useSpoken } from './text.js';
import styles from './SignIn.module.css';

/** The frame of every page of this entry. Help is last in the header, everywhere. */
export function Page({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <>
      <a className={styles.skip} href="#content">
        {say('skip')}
      </a>
      <header className={styles.header}>
        <a className={styles.brand} href="/" aria-label="Rejoin">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span className={styles.brandName}>Rejoin</span>
        </a>
        <OtherLanguages />
        <button type="button" className={styles.exit} onClick={quickExit}>
          {say('quickExit')}
        </button>
        <a className={styles.help} href={helpPage}>
          {say('helpNow')}
        </a>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        <h1>{title}</h1>
        {lead ? <p className={styles.lead}>{lead}</p> : null}
        {children}
      </main>
    </>
  );
}

/** The languages that are not spoken just now, each by its own name. */
function OtherLanguages() {
  const spoken = useSpoken();
  return languageValues
    .filter((language) => language !== spoken)
    .map((language) => (
      <button
        key={language}
        type="button"
        className={styles.language}
        lang={language}
        onClick={() => choose(language)}
      >
        {languageNames[language]}
      </button>
    ));
}

/** A native field with its label, hint and what stands in the way. */
export function Field({
  label,
  hint,
  refused,
  ...input
}: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string; refused?: Refused | null }) {
  const id = useId();
  const mine = refused && refused.field === input.name ? refused : null;
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (mine) ref.current?.focus();
  }, [mine]);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      <input
        {...input}
        ref={ref}
        id={id}
        aria-invalid={mine ? true : undefined}
        aria-describedby={
          [hint && `${id}-hint`, mine && `${id}-refused`].filter(Boolean).join(' ') || undefined
        }
      />
      {mine ? (
        <p id={`${id}-refused`} className={styles.refused}>
          {mine.text}
        </p>
      ) : null}
    </div>
  );
}

/** One or two password fields that show their letters together. */
export function PasswordFields({ refused, kind }: { refused: Refused | null; kind: 'current' | 'new' }) {
  const [shown, setShown] = useState(false);
  const type = shown ? 'text' : 'password';
  return (
    <>
      {kind === 'current' ? (
        <Field
          label={say('password')}
          name="password"
          type={type}
          autoComplete="current-password"
          required
          maxLength={1024}
          refused={refused}
        />
      ) : (
        <>
          <Field
            label={say('newPassword')}
            hint={say('newPasswordHint')}
            name="password"
            type={type}
            autoComplete="new-password"
            required
            maxLength={1024}
            refused={refused}
          />
          <Field
            label={say('newPasswordAgain')}
            name="again"
            type={type}
            autoComplete="new-password"
            required
            maxLength={1024}
            refused={refused}
          />
        </>
      )}
      <label className={styles.tick}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {say('showPassword')}
      </label>
    </>
  );
}

/** What stands in the way of the whole form. */
export function Banner({ refused }: { refused: Refused | null }) {
  return (
    <div role="alert">
      {refused && !refused.field ? <p className={styles.banner}>{refused.text}</p> : null}
    </div>
  );
}

export function Submit({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <button type="submit" className={styles.primary} aria-disabled={busy}>
      {busy ? say('oneMoment') : children}
    </button>
  );
}

/** Text of a form's field as it was typed. */
export function typed(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

/** What stands in the way of a pair of new passwords, before the server is asked. */
export function faultOfNewPassword(form: HTMLFormElement): Refused | null {
  const password = typed(form, 'password');
  if ([...password].length < 15) return { field: 'password', text: say('tooShort') };
  if (password !== typed(form, 'again')) return { field: 'again', text: say('notTheSame') };
  return null;
}
