import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { Panel } from './panel.tsx';
import { ResetTemplates } from './reset-templates.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { emptyForm, placeholders, toForm } from './template-form.ts';
import styles from './templates-panel.module.css';
import { useTemplates, type Templates } from './use-templates.ts';

/** The commands that start, resume and restart each kind of agent. */
export function TemplatesPanel() {
  const state = useTemplates();
  const { templates, failure } = state;
  return (
    <Panel>
      <section>
        <h2>How agents are started</h2>
        <p>
          One command per agent to start, resume and restart it, never passed through a shell. In an
          argument, these stand for what is known of the session:
        </p>
        <ul className={styles.placeholders} aria-label="Placeholders">
          {placeholders.map((placeholder) => (
            <li key={placeholder}>
              <code>{placeholder}</code>
            </li>
          ))}
        </ul>
      </section>
      {failure !== null && <FailureNote message={failure} onRetry={state.lookAgain} />}
      {templates === undefined && failure === null && (
        <Skeleton lines={6} label="Reading the launch templates" />
      )}
      {templates !== undefined && <TemplateList templates={templates} state={state} />}
    </Panel>
  );
}

interface TemplateListProps {
  readonly templates: readonly LaunchTemplate[];
  readonly state: Templates;
}

function TemplateList({ templates, state }: TemplateListProps) {
  const [isAdding, setIsAdding] = useState(false);
  const agents = templates.map(({ agent }) => agent);
  return (
    <div className={styles.list}>
      {templates.map((template) => (
        <details key={template.agent} className={styles.template}>
          <summary>
            <b title={template.label}>{template.label}</b>
            <code title={template.start.join(' ')}>{template.start.join(' ')}</code>
          </summary>
          <TemplateEditor
            // What was written elsewhere, or reset, replaces what stands in the fields.
            key={JSON.stringify(template)}
            initial={toForm(template)}
            taken={null}
            isWriting={state.isWriting}
            onSave={state.save}
          />
        </details>
      ))}
      {isAdding && (
        <section className={styles.adding} aria-label="A new agent">
          <TemplateEditor
            initial={emptyForm}
            taken={agents}
            isWriting={state.isWriting}
            onSave={async (template) => {
              const isSaved = await state.save(template);
              if (isSaved) setIsAdding(false);
              return isSaved;
            }}
            onCancel={() => setIsAdding(false)}
          />
        </section>
      )}
      <div className={styles.foot}>
        <Button disabled={isAdding} onClick={() => setIsAdding(true)}>
          Add an agent…
        </Button>
        <ResetTemplates
          count={templates.length}
          isWriting={state.isWriting}
          onReset={() => void state.reset()}
        />
      </div>
    </div>
  );
}
