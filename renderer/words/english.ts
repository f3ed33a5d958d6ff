import { alerts } from './alerts.ts';
import { attach } from './attach.ts';
import { boxes } from './boxes.ts';
import { forwarding } from './forwarding.ts';
import { frame } from './frame.ts';
import { head } from './head.ts';
import { overview } from './overview.ts';
import { settings } from './settings.ts';
import { states } from './states.ts';

/** Every text of the screen, by where it stands. What a monitor says of a box comes from the monitor, in words. */
export const english = { alerts, attach, boxes, forwarding, frame, head, overview, settings, states } as const;
