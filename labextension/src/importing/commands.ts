import { TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';

import { IDS } from '../commands/ids';
import { IGoFigr } from '../tokens';
import { chooseFiles } from './choosing';
import { IImport, ImportsModel } from './model';

/** Sorts of documents that can be imported. */
const DOCUMENTS =
  '.pptx,.docx,.pdf,.ipynb,.zip,.png,.jpg,.jpeg,.tif,.tiff,.gif,.bmp,.webp,.svg';

/**
 * Add the commands that import; their progress stands in the panel.
 */
export function addImportCommands(
  commands: CommandRegistry,
  model: ImportsModel,
  trans: TranslationBundle
): void {
  commands.addCommand(IDS.importDocument, {
    label: trans.__('Import a Document…'),
    caption: trans.__(
      'Keep the pictures of a presentation, text, PDF, notebook, picture or zip file'
    ),
    execute: async () => {
      await commands.execute(IDS.showPanel);
      chooseFiles(DOCUMENTS, files => offerFiles(model, files));
    }
  });
  commands.addCommand(IDS.importRepository, {
    label: trans.__('Import a Git Repository…'),
    caption: trans.__(
      'Keep the figures in every version of the notebooks of a repository'
    ),
    execute: async () => {
      await commands.execute(IDS.showPanel);
      model.offer(trans.__('Git repository'), { kind: 'repository' });
    }
  });
}

/** Ask where files are to go. */
export function offerFiles(model: ImportsModel, files: readonly File[]): void {
  for (const file of files) {
    model.offer(file.name, { kind: 'document', file });
  }
}

/**
 * Show what came of an import among all my work: its analysis, or those of a
 * repository; or the page of a document in which nothing was new.
 */
export async function showImported(
  { api, imports, work }: IGoFigr,
  commands: CommandRegistry,
  done: IImport
): Promise<void> {
  const analysis = await imports.analysisOf(done).catch(() => null);
  const { source, goal } = done;
  const isMany = source.kind === 'repository' && analysis === null;
  if ((analysis ?? isMany) && commands.isEnabled(IDS.showWork)) {
    work.clear();
    work.narrow(
      isMany
        ? { kind: 'analysis', workspace: goal?.workspace ?? null }
        : { kind: 'figure', analysis }
    );
    await commands.execute(IDS.showWork);
  } else if (done.task?.target) {
    const page = api.url(['asset_revision', done.task.target]);
    window.open(page, '_blank', 'noopener');
  }
}
