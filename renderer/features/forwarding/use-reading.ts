import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MonitorApi } from '../../../preload/contract/api.ts';
import type { EndpointReading } from '../../../preload/contract/destination.ts';

/** What the text of the address names now, beginning with `first`; null while there is nothing to read. */
export function useReading(
  api: Pick<MonitorApi, 'readDestination'>,
  first: string,
): readonly [EndpointReading | null, (text: string) => void] {
  const [reading, setReading] = useState<EndpointReading | null>(null);
  const asked = useRef(0);
  const read = (text: string) => {
    const number = (asked.current += 1);
    const tell = (answer: EndpointReading | null) => {
      // An answer may come after that to a later text.
      if (number === asked.current) setReading(answer);
    };
    if (text.trim() === '') tell(null);
    else void api.readDestination({ text }).then(tell, () => undefined);
  };
  // Before the page can be typed into: later it would take the place of what was typed.
  useLayoutEffect(() => {
    read(first);
  }, []);
  return [reading, read];
}
