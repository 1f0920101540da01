package cevns.drivers.adara;

import cevns.daq.record.BeamPulseView;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Rtdl;

/**
 * One {@code BEAM_PULSE} for each pulse, in order of arrival, after de-duplication and repair of
 * the lag (adara.md §5).
 *
 * <p>A pulse is held until what decides on it has come: of a corrected stream the event packets of
 * the same pulse, whose flags say whether it was corrected, or else the next RTDL; of a raw feed
 * the next RTDL, which carries its charge and veto.
 *
 * <p>In the ledger a pulse is one unit. A packet that repeats a pulse id, or has an id that cannot
 * be, is a refused frame and no unit; history that we asked for and know already is neither. Pulses
 * that the cycle counter says are missing are lost units: {@code CORRUPT} as far as RTDL packets
 * were refused since the pulse before, else of the cause given with {@link #hole}, else {@code
 * GAP}.
 */
final class PulseAssembler {

    /** 2006-04-01: before it there was no machine [EPICS s]. */
    private static final long FIRST_BEAM_S = 512_715_600;

    /** A pulse id further in the future than this is garbage [ns]. */
    private static final long FUTURE_NS = 7 * 86_400_000_000_000L;

    /** How much older than asked for the history of a server may be [s]. */
    private static final long OLDEST_HISTORY_S = 3600;

    /** A step between pulse ids that a running machine may make [ns]. */
    private static final long STEADY_NS = 10_000_000_000L;

    /** Of pulses whose charge may be that of a neighbour, as the self-check says. */
    private static final int DOUBTFUL =
            BeamPulseView.CHARGE_UNCORRECTED | BeamPulseView.VETO_UNCORRECTED;

    private final ChargeAssociation association;
    private final RecordSink sink;
    private final WallClock clock;
    private final long beganNs;
    private final LagCheck lag;
    private final SeenPulses seen = new SeenPulses();
    private final CycleOrder order = new CycleOrder();

    private HeldPulse held;
    private EpicsTime last;
    private EpicsTime resumeAfter;
    private LossCause hole;
    private long damaged;
    private boolean catchingUp;
    private long wantedFromS;

    /**
     * Makes an assembler before the first pulse.
     *
     * @param clock to tell garbage pulse ids from possible ones
     * @param beganNs begin of a hole in front of the first pulse [ns since the Unix epoch]; {@code
     *     Long.MAX_VALUE} where nothing can be missing before it
     */
    PulseAssembler(ChargeAssociation association, RecordSink sink, WallClock clock, long beganNs) {
        this.association = association;
        this.sink = sink;
        this.clock = clock;
        this.beganNs = beganNs;
        lag = new LagCheck(association);
    }

    /** True when pulses this far apart follow each other: 77 % … 123 % of 1/60 s, exclusive. */
    static boolean areNeighbours(long firstNs, long secondNs) {
        long apartNs = secondNs - firstNs;
        // 0.77 / 60 s < apart < 1.23 / 60 s, in integers; the second term keeps the products small.
        return apartNs > 0
                && apartNs < 1_000_000_000
                && apartNs * 6000 > 77_000_000_000L
                && apartNs * 6000 < 123_000_000_000L;
    }

    /** Takes the accelerator's record of a cycle. */
    void on(Rtdl rtdl) {
        EpicsTime id = rtdl.time();
        if (!isPossible(id)) {
            sink.counters().refuse(FrameFault.VALUE);
            damaged++;
            return;
        }
        if (isOld(id)) {
            return;
        }
        HeldPulse pulse = new HeldPulse(rtdl);
        if (held != null && association == ChargeAssociation.RAW_LAGGED) {
            repair(held, rtdl);
        }
        settle();
        hold(pulse);
    }

    /** Takes what an event packet says of its pulse. */
    void on(PulseHeader header) {
        boolean corrected = association == ChargeAssociation.STREAM_CORRECTED;
        if (held != null && held.id.equals(header.time())) {
            if (corrected) {
                held.flag(header);
                settle();
            }
        } else if (header.has(AdaraFrame.NO_RTDL)
                && isPossible(header.time())
                && !seen.contains(header.time())
                && !isBeforeWanted(header.time())) {
            settleWithoutNext();
            hold(new HeldPulse(header));
            if (corrected) {
                settle();
            }
        }
    }

    /** Says that nothing has come for long: what can be told without a next pulse is told. */
    void stalled() {
        if (association == ChargeAssociation.STREAM_CORRECTED) {
            settle();
        }
    }

    /** Says that the packet of a pulse was refused: if its pulse is missing, that is why. */
    void damagedPulse() {
        damaged++;
    }

    /** Says why pulses may be missing from here on; of several causes the first one holds. */
    void hole(LossCause cause) {
        if (hole == null) {
            hole = cause;
        }
    }

    /**
     * Says that older pulses will come than are wanted, and perhaps known ones again.
     *
     * @param fromSeconds what was asked for [EPICS s]
     */
    void catchUp(long fromSeconds) {
        catchingUp = true;
        wantedFromS = fromSeconds;
    }

    /** True until a pulse has come that is new. */
    boolean isCatchingUp() {
        return catchingUp;
    }

    /** The last pulse of a steady sequence, to go on from; null before the first. */
    EpicsTime resumeAfter() {
        return resumeAfter;
    }

    /** The last pulse; null before the first. */
    EpicsTime last() {
        return last;
    }

    /** What is wrong with the charge, for people; empty when all is well. */
    String alarm() {
        return lag.alarm();
    }

    /**
     * Ends the stream: what is held is told, what is missing and cannot be counted any more is a
     * hole up to now.
     *
     * @param nowNs end of the hole, if there is one [ns since the Unix epoch]
     */
    void finish(long nowNs) {
        settleWithoutNext();
        long lastNs = last == null ? Math.min(beganNs, nowNs) : last.unixNs();
        if (damaged > 0) {
            sink.loss(LossCause.CORRUPT, damaged, lastNs, lastNs);
        }
        if (hole != null) {
            sink.loss(hole, LossView.UNKNOWN_UNITS, lastNs, Math.max(lastNs, nowNs));
        }
        damaged = 0;
        hole = null;
    }

    private boolean isPossible(EpicsTime id) {
        return id.seconds() >= FIRST_BEAM_S && id.unixNs() <= clock.nowNs() + FUTURE_NS;
    }

    /** Told already, or older than wanted; counted where it should not be. */
    private boolean isOld(EpicsTime id) {
        if (isBeforeWanted(id)) {
            return true;
        }
        boolean told = seen.contains(id);
        if (told && !catchingUp) {
            sink.counters().refuse(FrameFault.SEQUENCE);
        }
        return told;
    }

    private boolean isBeforeWanted(EpicsTime id) {
        return catchingUp
                && id.seconds() < wantedFromS
                && id.seconds() >= wantedFromS - OLDEST_HISTORY_S;
    }

    private void repair(HeldPulse pulse, Rtdl next) {
        if (areNeighbours(pulse.timeNs, next.time().unixNs())) {
            pulse.charge = next.charge();
            pulse.veto = next.veto();
        } else {
            pulse.unknownCharge();
        }
    }

    private void hold(HeldPulse pulse) {
        catchingUp = false;
        held = pulse;
        seen.add(pulse.id);
        order.next(pulse.timeNs, pulse.cycle());
        if (order.jump()) {
            pulse.quality |= BeamPulseView.CYCLE_JUMP;
        }
        if (order.backwards()) {
            pulse.quality |= BeamPulseView.TIME_BACKWARDS;
        }
        lose(pulse.timeNs);
        // An id out of step must not decide where a reconnect goes on.
        long step = last == null ? 1 : pulse.timeNs - last.unixNs();
        if (resumeAfter == null || step > 0 && step < STEADY_NS) {
            resumeAfter = pulse.id;
        }
        last = pulse.id;
    }

    private void lose(long timeNs) {
        long missing = order.missing();
        LossCause cause = hole == null ? LossCause.GAP : hole;
        if (last == null && hole != null) {
            sink.loss(cause, LossView.UNKNOWN_UNITS, Math.min(beganNs, timeNs), timeNs);
        } else if (missing == LossView.UNKNOWN_UNITS) {
            sink.loss(cause, missing, order.fromNs(), timeNs);
        } else {
            // Before the first pulse there is no counter to say that a refused one is missing.
            long corrupt = last == null ? damaged : Math.min(missing, damaged);
            if (corrupt > 0) {
                sink.loss(LossCause.CORRUPT, corrupt, order.fromNs(), timeNs);
            }
            if (missing > corrupt) {
                sink.loss(cause, missing - corrupt, order.fromNs(), timeNs);
            }
        }
        damaged = 0;
        hole = null;
    }

    private void settleWithoutNext() {
        if (held != null && association == ChargeAssociation.RAW_LAGGED) {
            held.unknownCharge();
        }
        settle();
    }

    private void settle() {
        if (held == null) {
            return;
        }
        HeldPulse pulse = held;
        held = null;
        lag.next(pulse);
        pulse.tell(sink, lag.disagrees() ? DOUBTFUL : 0);
    }
}
