import type { ReactElement } from 'react';
import { printScript } from '@/lib/sim/zero-range/language/print-script.ts';
import type { Script } from '@/lib/sim/zero-range/language/script.ts';

/** A script without the prose that stands beside it anyway. */
export function scriptText(script: Script): string {
  const header = { ...script.header, claim: null, why: null, messages: [], topics: [] };
  return printScript({ ...script, header });
}

export function ScriptBlock({ script }: { readonly script: Script }): ReactElement {
  return <pre className="command script">{scriptText(script)}</pre>;
}
