/*
 * A second opinion on the zero-range model, for Spin, written from the rules in docs/simulator.md and not from
 * lib/sim. One file of N blocks, block = page = folio, two cells a block, cut at CUT KiB. bench/spin.ts gives
 * the defines, runs it and compares verdicts, states and transitions.
 *
 * One process, one loop, and every step a d_step: what Spin stores is exactly the value of the variables
 * between two steps.
 */

#define GARBAGE 1    /* what the disk held before */
#define A 2          /* what the program wrote */
#define B 3
#define Z 4          /* stored behind EOF through a mapping */

#define HOLE 0
#define DELALLOC 1
#define UNWRITTEN 2
#define WRITTEN 3
#define NONE 4       /* no mapping held */

#define SKIP 0
#define FLUSH_IF_DIRTY 1
#define SCAN 2
#define SCAN_AS_POSTED 3
#define BATCH 4

#define TRUNCATE 0
#define ZERO_RANGE 1

#define CELLS (2 * N)
#define KIB(cell) (4 * ((cell) / 2) + (((cell) % 2) -> CUT : 0))
#define BLOCKS_BEFORE(cell) (((cell) + 1) / 2)
#define MIN(a, b) (((a) < (b)) -> (a) : (b))
#define MAX(a, b) (((a) > (b)) -> (a) : (b))
#define IS_DIRTY(f) (pres[f] && (dirty[f] || wb[f] || locked[f]))
#define IS_VALID (!VALID || map == HOLE || !stale)

/* The file. */
byte fork[N]; bit uptodate[N]; bit bdirty[N]; bit inflight[N];
bit pres[N]; bit dirty[N]; bit locked[N]; bit wb[N]; bit conv[N]; bit writable[N];
byte ioend[N]; bit inbatch[N];
byte cache[CELLS]; byte disk[CELLS];
byte size; byte disksize;

/* The operation: 0 not begun, 1 zero range, 2 setsize, 3 flush_size, 4 commit, 5 returned. */
byte step;
/* 0 none, 1 check, 2 lookup, 3 flush, 4 zero, 5 scan, 6 revalidate, 7 zero_dirty, 8 zero_batch */
byte zstep;
byte events; byte rounds; byte pos; byte last; byte scanned;
byte map = NONE; byte mapend; bit stale; bit batched; bit range_dirty; bit did_zero;

/* Not part of a state. */
hidden byte i; hidden byte j; hidden byte k; hidden byte b; hidden byte r; hidden byte found; hidden byte e; hidden byte t; hidden byte ok;
hidden byte first;

inline bump() { if :: map != NONE -> stale = 1 :: else fi }
inline drop_map() { map = NONE; mapend = 0; stale = 0; batched = 0; scanned = 0 }
inline clear_batch() { j = 0; do :: j < N -> inbatch[j] = 0; j++ :: else -> break od }

/* Writeback reads i_size here, not when it locked the folio. */
inline submit(f) {
  if
  :: 2 * f < size && size < 2 * f + 2 ->
     if :: size == 2 * f + 1 -> cache[2 * f + 1] = 0 :: else fi
  :: else
  fi;
  ioend[f] = 0;
  if
  :: bdirty[f] && 2 * f < size && fork[f] != HOLE ->
     if
     :: fork[f] == DELALLOC ->
        r = f;
        do :: r > 0 && fork[r - 1] == DELALLOC -> r-- :: else -> break od;
        do :: r < N && fork[r] == DELALLOC -> fork[r] = UNWRITTEN; r++ :: else -> break od;
        bump()
     :: else
     fi;
     inflight[f] = 1; wb[f] = 1; ioend[f] = MIN(size, 2 * f + 2)
  :: else
  fi;
  bdirty[f] = 0; locked[f] = 0
}

inline convert(f) {
  if
  :: inflight[f] ->
     first = (fork[f] == UNWRITTEN);
     fork[f] = WRITTEN; inflight[f] = 0;
     disk[2 * f] = cache[2 * f]; disk[2 * f + 1] = cache[2 * f + 1];
     if :: first -> bump() :: else fi
  :: else
  fi;
  disksize = MAX(disksize, ioend[f]); ioend[f] = 0; conv[f] = 1
}

inline wait_for_lock(f) { if :: locked[f] -> submit(f) :: else fi }

inline wait_for_writeback(f) {
  wait_for_lock(f);
  if
  :: wb[f] ->
     if :: !conv[f] -> convert(f) :: else fi;
     wb[f] = 0; conv[f] = 0
  :: else
  fi
}

inline flush(from, to) {
  i = (from) / 2;
  do
  :: (from) < (to) && 2 * i < (to) && i < N ->
     if
     :: IS_DIRTY(i) ->
        wait_for_writeback(i);
        if
        :: dirty[i] -> dirty[i] = 0; writable[i] = 0; locked[i] = 1; wait_for_writeback(i)
        :: else
        fi
     :: else
     fi;
     i++
  :: else -> break
  od
}

inline drop_folio(f) {
  pres[f] = 0; dirty[f] = 0; locked[f] = 0; wb[f] = 0; conv[f] = 0; writable[f] = 0;
  uptodate[f] = 0; bdirty[f] = 0; cache[2 * f] = 0; cache[2 * f + 1] = 0
}

/* First dirty folio that begins before `to`, N for none. */
inline find_dirty(from, to) {
  found = N; i = (from) / 2;
  do
  :: 2 * i < (to) && i < N && from < to ->
     if :: IS_DIRTY(i) -> found = i; break :: else -> i++ fi
  :: else -> break
  od
}

inline advance(to) {
  pos = to; rounds = 0;
  if :: pos >= mapend -> drop_map() :: else fi
}

inline continue_at(in_map) {
  if
  :: pos >= last -> leave_zero_range()
  :: pos < last && map == NONE -> zstep = 2
  :: else -> zstep = in_map
  fi
}

inline skip_map() { advance(mapend); continue_at(2) }
inline retry() { drop_map(); rounds++; zstep = 2 }

inline leave_zero_range() {
  drop_map(); clear_batch();
  range_dirty = 0; zstep = 0; rounds = 0; pos = 0; last = 0;
#if OPERATION == TRUNCATE
  step = 2
#else
  give_back()
#endif
}

/* Lock, validate, zero to the end of the folio or of the mapping. A block that is new is filled as the mapping says. */
inline zero_folio(from) {
  k = (from) / 2; ok = 1;
  wait_for_lock(k);
  if
  :: !IS_VALID -> ok = 0
  :: else ->
     e = MIN(2 * k + 2, mapend);
     pres[k] = 1;
     if
     :: (from > 2 * k || e < 2 * k + 2) && !uptodate[k] ->
        if
        :: map == WRITTEN && 2 * k < size -> cache[2 * k] = disk[2 * k]; cache[2 * k + 1] = disk[2 * k + 1]
        :: else -> cache[2 * k] = 0; cache[2 * k + 1] = 0
        fi
     :: else
     fi;
     uptodate[k] = 1; bdirty[k] = 1; dirty[k] = 1; did_zero = 1;
     j = from;
     do :: j < e -> cache[j] = 0; j++ :: else -> break od
  fi
}

inline lookup() {
  b = pos / 2; map = fork[b];
  e = BLOCKS_BEFORE(size);
  i = b + 1;
  do :: i < N && fork[i] == map -> i++ :: else -> break od;
  if :: map == DELALLOC && b < e -> i = MIN(i, e) :: else fi;
  mapend = MIN(2 * i, last); stale = 0
}

inline flush_or_skip() {
  if
  :: map != HOLE && map != UNWRITTEN -> zstep = 4
  :: (map == HOLE || map == UNWRITTEN) && range_dirty -> zstep = 3
  :: else -> skip_map()
  fi
}

inline after_lookup() {
#if STRATEGY == SKIP
  if :: map == HOLE || map == UNWRITTEN -> skip_map() :: else -> zstep = 4 fi
#elif STRATEGY == FLUSH_IF_DIRTY
  flush_or_skip()
#elif STRATEGY == SCAN || STRATEGY == SCAN_AS_POSTED
  if
  :: map == HOLE -> skip_map()
  :: map == UNWRITTEN -> zstep = 5
  :: else -> zstep = 4
  fi
#else
  if
  :: pos / 2 < e && map != HOLE -> mapend = MIN(mapend, 2 * e)
  :: else
  fi;
  if
  :: pos / 2 < e && map == UNWRITTEN ->
     batched = 1; first = 0; i = pos / 2;
     do
     :: 2 * i < mapend ->
        if :: IS_DIRTY(i) -> inbatch[i] = 1; first = 1 :: else fi;
        i++
     :: else -> break
     od;
     if :: first -> zstep = 8 :: else -> skip_map() fi
  :: else -> flush_or_skip()
  fi
#endif
}

/* Where the scan ends. As posted it is the folio of byte number `length`, or nowhere. */
inline find_scan_end() {
#if STRATEGY == SCAN_AS_POSTED
  if
  :: KIB(mapend) - KIB(pos) < KIB(pos) -> e = pos
  :: else -> e = 2 * (MIN(N - 1, (KIB(mapend) - KIB(pos)) / 4) + 1)
  fi
#else
  e = mapend
#endif
}

inline scan() {
  find_scan_end();
  find_dirty(pos, e);
  if
  :: found < N && MAX(pos, 2 * found) < mapend -> scanned = MAX(pos, 2 * found); zstep = 7
  :: else -> zstep = 6
  fi
}

inline zero_next() {
  zero_folio(pos);
  if :: !ok -> retry() :: else -> t = MIN(2 * k + 2, mapend); advance(t); continue_at(4) fi
}

inline zero_dirty() {
  zero_folio(scanned);
  if :: !ok -> retry() :: else -> scanned = 0; t = MIN(2 * k + 2, mapend); advance(t); continue_at(5) fi
}

inline zero_batch() {
  k = 0;
  do :: !inbatch[k] -> k++ :: else -> break od;
  b = MAX(pos, 2 * k);
  zero_folio(b);
  if
  :: !ok -> clear_batch(); retry()
  :: else ->
     inbatch[k] = 0; first = 1; j = 0;
     do
     :: j < N -> if :: inbatch[j] -> first = 0 :: else fi; j++
     :: else -> break
     od;
     if :: first -> t = mapend :: else -> t = MIN(mapend, 2 * k + 2) fi;
     advance(t);
     continue_at(8)
  fi
}

inline zero_step() {
  if
  :: zstep == 1 ->
     find_dirty(pos, last);
     range_dirty = (found < N);
     zstep = 2
  :: zstep == 2 -> lookup(); after_lookup()
  :: zstep == 3 -> range_dirty = 0; clear_batch(); flush(pos, last); retry()
  :: zstep == 4 -> zero_next()
  :: zstep == 5 -> scan()
  :: zstep == 6 -> if :: !IS_VALID -> retry() :: else -> did_zero = 1; skip_map() fi
  :: zstep == 7 -> zero_dirty()
  :: zstep == 8 -> zero_batch()
  fi
}

/* Cache behind EOF goes; the folio across it is waited for and its tail zeroed, which does not make it dirty. */
inline set_size() {
  size = TO;
#if TO < FROM
  i = 0;
  do
  :: i < N ->
     if
     :: 2 * i + 2 > TO && pres[i] ->
        wait_for_writeback(i);
        if
        :: 2 * i >= TO -> drop_folio(i)
        :: else -> cache[2 * i + 1] = 0
        fi
     :: else
     fi;
     i++
  :: else -> break
  od;
#endif
  if :: TO > disksize && (did_zero || FROM != disksize) -> step = 3 :: else -> step = 4 fi
}

inline commit() {
  disksize = TO;
#if TO < FROM
  i = BLOCKS_BEFORE(TO);
  do
  :: i < N ->
     if :: fork[i] != HOLE -> fork[i] = HOLE; disk[2 * i] = GARBAGE; disk[2 * i + 1] = GARBAGE :: else fi;
     i++
  :: else -> break
  od;
#endif
  give_back()
}

/* Nothing of an operation outlives it. What must hold is asked here. */
inline give_back() { step = 5; did_zero = 0; judge() }

#define ON_DISK(c) ((fork[(c) / 2] == WRITTEN) -> disk[c] : 0)
#define READS(c) (uptodate[(c) / 2] -> cache[c] : ON_DISK(c))

/* On disk once everything is written back: dirty blocks inside EOF that are no hole, and what is in flight. */
#define GOES_OUT(c) (bdirty[(c) / 2] && fork[(c) / 2] != HOLE && 2 * ((c) / 2) < size)
#define AT_REST(c) (inflight[(c) / 2] -> cache[c] : ON_DISK(c))
#define SETTLED(c) (GOES_OUT(c) -> ((c) >= size -> 0 : cache[c]) : AT_REST(c))

inline judge() {
  i = 0;
  do
  :: i < size ->
     if
     :: WANTED(i) == 0 -> stale_bytes = stale_bytes || READS(i) != 0 || SETTLED(i) != 0
     :: else -> lost_bytes = lost_bytes || READS(i) != WANTED(i) || SETTLED(i) != WANTED(i)
     fi;
     i++
  :: else -> break
  od;
  if :: size % 2 == 1 -> behind_eof = behind_eof || SETTLED(size) != 0 :: else fi;
#ifdef VERDICT
  if :: stale_bytes -> printf("STALE\n") :: else fi;
  if :: lost_bytes -> printf("LOSS\n") :: else fi;
  if :: behind_eof -> printf("POSTEOF\n") :: else fi;
#endif
  stale_bytes = 0; lost_bytes = 0; behind_eof = 0
}
hidden byte stale_bytes; hidden byte lost_bytes; hidden byte behind_eof;

/* A crash now: nothing below the size on disk that no program can have seen. */
inline look_at_disk() {
#ifdef VERDICT
  j = 0;
  do
  :: j < disksize ->
     if :: ON_DISK(j) == 0 || ON_DISK(j) >= A && SEEN(j) :: else -> printf("CRASH\n") fi;
     j++
  :: else -> break
  od
#else
  skip
#endif
}

inline setup(f, type, content0, content1) {
  fork[f] = type; pres[f] = 1; uptodate[f] = 1; bdirty[f] = 1; dirty[f] = 1;
  cache[2 * f] = content0; cache[2 * f + 1] = content1
}

#define MAY_HAPPEN (step > 0 && step < 5 && rounds <= N + 2 && events < EVENTS && pres[f])
/* The skip keeps the jumps of what stands before it inside the d_step. */
#define HAPPENED events++; rounds = 0; look_at_disk(); skip

active proctype kernel() {
  d_step {
    i = 0;
    do :: i < CELLS -> disk[i] = GARBAGE; i++ :: else -> break od;
    SETUP;
    size = FROM
  }
end:
  do
  /* the operation */
  :: d_step { step == 0 -> step = 1; zstep = FIRST; pos = ZERO_FROM; last = ZERO_TO; skip }
  :: d_step { step == 1 && rounds <= N + 2 -> zero_step(); look_at_disk(); skip }
  :: d_step { step == 2 -> set_size(); look_at_disk(); skip }
  :: d_step { step == 3 -> flush(disksize, TO); step = 4; look_at_disk(); skip }
  :: d_step { step == 4 -> commit(); look_at_disk(); skip }
  /* the background */
#define f 0
#include "background.pml"
#undef f
#if N > 1
#define f 1
#include "background.pml"
#undef f
#endif
#if N > 2
#define f 2
#include "background.pml"
#undef f
#endif
#if N > 3
#define f 3
#include "background.pml"
#undef f
#endif
#if N > 4
#define f 4
#include "background.pml"
#undef f
#endif
#if N > 5
#define f 5
#include "background.pml"
#undef f
#endif
  od
}
