import { studyTitles } from '../../../src-shared/studies/catalogue.ts';
import { useCommands } from '../../composables/commands.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { publishedResults, useStudiesScreen } from '../../stores/studies-screen.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { studyPages } from './study-pages.ts';

/** Every study by name in the command palette. */
export function useStudyCommands(): void {
  const screen = useStudiesScreen();
  const navigation = useNavigation();
  const workspace = useWorkspace();
  const show = (kind: typeof screen.kind) => (): void => {
    screen.kind = kind;
    navigation.go('studies');
  };
  useCommands([
    ...studyPages.map(({ kind }) => ({
      id: `go-study-${kind}`,
      title: `Go to study: ${studyTitles[kind]}`,
      keys: [],
      enabled: () => workspace.scenario !== null,
      run: show(kind),
    })),
    {
      id: 'go-published-results',
      title: 'Go to the published results of the papers',
      keys: [],
      run: show(publishedResults),
    },
  ]);
}
