import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { X } from 'lucide-react';
import { useTextOf } from '../lib/text.js';
import { classes } from './classes.js';
import { Button } from './Button.js';
import styles from './Dialog.module.css';
import type { UiMessage } from './messages.js';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** `sheet` comes from the side and leaves the page beneath readable; `dialog` asks one question in the middle. */
  shape?: 'dialog' | 'sheet';
  /** An `alertdialog` interrupts, as before something that cannot come back. */
  role?: 'dialog' | 'alertdialog';
}

/** A window over the page. Escape closes it and hands the focus back to where it came from. */
export function Dialog({ title, isOpen, onClose, children, shape = 'dialog', role = 'dialog' }: DialogProps) {
  const say = useTextOf<UiMessage>();
  return (
    <ModalOverlay
      className={classes(styles.veil, styles[`${shape}Veil`])}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={role !== 'alertdialog'}
    >
      <Modal className={classes(styles.window, styles[shape])}>
        <AriaDialog role={role} className={styles.content ?? ''}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {role === 'alertdialog' ? null : (
              <Button look="link" aria-label={say('ui.close')} onPress={onClose}>
                <X size={20} aria-hidden="true" />
              </Button>
            )}
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
