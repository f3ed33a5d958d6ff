import type { Mark } from '../../../preload/contract/mark.ts';

/** What the user says of the panel's colour; `auto`: what is known of the desktop. Linux alone asks. */
export type PanelChoice = 'auto' | 'dark' | 'light';

/** What decides which file shows a mark. */
export interface IconGround {
  readonly platform: NodeJS.Platform;
  /** Whether the theme is. */
  readonly isDark: boolean;
  readonly panel: PanelChoice;
  /** `XDG_CURRENT_DESKTOP`: names with colons between them. */
  readonly desktop: string;
  /** Pixels per unit of the screen with the panel. */
  readonly scaleFactor: number;
}

/** Of the files that `build/icons/draw-icons.mjs` draws, those for a Linux panel: it takes one image as it is. */
const PANEL_SIZES = [22, 32, 44, 64];
const PANEL_SIZE = 22;

/**
 * The file's name. macOS takes a template in one colour and finds the one for sharper screens by its name; Windows
 * chooses in an ICO.
 */
export function iconFile({ shape, level }: Mark, ground: IconGround): string {
  const { platform, isDark, scaleFactor } = ground;
  const face = level === 0 ? shape : `${shape}${level}`;
  if (platform === 'darwin') return `${face}-template-16.png`;
  if (platform === 'win32') return `${face}-${isDark ? 'dark' : 'light'}.ico`;
  const wanted = PANEL_SIZE * scaleFactor;
  const size = PANEL_SIZES.find((one) => one >= wanted) ?? PANEL_SIZES[PANEL_SIZES.length - 1] ?? PANEL_SIZE;
  return `${face}-${isDarkPanel(ground) ? 'dark' : 'light'}-${size}.png`;
}

/** Panels of Linux do not tell their colour: Plasma's follows the theme; GNOME's and Xfce's are dark under a light one. */
function isDarkPanel({ panel, desktop, isDark }: IconGround): boolean {
  if (panel !== 'auto') return panel === 'dark';
  return isDark || !desktop.split(':').includes('KDE');
}
