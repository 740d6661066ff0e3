import { useState } from 'react';
import { Button, Card, Tag } from '../../../ui/index.js';
import { useText } from '../../text.js';
import { BeginSheet } from '../programs/BeginSheet.js';
import { Caution, Outline } from '../programs/Outline.js';
import type { Program } from '../programs/use-ways.js';
import styles from './Library.module.css';
import desk from '../../Desk.module.css';

/** Programs as the library lists them, each with its weeks and a way to begin it with somebody. */
export function Programs({ programs }: { programs: readonly Program[] }) {
  return programs.length === 0 ? null : (
    <div className={styles.programs}>
      {programs.map((program) => (
        <ProgramCard key={program.slug} program={program} />
      ))}
    </div>
  );
}

function ProgramCard({ program }: { program: Program }) {
  const say = useText();
  const [isBeginning, setBeginning] = useState(false);
  const { title, summary, care, weeks, isPinned } = program;
  return (
    <Card tone={isPinned ? 'soft' : 'plain'}>
      <div>
        <h3>{title}</h3>
        <div className={desk.tags}>
          {isPinned ? <Tag tone="soft">{say('program.pinned')}</Tag> : null}
          <Tag>{say('program.length', { count: weeks.length })}</Tag>
          {care === 'COUPLE' ? <Tag>{say('library.forCouples')}</Tag> : null}
        </div>
      </div>
      <p>{summary}</p>
      <details className={desk.fold}>
        <summary>{say('library.inside')}</summary>
        <div className={desk.folded}>
          <Caution program={program} />
          <Outline program={program} />
        </div>
      </details>
      <div>
        <Button
          aria-label={say(care === 'COUPLE' ? 'library.beginThisForTwo' : 'library.beginThis', { title })}
          onPress={() => setBeginning(true)}
        >
          {say(care === 'COUPLE' ? 'library.beginForTwo' : 'library.begin')}
        </Button>
      </div>
      <BeginSheet program={program} isOpen={isBeginning} onClose={() => setBeginning(false)} />
    </Card>
  );
}
