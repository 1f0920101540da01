package cevns.drivers.fcio;

import cevns.bench.NoRecords;
import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bytes of FlashCam to records: one event of six germanium traces of 8192 samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FcioDecoderBenchmark {

    private static final int CHANNELS = 6;
    private static final int SAMPLES = 8192;

    private final NoRecords sink = new NoRecords();
    private final FcioDecoder decoder =
            new FcioDecoder(
                    (fault, at, what) -> {
                        throw new IllegalStateException(what);
                    });
    private FcioSource source;
    private ByteBuffer event;
    private ByteBuffer copy;

    /** Makes the stream, and takes its beginning. */
    @Setup
    public void begin() {
        List<Integer> map = List.of(0x100000, 0x100001, 0x100002, 0x100003, 0x100004, 0x100005);
        FcioConfig config = new FcioConfig(CHANNELS, 0, SAMPLES, 16, 1, 12, 1, 0, 1, 0, map, 7);
        ByteBuffer begun =
                ByteBuffer.wrap(
                        new FcioEncoder(ByteOrder.LITTLE_ENDIAN).protocol().config(config).bytes());
        int[] none = new int[10];
        int[] offset = {1000, 0, 1000, 0, 0, 0, 0, 0, 0, 0};
        int[] stamp = {1, 0, 2, 249_999_999, 0, 0, 0, 0, 0, 0};
        char[][] traces = new char[CHANNELS][SAMPLES + 2];
        byte[] bytes =
                new FcioEncoder(ByteOrder.LITTLE_ENDIAN)
                        .event(new FcioEncoder.Fields(1, 0.5f, offset, stamp, none), traces)
                        .bytes();
        event = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        copy = ByteBuffer.allocateDirect(bytes.length);
        source =
                new FcioSource(
                        "fcio",
                        "0",
                        "",
                        sink,
                        FcioOptions.read(Configs.parse("", "bench")),
                        (fault, at, what) -> {});
        while (decoder.decode(begun)) {
            source.take(decoder.record(), LossCause.CORRUPT);
        }
    }

    @Benchmark
    public int memcpy() {
        copy.put(0, event, 0, event.capacity());
        return copy.get(copy.capacity() - 1);
    }

    @Benchmark
    public long decode() {
        event.rewind();
        while (decoder.decode(event)) {
            source.take(decoder.record(), LossCause.CORRUPT);
        }
        return sink.sum;
    }
}
