import { Card } from '../ui/index.js';
import { useText } from './text.js';

/** What becomes of shared words, said once, before the first share. */
export function FirstShare() {
  const say = useText();
  return (
    <Card tone="info">
      <h2>{say('share.first.title')}</h2>
      <p>{say('share.first.record')}</p>
      <p>{say('share.first.reply')}</p>
    </Card>
  );
}
