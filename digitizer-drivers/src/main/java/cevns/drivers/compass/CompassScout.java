package cevns.drivers.compass;

import cevns.drivers.file.FileBytes;
import cevns.drivers.file.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Judges whether a record begins where a file stands. A record has no mark of its own: it is
 * believed when channel, sample count and time go on as before, and else only when the bytes behind
 * it are a record again.
 */
final class CompassScout {

    /** So many following records are asked before one is given up: the next may be damaged, too. */
    private static final int WITNESSES = 8;

    private final FileBytes bytes;
    private final CompassFrame frame;
    private final boolean[] known =
            new boolean[(CompassFrame.LAST_BOARD + 1) * (CompassFrame.LAST_CHANNEL + 1)];
    private boolean begun;
    private int samples;
    private long timePs;

    CompassScout(FileBytes bytes, CompassFrame frame) {
        this.bytes = bytes;
        this.frame = frame;
    }

    /** Remembers the record at the next byte as the last good one. */
    void take() {
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        begun = true;
        known[key(buffer, at)] = true;
        samples = frame.samples(buffer, at);
        timePs = CompassFrame.timePs(buffer, at);
    }

    /**
     * What begins at the next byte, where at least a record's header is.
     *
     * @param searching true behind damage, where a record must prove itself
     */
    Verdict judge(boolean searching) throws IOException {
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        if (!frame.plausible(buffer, at)) {
            return Verdict.DAMAGED;
        }
        long length = frame.length(buffer, at);
        boolean usual = begun && usual(buffer, at);
        if (length > bytes.remaining()) {
            boolean other = begun && !usual && followedBy(frame.header() + 2L * samples);
            return other || searching && !usual ? Verdict.DAMAGED : Verdict.CUT;
        }
        if (usual && !searching) {
            return Verdict.WHOLE;
        }
        if (searching && begun && frame.samples(buffer, at) != samples) {
            return Verdict.DAMAGED;
        }
        for (int i = 1; i <= WITNESSES; i++) {
            if (i * length + frame.header() > bytes.remaining()) {
                boolean lone = i == 1 && (usual || !searching);
                return lone ? Verdict.WHOLE : Verdict.DAMAGED;
            }
            if (followedBy(i * length)) {
                return Verdict.WHOLE;
            }
        }
        return Verdict.DAMAGED;
    }

    /** What was found and what was expected, for people. */
    String describe() {
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        String found =
                "board %d, channel %d, time %d ps, %d samples"
                        .formatted(
                                CompassFrame.board(buffer, at),
                                CompassFrame.channel(buffer, at),
                                CompassFrame.timePs(buffer, at),
                                frame.samples(buffer, at) & 0xFFFF_FFFFL);
        return begun
                ? "%s where a record of %d samples near %d ps must be"
                        .formatted(found, samples, timePs)
                : found + ", no record that those behind it bear out";
    }

    private boolean usual(ByteBuffer buffer, int at) {
        return known[key(buffer, at)]
                && frame.samples(buffer, at) == samples
                && near(CompassFrame.timePs(buffer, at), timePs);
    }

    private boolean followedBy(long distance) throws IOException {
        if (distance > Integer.MAX_VALUE / 2 || !bytes.need((int) distance + frame.header())) {
            return false;
        }
        ByteBuffer buffer = bytes.buffer();
        int at = bytes.at();
        int next = at + (int) distance;
        int count = frame.samples(buffer, next);
        return frame.plausible(buffer, next)
                && (count == frame.samples(buffer, at) || begun && count == samples)
                && near(CompassFrame.timePs(buffer, next), CompassFrame.timePs(buffer, at))
                // Zeros look like a record of board 0, channel 0, without samples.
                && CompassFrame.timePs(buffer, next) != 0;
    }

    private static boolean near(long onePs, long otherPs) {
        return Math.abs(onePs - otherPs) <= CompassProbe.LARGEST_STEP_PS;
    }

    private static int key(ByteBuffer buffer, int at) {
        return CompassFrame.board(buffer, at) * (CompassFrame.LAST_CHANNEL + 1)
                + CompassFrame.channel(buffer, at);
    }
}
