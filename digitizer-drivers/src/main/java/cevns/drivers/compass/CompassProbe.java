package cevns.drivers.compass;

import cevns.drivers.file.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds out which parts the records of a file have, from its header or from the records. */
final class CompassProbe {

    /** Records stepped through. */
    private static final int STEPS = 20;

    /** Looking further ahead than this is not worth the memory [bytes]. */
    private static final int FAR_ENOUGH = 1 << 20;

    /** Neighbouring records of a file are not further apart [ps]: nearly three hours. */
    static final long LARGEST_STEP_PS = 10_000_000_000_000_000L;

    private CompassProbe() {}

    /** True when a file begins with the file header of version 2. */
    static boolean hasFileHeader(FileBytes bytes) throws IOException {
        return bytes.need(CompassFrame.FILE_HEADER)
                && (bytes.buffer().getChar(bytes.at()) & ~CompassFrame.BITS) == CompassFrame.MAGIC;
    }

    /**
     * The parts of the records, the file header skipped.
     *
     * @param header file header of the first file, for those that lack it; 0 to find out
     * @return null when nothing fits
     */
    static CompassFrame detect(FileBytes bytes, int header) throws IOException {
        if (hasFileHeader(bytes)) {
            int own = bytes.buffer().getChar(bytes.at());
            bytes.skip(CompassFrame.FILE_HEADER);
            return ofHeader(bytes, own);
        }
        if (header != 0) {
            return ofHeader(bytes, header);
        }
        CompassFrame best = null;
        int most = 0;
        for (CompassFrame frame : headerless()) {
            int steps = steps(bytes, frame);
            if (steps > most) {
                most = steps;
                best = frame;
            }
        }
        return best;
    }

    /**
     * Records that can be stepped through with this frame: fields plausible, times near each other,
     * counts equal. A record that the file cuts ends it.
     */
    static int steps(FileBytes bytes, CompassFrame frame) throws IOException {
        int distance = 0;
        int count = -1;
        long timePs = -1;
        for (int steps = 0; steps < STEPS; steps++) {
            if (distance > FAR_ENOUGH || !bytes.need(distance + frame.header())) {
                return steps;
            }
            ByteBuffer buffer = bytes.buffer();
            int at = bytes.at() + distance;
            if (!frame.plausible(buffer, at)) {
                return steps;
            }
            int samples = frame.samples(buffer, at);
            long time = CompassFrame.timePs(buffer, at);
            boolean first = count < 0;
            long length = frame.length(buffer, at);
            if (!first && (samples != count || Math.abs(time - timePs) > LARGEST_STEP_PS)
                    || distance + length > bytes.remaining()) {
                return steps;
            }
            count = samples;
            timePs = time;
            distance += (int) length;
        }
        return STEPS;
    }

    private static CompassFrame ofHeader(FileBytes bytes, int header) throws IOException {
        CompassFrame frame = CompassFrame.of(header);
        if (frame.waveform()) {
            return frame;
        }
        // Public readers disagree whether code and count are there when samples are not.
        CompassFrame withCount = frame.withEmptyWaveforms();
        return steps(bytes, withCount) > steps(bytes, frame) ? withCount : frame;
    }

    /** What files without a header can have, the most likely first. */
    private static List<CompassFrame> headerless() {
        List<CompassFrame> all = new ArrayList<>();
        for (boolean code : new boolean[] {true, false}) {
            for (int flagBytes : new int[] {4, 2}) {
                for (boolean shortEnergy : new boolean[] {true, false}) {
                    all.add(new CompassFrame(true, false, shortEnergy, flagBytes, code, true));
                    all.add(new CompassFrame(false, true, shortEnergy, flagBytes, code, true));
                    all.add(new CompassFrame(true, true, shortEnergy, flagBytes, code, true));
                }
            }
        }
        return all;
    }
}
