package cevns.drivers.adara;

import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import java.util.List;

/** Packets of an even 60 Hz machine, to be put together by tests. */
final class TestPulses {

    static final int CHARGE = 1_600_000;
    static final int NORMAL = 0x004;
    static final int NO_BEAM = 0x001;
    static final int RING_PS = 945_388;

    /** 2026-01-01T00:00:00Z. */
    static final long START_NS = 1_767_225_600_000_000_000L;

    private static final long PERIOD_US = 16_667;

    private TestPulses() {}

    /** Pulse id of the n-th pulse of an even sequence. */
    static EpicsTime id(long pulse) {
        return EpicsTime.ofUnixNs(START_NS + pulse * PERIOD_US * 1000);
    }

    static Rtdl rtdl(long pulse, int cycle, int charge, int veto) {
        return rtdl(id(pulse), cycle, cycle == 0 ? 0 : 1, charge, veto, RING_PS);
    }

    static Rtdl rtdl(EpicsTime id, int cycle, int flavor, int charge, int veto, int ringPs) {
        int[] frames = new int[AdaraFrame.RTDL_FRAME_COUNT];
        return new Rtdl(
                1, id, 1, flavor, charge, false, false, 0x1E, veto, cycle, 166_670, false, 0,
                ringPs, frames);
    }

    /** A record whose charge tells its pulse: {@code CHARGE + pulse}. */
    static Rtdl normal(long pulse) {
        return rtdl(pulse, (int) (pulse % 600), CHARGE + (int) pulse, NORMAL);
    }

    /** What a corrected stream says of the n-th pulse, cycle n mod 600, cycle 0 empty. */
    static Rtdl corrected(long pulse) {
        int cycle = (int) (pulse % 600);
        return cycle == 0
                ? rtdl(pulse, 0, 1, NO_BEAM)
                : rtdl(pulse, cycle, CHARGE + (int) pulse, NORMAL);
    }

    /** What a raw feed says of it: charge and veto of the pulse before. */
    static Rtdl raw(long pulse) {
        Rtdl before = corrected(Math.max(0, pulse - 1));
        return rtdl(pulse, (int) (pulse % 600), before.charge(), before.veto());
    }

    static PulseHeader header(EpicsTime id, long cycle, long charge, int flags) {
        return new PulseHeader(
                AdaraType.BANKED_EVENTS, 1, id, charge, 0, cycle, NORMAL, flags, List.of());
    }
}
