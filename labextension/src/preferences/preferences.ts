import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ISignal, Signal } from '@lumino/signaling';

/** The settings of this plugin hold everything. */
const PLUGIN = '@gofigr/jupyter-panel:plugin';
/** What kernels read, in the words of the Python side. */
const CHOICES = [
  'auto_publish',
  'note',
  'widget',
  'max_figure_mb',
  'inputs_max_mb',
  'keep_code',
  'keep_packages',
  'keep_inputs',
  'keep_plotted',
  'keep_tables',
  'keep_pickle',
  'watermark'
] as const;

/** What can be hidden. */
export type Part =
  | 'toolbarButton'
  | 'outputButtons'
  | 'statusItem'
  | 'workTab'
  | 'cardPictures'
  | 'cardFacts'
  | 'footer';

/**
 * What the user prefers, as JupyterLab's settings say.
 */
export class Preferences {
  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get side(): 'left' | 'right' {
    return this.get('side') === 'left' ? 'left' : 'right';
  }

  /** Whether the user wants to see that part. */
  shows(part: Part): boolean {
    return this.get(part) !== false;
  }

  get loadInNewNotebooks(): boolean {
    return this.get('loadInNewNotebooks') === true;
  }

  /** What the user chose for kernels, the rest has its default; null until it is known. */
  get choices(): Readonly<Record<string, unknown>> | null {
    const chosen = this._settings?.user;
    if (!chosen) {
      return null;
    }
    return Object.fromEntries(
      CHOICES.filter(name => chosen[name] !== undefined).map(name => [
        name,
        chosen[name]
      ])
    );
  }

  /**
   * Read the settings, and follow them from then on. Without settings (they can
   * be switched off) the defaults hold.
   */
  async load(registry: ISettingRegistry | null): Promise<void> {
    try {
      this._settings = (await registry?.load(PLUGIN)) ?? null;
    } catch {
      return;
    }
    this._settings?.changed.connect(() => this._changed.emit());
    this._changed.emit();
  }

  private get(name: string): unknown {
    return this._settings?.get(name).composite;
  }

  private _settings: ISettingRegistry.ISettings | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
