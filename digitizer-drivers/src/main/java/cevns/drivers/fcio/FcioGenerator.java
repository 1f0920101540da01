package cevns.drivers.fcio;

import cevns.drivers.emulation.StreamPlayback;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Events of an emulated FlashCam system with the 16-bit firmware: periodic triggers, in each trace
 * a step with the decay of a preamplifier, its height told by the event's number.
 */
public final class FcioGenerator implements StreamPlayback {

    private static final long S = 1_000_000_000L;
    private static final int TICK_NS = 4;
    private static final int MAX_TICKS = 249_999_999;
    private static final int BASELINE = 8000;
    private static final int LEAST = 500;
    private static final int STEP = 37;
    private static final int STEPS = 100;

    /** Decay of the preamplifier [samples of 16 ns]. */
    private static final double DECAY = 5000;

    private final FcioConfig config;
    private final long startNs;
    private final long periodNs;
    private final long counted;
    private boolean begun;
    private long event;
    private long status;

    /**
     * @param traces ADC traces
     * @param samples of a trace
     * @param startNs host time at which the FPGA was at zero [ns since the Unix epoch]
     * @param rateHz events in a second
     */
    public FcioGenerator(int traces, int samples, long startNs, double rateHz) {
        this(traces, samples, startNs, rateHz, 0);
    }

    /**
     * A system that has run before its FPGA was at zero.
     *
     * @param traces ADC traces
     * @param samples of a trace
     * @param startNs host time at which the FPGA was at zero [ns since the Unix epoch]
     * @param rateHz events in a second
     * @param counted events that it had counted by then; 32 bits are sent
     */
    public FcioGenerator(int traces, int samples, long startNs, double rateHz, long counted) {
        this.counted = counted;
        List<Integer> map = IntStream.range(0, traces).mapToObj(i -> 1 << 16 | i).toList();
        config = new FcioConfig(traces, 0, samples, 1, 1, 16, 1, 0, 1, 0, map, 0);
        this.startNs = startNs;
        this.periodNs = Math.max(1, Math.round(S / rateHz));
    }

    /** The configuration that the stream begins with. */
    public FcioConfig config() {
        return config;
    }

    /** True when an event is due; those before the first call are not for this client. */
    public boolean isDue(long nowNs) {
        if (!begun) {
            begun = true;
            event = Math.max(0, (nowNs - startNs) / periodNs);
            status = (nowNs - startNs) / S;
        }
        return startNs + event * periodNs <= nowNs;
    }

    /** Writes the next event. */
    public void event(FcioEncoder into) {
        into.event(fields(event * periodNs), traces());
        event++;
    }

    @Override
    public byte[] next(long nowNs) {
        FcioEncoder stream = new FcioEncoder(ByteOrder.LITTLE_ENDIAN);
        if (!begun) {
            stream.protocol().config(config);
        }
        while (isDue(nowNs)) {
            event(stream);
        }
        if ((nowNs - startNs) / S > status) {
            status = (nowNs - startNs) / S;
            stream.status(1, statusTime(nowNs));
        }
        return stream.bytes();
    }

    /** The fields that each event begins with; time of the FPGA since its zero. */
    private FcioEncoder.Fields fields(long elapsedNs) {
        int[] offset = {seconds(startNs), micros(startNs), seconds(startNs), 0, 0, 0, 0, 0, 0, 0};
        int[] stamp = new int[10];
        stamp[0] = (int) (counted + event);
        stamp[1] = (int) (elapsedNs / S);
        stamp[2] = (int) (elapsedNs % S / TICK_NS);
        stamp[3] = MAX_TICKS;
        int[] dead = new int[10];
        dead[4] = MAX_TICKS;
        dead[6] = config.adcs();
        return new FcioEncoder.Fields(1, 0, offset, stamp, dead);
    }

    private char[][] traces() {
        char[][] traces = new char[config.adcs()][config.eventSamples() + 2];
        int onset = config.eventSamples() / 2;
        for (int t = 0; t < traces.length; t++) {
            int height = LEAST + (int) ((event + t) % STEPS) * STEP;
            char[] trace = traces[t];
            trace[0] = BASELINE;
            trace[1] = (char) height;
            for (int i = 0; i < config.eventSamples(); i++) {
                double pulse = i < onset ? 0 : height * StrictMath.exp(-(i - onset) / DECAY);
                trace[i + 2] = (char) (BASELINE + pulse);
            }
        }
        return traces;
    }

    private int[] statusTime(long nowNs) {
        long elapsed = nowNs - startNs;
        return new int[] {
            (int) (elapsed / S),
            (int) (elapsed % S / 1000),
            seconds(nowNs),
            micros(nowNs),
            0,
            seconds(startNs),
            micros(startNs),
            0,
            0,
            0
        };
    }

    private static int seconds(long ns) {
        return (int) (ns / S);
    }

    private static int micros(long ns) {
        return (int) (ns % S / 1000);
    }
}
