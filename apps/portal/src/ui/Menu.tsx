import { useRef, type ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.js';
import styles from './Menu.module.css';

export interface MenuAction {
  id: string;
  label: string;
  onAction: () => void;
}

/** Less frequent things to do with one object, behind one button. */
export function Menu({
  label,
  children,
  actions,
}: {
  label: string;
  children: ReactNode;
  actions: readonly MenuAction[];
}) {
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <MenuTrigger>
      <Button ref={trigger} look="plain" aria-label={label}>
        {children}
      </Button>
      <Popover className={styles.popover ?? ''}>
        <AriaMenu
          className={styles.menu ?? ''}
          aria-label={label}
          onAction={(id) => {
            // First the menu goes and the focus is back where it came from: a window that the action opens returns it there.
            setTimeout(() => {
              trigger.current?.focus();
              actions.find((action) => action.id === id)?.onAction();
            });
          }}
        >
          {actions.map((action) => (
            <MenuItem key={action.id} id={action.id} className={styles.item ?? ''}>
              {action.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
