-- The doubtful versions of a list are found by the guesses there are, not by all links or all series of the archive.
CREATE INDEX chain_link_guess ON derived.chain_link (later) WHERE NOT holds AND relation = 'supersedes';
