import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classes } from './classes.js';
import styles from './Button.module.css';

export type ButtonLook = 'primary' | 'quiet' | 'link' | 'plain' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  look?: ButtonLook;
  /** Fills the row it stands in; phones use it for the one main act of a screen. */
  wide?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** Something a person can do. Each screen has at most one `primary`. */
export function Button({ look = 'quiet', wide, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classes(styles.button, styles[look], wide && styles.wide)}>
      {children}
    </AriaButton>
  );
}

export interface ButtonLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  look?: ButtonLook;
  wide?: boolean;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link that looks like a button, for going to another page. */
export function ButtonLink({ look = 'quiet', wide, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={classes(styles.button, styles[look], wide && styles.wide)}>
      {children}
    </a>
  );
}
