import { Tabs } from '#renderer/ui/tabs.tsx';
import { AboutPanel } from './about-panel.tsx';
import { AppearancePanel } from './appearance-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { NotificationsPanel } from './notifications-panel.tsx';
import { PoliciesPanel } from './policies-panel.tsx';
import { ProgramsPanel } from './programs-panel.tsx';
import { TemplatesPanel } from './templates-panel.tsx';
import { WorkspacesPanel } from './workspaces-panel.tsx';

/** What is watched, how agents start, what applies, who is told, how it looks, what it is. */
export function SettingsScreen() {
  return (
    <Tabs
      label="Settings"
      title={<h1>Settings</h1>}
      tabs={[
        { id: 'workspaces', label: 'Workspaces', content: <WorkspacesPanel /> },
        { id: 'agents', label: 'Agents', content: <TemplatesPanel /> },
        { id: 'policies', label: 'Policies', content: <PoliciesPanel /> },
        { id: 'programs', label: 'Programs', content: <ProgramsPanel /> },
        { id: 'notifications', label: 'Notifications', content: <NotificationsPanel /> },
        { id: 'appearance', label: 'Appearance', content: <AppearancePanel /> },
        { id: 'keys', label: 'Keys', content: <KeysPanel /> },
        { id: 'about', label: 'About', content: <AboutPanel /> },
      ]}
    />
  );
}
