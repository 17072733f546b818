import { ChevronDown, FlaskConical, FolderOpen } from 'lucide-react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { BarButton } from '#renderer/ui/bar-button.tsx';
import { Menu, MenuItem, MenuLine } from '#renderer/ui/menu.tsx';

/** Which workspace the list is narrowed to; opening another; removing the sample world. */
export function WorkspaceMenu() {
  const intents = useIntents();
  const workspaces = useMirror((state) => state.view?.header.workspaces);
  const chosen = useMirror((state) => state.workspace);
  if (workspaces === undefined || workspaces.length === 0) return null;
  const label = workspaces.find(({ path }) => path === chosen)?.name ?? 'All workspaces';
  const sample = workspaces.find((workspace) => workspace.isSample);
  return (
    <Menu
      trigger={
        <BarButton size="m" aria-label={`Workspace: ${label}`}>
          <span>{label}</span>
          <ChevronDown size={14} aria-hidden="true" />
        </BarButton>
      }
    >
      <MenuItem isChosen={chosen === null} onSelect={() => intents.arrange({ workspace: null })}>
        All workspaces
      </MenuItem>
      {workspaces.map(({ path, name }) => (
        <MenuItem
          key={path}
          note={path}
          isChosen={path === chosen}
          onSelect={() => intents.arrange({ workspace: path })}
        >
          {name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<FolderOpen size={14} />} onSelect={() => intents.go({ kind: 'settings' })}>
        Open another folder…
      </MenuItem>
      {sample !== undefined && (
        <MenuItem
          icon={<FlaskConical size={14} />}
          note="Ends its processes and deletes its folder."
          onSelect={() => void intents.removeSample()}
        >
          Remove the sample world
        </MenuItem>
      )}
    </Menu>
  );
}
