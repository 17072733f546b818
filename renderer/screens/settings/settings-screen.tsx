import { Tabs } from '#renderer/ui/tabs.tsx';
import { AboutPanel } from './about-panel.tsx';
import { AppearancePanel } from './appearance-panel.tsx';
import { TemplatesPanel } from './templates-panel.tsx';
import { WorkspacesPanel } from './workspaces-panel.tsx';

/** What is watched, how agents are started, how the console looks, what it is. */
export function SettingsScreen() {
  return (
    <Tabs
      label="Settings"
      title={<h1>Settings</h1>}
      tabs={[
        { id: 'workspaces', label: 'Workspaces', content: <WorkspacesPanel /> },
        { id: 'agents', label: 'Agents', content: <TemplatesPanel /> },
        { id: 'appearance', label: 'Appearance and keys', content: <AppearancePanel /> },
        { id: 'about', label: 'About', content: <AboutPanel /> },
      ]}
    />
  );
}
