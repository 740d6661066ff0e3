import { useState } from 'react';
import { Copy } from 'lucide-react';
import { Button } from '../../ui/index.js';
import { useText } from '../text.js';
import styles from '../Desk.module.css';

/** A link to hand over in person, readable even where the clipboard is closed. */
export function CopyLink({
  link,
  name,
}: {
  link: string;
  /** Whose link, where several stand together. */
  name?: string;
}) {
  const say = useText();
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className={styles.section}>
      <p className={styles.link}>{link}</p>
      <div>
        <Button
          {...(name ? { 'aria-label': say('copy.linkOf', { name }) } : {})}
          onPress={() => {
            navigator.clipboard.writeText(link).then(
              () => setCopied(true),
              () => setCopied(false),
            );
          }}
        >
          <Copy size={18} aria-hidden="true" />
          {say('copy.link')}
        </Button>
      </div>
      <p role="status" className={styles.muted}>
        {copied === true ? say('copy.done') : copied === false ? say('copy.byHand') : null}
      </p>
    </div>
  );
}
