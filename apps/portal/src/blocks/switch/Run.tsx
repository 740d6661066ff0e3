import {
  blockKinds,
  limits,
  say,
  switchTurn,
  switchVoices,
  usualTurns,
  type SwitchBlock,
  type SwitchTurn,
  type SwitchValue,
} from '@rejoin/domain';
import { useEffect, useRef, useState } from 'react';
import { useTextOf } from '../../lib/text.js';
import { Button, Muted, OwnWords, Row, TextArea } from '../../ui/index.js';
import shared from '../Blocks.module.css';
import type { BlocksMessage } from '../messages.js';
import type { RunProps } from '../renderer.js';
import { Replay } from './Replay.js';
import styles from './Switch.module.css';
import { Turn } from './Turn.js';

const isBlank = ({ text }: SwitchTurn) => text.trim() === '';

/**
 * Two voices of one person, a turn at a time. One turn is open to write in; the others stand as they were said and can be
 * opened again. Who speaks next is an offer: either voice may take any turn.
 */
export function SwitchRun({
  block,
  language,
  value,
  onChange,
  isNeutral,
  wantsCaret,
}: RunProps<SwitchBlock, SwitchValue>) {
  const t = useTextOf<BlocksMessage>();
  const turns = value?.turns ?? [];
  const most = block.most ?? usualTurns;
  const [at, setAt] = useState(() => turns.filter((turn) => !isBlank(turn)).length);
  const [taken, setTaken] = useState<{ at: number; voice: string } | null>(null);
  const [isReplayed, setReplayed] = useState(false);
  const [opened, setOpened] = useState<object | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  // A turn that was opened by a button is the next thing to write in; the caret stands behind what is there.
  useEffect(() => {
    if (opened === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [opened]);

  const voices = switchVoices(block, isNeutral);
  const labelOf = (voice: string) => {
    const named = voices.find(({ key }) => key === voice);
    return named === undefined ? voice : say(named.label, language);
  };
  const otherOf = (voice: string) => voices.find(({ key }) => key !== voice)?.key ?? voice;
  const offered = switchTurn(block, turns, at, isNeutral);
  const voice = turns[at]?.voice ?? (taken?.at === at ? taken.voice : offered.voice);
  const isLast = at >= turns.length - 1;

  const put = (next: readonly SwitchTurn[]) =>
    onChange(next.every((turn) => isBlank(turn) && turn.text === '') ? undefined : { turns: next });
  const write = (text: string) => put([...turns.slice(0, at), { voice, text }, ...turns.slice(at + 1)]);
  const letSpeak = (other: string) => {
    setTaken({ at, voice: other });
    const turn = turns[at];
    if (turn) put([...turns.slice(0, at), { ...turn, voice: other }, ...turns.slice(at + 1)]);
    setOpened({});
  };
  const open = (next: number) => {
    const said = turns.filter((turn) => !isBlank(turn));
    if (said.length < turns.length) put(said);
    setAt(Math.min(next, said.length));
    setOpened({});
  };
  const said = turns.filter((turn) => !isBlank(turn));
  const next = switchTurn(block, turns, at + 1, isNeutral).voice;

  if (isReplayed) {
    const kept = blockKinds.SWITCH.keep(block, { turns }, language, isNeutral);
    return <Replay kept={kept} onClose={() => setReplayed(false)} />;
  }
  return (
    <div className={shared.answer}>
      <ol className={styles.turns}>
        {[...turns.keys(), ...(at === turns.length && at < most ? [at] : [])].map((index) => {
          const turn = turns[index];
          if (index !== at)
            return turn === undefined ? null : (
              <li key={index}>
                <Turn isFirst={turn.voice === voices[0].key} label={labelOf(turn.voice)}>
                  <OwnWords>{turn.text}</OwnWords>
                  <Button
                    look="link"
                    aria-label={t('blocks.switch.changeTurn', {
                      voice: labelOf(turn.voice),
                      number: index + 1,
                    })}
                    onPress={() => open(index)}
                  >
                    {t('blocks.switch.change')}
                  </Button>
                </Turn>
              </li>
            );
          return (
            <li key={index}>
              <Turn isFirst={voice === voices[0].key} label={labelOf(voice)}>
                <TextArea
                  ref={field}
                  label={t('blocks.switch.turn', { voice: labelOf(voice), number: index + 1 })}
                  hideLabel
                  {...(offered.cue === undefined ? {} : { description: say(offered.cue, language) })}
                  value={turn?.text ?? ''}
                  onChange={write}
                  rows={3}
                  limit={limits.shortBlock}
                  autoFocus={wantsCaret}
                />
              </Turn>
            </li>
          );
        })}
      </ol>
      {at >= most ? <Muted>{t('blocks.switch.full')}</Muted> : null}
      <Row>
        {isLast ? null : <Button onPress={() => open(turns.length)}>{t('blocks.switch.done')}</Button>}
        {isLast && turns[at] !== undefined && !isBlank(turns[at]) && at + 1 < most ? (
          <Button onPress={() => open(at + 1)}>{t('blocks.switch.over', { voice: labelOf(next) })}</Button>
        ) : null}
        {at < most ? (
          <Button look="link" onPress={() => letSpeak(otherOf(voice))}>
            {t('blocks.switch.instead', { voice: labelOf(otherOf(voice)) })}
          </Button>
        ) : null}
        {said.length < 2 ? null : (
          <Button look="link" onPress={() => setReplayed(true)}>
            {t('blocks.switch.replay')}
          </Button>
        )}
      </Row>
    </div>
  );
}
