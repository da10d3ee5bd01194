import type { ReactElement } from 'react';
import { assetPath } from '@/app/_ui/assets.ts';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import { SCRIPT_CHARACTERS_MAX } from '@/lib/sim/language/header.ts';
import { currentReader } from '@/lib/store/reader.ts';

const ROWS_MIN = 8;

type Props = { readonly domain: Domain; readonly run: RunRequest };

/**
 * The form of a run: the server answers it with an address, where it says what it found within its bounds; a second
 * button is for a job of the worker. With script, a third one searches in this browser, as far as one likes.
 */
export function RunForm({ domain, run }: Props): ReactElement {
  const script = scriptOf(domain, run);
  return (
    <>
      <form className="run" method="post" action="/run" data-worker={assetPath('check-worker.js')}>
        <label>
          Script: {domain.words.language}
          <textarea
            name="script"
            defaultValue={script}
            rows={Math.max(ROWS_MIN, script.split('\n').length + 1)}
            maxLength={SCRIPT_CHARACTERS_MAX}
            spellCheck={false}
            autoCapitalize="off"
          />
        </label>
        <Settings domain={domain} run={run} />
        <Buttons />
      </form>
      <section id="browser-run" aria-live="polite" hidden />
      <script src={assetPath('run.js')} defer />
    </>
  );
}

function Settings({ domain: { words, strategies }, run }: Props): ReactElement {
  const chosen = strategies.find(({ name, code }) => name === run.strategy || code === run.strategy);
  return (
    <div className="fields-row">
      <label>
        Strategy
        <select name="strategy" defaultValue={chosen?.name ?? ''}>
          <option value="">all that apply</option>
          {strategies.map(({ name, code }) => (
            <option key={name} value={name}>
              {code} {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Profile: sizes, file system
        <input name="profile" defaultValue={run.profile} placeholder={words.exampleProfile} />
      </label>
      <label>
        Background events
        <input
          name="events"
          defaultValue={run.events}
          inputMode="numeric"
          pattern="[0-9]{1,2}"
          placeholder="5"
          size={4}
        />
      </label>
      <label className="scripted">
        States at most, in the browser
        <select data-states="" defaultValue="1000000">
          <option value="100000">100,000</option>
          <option value="1000000">1 million</option>
          <option value="4000000">4 million</option>
        </select>
      </label>
    </div>
  );
}

function Buttons(): ReactElement {
  return (
    <p className="buttons">
      <button type="submit">Run on the server</button>
      {/* The script makes it work: before that a click would be lost. */}
      <button type="button" className="scripted" data-run="" disabled>
        Run in this browser
      </button>
      {currentReader() === null ? (
        <span className="note">
          <a href="/sign-in">Sign in</a> to run it longer on the server.
        </span>
      ) : (
        <button type="submit" formAction="/run/job" title="Up to two minutes, by the worker">
          Run as a job
        </button>
      )}
      <button type="button" data-cancel="" hidden>
        Cancel
      </button>
    </p>
  );
}

/** What was sent, the scenario that was named, or something to begin with. */
function scriptOf(domain: Domain, { scenario, script }: RunRequest): string {
  if (script !== '') return script;
  const entry = domain.catalogue.find(({ name }) => name === scenario);
  return entry === undefined ? domain.words.exampleScript : domain.read(entry.name, entry.text, []).bare;
}
