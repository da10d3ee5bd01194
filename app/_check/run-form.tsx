import type { ReactElement } from 'react';
import { scriptText } from '@/app/_check/script-block.tsx';
import { assetPath } from '@/app/_ui/assets.ts';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import { findEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { SCRIPT_CHARACTERS_MAX } from '@/lib/sim/zero-range/language/script.ts';
import { findStrategy, STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';
import { currentReader } from '@/lib/store/reader.ts';

const EXAMPLE = `# profile: block=4k page=4k folio=4k
falloc 0 4k
pwrite -S 0x41 0 4k
truncate 2k
`;
const ROWS_MIN = 8;

/**
 * The form of a run: a plain GET form that the server answers within its bounds, a second button (POST) for a job of
 * the worker. With script, a third one searches in this browser, as far as one likes.
 */
export function RunForm({ run }: { readonly run: RunRequest }): ReactElement {
  const entry = findEntry(run.scenario);
  const script = run.script !== '' ? run.script : entry === null ? EXAMPLE : scriptText(entry.script);
  return (
    <>
      <form className="run" method="get" action="/run" data-worker={assetPath('check-worker.js')}>
        <label>
          Script: xfs_io commands, one a line
          <textarea
            name="script"
            defaultValue={script}
            rows={Math.max(ROWS_MIN, script.split('\n').length + 1)}
            maxLength={SCRIPT_CHARACTERS_MAX}
            spellCheck={false}
            autoCapitalize="off"
          />
        </label>
        <div className="fields-row">
          <label>
            Strategy
            <select name="strategy" defaultValue={findStrategy(run.strategy)?.name ?? ''}>
              <option value="">all that apply</option>
              {STRATEGY_IDS.map(({ name, code }) => (
                <option key={name} value={name}>
                  {code} {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Profile
            <input name="profile" defaultValue={run.profile} placeholder="block=1k iomap_valid=0" />
          </label>
          <label>
            Events
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
            States, in the browser
            <select data-states="" defaultValue="1000000">
              <option value="100000">100,000</option>
              <option value="1000000">1 million</option>
              <option value="4000000">4 million</option>
            </select>
          </label>
        </div>
        <p className="buttons">
          <button type="submit">Run on the server</button>
          <button type="button" className="scripted" data-run="">
            Run in this browser
          </button>
          {currentReader() === null ? (
            <span className="note">
              <a href="/sign-in?next=%2Frun">Sign in</a> to run it longer on the server.
            </span>
          ) : (
            <button
              type="submit"
              formAction="/run/job"
              formMethod="post"
              title="Up to two minutes, by the worker"
            >
              Run as a job
            </button>
          )}
          <button type="button" data-cancel="" hidden>
            Cancel
          </button>
        </p>
      </form>
      <section id="browser-run" aria-live="polite" hidden />
      <script src={assetPath('run.js')} defer />
    </>
  );
}
