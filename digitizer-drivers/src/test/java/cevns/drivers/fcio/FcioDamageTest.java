package cevns.drivers.fcio;

import static cevns.drivers.fcio.FcioStreams.begun;
import static cevns.drivers.fcio.FcioStreams.event;
import static cevns.drivers.fcio.FcioStreams.read;
import static cevns.drivers.fcio.FcioStreams.trace;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.fcio.FcioStreams.Result;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each way in which a stream can be bad: what still comes out, and what is counted. */
class FcioDamageTest {

    private static final char[][] ALL = {trace(11, 12, 13), trace(21, 22, 23), trace(31, 32, 33)};

    @Test
    void anUnknownTagIsSkippedAndNamed() {
        Result result = read(begun().tag(17).ints(1).event(event(0, 1), ALL));

        assertThat(result.records().waveforms).hasSize(3);
        assertThat(result.report().counts()).containsEntry("tag 17", 1L);
        assertThat(fault(result, FrameFault.UNKNOWN_TYPE)).isEqualTo(1);
        assertThat(result.report().problems()).hasSize(1);
        assertThat(result.report().problems().get(0)).contains("tag 17");
    }

    @Test
    void tracesThatAreMissingAreLost() {
        Result result =
                read(
                        sparse(3, new char[] {0, 1, 2}, ALL[0])
                                .sparseEvent(event(1, 9), new char[] {1}, ALL[1]));

        assertThat(result.records().waveforms).hasSize(2);
        assertThat(lost(result, LossCause.CORRUPT)).isEqualTo(2);
        assertThat(fault(result, FrameFault.MISCOUNT)).isEqualTo(1);
        assertThat(result.report().problems().get(0)).contains("1 of 3 traces");
    }

    @Test
    void aTraceThatTheConfigDoesNotHaveIsLost() {
        Result result = read(begun().sparseEvent(event(0, 1), new char[] {3, 1}, ALL[0], ALL[1]));

        assertThat(result.records().waveforms).hasSize(1);
        assertThat(lost(result, LossCause.CORRUPT)).isEqualTo(1);
        assertThat(fault(result, FrameFault.VALUE)).isEqualTo(1);
        assertThat(result.report().problems().get(0)).contains("trace 3");
    }

    @Test
    void anEventBeforeAnyConfigIsAHole() {
        Result result =
                read(
                        new FcioEncoder(ByteOrder.LITTLE_ENDIAN)
                                .protocol()
                                .event(event(0, 1), ALL)
                                .config(FcioStreams.CONFIG)
                                .event(event(1, 1), ALL));

        assertThat(result.records().waveforms).hasSize(3);
        assertThat(result.records().counters().unknownLosses).isEqualTo(1);
        assertThat(fault(result, FrameFault.PROTOCOL)).isEqualTo(1);
    }

    @Test
    void aConfigBeyondTheLimitsIsRefused() {
        for (FcioConfig config :
                List.of(
                        config(2401, 0, 4, 16),
                        config(Integer.MAX_VALUE, Integer.MAX_VALUE, 4, 16),
                        config(-1, 2, 4, 16),
                        config(1, 0, 32769, 16),
                        config(1, 0, -1, 16),
                        config(2400, 0, 32768, 16),
                        config(1, 0, 4, 14))) {
            Result result = read(begun().config(config).event(event(0, 1), ALL));
            assertThat(result.records().waveforms).isEmpty();
            assertThat(fault(result, FrameFault.VALUE)).isEqualTo(1);
            assertThat(result.records().counters().unknownLosses).isEqualTo(1);
        }
    }

    @Test
    void damageInTheMiddleCostsWhatLiesBeforeTheNextProtocolWord() {
        FcioEncoder stream = begun().event(event(0, 1), ALL);
        stream.tag(2_000_000_000).event(event(1, 2), ALL);
        Result result = read(stream.protocol().config(FcioStreams.CONFIG).event(event(2, 3), ALL));

        assertThat(result.records().waveforms).hasSize(6);
        assertThat(fault(result, FrameFault.FRAMING)).isEqualTo(1);
        assertThat(result.records().counters().unknownLosses).isEqualTo(1);
        assertThat(result.report().trailingBytes()).isZero();
        assertThat(result.report().problems()).hasSize(1);
    }

    @Test
    void aFileCutInAFrameLosesTheTracesThatItsListNames() {
        byte[] whole =
                begun().event(event(0, 1), ALL)
                        .sparseEvent(event(1, 2), new char[] {0, 2}, ALL[0], ALL[2])
                        .bytes();
        Result result = read(Arrays.copyOf(whole, whole.length - 1), "");

        assertThat(result.records().waveforms).hasSize(3);
        assertThat(lost(result, LossCause.CUT)).isEqualTo(2);
        assertThat(result.report().records()).isEqualTo(2);
        assertThat(result.report().trailingBytes()).isEqualTo(whole.length - 1 - eventEnd());
        assertThat(result.report().problems()).hasSize(1);
    }

    @Test
    void aFileThatEndsThreeBytesBehindAFrameDeliversItsLastRecord() {
        byte[] whole = begun().event(event(0, 1), ALL).tag(4).bytes();
        Result result = read(Arrays.copyOf(whole, whole.length - 1), "");

        assertThat(result.records().waveforms).hasSize(3);
        assertThat(result.report().records()).isEqualTo(2);
        assertThat(result.report().trailingBytes()).isEqualTo(3);
        assertThat(result.report().problems()).hasSize(1);
        assertThat(result.records().counters().unknownLosses).isEqualTo(1);
    }

    private static int eventEnd() {
        return begun().event(event(0, 1), ALL).bytes().length;
    }

    private static FcioEncoder sparse(int traces, char[] list, char[]... words) {
        FcioEncoder stream = begun().tag(FcioFrame.SPARSE_EVENT).ints(1).floats(0);
        stream.ints(1000).ints(0, 0, 1, 249_999_999).ints(0).ints(traces).shorts(list);
        for (char[] trace : words) {
            stream.shorts(trace);
        }
        return stream;
    }

    private static FcioConfig config(int adcs, int triggers, int samples, int bits) {
        return new FcioConfig(adcs, triggers, samples, 1, 1, bits, 1, 0, 1, 0, List.of(), 0);
    }

    private static long fault(Result result, FrameFault fault) {
        return result.records().counters().refused[fault.ordinal()];
    }

    private static long lost(Result result, LossCause cause) {
        return result.records().counters().lost[cause.ordinal()];
    }
}
