import { useMirror } from '#renderer/state/use-mirror.tsx';
import type { About } from '#renderer/state/mirror-state.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { Panel } from './panel.tsx';

const shellWords: Readonly<Record<About['shell'], string>> = {
  desktop: 'the desktop window',
  browser: 'a browser',
  terminal: 'a terminal',
};

/** Which Rollcall this is, where it keeps what it knows, and why it looks like this. */
export function AboutPanel() {
  const about = useMirror((state) => state.about);
  return (
    <Panel>
      <section>
        <h2>Rollcall</h2>
        <p>Calls the roll of your coding agents: what was recorded beside what is really there.</p>
      </section>
      {about === null ? (
        <p>Not connected to a console at the moment.</p>
      ) : (
        <Facts
          rows={[
            { name: 'Version', value: about.version },
            {
              name: 'Home',
              value: (
                <>
                  {about.home}
                  <CopyButton text={about.home} label="Copy the path of the home directory" />
                </>
              ),
              isCode: true,
            },
            { name: 'Shown in', value: shellWords[about.shell] },
            ...(about.fallbackReason === null
              ? []
              : [{ name: 'Because', value: about.fallbackReason }]),
            { name: 'System', value: about.platform },
          ]}
        />
      )}
    </Panel>
  );
}
