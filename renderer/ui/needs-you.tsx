import type { Condition } from '#shared/domain/condition.ts';
import { laneLabels, LaneIcon } from './lane-icon.tsx';
import { LinkLine, LinkList } from './link-list.tsx';
import { Section } from './section.tsx';
import { Sentence } from './sentence.tsx';

export interface NeedsYouProps {
  readonly conditions: readonly Condition[];
  readonly onOpen: (conditionId: string) => void;
}

/** What needs the operator about the thing beside it; each opens its detail. None: renders nothing. */
export const NeedsYou = ({ conditions, onOpen }: NeedsYouProps) =>
  conditions.length === 0 ? null : (
    <Section title="Needs you">
      <LinkList>
        {conditions.map(({ id, lane, message }) => (
          <LinkLine key={id} onOpen={() => onOpen(id)}>
            <LaneIcon lane={lane} />
            <span>
              <b>{laneLabels[lane]}</b> <Sentence text={message} />
            </span>
          </LinkLine>
        ))}
      </LinkList>
    </Section>
  );
